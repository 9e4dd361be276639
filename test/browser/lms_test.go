package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"handrail/internal/builder"
	"handrail/internal/exchange"
	sources "handrail/internal/site"
	"handrail/internal/source"
	"handrail/templates"
)

//go:embed lms.html
var lmsPage string

//go:embed lms.js
var lmsScript string

// learningSystem serves packages, and a page that plays them.
type learningSystem struct {
	t   *testing.T
	url string

	mu   sync.Mutex
	kept map[string]json.RawMessage // what was committed last, by the learner
}

// packagePages makes the pages of packages of quizzes, in a site with an address.
func packagePages(t *testing.T, system string, quizzes map[string]string) map[string][]exchange.File {
	t.Helper()
	files := map[string]string{}
	for name, text := range quizzes {
		files["quizzes/"+name+".md"] = text
	}
	content := os.DirFS(filepath.Join(newSite(t, files), "content"))
	s, _ := sources.Load(content, sources.Options{Today: source.Date{Time: time.Now()}})
	s.Config.URL = "https://example.org/"
	looks, diags := builder.Theme{Default: templates.FS}.Read(s.Config.Language, builder.Widgets(s), nil)
	if looks == nil {
		t.Fatal(diags)
	}
	pages := map[string][]exchange.File{}
	for name := range quizzes {
		made, err := builder.PackagePage(builder.Input{Site: s, Content: content, Looks: looks, Version: "test"}, s.ByPath["quizzes/"+name+".md"], system)
		if err != nil {
			t.Fatal(err)
		}
		pages[name] = made
	}
	return pages
}

func newLearningSystem(t *testing.T, pages map[string][]exchange.File) *learningSystem {
	t.Helper()
	l := &learningSystem{t: t, kept: map[string]json.RawMessage{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/scorm-again.js", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFile(w, r, filepath.Join(top, "node_modules", "scorm-again", "dist", "scorm-again.js"))
	})
	mux.HandleFunc("/lms.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		fmt.Fprint(w, lmsScript)
	})
	mux.HandleFunc("/play", func(w http.ResponseWriter, r *http.Request) {
		l.mu.Lock()
		defer l.mu.Unlock()
		kept := html.EscapeString(string(l.kept[r.URL.Query().Get("learner")]))
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, strings.Replace(lmsPage, "<script>\nconst kept", `<script data-kept="`+kept+"\">\nconst kept", 1))
	})
	mux.HandleFunc("/commit", func(w http.ResponseWriter, r *http.Request) {
		var sent json.RawMessage
		if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
			t.Errorf("a commit is not JSON: %v", err)
		}
		l.mu.Lock()
		defer l.mu.Unlock()
		l.kept[r.URL.Query().Get("learner")] = sent
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"result": true, "errorCode": 0}`)
	})
	for quiz, files := range pages {
		for _, file := range files {
			mux.HandleFunc("/package/"+quiz+"/"+file.Name, func(w http.ResponseWriter, r *http.Request) {
				http.ServeContent(w, r, file.Name, time.Time{}, strings.NewReader(string(file.Data)))
			})
		}
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	l.url = server.URL
	return l
}

// play opens a package as a learner does, and waits for its page.
func (l *learningSystem) play(b *tab, query url.Values) {
	l.t.Helper()
	b.open(l.url + "/play?" + query.Encode())
	b.wait("typeof openFrame === 'function' && location.search === " + quote("?"+query.Encode()) + " && (void openFrame(), true)") // at once: the page before has one too
	b.wait("page() !== document && page().querySelector('.take') !== null")
}

// committed is what was committed last of a learner.
func (l *learningSystem) committed(learner string) map[string]any {
	l.t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	values := map[string]any{}
	if data := l.kept[learner]; data != nil {
		if err := json.Unmarshal(data, &values); err != nil {
			l.t.Fatal(err)
		}
	}
	return values
}

// heeds fails if the system had anything to say, or refused a call.
func (l *learningSystem) heeds(b *tab) {
	l.t.Helper()
	if said := eval[[]string](b, "said"); len(said) > 0 {
		l.t.Errorf("scorm-again says %q", said)
	}
	if refused := eval[[][]string](b, "calls.filter(([name, ...given]) => !/^Get/.test(name) && given[given.length - 1] !== 'true')"); len(refused) > 0 {
		l.t.Errorf("these calls are refused: %q", refused)
	}
	if kept := eval[[]int](b, "stored()"); !slices.Equal(kept, []int{0, 0}) {
		l.t.Errorf("the page keeps %v on the device", kept)
	}
}

// hostileQuiz has in its words what parts texts in some standard, and explains answers at the end, so that they can be changed.
const hostileQuiz = `---
title: 'A = b ~ {c} # d: \ -> ]]> & < %50% * [x]'
summary: Words that mean something elsewhere.
pass: 60%
feedback: at-end
reviewed: 2026-11-22
---

## What is = ~ \{x\} # : \\ -> ]]> & \<b> %50% in مرحبا 🙂? {#choose rules="opt-in"}

- [ ] = ~ \{ \} # : -> ]]> & \< %50%
  > No.
- [x] \[.\] [,] [:] 🙂
  > Yes.

> It is so.

## Which of these are left? {#several}

- [x] {case_matters=true}a
  > Yes.
- [x] b[,]c
  > Yes.
- [ ] مرحبا
  > No.

> It is so.

## How many are there? {#number}

- [=] 40 ± 2

> Forty.

## What is written? {#words}

- [=] {lang=en}a[,]b

> It is written so.

## In which order? {#rank}

1. a[,]b
2. c[.]d
3. 🙂

> In this one.

## What goes with what? {#pairs}

| One | Other |
|---|---|
| a[.]b | 1[,]2 |
| مرحبا | 🙂 |

> Like this.
`

// sent lists the values that were set of an element, in their order.
func sent(b *tab, element string) []string {
	b.t.Helper()
	return eval[[]string](b, "calls.filter(([name, element]) => name === 'SetValue' && element === "+quote(element)+").map(call => call[2])")
}

// scormNames are what SCORM calls the same things in its two versions.
type scormNames struct{ system, status, raw, success, exit, over, place, end string }

func scorms() []scormNames {
	return []scormNames{
		{"scorm12", "cmi.core.lesson_status", "cmi.core.score.raw", "cmi.core.lesson_status", "cmi.core.exit", "", "cmi.core.lesson_location", "Finish"},
		{"scorm2004", "cmi.completion_status", "cmi.score.raw", "cmi.success_status", "cmi.exit", "normal", "cmi.location", "Terminate"},
	}
}

// TestLMSTaken takes quizzes in packages as a learning system plays them: what is sent is what SCORM has for it, is stored after each answer, and a
// later go that is worse takes nothing back.
func TestLMSTaken(t *testing.T) {
	t.Parallel()
	quizzes := map[string]string{"trial": fixture(t, "trial.md"), "hostile": hostileQuiz}
	for _, names := range scorms() {
		l := newLearningSystem(t, packagePages(t, names.system, quizzes))
		b := newTab(t)
		for quiz, asked := range map[string]int{"trial": 9, "hostile": 6} {
			t.Log(names.system, quiz)
			l.play(b, url.Values{"system": {names.system}, "learner": {quiz}, "quiz": {quiz}})
			b.act("press('Start')")
			b.act("take(i => i % 2 === 0)")
			l.heeds(b)
			first := sent(b, names.raw)
			if len(first) != 1 || first[0] == "0" || first[0] == "100" {
				t.Errorf("the scores sent are %q", first)
			}
			if commits := eval[int](b, "calls.filter(call => call[0] === 'Commit').length"); commits != asked+1 {
				t.Errorf("after %d answers and a result there are %d commits", asked, commits)
			}
			if length := eval[int](b, "Math.max(...calls.filter(call => call[1] === 'cmi.suspend_data').map(call => call[2].length))"); length < 40 || length > 4096 {
				t.Errorf("the longest state has %d characters", length)
			}
			if exits := sent(b, names.exit); !slices.Equal(exits, []string{"suspend", names.over}) {
				t.Errorf("the page is left by %q", exits)
			}
			if eval[bool](b, "can('Show my code')") && eval[bool](b, "page().querySelector('.of-hand').checkVisibility()") {
				t.Error("a code to hand in is offered, and the system has the result")
			}
			b.act("press('Start again')")
			b.act("take(() => false)")
			if again := sent(b, names.raw); len(again) != 1 {
				t.Errorf("after a worse go the scores sent are %q", again)
			}
			b.act("press('Have another go at the " + fmt.Sprint(asked) + " you missed')")
			b.act("take(() => true)")
			if practice := sent(b, names.raw); len(practice) != 1 {
				t.Errorf("after practice the scores sent are %q", practice)
			}
			b.act("press('Start again')")
			b.act("take(() => true)")
			if best := sent(b, names.raw); len(best) != 2 || best[1] != "100" {
				t.Errorf("after a better go the scores sent are %q", best)
			}
			if n := eval[int](b, "new Set(calls.filter(call => /interactions\\.\\d+\\.id$/.test(call[1])).map(call => call[1])).size"); n != 3*asked {
				t.Errorf("three whole goes have sent %d answers, not %d", n, 3*asked)
			}
			l.heeds(b)
			b.act("document.querySelector('iframe').remove()")
			if ends := eval[int](b, "calls.filter(call => call[0] === "+quote(names.end)+").length"); ends != 1 {
				t.Errorf("the session is ended %d times", ends)
			}
			if said := eval[[]string](b, "said"); len(said) > 0 {
				t.Errorf("scorm-again says %q", said)
			}
			kept := l.committed(quiz)
			if kept[names.success] != "passed" || fmt.Sprint(kept[names.raw]) != "100" {
				t.Errorf("the system has %v, %v", kept[names.success], kept[names.raw])
			}
		}
	}
}

// TestLMSCalls takes a quiz of one question: the calls are those that real systems were seen to accept, in their order.
func TestLMSCalls(t *testing.T) {
	t.Parallel()
	text := fixture(t, "trial.md")
	one := text[:strings.Index(text, "## What do you do before")]
	l := newLearningSystem(t, packagePages(t, "scorm12", map[string]string{"one": one}))
	b := newTab(t)
	l.play(b, url.Values{"system": {"scorm12"}, "learner": {"a"}, "quiz": {"one"}})
	b.act("press('Start'), take(() => true)")
	b.act("document.querySelector('iframe').remove()")
	got := eval[[]string](b, "calls.map(([name, element, value]) => [name, element, /time|latency|suspend/.test(element) ? '*' : value].join(' ').trim())")
	want := []string{"Initialize  true", "GetValue cmi.core.lesson_mode normal", "GetValue cmi.core.lesson_status not attempted", "GetValue cmi.suspend_data *", "GetValue cmi.student_data.mastery_score",
		"SetValue cmi.core.lesson_status incomplete",
		"SetValue cmi.suspend_data *", "SetValue cmi.core.lesson_location all-at-once", "SetValue cmi.core.exit suspend", // the go has begun
		"SetValue cmi.suspend_data *", "SetValue cmi.core.lesson_location all-at-once",
		"SetValue cmi.interactions.0.id all-at-once", "SetValue cmi.interactions.0.type choice", "SetValue cmi.interactions.0.time *", "SetValue cmi.interactions.0.weighting 1",
		"SetValue cmi.interactions.0.objectives.0.id use-broadcast-list", "SetValue cmi.interactions.0.correct_responses.0.pattern b",
		"SetValue cmi.interactions.0.student_response b", "SetValue cmi.interactions.0.result correct", "SetValue cmi.interactions.0.latency *",
		"SetValue cmi.core.session_time *", "Commit  true",
		"SetValue cmi.suspend_data *", "SetValue cmi.core.lesson_location all-at-once", // the result is asked for
		"SetValue cmi.suspend_data *", "SetValue cmi.core.exit",
		"SetValue cmi.suspend_data *", // with the score that is sent
		"SetValue cmi.core.score.min 0", "SetValue cmi.core.score.max 100", "SetValue cmi.core.score.raw 100", "SetValue cmi.core.lesson_status passed",
		"GetValue cmi.objectives._count 0", "SetValue cmi.objectives.0.id use-broadcast-list", "SetValue cmi.objectives.0.status passed", "SetValue cmi.objectives.0.score.raw 100",
		"SetValue cmi.core.session_time *", "Commit  true", "SetValue cmi.core.session_time *", "Finish  true"}
	if !slices.Equal(got, want) {
		t.Errorf("the calls are\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestLMSResumed leaves a quiz in a package half-way: whoever comes back goes on at the same place with the same answers, and another learner at
// the same browser finds nothing of it. A quiz that has changed begins again, and says so.
func TestLMSResumed(t *testing.T) {
	t.Parallel()
	shuffled := strings.Replace(fixture(t, "trial.md"), "pass: 60%", "pass: 60%\nshuffle: both\ndraw: 6", 1)
	pages := packagePages(t, "scorm2004", map[string]string{"trial": shuffled, "other": strings.Replace(shuffled, "On a laptop", "x", 1) + "\n## Is it so? {#more}\n\n- [x] True\n  > Yes.\n- [ ] False\n  > No.\n\n> So.\n"})
	for _, open := range sample(t, []opener{newTab, unkept(newFirefox), unkept(newWebKit)}, 1) {
		l := newLearningSystem(t, pages)
		b := open(t)
		play := func(learner, quiz string) {
			t.Helper()
			l.play(b, url.Values{"system": {"scorm2004"}, "learner": {learner}, "quiz": {quiz}})
		}
		play("a", "trial")
		b.act("press('Start')")
		b.act("answer(true), page().querySelector('.actions .go').click(), answer(false), page().querySelector('.actions .go').click()")
		const shown = "[...page().querySelectorAll('.take form h2, .take form h3, #take_place, .take .option')].map(words).join('|')"
		before := eval[string](b, shown)
		left := "document.querySelector('iframe').remove()"
		b.act(left)
		play("b", "trial")
		if eval[bool](b, "can('Go on')") || !eval[bool](b, "can('Start')") {
			t.Errorf("%s: another learner finds what the first has answered", b.in)
		}
		b.act(left)
		play("a", "trial")
		b.act("press('Go on')")
		if after := eval[string](b, shown); after != before || before == "" {
			t.Errorf("%s: the quiz goes on with %q, and was left at %q", b.in, after, before)
		}
		b.act("take(() => true)")
		l.heeds(b)
		b.act(left)
		if kept := l.committed("a"); fmt.Sprint(kept["cmi.score.raw"]) == "100" || kept["cmi.completion_status"] != "completed" {
			t.Errorf("%s: the system has %v, %v", b.in, kept["cmi.score.raw"], kept["cmi.completion_status"])
		}
		l.mu.Lock()
		l.kept["c"] = json.RawMessage(`{"cmi.suspend_data": "HS101702RC0A9P0653FNQ0000000000000004HH"}`)
		l.mu.Unlock()
		play("c", "other")
		if !strings.Contains(eval[string](b, "words(page().querySelector('.take'))"), "The quiz has changed since you began it.") {
			t.Errorf("%s: nothing says that the quiz has changed", b.in)
		}
	}
}

// TestLMSTroubles opens a package where something is not as it should be: without a system, in one that refuses, and for an attempt that is over. The
// page says what that means, and works.
func TestLMSTroubles(t *testing.T) {
	t.Parallel()
	pages := packagePages(t, "scorm12", map[string]string{"trial": fixture(t, "trial.md")})
	l := newLearningSystem(t, pages)
	b := newTab(t)
	says := func(words string) {
		t.Helper()
		if text := eval[string](b, "page().body.innerText"); !strings.Contains(text, words) {
			t.Errorf("the page does not say %q, but %s", words, text)
		}
	}
	lists := func(offered bool) {
		t.Helper()
		if eval[bool](b, "can('Show all the questions on one page')") != offered {
			t.Errorf("the list of questions with their answers is offered: %t", !offered)
		}
	}
	query := func(more url.Values) url.Values {
		values := url.Values{"system": {"scorm12"}, "learner": {"a"}, "quiz": {"trial"}}
		for name, list := range more {
			values[name] = list
		}
		return values
	}
	finish := func() {
		t.Helper()
		b.act("press('Start')")
		b.act("take(() => true)")
		b.act("press('Show my code')")
		b.wait("page().querySelector('.hand .code, .hand code, .hand output') !== null || /HR[0-9A-Z]{8}/.test(page().querySelector('.hand').innerText.replace(/\\s/g, ''))")
	}
	l.play(b, query(url.Values{"none": {""}}))
	says("No learning system can be found, so your result is not sent to one.")
	lists(true)
	finish()
	if kept := eval[[]int](b, "stored()"); !slices.Equal(kept, []int{0, 0}) {
		t.Errorf("the page keeps %v on the device", kept)
	}
	for _, refused := range []string{"SetValue", "Commit", "cmi.suspend_data"} {
		l.play(b, query(url.Values{"refuse": {refused}}))
		if refused == "Commit" {
			b.act("press('Start'), answer(true)")
			says("It says: Incorrect Data Type (error 405)")
			continue
		}
		finish()
		says("It says: Incorrect Data Type (error 405)")
	}
	l.play(b, query(url.Values{"refuse": {"Initialize"}}))
	says("It says: Incorrect Data Type (error 405)")
	finish()

	l.play(b, query(url.Values{"learner": {"over"}}))
	b.act("press('Start')")
	b.act("take(() => true)")
	b.act("document.querySelector('iframe').remove()")
	for _, mode := range []string{"review", "browse"} {
		l.play(b, query(url.Values{"learner": {"over"}, "set": {"cmi.core.lesson_mode=" + mode}}))
		says("To take the quiz again, begin it again in your learning system.")
		says("You got 12 out of 12 points.")
		if eval[bool](b, "can('Start again')") {
			t.Error("an attempt that is over can be begun again")
		}
	}
	for _, mode := range []string{"review", "browse"} {
		l.play(b, query(url.Values{"learner": {"new"}, "set": {"cmi.core.lesson_mode=" + mode}}))
		says("Nothing that you answer now is kept or sent.")
		lists(true)
	}
	b.act("press('Start')")
	b.act("take(() => true)")
	b.act("document.querySelector('iframe').remove()")
	if calls := eval[int](b, "calls.filter(call => /SetValue|Commit/.test(call[0])).length"); calls != 0 {
		t.Errorf("while the quiz is tried out, %d values are set", calls)
	}

	for mastery, want := range map[string]struct{ said, take, status, result string }{ // 0 is what some systems give for none
		"95": {"To pass, get 95% right.", "take(i => i > 0)", "failed", "You have not passed yet: you need 95%."},
		"0":  {"To pass, get 60% right.", "take(() => false)", "failed", "You have not passed yet: you need 60%."},
	} {
		l.play(b, query(url.Values{"learner": {"mastery " + mastery}, "set": {"cmi.student_data.mastery_score=" + mastery}}))
		says(want.said)
		lists(false)
		b.act("press('Start'), " + want.take)
		says(want.result)
		if status := sent(b, "cmi.core.lesson_status"); !slices.Equal(status, []string{"incomplete", want.status}) {
			t.Errorf("a system that asks for %s%% is sent %q", mastery, status)
		}
	}

	dir := t.TempDir()
	for _, file := range pages["trial"] {
		if err := writeFile(filepath.Join(dir, filepath.FromSlash(file.Name)), string(file.Data)); err != nil {
			t.Fatal(err)
		}
	}
	b.open(fileURL(dir, "index.html"))
	b.run(lmsScript)
	b.wait("page().querySelector('.take') !== null")
	says("No learning system can be found, so your result is not sent to one.")
	finish()
}

// smallSystem is a system in the page's own window, which has the values that the address of the page names.
const smallSystem = `{
	const asked = new URLSearchParams(location.search);
	window.kept = {};
	const yes = (name, value) => asked.has("refuse") ? "false" : (kept[name] = value, "true");
	if (!asked.has("none")) window.API = { LMSInitialize: () => "true", LMSFinish: () => "true", LMSGetValue: name => asked.get(name) ?? "", LMSSetValue: yes, LMSCommit: () => yes(),
		LMSGetLastError: () => "405", LMSGetErrorString: () => "Incorrect Data Type" };
}`

// TestLMSFrame looks at each state of a quiz in a package in a small frame: with axe, and that nothing is cut off or too small to press.
func TestLMSFrame(t *testing.T) {
	t.Parallel()
	l := newLearningSystem(t, packagePages(t, "scorm12", map[string]string{
		"trial": strings.Replace(fixture(t, "trial.md"), "pass: 60%", "pass: 60%\ncertificate: true", 1),
	}))
	b := newTab(t)
	b.beforeLoad(smallSystem)
	states := 0
	look := func(state string) {
		t.Helper()
		states++
		b.auditedFrame(state)
	}
	open := func(query string) {
		t.Helper()
		b.open(l.url + "/package/trial/index.html?" + query)
		b.framed()
		b.run(lmsScript)
		b.wait("page().querySelector('.take') !== null")
		look("first " + query)
	}
	for _, query := range []string{"none", "refuse", "cmi.core.lesson_mode=browse", "cmi.suspend_data=HS"} {
		open(query)
		if asked := strings.HasPrefix(query, "none") || query == "refuse"; asked != eval[bool](b, "(at => at !== null && at.getBoundingClientRect().bottom <= page().querySelector('.take').getBoundingClientRect().top)([...page().querySelectorAll('.notice')].find(at => at.innerText.length > 40) ?? null)") {
			t.Errorf("%s: a notice is above the quiz: %t", query, !asked)
		}
	}
	b.act("press('Start')")
	b.do("resize", func(ctx context.Context) error { return b.page.Resize(ctx, 1024, 600) })
	b.audit("question at 1024 px", "reflow")
	b.do("resize", func(ctx context.Context) error { return b.page.Resize(ctx, 320, 480) })
	for n := 0; eval[bool](b, "page().querySelector('.take form') !== null"); n++ {
		look(fmt.Sprint("question ", n+1))
		b.act("page().querySelector('.take form').requestSubmit()")
		look(fmt.Sprint("problem ", n+1))
		b.act(fmt.Sprintf("answer(%d %% 2 === 0)", n))
		look(fmt.Sprint("answered ", n+1))
		b.act("page().querySelector('[data-screen=answered] .actions .go').click()")
	}
	look("result")
	open("refuse")
	b.act("press('Start')")
	b.act("take(() => true)")
	b.act("press('Show my code')")
	b.wait("/HR[0-9A-Z]{8}/.test(page().querySelector('.hand').innerText.replace(/\\s/g, ''))")
	look("result that is refused")
	open("")
	b.act("press('Start')")
	b.act("take(() => true)")
	look("passed")
	kept := eval[string](b, "kept['cmi.suspend_data']")
	b.act("press('Make a certificate to print')")
	b.wait("page().querySelector('.certificate') !== null")
	look("certificate")
	open("cmi.core.lesson_mode=review&cmi.suspend_data=" + kept)
	if !eval[bool](b, "page().body.innerText.includes('To take the quiz again, begin it again in your learning system.')") {
		t.Error("a go that is over is not shown")
	}
	if states != 38 {
		t.Errorf("%d states were looked at, and there are 38", states)
	}
	b.asksNowhereElse(l.url, "the page of a package")
}

// framed gives the page the size of a small frame, and has it audited.
func (b *tab) framed() {
	b.t.Helper()
	axe, err := axeScript()
	if err != nil {
		b.t.Fatal(err)
	}
	b.do("resize", func(ctx context.Context) error { return b.page.Resize(ctx, 320, 480) })
	b.run(axe, auditScript)
}

// auditedFrame audits the page in a small frame as it is.
func (b *tab) auditedFrame(state string) {
	b.t.Helper()
	b.wait("document.getAnimations().length === 0")
	for _, function := range []string{"axe", "reflow", "targets"} {
		b.audit(state, function)
	}
}

// TestExchangeList looks at the page with the answers of a quiz that offers files for other systems: each is there, and all can be read and pressed.
func TestExchangeList(t *testing.T) {
	t.Parallel()
	dir := newSite(t, nil)
	edited(t, dir, "site.yaml", "language:", "exchange: [scorm12, moodle, csv]\nlanguage:")
	command(t, "build", dir)
	host := httptest.NewServer(staticHost(filepath.Join(dir, "public")))
	t.Cleanup(host.Close)
	const name = "/quizzes/the-basics-key.html"
	b := newTab(t)
	b.audited(host.URL, name)
	for _, end := range []string{"-scorm12.zip", "-moodle.xml", "-csv.csv"} {
		if !eval[bool](b, "document.querySelector('main a[href$="+quote(end)+"]') !== null") {
			t.Errorf("no link leads to %s", end)
		}
	}
	testLooks(b, name)
	b.resize(phone.width)
	b.audit(name, "reflow")
}
