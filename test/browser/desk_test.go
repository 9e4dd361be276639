package browser

import (
	"bufio"
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"

	"handrail/test/engine"
)

// opened is Handrail as somebody opens it who has no site yet, on a machine without a browser: it prints the address.
type opened struct {
	*tab
	documents string // the folder in which a site is made
	ended     chan error
}

// openHandrail starts the program, and enters it in a tab.
func openHandrail(t *testing.T, b *tab) *opened {
	t.Helper()
	binary, err := program()
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	// As it would be unpacked, but that it is installed: in a folder called bin nothing is made.
	installed := filepath.Join(home, "bin", "handrail")
	copyFile(t, binary, installed)
	o := &opened{tab: b, documents: filepath.Join(home, "Documents"), ended: make(chan error, 1)}
	if err := os.Mkdir(o.documents, 0o777); err != nil {
		t.Fatal(err)
	}
	started := exec.Command(installed, "open", o.documents)
	started.Env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+filepath.Join(home, "config"), "PATH="+filepath.Join(home, "empty"))
	reader, writer := io.Pipe()
	started.Stdout, started.Stderr = writer, writer
	if err := started.Start(); err != nil {
		t.Fatal(err)
	}
	exited := make(chan struct{})
	go func() {
		o.ended <- started.Wait()
		writer.Close()
		close(exited)
	}()
	t.Cleanup(func() {
		_ = started.Process.Kill() // an error means that it has ended already
		<-exited
	})
	said, address := "", ""
	lines := bufio.NewScanner(reader)
	for address == "" && lines.Scan() {
		said += lines.Text() + "\n"
		if strings.HasPrefix(lines.Text(), "http://127.0.0.1:") {
			address = lines.Text()
		}
	}
	go io.Copy(io.Discard, reader) // what it says later must not stop it
	if address == "" {
		t.Fatalf("handrail open did not say where it is:\n%s", said)
	}
	b.open(address)
	return o
}

// copyFile copies a program.
func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	write(t, to, string(data))
	if err := os.Chmod(to, 0o755); err != nil {
		t.Fatal(err)
	}
}

// heading waits for a page of the desk.
func (o *opened) heading(text string) {
	o.t.Helper()
	o.wait("document.readyState === 'complete' && document.querySelector('h1').textContent === " + quote(text))
}

// press presses the button or the link with a text, with the keyboard.
func (o *opened) press(text string) {
	o.t.Helper()
	o.wait(`(it => { it?.focus(); return !!it && document.activeElement === it; })([...document.querySelectorAll('button, a, summary')].find(it => it.textContent === ` + quote(text) + `))`)
	o.enter()
}

// deskSite is what the site of the tests is called, and the folder that it gets.
const deskSite, deskFolder = "Leeds helpers", "leeds-helpers"

// TestDesk opens Handrail without a site, makes one, breaks a page and fixes it, makes a zip and stops, with the keyboard alone.
func TestDesk(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) { useDesk(t, newTab(t), func(*opened, string) {}) })
}

// TestDeskWithoutScripts does the same in a browser that runs no scripts. In Firefox that would stop the timers of the test as well.
func TestDeskWithoutScripts(t *testing.T) {
	t.Parallel()
	inSettings(t, engine.Settings{NoScripts: true}, []string{"chromium", "webkit"}, func(t *testing.T, newTab opener) {
		useDesk(t, newTab(t), func(*opened, string) {})
	})
}

// TestDeskPages holds each page of the desk to what each page of a site is held to: with axe, at each width, in each look, with the
// keyboard. With -update it takes the pictures of the documentation.
func TestDeskPages(t *testing.T) {
	t.Parallel()
	axe, err := axeScript()
	if err != nil {
		t.Fatal(err)
	}
	made := map[string][]byte{}
	useDesk(t, newTab(t), func(o *opened, state string) {
		made[state] = o.pictured()
		if state == "make" { // to begin at the top of the page
			o.reload()
		}
		o.run(axe, auditScript)
		testKeyboard(o.tab, "desk, "+state)
		testLooks(o.tab, "desk, "+state)
		o.show(1280, looks[0].media)
		if _, faults := o.activity(); len(faults) > 0 {
			t.Errorf("%s: %s", state, faults)
		}
	})
	if *update && !t.Failed() {
		for name, data := range made {
			write(t, filepath.Join(top, "docs", "site", "content", "start", "pictures", name+".png"), string(data))
		}
	}
}

// useDesk does what somebody does on the first day. look is shown each page, by a name.
func useDesk(t *testing.T, b *tab, look func(o *opened, state string)) {
	o := openHandrail(t, b)
	o.heading("Make your first site")
	o.act("document.querySelector('#title').focus()")
	o.keys(deskSite)
	look(o, "make")
	if eval[string](o.tab, "document.querySelector('#title').value") != deskSite {
		o.act("document.querySelector('#title').value = " + quote(deskSite))
	}
	o.press("Make the site")
	o.heading(deskSite)
	look(o, "made")
	o.press("See the site")
	o.wait(says("Write here what readers find"))
	o.press("Check, change and publish this site")
	o.heading(deskSite)

	home := filepath.Join(o.documents, deskFolder, "content", "index.md")
	before, err := os.ReadFile(home)
	if err != nil {
		t.Fatal(err)
	}
	write(t, home, string(before)+"\nCall [the office](office.md) if you need help.\n")
	o.waitReloading(says("Mistake") + " && " + says("How to fix it") + " && " + says("office.md"))
	look(o, "mistake")
	write(t, home, string(before)+"\nCall the office if you need help.\n")
	o.waitReloading("!" + says("How to fix it:"))
	o.press("Make a zip to publish")
	o.wait(says("The zip is made"))
	look(o, "zip")
	if _, err := os.Stat(filepath.Join(o.documents, deskFolder, "public.zip")); err != nil {
		t.Error(err)
	}
	config := filepath.Join(o.documents, deskFolder, "content", "site.yaml")
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	write(t, config, string(text)+"\ntargets:\n  web-space:\n    sftp: ssh.example.org\n    user: leeds\n    folder: htdocs\n")
	o.waitReloading(says("Publish to web-space"))
	o.press("Publish to web-space")
	o.heading("Publish to web-space")
	look(o, "publish")
	o.press("Do not publish")
	o.heading(deskSite)
	o.press("Choose another site")
	o.heading("Which site?")
	look(o, "choose")
	o.press("Work on " + deskSite)
	o.heading(deskSite)
	o.press("Stop Handrail")
	o.heading("Handrail has stopped")
	look(o, "stopped")
	if err := <-o.ended; err != nil {
		t.Errorf("handrail open ended badly: %v", err)
	}
}

// waitReloading looks again until an expression is true, as somebody does who has saved a file.
func (o *opened) waitReloading(expression string) {
	o.t.Helper()
	for !eval[bool](o.tab, expression) {
		o.press("Look again")
		o.wait("document.readyState === 'complete'")
	}
}

// pictured is the page as the documentation shows it: on a computer with Windows, as most editors have.
func (o *opened) pictured() []byte {
	o.t.Helper()
	if !*update {
		return nil
	}
	o.show(900, looks[0].media)
	o.act(fmt.Sprintf(`(() => {
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			node.data = node.data.replaceAll(%s, 'C:\\Users\\Ann\\Documents').replaceAll(/\\Documents(\/[^\s:(),]*)/g, (_, rest) => '\\Documents' + rest.replaceAll('/', '\\'));
		}
		document.activeElement?.blur();
		scrollTo(0, 0);
	})()`, quote(o.documents)))
	beyond := true
	height := eval[float64](o.tab, `Math.max(...[...document.querySelectorAll('h1, .lead, form, section, .mistake')].map(it => it.getBoundingClientRect().bottom).filter(bottom => bottom < 1150)) + 24`)
	shot := call(o.tab, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: &beyond, Clip: &page.Viewport{Width: 900, Height: height, Scale: 1}})
	from, err := png.Decode(bytes.NewReader(shot.Data))
	if err != nil {
		o.t.Fatal(err)
	}
	whole := image.NewRGBA(from.Bounds())
	draw.Draw(whole, whole.Bounds(), from, from.Bounds().Min, draw.Src)
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, fewColours(whole)); err != nil {
		o.t.Fatal(err)
	}
	return out.Bytes()
}
