package browser

import (
	"context"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"handrail/test/engine"
)

// inSettings runs a test in each engine as a reader has set it. Each has a browser of its own.
func inSettings(t *testing.T, settings engine.Settings, engines []string, test func(t *testing.T, newTab opener)) {
	starters := map[string]func(ctx context.Context) (engine.Page, func() error, error){
		"chromium": func(context.Context) (engine.Page, func() error, error) {
			c, err := engine.StartChromium("", settings)
			if err != nil {
				return nil, nil, err
			}
			page, err := c.NewPage()
			return page, c.Close, err
		},
		"firefox": func(ctx context.Context) (engine.Page, func() error, error) {
			f, err := engine.StartFirefox(ctx, settings)
			if err != nil {
				return nil, nil, err
			}
			page, err := f.NewPage(ctx)
			return page, f.Close, err
		},
		"webkit": func(ctx context.Context) (engine.Page, func() error, error) {
			k, err := engine.StartWebKit(ctx, settings)
			if err != nil {
				return nil, nil, err
			}
			return k.Page(), k.Close, nil
		},
	}
	openers := map[string]opener{}
	for _, name := range engines {
		openers[name] = func(t testing.TB) *tab {
			t.Helper()
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			page, stop, err := starters[name](ctx)
			if stop != nil {
				t.Cleanup(func() {
					if err := stop(); err != nil {
						t.Error(err)
					}
				})
			}
			if err != nil {
				t.Fatal(err)
			}
			own := t.Context()
			if c, ok := page.(*engine.ChromiumPage); ok {
				own = c.Context()
			}
			return tabOf(t, page, own, map[string]string{"chromium": "Chromium", "firefox": "Firefox", "webkit": "WebKitGTK"}[name])
		}
	}
	runEngines(t, openers, test)
}

// TestStorageBlocked uses the site where the reader lets no site keep anything: each page opens, each widget works, and says that nothing is kept.
// Without -sweep pages without a widget are those with most kinds of elements.
func TestStorageBlocked(t *testing.T) {
	t.Parallel()
	kinds := onePerKind(t)
	if sampling(t) {
		kinds = sample(t, cover(t, publicDir(t), kinds), 4)
	}
	testKeepsNothing(t, engine.Settings{NoStorage: true}, []string{"chromium", "firefox", "webkit"}, kinds, true)
}

// TestPrivateWindow uses the site in a private window. All of Chromium's tests do.
func TestPrivateWindow(t *testing.T) {
	t.Parallel()
	testKeepsNothing(t, engine.Settings{Private: true}, []string{"firefox", "webkit"}, onePerKind(t), false)
}

// testKeepsNothing opens pages, and uses each widget.
func testKeepsNothing(t *testing.T, settings engine.Settings, engines, kinds []string, blocked bool) {
	t.Helper()
	server := httptest.NewServer(staticHost(boardSite(t)))
	t.Cleanup(server.Close)
	inSettings(t, settings, engines, func(t *testing.T, newTab opener) {
		l := lead{learner{newTab(t)}}
		// Firefox warns when a page asks for an element without a name, which is not an error of the console.
		l.beforeLoad(`const find = Document.prototype.getElementById;
			Document.prototype.getElementById = function (id) { if (id === '') console.error('asks for an element without a name'); return find.call(this, id); };`)
		l.usesAll(server.URL+"/", kinds, blocked)
		l.open(server.URL + "/kept.html")
		if blocked {
			l.shows("Your browser does not let this site keep anything.", "No copy of this site is kept now.")
		} else {
			l.lists("A quiz to try things with, results of a group | A quiz to try things with, your answers | How you answered questions | Your checklist")
		}
		if _, faults := l.activity(); len(faults) > 0 {
			t.Error(faults)
		}
	})
}

// usesAll opens pages of a host that has the site of the board, and uses each widget there. Nothing goes wrong.
func (l lead) usesAll(address string, pages []string, blocked bool) {
	l.t.Helper()
	l.show(narrow, looks[0].media)
	opens := func(page string) {
		l.t.Helper()
		l.open(address + page)
		if _, faults := l.activity(); len(faults) > 0 {
			l.t.Errorf("%s: %s", page, faults)
		}
	}
	for _, page := range pages {
		opens(page)
		if words := eval[string](l.tab, "document.querySelector('main').innerText"); len(words) < 40 {
			l.t.Errorf("%s says only %q", page, words)
		}
	}
	for widget, use := range widgetFlows(blocked) {
		use(l, opens)
		if _, faults := l.activity(); len(faults) > 0 {
			l.t.Errorf("%s: %s", widget, faults)
		}
	}
}

// widgetFlows use each widget that can keep something, or shows the room, once.
func widgetFlows(blocked bool) map[string]func(l lead, opens func(page string)) {
	return map[string]func(l lead, opens func(page string)){
		"quiz": func(l lead, opens func(page string)) {
			opens("quizzes/trial.html")
			l.press("Start")
			l.act("document.querySelector('.take form input').click()")
			l.press("Check my answer")
			l.wait("document.querySelector('.take').dataset.screen === 'answered'")
			l.press("Next question")
			l.reads("Question 2 of")
			l.press("Stop")
			if said := eval[string](l.tab, "document.querySelector('.kept').textContent"); strings.Contains(said, "Your browser is not keeping anything") != blocked {
				l.t.Errorf("the quiz says %q", said)
			}
		},
		"checklist": func(l lead, opens func(page string)) {
			opens(checklistPage)
			l.answers()
			l.ticks(l.firstThing())
			if l.doneIn() != 1 {
				l.t.Errorf("%d are done", l.doneIn())
			}
			if blocked {
				l.sees("Your browser is not keeping anything for this page.")
			} else {
				l.sees("This browser keeps your list on this device.")
			}
		},
		"statement": func(l lead, opens func(page string)) {
			opens(statementPage)
			l.fills("group", "Leeds")
			if text := l.sheet(); !strings.Contains(text, "MSS Leeds uses WhatsApp") {
				l.t.Errorf("the statement says\n%s", text)
			}
			l.to("at.name === 'remember'")
			l.keys(" ")
			if !blocked {
				l.says("This browser remembers what you typed.")
				l.presses("Forget what I typed")
				return
			}
			l.says("Your browser cannot remember it.")
		},
		"results": func(l lead, opens func(page string)) {
			opens("quizzes/trial-results.html")
			l.load(l.t, codeModule)
			b := trainer{l.tab}
			b.put(b.code("{go: 1}") + "\n" + b.code("{go: 2}"))
			b.reads("2 results")
		},
		"display": func(l lead, opens func(page string)) {
			opens("index.html")
			l.opensDisplay()
			l.chooses("spread", "More")
			if blocked {
				l.displaySays("Your browser does not let this site keep anything. What you choose is for this page only.")
			} else {
				l.displaySays("Kept on this device, for every page of this site.")
			}
			l.to("at.innerText === 'Undo all'")
			l.enter()
		},
		"room": func(l lead, opens func(page string)) {
			opens("quizzes/trial-present.html")
			l.press("Start")
			l.keys(engine.ArrowRight)
			l.reads(fmt.Sprintf("Question %d of", 2))
		},
	}
}
