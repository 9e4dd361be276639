package browser

import (
	"fmt"
	"iter"
	"maps"
	"strings"
	"testing"

	"handrail/test/engine"
)

// displayKey is the key of what is kept of a display, as a page of the site that ships has it. It is JavaScript.
const displayKey = "('handrail:1:display:' + new URL(document.querySelector('head [data-root]').dataset.root || '.', location).pathname)"

// firstLook notes what is in force when the body of a page begins, before anything of it can be painted.
const firstLook = `new MutationObserver((_, watch) => {
	if (!document.body) return;
	watch.disconnect();
	window.firstLook = document.documentElement.style.cssText;
}).observe(document, {childList: true, subtree: true});`

// opensDisplay opens the panel with the keyboard.
func (l learner) opensDisplay() {
	l.t.Helper()
	l.to("at.dataset.tool === 'display'")
	l.enter()
	l.wait("document.activeElement.id === 'display_title'")
}

// chooses chooses in the panel, by the words beside a radio button or a box, with the space bar.
func (l learner) chooses(group, words string) {
	l.t.Helper()
	l.to(fmt.Sprintf("at.name === 'display_%s'", group))
	is := "document.activeElement.labels[0].innerText.trim() === " + quote(words)
	for range 6 {
		if eval[bool](l.tab, is) {
			break
		}
		l.keys(engine.ArrowDown)
	}
	if !eval[bool](l.tab, is) {
		l.t.Fatalf("there is no choice %q of %q", words, group)
	}
	if !eval[bool](l.tab, "document.activeElement.checked") || eval[string](l.tab, "document.activeElement.type") == "checkbox" {
		l.keys(" ")
	}
}

// inForce fails unless the page looks so, and has from the beginning where it was opened so.
func (l learner) inForce(what, want string, first bool) {
	l.t.Helper()
	const now = "(style => [style.fontSize, style.getPropertyValue('--page').trim(), style.colorScheme].join(' '))(getComputedStyle(document.documentElement))"
	if got := eval[string](l.tab, now); got != want {
		l.t.Errorf("%s: the page is %q, not %q", what, got, want)
	}
	if first && !eval[bool](l.tab, "window.firstLook === document.documentElement.style.cssText") {
		l.t.Errorf("%s: %q was in force before the page was painted", what, eval[string](l.tab, "window.firstLook"))
	}
}

func (l learner) displaySays(words string) {
	l.t.Helper()
	l.wait("document.querySelector('.display [role=status]').innerText === " + quote(words))
}

// TestDisplay chooses how pages look, with the keyboard: it is so at once, on all pages and before they are painted, until all of it is undone.
func TestDisplay(t *testing.T) {
	t.Parallel()
	const plain, chosen = "20px #f6f6f1 light dark", "40px #ffec5c light"
	inEngines(t, func(t *testing.T, newTab opener) {
		for way, base := range keptBases(t) {
			t.Run(way, func(t *testing.T) {
				t.Parallel()
				l := learner{newTab(t)}
				l.beforeLoad(firstLook)
				l.open(base + "guidance/broadcast-lists.html")
				l.inForce("at first", plain, true)
				l.opensDisplay()
				l.chooses("text", "200%")
				l.displaySays("Kept on this device, for every page of this site.")
				l.chooses("colours", "Black on yellow")
				l.inForce("when chosen", chosen, false)
				l.keys(engine.Escape)
				l.wait("document.activeElement.dataset.tool === 'display' && !document.querySelector('.display')")
				for _, page := range []string{"index.html", "quizzes/the-basics.html", "404.html"} {
					l.open(base + page)
					l.inForce(page, chosen, true)
				}

				l.open(base + "kept.html")
				l.opensDisplay()
				l.to("at.innerText === 'Undo all'")
				l.enter()
				l.displaySays("All pages look as they did at first.")
				l.inForce("when undone", plain, false)
				if eval[bool](l.tab, "localStorage.getItem("+displayKey+") !== null") {
					t.Error("something is still kept when all is undone")
				}
				l.enter() // the same button brings it back
				l.displaySays("Your choices are back, and kept on this device.")
				l.inForce("when brought back", chosen, false)
				l.keys(engine.Escape)
				l.reload()
				l.lists("How you chose pages to look")
				l.press("Remove: How you chose pages to look")
				l.says("Removed: How you chose pages to look.")
				l.inForce("when removed", plain, false)
				l.press("Put it back")
				l.inForce("when put back", chosen, false)
				if _, faults := l.activity(); len(faults) > 0 {
					t.Error(faults)
				}
			})
		}
	})
}

// TestDisplayHostile opens a page over what no page has written: it looks as it did at first, and what cannot be read is set aside when a reader chooses.
// Where nothing can be kept, a choice is for that page alone, and the panel says so.
func TestDisplayHostile(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := learner{newTab(t)}
		l.open(hostURL(t) + "/guidance/index.html")
		for _, text := range []string{"--text:2;display:none;", "{\"text\":2}", "--text:2;--new:1;", "--text:99;", "--page:#000000;", "--letters:x;--font:url(//x);", strings.Repeat("--text:2;", 9999) + "x"} {
			l.act("void localStorage.setItem(" + displayKey + ", " + quote(text) + ")")
			l.reload()
			if style := eval[string](l.tab, "document.documentElement.style.cssText"); style != "" {
				t.Errorf("%.40s puts in force %q", text, style)
			}
		}
		l.opensDisplay()
		l.displaySays("What this browser kept of your choices could not be read. It is set aside when you choose again.")
		l.chooses("only", "Only the text")
		l.displaySays("Kept on this device, for every page of this site.")
		if aside := eval[int](l.tab, "Object.keys(localStorage).filter(key => key.startsWith('handrail:1:aside:')).length"); aside != 1 {
			t.Errorf("%d texts are set aside", aside)
		}
		if eval[bool](l.tab, "document.querySelector('.crumbs').checkVisibility() || !document.querySelector('[data-tool=display]').checkVisibility()") {
			t.Error("more than the text is shown, or the way back to the panel is not")
		}

		l.beforeLoad("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
		l.reload()
		l.opensDisplay()
		l.chooses("text", "125%")
		l.displaySays("Your browser does not let this site keep anything. What you choose is for this page only.")
		l.keys(engine.Escape)
		l.opensDisplay()
		if size := eval[string](l.tab, "document.documentElement.style.getPropertyValue('--text')"); size != "1.25" {
			t.Errorf("what could not be kept is %q when the panel is opened again", size)
		}
	})
}

// TestRuler reads with the ruler: it is on the line that is pointed at, and goes to the next by an arrow key. It takes no presses.
func TestRuler(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := learner{newTab(t)}
		l.open(hostURL(t) + "/guidance/broadcast-lists.html")
		l.opensDisplay()
		l.chooses("ruler", "Reading ruler")
		l.wait("document.querySelector('.ruler') !== null")
		l.open(hostURL(t) + "/guidance/group-chats.html")
		l.wait("document.querySelector('.ruler') !== null")
		const line = `(() => {
			const {top, bottom} = document.querySelector('.ruler > div').getBoundingClientRect();
			const range = document.createRange();
			const text = document.querySelector('.lead').firstChild;
			range.selectNodeContents(text);
			const lines = [...range.getClientRects()];
			return lines.findIndex(one => top <= one.top && bottom >= one.bottom);
		})()`
		l.act(`void (() => {
			const range = document.createRange();
			range.selectNodeContents(document.querySelector('.lead').firstChild);
			const {left, top, height} = range.getClientRects()[0];
			for (const shift of [-5, 5]) dispatchEvent(new PointerEvent('pointermove', {clientX: left + 30, clientY: top + height / 2 + shift}));
		})()`)
		if at := eval[int](l.tab, line); at != 0 {
			t.Errorf("the ruler is on line %d of the text, not on the one that is pointed at", at)
		}
		if eval[bool](l.tab, "document.elementFromPoint(innerWidth / 2, parseFloat(getComputedStyle(document.querySelector('.ruler > div')).top) + 20).closest('.ruler') !== null") {
			t.Error("the ruler takes presses")
		}
		l.act("document.querySelector('.ruler > div').focus()") // to press Tab would lead the ruler through the masthead
		l.keys(engine.ArrowDown)
		if at := eval[int](l.tab, line); at != 1 {
			t.Errorf("after an arrow key the ruler is on line %d of the text", at)
		}
	})
}

// displayPages have between them what schemes of colours can spoil: text, links, rules, diagrams, boxes, fields and buttons. The first four have
// each of these.
var displayPages = []string{"index.html", "guidance/broadcast-lists.html", "statements/broadcast-privacy.html", "quizzes/the-basics.html", "checklists/whatsapp.html",
	"guidance/when-something-goes-wrong.html", "rules.html", "whats-new.html", "volunteer.html", "kept.html"}

// TestDisplayColours holds each scheme of colours to 7:1 on pages that have all kinds of parts between them. A scheme declares each colour that there is, so a
// device's own light, dark or more contrast changes nothing beneath it: that is tried on one page, where forced colours have to win. A page is loaded
// once for all schemes.
func TestDisplayColours(t *testing.T) {
	t.Parallel()
	axe, err := axeScript()
	if err != nil {
		t.Fatal(err)
	}
	tried := sample(t, displayPages, 4)
	sideBySide(t, len(tried), func(t *testing.T, share iter.Seq[int]) {
		l := learner{newTab(t)}
		for i := range share {
			page := tried[i]
			l.show(1280, looks[0].media)
			l.open(hostURL(t) + "/" + page)
			l.run(axe, auditScript)
			l.act("void document.querySelector('[data-tool=display]').click()")
			l.wait("document.querySelector('.display') !== null")
			l.audit(page, "openDetails")
			for at, scheme := range []string{"light", "dark", "cream", "yellow", "contrast"} {
				l.act(fmt.Sprintf("void document.querySelectorAll('[name=display_colours]')[%d].click()", at+1))
				l.audit(page+" "+scheme, "colours")
				if i == 0 {
					l.audit(page+" "+scheme, "focus")
					l.inEachLook(page + " " + scheme)
				}
			}
			l.act("localStorage.clear()") // the next page is opened as this one was
		}
	})
}

// inEachLook tries a scheme of colours in each look: only forced colours change it.
func (l learner) inEachLook(state string) {
	l.t.Helper()
	const seen = "JSON.stringify([...document.querySelectorAll('*')].map(at => (style => [style.color, style.backgroundColor, style.borderColor])(getComputedStyle(at))))"
	light := eval[string](l.tab, seen)
	for _, look := range looks[1:] {
		l.prefers(look.media)
		l.audit(state+" "+look.name, "colours")
		if same := eval[string](l.tab, seen) == light; same != (look.media["forced-colors"] == "") {
			l.t.Errorf("%s, %s: that the page looks as it does in light is %v", state, look.name, same)
		}
	}
	l.prefers(looks[0].media)
}

// displayRoom are choices of what takes room: the most of each alone, each pair of sizes and spaces, and the most of all.
func displayRoom() map[string]string {
	sizes := map[string]string{"100%": "", "125%": "--text:1.25;", "150%": "--text:1.5;--large:1;", "200%": "--text:2;--large:1;"}
	spaces := map[string]string{"": "", "lines": "--lines:2.4;--para:2.4;", "letters": "--spread:2;", "serif": "--letters:serif;--font:serif;", "monospace": "--letters:distinct;--font:monospace;",
		"narrow": "--measure:1.5;", "wide": "--measure:2.4;", "all": "--lines:2.4;--para:2.4;--spread:2;--letters:distinct;--font:monospace;--measure:2.4;", "only the text": "--only:1;--spread:2;"}
	all := map[string]string{}
	for size, one := range sizes {
		for space, other := range spaces {
			all[size+" "+space] = one + other
		}
	}
	return all
}

// TestDisplayRoom tries sizes with spaces, letters and widths in a window of 320 px: nothing has to be scrolled to sideways, is cut off or too small to press.
// Each pair is tried on a page with all kinds of blocks, and the most of all on every kind of page; also where pages have columns. Without -sweep it tries
// the smallest size and the largest.
func TestDisplayRoom(t *testing.T) {
	t.Parallel()
	most := map[string]string{"125%": "--text:1.25;--measure:2.4;", "150%": displayRoom()["150% all"], "200%": displayRoom()["200% all"], "200% alone": displayRoom()["200% "]}
	pages := map[string]map[string]string{}
	for _, page := range displayPages {
		pages[page] = most
	}
	pages["guidance/broadcast-lists.html"] = displayRoom()
	maps.Copy(pages["guidance/broadcast-lists.html"], most)
	if sampling(t) {
		for page, choices := range pages {
			pages[page] = maps.Clone(choices)
			maps.DeleteFunc(pages[page], func(name, _ string) bool { return !strings.HasPrefix(name, "125%") && !strings.HasPrefix(name, "200%") })
		}
	}
	sideBySide(t, len(displayPages), func(t *testing.T, share iter.Seq[int]) {
		b := newTab(t)
		for i := range share {
			b.hasRoom(displayPages[i], pages[displayPages[i]])
		}
	})
}

// hasRoom opens a page and tries choices on it.
func (b *tab) hasRoom(page string, choices map[string]string) {
	b.t.Helper()
	b.open(hostURL(b.t) + "/" + page)
	b.run(auditScript, walkScript)
	for _, width := range []int{960, 1280, 320} {
		b.size(width, 640)
		for name, choice := range choices {
			b.act("void (document.documentElement.style.cssText = " + quote(choice) + ")")
			b.drawn()
			state := fmt.Sprintf("%s, %s, %d px", page, name, width)
			b.audit(state, "reflow")
			b.finds(state, "walk.shape()")
			if width == 320 {
				b.audit(state, "targets")
			}
		}
	}
}
