package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"html"
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
	"time"

	"handrail/internal/builder"
	"handrail/internal/deploy"
	"handrail/internal/desk"
	"handrail/templates"
)

// opening is the desk with its real work and pages, and a browser without scripts.
type opening struct {
	t       *testing.T
	base    string
	browser *http.Client
	stopped chan struct{} // closed when the program is to end
}

// openDesk opens the desk in a folder without a site.
func openDesk(t *testing.T, dir string) *opening {
	t.Helper()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	layouts, style, err := builder.Desk(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	o := &opening{t: t, browser: &http.Client{Jar: jar}, stopped: make(chan struct{})}
	d := desk.New(desk.Options{Work: deskWork(), Layouts: layouts, Style: style, Memory: desk.Memory(t.TempDir()),
		Places: desk.Places{Given: dir, Documents: dir}, Stop: sync.OnceFunc(func() { close(o.stopped) })}, 1)
	server := httptest.NewServer(d)
	t.Cleanup(func() { d.Close(); server.Close() })
	o.base = server.URL
	if err := d.Start(); err != nil {
		t.Fatal(err)
	}
	o.get(d.Entry())
	return o
}

// get returns the text of a page, as it is read.
func (o *opening) get(path string) string {
	o.t.Helper()
	return o.text(o.browser.Get(o.base + path))
}

func (o *opening) text(response *http.Response, err error) string {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		o.t.Fatal(err)
	}
	return html.UnescapeString(regexp.MustCompile(`<style>.*?</style>`).ReplaceAllString(string(text), ""))
}

// post sends the form of a page that leads to an action.
func (o *opening) post(page, action string, fields ...string) string {
	o.t.Helper()
	m := regexp.MustCompile(`action="/_handrail/` + action + `"[^\x00]*?name="secret" value="(\w+)"`).FindStringSubmatch(o.get(page))
	if m == nil {
		o.t.Fatalf("%s has no form for %s", page, action)
	}
	form := url.Values{"secret": {m[1]}}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	return o.text(o.browser.PostForm(o.base+desk.Path+action, form))
}

// until returns once a page has some words: a change is noticed soon after a file was saved.
func (o *opening) until(path, words string) string {
	o.t.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		text := o.get(path)
		if strings.Contains(text, words) {
			return text
		}
		if time.Now().After(end) {
			o.t.Fatalf("%s does not say %q:\n%s", path, words, text)
		}
	}
}

func (o *opening) write(name, text string) {
	o.t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		o.t.Fatal(err)
	}
}

// TestDesk: somebody who has no site makes one, sees what is wrong when a page is changed, and that it is right again; then the folder of the
// texts is gone, and is back; and the program ends.
func TestDesk(t *testing.T) {
	top := t.TempDir()
	o := openDesk(t, top)
	if text := o.get("/"); !strings.Contains(text, "Make your first site") {
		t.Fatalf("the first page says:\n%s", text)
	}
	const title = `Leeds: "helpers'" guide #1`
	text := o.post(desk.Path, "new", "title", title, "start", "page")
	dir := filepath.Join(top, "leeds-helpers-guide-1")
	for _, want := range []string{"The new site is in " + dir, "<h1>" + title + "</h1>", "Welcome", "content/index.md"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page of the new site lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "Mistake</p>") {
		t.Errorf("a new site has mistakes:\n%s", text)
	}
	if text := o.get("/"); !strings.Contains(text, "Write here what readers find") || !strings.Contains(text, `<a href="/_handrail/">`) {
		t.Errorf("the new site is not shown, or does not lead back:\n%s", text)
	}

	page := filepath.Join(dir, "content", "phones.md")
	o.write(page, "---\ntitle: Phones\n---\n\nSee [nowhere](nowhere.md).\n")
	text = o.until(desk.Path, "How to fix it:")
	for _, want := range []string{"content/phones.md, line 5", "there is no page", "1 mistake that keeps", "Open content/phones.md"} {
		if !strings.Contains(text, want) {
			t.Errorf("the mistake lacks %q:\n%s", want, text)
		}
	}
	o.write(page, "---\ntitle: Phones\n---\n\nCall us.\n")
	o.until("/phones.html", "Call us.")
	if text := o.get(desk.Path); strings.Contains(text, "mistake that keeps") {
		t.Errorf("the mistake is fixed, and still shown:\n%s", text)
	}

	packed := filepath.Join(dir, "public.zip")
	if text := o.post(desk.Path, "zip"); !strings.Contains(text, "The zip is made: "+packed) {
		t.Errorf("the zip is not made:\n%s", text)
	}
	if archive, err := zip.OpenReader(packed); err != nil {
		t.Error(err)
	} else {
		defer archive.Close()
		if _, err := archive.Open("phones.html"); err != nil {
			t.Errorf("the zip lacks a page: %v", err)
		}
	}

	content := filepath.Join(dir, "content")
	if err := os.Rename(content, content+"-away"); err != nil {
		t.Fatal(err)
	}
	o.until(desk.Path, "there is no folder "+content)
	if text := o.get("/phones.html"); !strings.Contains(text, "Call us.") {
		t.Error("the last good site is gone with its folder")
	}
	if err := os.Rename(content+"-away", content); err != nil {
		t.Fatal(err)
	}
	for text := " cannot be read"; strings.Contains(text, "cannot be read"); text = o.until(desk.Path, "<h1>"+title) {
	}

	if text := o.post(desk.Path, "stop"); !strings.Contains(text, "Handrail has stopped") {
		t.Errorf("the last page is\n%s", text)
	}
	<-o.stopped
}

// TestDeskExample: the example can be made too, with the title that was typed.
func TestDeskExample(t *testing.T) {
	top := t.TempDir()
	o := openDesk(t, top)
	if text := o.post(desk.Path, "new", "title", "York", "start", "example"); !strings.Contains(text, "<h1>York</h1>") || !strings.Contains(text, "broadcast-lists.md") || strings.Contains(text, "Mistake</p>") {
		t.Errorf("the example is\n%s", text)
	}
}

// TestDeskPublishes: a site is published to a folder at once, as it is now, and to a server when the page has asked for its password.
func TestDeskPublishes(t *testing.T) {
	top := t.TempDir()
	o := openDesk(t, top)
	o.post(desk.Path, "new", "title", "York", "start", "page")
	dir := filepath.Join(top, "york")
	file := filepath.Join(dir, "content", "site.yaml")
	config, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	o.write(file, string(config)+"\ntargets:\n  stick:\n    folder: ../stick\n  web-space:\n    ftps: ftp.example.org\n    user: york\n    folder: htdocs\n")
	o.until(desk.Path, "Publish to stick")
	if text := o.post(desk.Path, "publish", "target", "stick"); !strings.Contains(text, "The site is published to "+filepath.Join(top, "stick")) {
		t.Errorf("it is not published:\n%s", text)
	}
	if page, err := os.ReadFile(filepath.Join(top, "stick", "index.html")); err != nil || !strings.Contains(string(page), "Write here what readers find") {
		t.Errorf("the folder has no site: %v", err)
	}
	t.Setenv("HANDRAIL_PASSWORD", "")
	text := o.post(desk.Path, "publish", "target", "web-space")
	for _, want := range []string{"Publish to web-space</h1>", "Password of york at ftp.example.org", `type="password"`, "key store"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page that asks for a password lacks %q:\n%s", want, text)
		}
	}
	if text := o.post(desk.Path, "publish", "target", "gone"); !strings.Contains(text, "has no target gone") {
		t.Errorf("an unknown target:\n%s", text)
	}
	o.write(filepath.Join(dir, "content", "index.md"), "---\ntitle: York\n---\n\n[nowhere](nowhere.md)\n")
	text = o.until(desk.Path, "How to fix it:")
	if strings.Contains(text, "Publish to stick") || !strings.Contains(text, "when the mistakes above are fixed") {
		t.Errorf("a site with mistakes can be published:\n%s", text)
	}
	if _, err := publishSite(t.Context(), dir, "stick", desk.Given{}); err == nil || !strings.Contains(err.Error(), "mistakes") {
		t.Errorf("a site with mistakes is published: %v", err)
	}
}

// TestAskAgain: what a deploy says it needs is asked for on a page, and anything else is reported.
func TestAskAgain(t *testing.T) {
	for name, try := range map[string]struct {
		err  error
		want desk.AskError // "" for what is reported as it is
	}{
		"a server that is not known": {&deploy.UnknownHostError{Host: "ssh.example.org", Fingerprint: "SHA256:abc"}, desk.AskError{Host: "ssh.example.org", Fingerprint: "SHA256:abc"}},
		"many removals":              {&deploy.DeletesError{Count: 300, Most: 256}, desk.AskError{Removals: 300}},
		"a wrong password":           {&deploy.LoginError{User: "york", Host: "h"}, desk.AskError{Fault: (&deploy.LoginError{User: "york", Host: "h"}).Error()}},
		"a full disk":                {errors.New("the disk is full"), desk.AskError{}},
	} {
		var ask *desk.AskError
		err := askAgain(&desk.AskError{}, fmt.Errorf("deploying to live: %w", try.err))
		if errors.As(err, &ask) != (try.want != desk.AskError{}) || ask != nil && *ask != try.want {
			t.Errorf("%s: %#v", name, err)
		}
	}
	if err := askAgain(&desk.AskError{}, nil); err != nil {
		t.Error(err)
	}
}
