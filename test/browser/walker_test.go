package browser

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"net/http/httptest"
	"os/exec"
	"slices"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/page"

	"handrail/test/engine"
)

//go:embed walk.js
var walkScript string

// walker goes through the states of the site as a reader does, by the words on the controls.
type walker struct{ learner }

// press presses the control that says some words, or begins with them.
func (w walker) press(words string) {
	w.t.Helper()
	w.wait("walk.find(" + quote(words) + ")") // a way back goes through the browser's history, which takes a moment
	if !eval[bool](w.tab, "walk.press("+quote(words)+")") {
		w.t.Fatalf("nothing says %q in\n%s", words, eval[string](w.tab, "document.querySelector('main').innerText"))
	}
}

// main is what the main button says; "" where there is none.
func (w walker) main() string {
	w.t.Helper()
	return eval[string](w.tab, "walk.main()")
}

// squeeze is a window or a setting that leaves a page little room.
type squeeze struct {
	name          string
	width, height int
	font          int64  // in pixels, where a reader has set it
	on, off       string // scripts that begin and end it
	sticky        bool   // whether what stays at an edge of the window may be in the way
	mild          bool   // another leaves less room, and it is tried with -every alone
	rare          bool   // it finds what others find too, but for a few things, and is not tried without -sweep
}

func squeezes() []squeeze {
	const rtl, ltr = "document.documentElement.dir = 'rtl'", "document.documentElement.dir = 'ltr'"
	return []squeeze{
		{name: "on a phone", width: 360, height: 640, sticky: true, mild: true},
		{name: "text of 200%", width: 360, height: 740, font: 32},
		{name: "text spacing of WCAG 1.4.12", width: 320, height: 640, on: "walk.spaced(true)", off: "walk.spaced(false)", rare: true},
		{name: "zoomed to 400%", width: 320, height: 256, sticky: true},
		{name: "landscape", width: 640, height: 320, sticky: true, mild: true},
		{name: "from right to left", width: 360, height: 740, on: rtl, off: ltr},
		{name: "from right to left, wide", width: 1280, height: 800, on: rtl, off: ltr, rare: true},
	}
}

// squeezed tries a state in each, or all but the rare ones: nothing has to be scrolled to sideways, is cut off or lies over something else.
func (b *tab) squeezed(state string, rare bool) {
	b.t.Helper()
	b.run(walkScript)
	for _, s := range squeezes() {
		if s.mild && !*every || s.rare && !rare {
			continue
		}
		b.size(s.width, s.height)
		if s.font > 0 {
			b.font(s.font)
		}
		if s.on != "" {
			b.act("void (" + s.on + ")")
		}
		b.finds(state+", "+s.name, "walk.shape()")
		if s.sticky {
			b.finds(state+", "+s.name, "walk.covered()")
		}
		if s.off != "" {
			b.act("void (" + s.off + ")")
		}
		if s.font > 0 {
			b.font(16)
		}
	}
	b.size(1280, 800)
}

// size sets the size of the window, and returns once the page has heard of it.
func (b *tab) size(width, height int) {
	b.t.Helper()
	b.do("resize", func(ctx context.Context) error { return b.page.Resize(ctx, width, height) })
	b.drawn()
}

// drawn waits until the page has been drawn as it is now: what watches sizes hears of them with the next frame.
func (b *tab) drawn() {
	b.t.Helper()
	b.act("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))")
}

// font sets the size of the text that a reader has chosen in the settings of the browser, in pixels.
func (b *tab) font(size int64) {
	b.t.Helper()
	call(b, page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{Standard: size, Fixed: size * 13 / 16}})
	b.drawn()
}

// finds reports what an expression lists.
func (b *tab) finds(state, expression string) {
	b.t.Helper()
	for i, finding := range eval[[]string](b, expression) {
		if i == 5 {
			b.t.Errorf("%s: and more", state)
			break
		}
		b.t.Errorf("%s: %s", state, finding)
	}
}

// prepare gives a page that has been loaded what a walk needs.
func (w walker) prepare() {
	w.t.Helper()
	w.run(auditScript, walkScript)
	w.keys(engine.Tab) // the focus is shown to who uses keys
}

// goes follows a walk, and shows each state to a function.
func (w *walker) goes(base string, way walk, visit func(state string)) {
	w.t.Helper()
	w.beforeLoad(chance)
	w.show(1280, looks[0].media)
	w.open(base + way.page)
	w.prepare()
	for _, stop := range way.stops {
		for _, act := range stop.acts {
			act(w)
		}
		visit(way.name + ": " + stop.name)
	}
	if _, faults := w.activity(); len(faults) > 0 {
		w.t.Errorf("%s: %s", way.name, faults)
	}
}

// alfa is what Alfa is to look at: states of pages, as lines of JSON.
type alfa struct {
	script string
	mu     sync.Mutex
	states bytes.Buffer
}

func newAlfa(t *testing.T) *alfa {
	return &alfa{script: module(t, `
		import { Native as Documents } from "@siteimprove/alfa-dom/native";
		import { Native as Devices } from "@siteimprove/alfa-device/native";
		export async function read(state: string): Promise<object> {
			return { state, document: await Documents.fromNode(document), device: Devices.fromWindow(window) };
		}
	`)}
}

// look adds a state.
func (a *alfa) look(b *tab, state string) {
	b.t.Helper()
	b.run(a.script)
	page := eval[json.RawMessage](b, "modules.read("+quote(state)+")")
	a.mu.Lock()
	defer a.mu.Unlock()
	a.states.Write(append(page, '\n'))
}

// run reports what Alfa finds.
func (a *alfa) run(t *testing.T) {
	t.Helper()
	node := exec.Command("node", "alfa.mjs")
	node.Stdin = &a.states
	var says bytes.Buffer
	node.Stderr = &says
	out, err := node.Output()
	if err != nil {
		t.Fatalf("node alfa.mjs: %v (run scripts/setup)\n%s", err, says.String())
	}
	var findings []struct{ State, Rule, Says, Where string }
	if err := json.Unmarshal(out, &findings); err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		t.Errorf("%s: Alfa %s: %s: %s", f.State, f.Rule, f.Says, f.Where)
	}
}

// TestWalk goes through every state of every widget: each looks right, has room and says what it is. Without -sweep it goes through those of
// the pages and widgets that a site has most of.
func TestWalk(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(staticHost(walkSite(t)))
	var found *alfa
	if *every {
		found = newAlfa(t)
	}
	ways := walks()
	if sampling(t) {
		ways = slices.DeleteFunc(ways, func(w walk) bool { return !w.usual })
	}
	for _, way := range ways {
		v := newValidator(t)
		if sampling(t) { // more contrast is light with a few colours further apart
			v.looks = slices.DeleteFunc(slices.Clone(looks), func(l look) bool { return l.name == "more contrast" })
		}
		t.Run(way.name, func(t *testing.T) {
			t.Parallel()
			w := &walker{learner{newTab(t)}}
			w.goes(server.URL+"/", way, func(state string) {
				fresh := way.alike && v.learn(w.tab)
				if !way.alike {
					fresh = v.hold(w.tab, state)
				}
				if *every || fresh {
					w.squeezed(state, !sampling(t))
				}
				if *every && fresh {
					found.look(w.tab, state)
				}
			})
		})
	}
	t.Cleanup(func() {
		server.Close()
		if *every {
			found.run(t)
		}
	})
}
