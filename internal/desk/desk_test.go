package desk

import (
	"context"
	"errors"
	"html/template"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"handrail/internal/serve"
	"handrail/internal/source"
)

// bench is a desk that is served, and a browser that has entered it.
type bench struct {
	t       *testing.T
	desk    *Desk
	base    string // without a slash
	browser *http.Client

	mu      sync.Mutex
	opened  []string
	stopped chan bool
	refuse  error            // what opening a file answers
	given   []Given          // to publish
	ask     *AskError        // what publishing asks for
	states  map[string]State // of the sites, by their folders
}

// layouts show what the real ones are made of.
func layouts() *template.Template {
	t := template.New("desk").Funcs(template.FuncMap{})
	for _, name := range []string{"choose", "site", "stopped", "locked", "missing", "broken", "failed", "ask"} {
		template.Must(t.New(name).Parse(`<style>{{.Style}}</style><h1>` + name + `</h1>{{with .Notice}}<p>{{.What}} {{.Of}} {{.Size}} {{.Note}} {{.Fault}}</p>{{end}}<p>{{.Fault}}</p>` +
			`{{with .Ask}}<p>{{.Target}} {{.Who}} {{.Fingerprint}} {{.Removals}} {{.Fault}}</p>{{end}}{{with .Site}}<p>{{.Title}} {{.Fault}}</p>{{range .Some}}<p>{{.Message}} {{.CanOpen}}</p>{{end}}{{with .More}}<p>{{.}} more</p>{{end}}{{end}}` +
			`{{range .Sites}}<li>{{.Title}} {{.Dir}}</li>{{end}}<p>{{.Form.Place}} {{.Form.TitleFault}} {{.Form.DirFault}}</p><input value="{{.Secret}}" name="secret">`))
	}
	template.Must(t.New("foot").Parse(`<nav>foot</nav>`))
	return t
}

// newBench serves a desk. given is the folder that was named.
func newBench(t *testing.T, places Places, memory Memory) *bench {
	t.Helper()
	b := &bench{t: t, states: map[string]State{}, stopped: make(chan bool, 9)}
	server := httptest.NewUnstartedServer(nil)
	work := Work{
		Look: func(dir string) (string, bool) {
			info, err := os.Stat(filepath.Join(dir, "content"))
			return filepath.Base(dir), err == nil && info.IsDir()
		},
		Make: func(dir, _ string, _ bool) error { return os.MkdirAll(filepath.Join(dir, "content"), 0o777) },
		Follow: func(ctx context.Context, dir string, server *serve.Server, show func(State)) error {
			server.Update(serve.Snapshot{Write: func(path string, w io.Writer) (bool, error) {
				_, err := io.WriteString(w, "<body>"+filepath.Base(dir)+"</body>")
				return path == "index.html", err
			}})
			b.mu.Lock()
			state := b.states[dir]
			b.mu.Unlock()
			state.Title = filepath.Base(dir)
			show(state)
			<-ctx.Done()
			return nil
		},
		Zip: func(dir string) (string, int64, error) { return filepath.Join(dir, "public.zip"), 2_340_000, b.refuse },
		Publish: func(ctx context.Context, _, target string, given Given) (Published, error) {
			b.given = append(b.given, given)
			if b.ask != nil && !given.Answered {
				return Published{}, b.ask
			}
			return Published{Place: target + "'s place", NotKept: "no key store"}, b.refuse
		},
		Open: func(name string) error {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.opened = append(b.opened, name)
			return b.refuse
		},
	}
	b.desk = New(Options{Work: work, Layouts: layouts(), Style: []byte("p{color:red}"), Memory: memory, Places: places, Stop: func() { b.stopped <- true }}, 8080)
	server.Config.Handler = b.desk
	server.Start()
	t.Cleanup(func() { b.desk.Close(); server.Close() })
	b.base = server.URL
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	b.browser = &http.Client{Jar: jar}
	return b
}

// enter opens the desk as the browser that the program opens.
func (b *bench) enter() *bench {
	b.t.Helper()
	if err := b.desk.Start(); err != nil {
		b.t.Fatal(err)
	}
	if status, _ := b.get(b.desk.Entry()); status != http.StatusOK {
		b.t.Fatalf("the desk cannot be entered: %d", status)
	}
	return b
}

func (b *bench) get(path string) (int, string) {
	b.t.Helper()
	response, err := b.browser.Get(b.base + path)
	if err != nil {
		b.t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

var secretField = regexp.MustCompile(`value="(\w+)" name="secret"`)

// post sends a form of the desk, with the secret that its pages have.
func (b *bench) post(name string, fields ...string) (int, string) {
	b.t.Helper()
	_, page := b.get(Path + "choose")
	m := secretField.FindStringSubmatch(page)
	if m == nil {
		b.t.Fatalf("the page has no secret: %s", page)
	}
	form := url.Values{"secret": {m[1]}}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	return b.send(name, form)
}

func (b *bench) send(name string, form url.Values, headers ...string) (int, string) {
	b.t.Helper()
	r, err := http.NewRequest(http.MethodPost, b.base+Path+name, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", b.base)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for i := 0; i < len(headers); i += 2 {
		if r.Header.Set(headers[i], headers[i+1]); headers[i] == "Host" {
			r.Host = headers[i+1]
		}
	}
	response, err := b.browser.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

// siteIn makes the folder of a site.
func siteIn(t *testing.T, dir string, files ...string) string {
	t.Helper()
	for _, file := range append(files, "content/index.md") {
		name := filepath.Join(dir, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("text"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func (b *bench) has(text string, parts ...string) {
	b.t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			b.t.Errorf("%q is missing in\n%s", part, text)
		}
	}
}

// TestStart: the only site is shown at once, and so is the one that is named. Otherwise one has to be chosen, and where there is none, made.
func TestStart(t *testing.T) {
	one, two, none := t.TempDir(), t.TempDir(), t.TempDir()
	siteIn(t, filepath.Join(one, "leeds"))
	siteIn(t, filepath.Join(two, "leeds"))
	siteIn(t, filepath.Join(two, "york"))
	for _, try := range []struct {
		places Places
		want   string // on the page that is opened first
	}{
		{Places{Program: one}, "<body>leeds<nav>foot</nav></body>"},
		{Places{Given: one}, "<body>leeds"},
		{Places{Given: one, Program: one}, "<body>leeds"},
		{Places{Given: filepath.Join(two, "york"), Program: two}, "<body>york"},
		{Places{Program: two}, "<h1>choose</h1>"},
		{Places{Given: none, Documents: none}, "<h1>choose</h1>"},
	} {
		b := newBench(t, try.places, "")
		b.enter()
		_, page := b.get("/")
		b.has(page, try.want)
	}
}

// TestMakeSite: a site is made in a folder of its name, beside the program or in the folder for documents; what is there stays as it is.
func TestMakeSite(t *testing.T) {
	program, documents := t.TempDir(), t.TempDir()
	b := newBench(t, Places{Program: program, Documents: documents}, "").enter()
	_, page := b.post("new", "title", "  Leeds   helpers’ guide ")
	b.has(page, "<h1>site</h1>", "made "+filepath.Join(program, "leeds-helpers-guide"))
	if _, page = b.get("/"); !strings.Contains(page, "<body>leeds-helpers-guide") {
		t.Errorf("the new site is not shown: %s", page)
	}
	for title, want := range map[string]string{
		"Leeds helpers’ guide": "there already is a folder", "": "type the name", "con": "no folder can be called", "…": "no folder can be called", strings.Repeat("a", 101): "too long",
	} {
		status, page := b.post("new", "title", title)
		if status != http.StatusUnprocessableEntity {
			t.Errorf("%q: %d", title, status)
		}
		b.has(page, want)
	}
	if err := os.Chmod(program, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(program, 0o777)
	if writable(program) {
		t.Log("this user can write anywhere: where a site is made otherwise is tried without a program's folder")
		b.desk.Places.Program = ""
	}
	_, page = b.post("new", "title", "York")
	b.has(page, "made "+filepath.Join(documents, "york"))
}

// TestChoose: a site is chosen from the list, or by its path, also as Windows copies one. The one before is followed no longer.
func TestChoose(t *testing.T) {
	top := t.TempDir()
	leeds, york := siteIn(t, filepath.Join(top, "leeds")), siteIn(t, filepath.Join(top, "york"))
	b := newBench(t, Places{Program: top}, Memory(t.TempDir())).enter()
	_, page := b.get(Path)
	b.has(page, "<li>leeds "+leeds, "<li>york "+york)
	b.post("choose", "dir", leeds)
	first := b.desk.current()
	_, page = b.post("choose", "dir", ` "`+york+`"`)
	b.has(page, "<h1>site</h1>", "york")
	if first.ctx.Err() == nil {
		t.Error("the site before is still followed")
	}
	for dir, want := range map[string]string{top: "there is no site in", "york": "not the whole path", "": "type where", filepath.Join(top, "gone"): "there is no site in"} {
		_, page := b.post("choose", "dir", dir)
		b.has(page, "<h1>choose</h1>", want)
	}
	if got := b.desk.Memory.Sites(); len(got) != 2 || got[0] != york {
		t.Errorf("remembered: %q", got)
	}
	if err := os.RemoveAll(york); err != nil {
		t.Fatal(err)
	}
	_, page = b.get(Path + "choose")
	if strings.Contains(page, "<li>york") {
		t.Error("a site that is gone can be chosen")
	}
}

// TestOpen: a text of the site is opened in its program, and nothing else: no file outside its folder, by whatever path or link, and none that
// would be run.
func TestOpen(t *testing.T) {
	top := t.TempDir()
	leeds := siteIn(t, filepath.Join(top, "leeds"), "content/guidance/phones.md", "content/run.sh", "content/run.bat")
	siteIn(t, filepath.Join(top, "york"))
	if err := os.Symlink(filepath.Join(top, "york", "content", "index.md"), filepath.Join(leeds, "content", "link.md")); err != nil {
		t.Fatal(err)
	}
	b := newBench(t, Places{Given: leeds}, "").enter()
	_, page := b.post("open", "file", "content/guidance/phones.md")
	b.has(page, "opened content/guidance/phones.md")
	want := filepath.Join(leeds, "content", "guidance", "phones.md")
	if len(b.opened) != 1 || b.opened[0] != want {
		t.Errorf("opened %q, and %q was asked for", b.opened, want)
	}
	for _, file := range []string{"", "content", "../york/content/index.md", "content/../../york/content/index.md", filepath.Join(top, "york", "content", "index.md"),
		"content/link.md", "content/run.sh", "content/run.bat", "content/gone.md", `..\york\content\index.md`, "-a"} {
		_, page := b.post("open", "file", file)
		b.has(page, "not-opened")
	}
	b.post("folder")
	if len(b.opened) != 2 || b.opened[1] != leeds {
		t.Errorf("opened %q", b.opened)
	}
	b.refuse = errors.New("no program for this")
	_, page = b.post("folder")
	b.has(page, "not-opened "+leeds, "no program for this")
}

// TestMistakes: what is wrong with a site is on its page, up to a number, and so is that it cannot be read.
func TestMistakes(t *testing.T) {
	dir := siteIn(t, filepath.Join(t.TempDir(), "leeds"))
	b := newBench(t, Places{Given: dir}, "")
	state := State{Fault: "the disk is gone"}
	for range maxShown + 3 {
		state.Mistakes = append(state.Mistakes, source.Diagnostic{Pos: source.Pos{File: "content/index.md"}, Severity: source.Error, Message: "this is <wrong>"})
	}
	b.states[dir] = state
	b.enter()
	_, page := b.get(Path)
	b.has(page, "the disk is gone", "this is &lt;wrong&gt; true", "3 more")
	if n := strings.Count(page, "this is"); n != maxShown {
		t.Errorf("%d mistakes are shown", n)
	}
}

// TestZip: where the zip is, and how large, is said, and so is why there is none.
func TestZip(t *testing.T) {
	dir := siteIn(t, filepath.Join(t.TempDir(), "leeds"))
	b := newBench(t, Places{Given: dir}, "").enter()
	_, page := b.post("zip")
	b.has(page, "zip "+filepath.Join(dir, "public.zip")+" 2.3 MB")
	b.refuse = errors.New("the disk is full")
	_, page = b.post("zip")
	b.has(page, "failed", "the disk is full")
	if strings.Contains(page, "public.zip") {
		t.Errorf("a zip that was not made is named: %s", page)
	}
}

// TestPublish: a site is published with what its target asks for, and why it is not published is said. What was typed is on no page.
func TestPublish(t *testing.T) {
	b := newBench(t, Places{Given: siteIn(t, filepath.Join(t.TempDir(), "leeds"))}, "").enter()
	_, page := b.post("publish", "target", "live")
	b.has(page, "published live&#39;s place  no key store ")
	b.ask = &AskError{Target: "live", Who: "leeds at ssh.example.org", Password: true, Fingerprint: "SHA256:abc", Removals: 300, Fault: "wrong"}
	_, page = b.post("publish", "target", "live")
	b.has(page, "<h1>ask</h1>", "live leeds at ssh.example.org SHA256:abc 300 wrong")
	_, page = b.post("publish", "target", "live", "answered", "yes", "password", "hush", "trusted", "SHA256:abc", "removals", "300", "keep", "yes", "key_id", "A", "key_secret", "B")
	want := Given{Answered: true, Password: "hush", KeyID: "A", KeySecret: "B", Keep: true, Trusted: "SHA256:abc", Removals: 300}
	if got := b.given[len(b.given)-1]; got != want {
		t.Errorf("given %+v", got)
	}
	if strings.Contains(page, "hush") {
		t.Errorf("the password is on a page: %s", page)
	}
	b.ask, b.refuse = nil, errors.New("the server is down")
	_, page = b.post("publish", "target", "live")
	b.has(page, "failed", "the server is down")
}

// TestStop: the last page is whole, and the program is asked to end.
func TestStop(t *testing.T) {
	b := newBench(t, Places{Given: siteIn(t, filepath.Join(t.TempDir(), "leeds"))}, "").enter()
	status, page := b.post("stop")
	if status != http.StatusOK {
		t.Errorf("answers %d", status)
	}
	b.has(page, "<h1>stopped</h1>", "leeds")
	<-b.stopped
}

// TestPanic: a mistake of the program is on a page, and the next request is answered.
func TestPanic(t *testing.T) {
	b := newBench(t, Places{Given: siteIn(t, filepath.Join(t.TempDir(), "leeds"))}, "").enter()
	b.desk.Look = func(string) (string, bool) { panic("an odd site") }
	status, page := b.get(Path + "choose")
	if status != http.StatusInternalServerError {
		t.Errorf("answers %d", status)
	}
	b.has(page, "<h1>broken</h1>", "an odd site")
	if status, _ := b.get(Path); status != http.StatusOK {
		t.Errorf("afterwards: %d", status)
	}
}

// TestFailure: why Handrail could not be opened is on a page of its own.
func TestFailure(t *testing.T) {
	page, err := Failure(layouts(), []byte("p{color:red}"), errors.New("no port is free"))
	if err != nil || !strings.Contains(string(page), "no port is free") || !strings.Contains(string(page), "p{color:red}") {
		t.Errorf("%v: %s", err, page)
	}
}
