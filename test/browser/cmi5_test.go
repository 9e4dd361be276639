package browser

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"handrail/test/engine"
)

// lrs plays a learning system with cmi5 and its record store, at an address of its own as most do. It takes what ADL's CATAPULT takes.
type lrs struct {
	t        *testing.T
	url      string // of the package
	launched string // what the page is opened with

	mu         sync.Mutex
	mode       string
	token      bool // was given
	state      string
	statements []json.RawMessage
	verbs      []string
	refuse     string        // the verb of statements that it takes no more
	stored     chan struct{} // holds something when statements have come
}

func newLRS(t *testing.T) *lrs {
	t.Helper()
	l := &lrs{t: t, mode: "Normal", stored: make(chan struct{}, 1)}
	dir := newSite(t, map[string]string{"quizzes/once.md": trialQuiz("Trial once", trialQuizzes["once"])})
	edited(t, dir, "site.yaml", "language:", "url: https://example.org/\nlanguage:")
	file := filepath.Join(t.TempDir(), "once.zip")
	command(t, "quiz", "export", filepath.Join(dir, "content", "quizzes", "once.md"), "--format", "cmi5", "--out", file)
	pkg, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { pkg.Close() })
	system := http.NewServeMux()
	system.HandleFunc("POST /fetch", l.fetch)
	system.HandleFunc("GET /back", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<title>Back</title>") })
	system.HandleFunc("GET /xapi/agents/profile", http.NotFound)
	system.HandleFunc("/xapi/activities/state", l.document)
	system.HandleFunc("/xapi/statements", l.store)
	from, to := httptest.NewServer(http.FileServerFS(pkg)), httptest.NewTLSServer(l.across(system))
	t.Cleanup(from.Close)
	t.Cleanup(to.Close)
	l.url = from.URL + "/"
	l.launched = url.Values{"endpoint": {to.URL + "/xapi"}, "fetch": {to.URL + "/fetch"}, "actor": {lrsActor}, "registration": {lrsRegistration}, "activityId": {to.URL + "/au"}}.Encode()
	return l
}

const (
	lrsActor        = `{"objectType":"Agent","account":{"homePage":"https://lms.example","name":"7"}}`
	lrsRegistration = "a1b2c3d4-0000-4000-8000-000000000001"
	lrsToken        = "Basic bGVhcm5lcg=="
	lrsCategories   = "https://w3id.org/xapi/cmi5/context/categories/"
	lrsExtensions   = "https://w3id.org/xapi/cmi5/context/extensions/"
)

// across lets pages of other addresses ask, as they may only if they are allowed to (https://fetch.spec.whatwg.org/#http-cors-protocol).
func (l *lrs) across(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
		w.Header().Set("Access-Control-Allow-Methods", "GET, PUT, POST")
		w.Header().Set("Access-Control-Allow-Headers", "Authorization, Content-Type, X-Experience-API-Version")
		if r.Method == http.MethodOptions {
			return
		}
		l.mu.Lock()
		defer l.mu.Unlock()
		if strings.HasPrefix(r.URL.Path, "/xapi/") && (r.Header.Get("Authorization") != lrsToken || r.Header.Get("X-Experience-API-Version") != "1.0.3") {
			l.t.Errorf("%s %s without the token or the version", r.Method, r.URL.Path)
		}
		next.ServeHTTP(w, r)
	})
}

func (l *lrs) fetch(w http.ResponseWriter, _ *http.Request) {
	if l.token {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, `{"error-code":"1","error-text":"The authorization token has already been returned."}`)
		return
	}
	l.token = true
	fmt.Fprintf(w, `{"auth-token":%q}`, strings.TrimPrefix(lrsToken, "Basic "))
}

func (l *lrs) document(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	if query.Get("agent") != lrsActor || query.Get("registration") != lrsRegistration || query.Get("activityId") == "" {
		l.t.Errorf("a document is asked for by %s", query.Encode())
	}
	switch name := query.Get("stateId"); {
	case name == "LMS.LaunchData" && r.Method == http.MethodGet:
		fmt.Fprintf(w, `{"launchMode":%q,"masteryScore":0.5,"moveOn":"CompletedAndPassed","returnURL":"https://%s/back","contextTemplate":{
			"contextActivities":{"grouping":[{"id":"https://example.org/quizzes/once"}]},"extensions":{"%ssessionid":"s-1"}}}`, l.mode, r.Host, lrsExtensions)
	case name == "handrail" && r.Method == http.MethodPut:
		body, _ := io.ReadAll(r.Body)
		l.state = string(body)
	case name == "handrail" && l.state != "":
		fmt.Fprint(w, l.state)
	default:
		http.NotFound(w, r)
	}
}

// store takes a statement, or some, and looks at each.
func (l *lrs) store(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		l.t.Error(err)
	}
	list := []json.RawMessage{body}
	if r.Method == http.MethodPost {
		if err := json.Unmarshal(body, &list); err != nil {
			l.t.Errorf("%v: %s", err, body)
		}
	}
	for _, statement := range list {
		verb, fault := l.look(statement)
		switch {
		case verb == l.refuse:
			http.Error(w, "no more", http.StatusForbidden)
			return
		case fault != "":
			l.t.Errorf("%s: %s", fault, statement)
		}
		l.verbs = append(l.verbs, verb)
		l.statements = append(l.statements, statement)
	}
	w.WriteHeader(http.StatusNoContent)
	select {
	case l.stored <- struct{}{}:
	default:
	}
}

// look says what CATAPULT has against a statement after those before it (cmi5, 9).
func (l *lrs) look(data json.RawMessage) (verb, fault string) {
	var s struct {
		Verb   struct{ ID string }
		Result struct {
			Duration string
			Score    *struct{ Scaled float64 }
		}
		Context struct {
			Registration      string
			ContextActivities struct{ Category, Grouping []struct{ ID string } }
			Extensions        map[string]any
		}
	}
	if err := json.Unmarshal(data, &s); err != nil {
		return "", err.Error()
	}
	verb = s.Verb.ID[strings.LastIndex(s.Verb.ID, "/")+1:]
	has := func(name string) bool {
		return slices.ContainsFunc(s.Context.ContextActivities.Category, func(c struct{ ID string }) bool { return c.ID == lrsCategories+name })
	}
	judged := verb == "passed" || verb == "failed"
	defined := judged || verb == "initialized" || verb == "completed" || verb == "terminated"
	switch {
	case (len(l.verbs) == 0 || l.verbs[len(l.verbs)-1] == "terminated") != (verb == "initialized"):
		return verb, "initialized does not come first, or something comes after terminated"
	case defined != has("cmi5") || (judged || verb == "completed") != has("moveon"):
		return verb, "the categories are wrong"
	case defined && verb != "initialized" && !strings.HasPrefix(s.Result.Duration, "PT"):
		return verb, "there is no duration"
	case s.Context.Registration != lrsRegistration || s.Context.Extensions[lrsExtensions+"sessionid"] != "s-1" || len(s.Context.ContextActivities.Grouping) != 1:
		return verb, "the context is not that of the launch"
	case judged && (s.Result.Score == nil || s.Context.Extensions[lrsExtensions+"masteryscore"] != 0.5 || (verb == "passed") != (s.Result.Score.Scaled >= 0.5)):
		return verb, "the score does not pass or fail"
	case (verb == "completed" || verb == "passed") && slices.Contains(l.verbs, verb), verb == "failed" && slices.Contains(l.verbs, "passed"):
		return verb, "it is said twice"
	case l.mode != "Normal" && verb != "initialized" && verb != "terminated":
		return verb, "nobody may be judged in this mode"
	}
	return verb, ""
}

// launch opens the quiz in a browser as the system does.
func (l *lrs) launch(b learner) {
	l.t.Helper()
	l.mu.Lock()
	l.token = false
	l.mu.Unlock()
	b.open(l.url + "?" + l.launched)
	b.wait("document.querySelector('.take') !== null")
}

// heard waits until the system has heard a verb so many times, and gives all the verbs.
func (l *lrs) heard(verb string, times int) []string {
	l.t.Helper()
	late := time.After(time.Minute)
	for {
		l.mu.Lock()
		verbs := slices.Clone(l.verbs)
		l.mu.Unlock()
		n := 0
		for _, heard := range verbs {
			if heard == verb {
				n++
			}
		}
		if n >= times {
			return verbs
		}
		select {
		case <-l.stored:
		case <-late:
			l.t.Fatalf("%s was not said %d times: %v", verb, times, verbs)
		}
	}
}

// uncertain is a Chromium that takes servers of tests for what they say they are.
var uncertain = sync.OnceValues(func() (*engine.Chromium, error) {
	c, err := engine.StartChromium(engine.ChromiumShell(), engine.Settings{Uncertain: true})
	if err == nil {
		closeAtEnd(c.Close)
	}
	return c, err
})

// answer answers the next questions, and goes on after each.
func (l learner) answer(steps ...step) {
	l.t.Helper()
	for _, s := range steps {
		l.wants(s.heading)
		s.answer(l)
		l.press("Check my answer")
		l.wants(s.verdict)
		l.to("at.matches('.take .actions .go')")
		l.enter()
	}
}

// TestCMI5 takes a quiz in a system with cmi5: what is sent, in which order, and that it is valid; leaving and coming back; nothing is on the device.
func TestCMI5(t *testing.T) {
	t.Parallel()
	l := newLRS(t)
	b := learner{openChromium(t, uncertain, false)}
	l.launch(b)
	b.press("Start")
	b.answer(rightSteps()[:3]...)
	l.heard("answered", 3)
	b.open("about:blank")
	l.heard("terminated", 1)
	l.launch(b)
	b.press("Go on")
	b.answer(rightSteps()[3:]...)
	l.heard("passed", 1)
	b.reads("You got 7 out of 7 points.")
	if kept := eval[int](b.tab, "localStorage.length + sessionStorage.length + document.cookie.length"); kept != 0 {
		t.Errorf("the page keeps %d things on the device", kept)
	}
	b.press("Leave the quiz")
	b.wait("document.title === 'Back'")
	verbs := l.heard("terminated", 2)
	if got, want := strings.Join(verbs, " "), "initialized answered answered answered terminated initialized answered answered answered completed passed terminated"; got != want {
		t.Errorf("the system is sent %s, and not %s", got, want)
	}
	for i, warnings := range warned(t, l.statements) {
		if len(warnings) > 0 {
			t.Errorf("xAPI: %s of %s", warnings, l.statements[i])
		}
	}
}

// TestCMI5Fails: a quiz that was not passed is completed and failed, and one that is passed then is passed, in the same session.
func TestCMI5Fails(t *testing.T) {
	t.Parallel()
	l := newLRS(t)
	b := learner{openChromium(t, uncertain, false)}
	l.launch(b)
	b.press("Start")
	b.answer(wrongSteps()...)
	l.heard("failed", 1)
	b.press("Start again")
	b.answer(rightSteps()...)
	l.heard("passed", 1)
	b.open("about:blank")
	verbs := slices.DeleteFunc(l.heard("terminated", 1), func(verb string) bool { return verb == "answered" })
	if got, want := strings.Join(verbs, " "), "initialized completed failed passed terminated"; got != want {
		t.Errorf("the system is sent %s, and not %s", got, want)
	}
}

// TestCMI5Troubles: what keeps a result from a system with cmi5 is said in words, with the code to hand in; in a review nobody is judged.
func TestCMI5Troubles(t *testing.T) {
	t.Parallel()
	l := newLRS(t)
	b := learner{openChromium(t, uncertain, false)}
	l.launch(b)
	l.refuse = "answered"
	b.press("Start")
	b.answer(rightSteps()[0])
	b.wait("document.body.innerText.includes('Your learning system has refused something. It says: no more (error 403).')")
	b.reload()
	b.wait("document.body.innerText.includes('Your learning system opens this page only once.')")
	l.heard("terminated", 1)
	b.framed()
	b.auditedFrame("opened a second time")
	if eval[bool](b.tab, "/refused|can be found/.test(document.body.innerText)") {
		t.Error("one cause is reported twice, or another one is")
	}
	l.refuse, l.mode = "", "Review"
	l.launch(b)
	b.reads("Your learning system shows you this quiz to look at.", "Leave the quiz")
	b.framed()
	b.auditedFrame("in a review, with a button to leave it")
	b.open("about:blank")
	if got, want := strings.Join(l.heard("terminated", 2), " "), "initialized terminated initialized terminated"; got != want {
		t.Errorf("the system is sent %s, and not %s", got, want)
	}
}
