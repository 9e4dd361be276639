package browser

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// served is a site that the real program serves while an editor works on it.
type served struct {
	t    *testing.T
	dir  string
	url  string // ends with a slash
	said string // what the program printed, to the line with its address
}

var servedAt = regexp.MustCompile(`http://127\.0\.0\.1:\d+/`)

// serve starts `handrail serve` on a new site and waits until it prints its address.
func serve(t *testing.T, port int, files map[string]string) *served {
	t.Helper()
	dir := newSite(t, files)
	binary, err := program()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command(binary, "serve", dir, "--port", strconv.Itoa(port))
	reader, writer := io.Pipe()
	server.Stdout, server.Stderr = writer, writer
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() {
		ended <- server.Wait()
		writer.Close()
	}()
	t.Cleanup(func() {
		_ = server.Process.Signal(os.Interrupt) // an error means that it has ended already
		if err := <-ended; err != nil {
			t.Errorf("handrail serve ended badly: %v", err)
		}
	})

	s := &served{t: t, dir: dir}
	lines := bufio.NewScanner(reader)
	for s.url == "" && lines.Scan() {
		s.said += lines.Text() + "\n"
		s.url = servedAt.FindString(lines.Text())
	}
	go io.Copy(io.Discard, reader) // what it says later must not stop it
	if s.url == "" {
		t.Fatalf("handrail serve did not say where it serves:\n%s", s.said)
	}
	return s
}

// freePort is a port that nothing listened on a moment ago.
func freePort(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

// write saves a source in place, as most editors do.
func (s *served) write(name, text string) {
	s.t.Helper()
	write(s.t, filepath.Join(s.dir, "content", name), text)
}

// replace saves a source by renaming, as other editors do: a new file takes the old one's name.
func (s *served) replace(name, text string) {
	s.t.Helper()
	file := filepath.Join(s.dir, "content", name)
	write(s.t, file+"~", text)
	if err := os.Rename(file+"~", file); err != nil {
		s.t.Fatal(err)
	}
}

// get returns the status and the text of an address of the site.
func (s *served) get(name string) (int, string) {
	s.t.Helper()
	response, err := http.Get(s.url + name)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

// trial is a page that the tests edit: long enough to scroll, with words at its end.
func trial(words string) string {
	return "---\ntitle: Trial\n---\n\n" + strings.Repeat("A line that fills the page.\n\n", 60) + words + "\n"
}

// says is true in a page that shows some words.
func says(words string) string {
	return "document.body.innerText.includes(" + quote(words) + ")"
}

// problems is what the overlay shows, in the page. It has a shadow tree, which the site's style does not reach.
const problems = "[...(document.querySelector('#handrail-overlay[role=alertdialog]')?.shadowRoot.querySelectorAll('.problem') || [])]"

// TestServeReloads saves a source while its page is open: the page is loaded again, at the place where its reader was.
func TestServeReloads(t *testing.T) {
	t.Parallel()
	s := serve(t, freePort(t), map[string]string{"guidance/trial.md": trial("As it was.")})
	b := newTab(t)
	b.show(800, looks[0].media)
	b.open(s.url + "guidance/trial.html")
	b.wait(says("As it was."))

	const place = 640
	b.run(fmt.Sprintf("scrollTo(0, %d)", place))
	for _, saved := range []struct {
		words string
		save  func(name, text string)
	}{
		{"Written in place.", s.write},
		{"Written by renaming.", s.replace},
	} {
		saved.save("guidance/trial.md", trial(saved.words))
		b.wait(says(saved.words) + " && document.readyState === 'complete'")
		at := eval[float64](b, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(scrollY))))`)
		if math.Abs(at-place) > 3 {
			t.Errorf("%s: the page was at %d px, and is at %v px when it has been loaded again", saved.words, place, at)
		}
	}

	if _, faults := b.activity(); len(faults) > 0 {
		t.Errorf("faults: %s", faults)
	}
}

// TestServeShowsMistakes breaks a source, and a second one, and fixes both: the page says where each mistake is and how
// to fix it, and keeps what it showed before.
func TestServeShowsMistakes(t *testing.T) {
	t.Parallel()
	s := serve(t, freePort(t), map[string]string{"guidance/trial.md": trial("As it was.")})
	b := newTab(t)
	b.open(s.url + "guidance/trial.html")
	b.wait(says("As it was."))
	const mistake = "[nowhere](no-such-page.md)"
	s.write("guidance/trial.md", trial("As it is. "+mistake))
	b.wait(problems + ".length === 1")
	problem := eval[string](b, problems+"[0].innerText")
	line := strings.Count(trial(""), "\n")
	for what, words := range map[string]string{
		"the place":       fmt.Sprintf("guidance/trial.md:%d:11", line),
		"the source line": mistake,
		"the message":     "there is no page",
		"the hint":        "How to fix it",
	} {
		if !strings.Contains(problem, words) {
			t.Errorf("the overlay does not show %s (%q):\n%s", what, words, problem)
		}
	}
	if !eval[bool](b, says("As it was.")) {
		t.Error("the last good page is gone from under the overlay")
	}
	if status, text := s.get("guidance/trial.html"); status != http.StatusOK || !strings.Contains(text, "As it was.") {
		t.Errorf("the last good page is not served while a source is wrong: %d", status)
	}
	testOverlay(b)

	s.write("guidance/second.md", "---\ntitle: Second\nno-such-key: 1\n---\n")
	b.wait(problems + ".length === 2")
	s.write("guidance/second.md", "---\ntitle: Second\n---\n\nFine.\n")
	b.wait(problems + ".length === 1")

	s.write("guidance/trial.md", trial("Mended."))
	b.wait("!document.querySelector('#handrail-overlay') && " + says("Mended."))
	if _, faults := b.activity(); len(faults) > 0 {
		t.Errorf("faults: %s", faults)
	}
}

// testOverlay checks the overlay as any page is checked.
func testOverlay(b *tab) {
	b.t.Helper()
	axe, err := axeScript()
	if err != nil {
		b.t.Fatal(err)
	}
	b.run(axe, auditScript)
	for _, width := range []int{320, 1280} {
		for _, look := range looks {
			b.show(width, look.media)
			state := fmt.Sprintf("overlay, %d px, %s", width, look.name)
			b.audit(state, "axe")
			b.audit(state, "reflow")
		}
	}
}

// TestServeStartsWrong opens a site whose source has a mistake from the beginning.
func TestServeStartsWrong(t *testing.T) {
	t.Parallel()
	s := serve(t, freePort(t), map[string]string{"guidance/trial.md": trial("[nowhere](no-such-page.md)")})
	b := newTab(t)
	b.open(s.url)
	b.wait(problems + ".length === 1")
	s.write("guidance/trial.md", trial("Mended."))
	b.wait("!document.querySelector('#handrail-overlay') && document.querySelector('main h1')")
}

// TestServeFolders makes a folder with a page, renames it and removes it again.
func TestServeFolders(t *testing.T) {
	t.Parallel()
	s := serve(t, freePort(t), nil)
	b := newTab(t)
	for _, name := range []string{"extra/deep/page.html", "other/deep/page.html"} {
		if status, _ := s.get(name); status != http.StatusNotFound {
			t.Fatalf("%s answers %d before it is written", name, status)
		}
	}
	const words = "In a new folder."
	b.open(s.url + "extra/deep/page.html")
	s.write("extra/deep/page.md", "---\ntitle: Extra\n---\n\n"+words+"\n")
	b.wait(says(words))

	s.write("extra/deep/page.md", "---\ntitle: Extra\n---\n\n"+words+" And edited there.\n")
	b.wait(says("And edited there."))

	if err := os.Rename(filepath.Join(s.dir, "content", "extra"), filepath.Join(s.dir, "content", "other")); err != nil {
		t.Fatal(err)
	}
	b.wait("!" + says(words))
	b.open(s.url + "other/deep/page.html")
	b.wait(says(words))
	s.write("other/deep/page.md", "---\ntitle: Extra\n---\n\nEdited after the folder's name.\n")
	b.wait(says("Edited after the folder's name."))

	if err := os.RemoveAll(filepath.Join(s.dir, "content", "other")); err != nil {
		t.Fatal(err)
	}
	b.wait("!" + says("Edited after the folder's name."))
	if status, _ := s.get("other/deep/page.html"); status != http.StatusNotFound {
		t.Errorf("a page of a removed folder answers %d", status)
	}
}

// TestServeBurst saves a page 200 times without a pause, and another one in between: the last version of both is served.
func TestServeBurst(t *testing.T) {
	t.Parallel()
	s := serve(t, freePort(t), map[string]string{"guidance/trial.md": trial("As it was.")})
	b := newTab(t)
	b.open(s.url + "guidance/trial.html")
	b.wait(says("As it was."))
	for i := range 200 {
		if i%2 == 0 {
			s.write("guidance/trial.md", trial(fmt.Sprintf("Save %d.", i)))
		} else {
			s.replace("guidance/trial.md", trial(fmt.Sprintf("Save %d.", i)))
		}
	}
	s.write("guidance/trial.md", trial("The last save."))
	b.wait(says("The last save."))
	if _, faults := b.activity(); len(faults) > 0 {
		t.Errorf("faults: %s", faults)
	}
}

// TestServeTakenPort asks for a port that is taken: the next free one is used, and reported.
func TestServeTakenPort(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	s := serve(t, port, nil)
	if strings.HasSuffix(s.url, fmt.Sprintf(":%d/", port)) {
		t.Fatalf("serves at %s, which is taken", s.url)
	}
	if !strings.Contains(s.said, strconv.Itoa(port)) {
		t.Errorf("does not say that port %d is taken:\n%s", port, s.said)
	}
	if status, _ := s.get("index.html"); status != http.StatusOK {
		t.Errorf("answers %d", status)
	}
}

// TestServeHiddenPages: a page in the background holds none of the six connections that a browser has to a host, and catches up
// when it is in front again.
func TestServeHiddenPages(t *testing.T) {
	t.Parallel()
	s := serve(t, freePort(t), map[string]string{"guidance/trial.md": trial("As it was.")})
	b := newTab(t)
	b.beforeLoad(`
		let hidden = false;
		Object.defineProperty(document, 'hidden', { get: () => hidden });
		window.hide = now => { hidden = now; document.dispatchEvent(new Event('visibilitychange')); };
		window.streams = [];
		const Real = EventSource;
		window.EventSource = class extends Real { constructor(...a) { super(...a); streams.push(this); } };`)
	b.open(s.url + "guidance/trial.html")
	b.wait(says("As it was.") + " && streams.length === 1 && streams[0].readyState === 1")
	b.act("hide(true)")
	if open := eval[int](b, "streams.filter(s => s.readyState !== 2).length"); open != 0 {
		t.Errorf("a hidden page holds %d connections", open)
	}
	s.write("guidance/trial.md", trial("Changed meanwhile."))
	for text := ""; !strings.Contains(text, "Changed meanwhile."); _, text = s.get("guidance/trial.html") {
	}
	if !eval[bool](b, says("As it was.")) {
		t.Error("a hidden page was loaded again")
	}
	b.act("hide(false)")
	b.wait(says("Changed meanwhile."))
}
