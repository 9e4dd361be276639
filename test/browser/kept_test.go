package browser

import (
	"fmt"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
)

// keptBases are the two ways in to a site like the one that ships. It is the test's own, as what is removed there is removed for all who have
// the site open from its folder.
func keptBases(t *testing.T) map[string]string {
	t.Helper()
	dir := newSite(t, nil)
	command(t, "build", dir)
	public := filepath.Join(dir, "public")
	server := httptest.NewServer(staticHost(public))
	t.Cleanup(server.Close)
	return map[string]string{"http": server.URL + "/", "file": fileURL(public, "") + "/"}
}

// store puts a text into the browser's storage under a key.
func (l learner) store(key, text string) {
	l.t.Helper()
	l.act(fmt.Sprintf("void localStorage.setItem(%s, %s)", quote(key), quote(text)))
}

func (l learner) stored(key string) bool {
	l.t.Helper()
	return eval[bool](l.tab, fmt.Sprintf("localStorage.getItem(%s) !== null", quote(key)))
}

// says fails unless the status says exactly this, and the focus is on the heading of the list.
func (l learner) says(status string) {
	l.t.Helper()
	if got := eval[string](l.tab, "document.querySelector('.take [role=status]').innerText"); got != status {
		l.t.Errorf("the status says %q, not %q", got, status)
	}
	l.wants("Kept in this browser now")
}

func (l learner) things() string {
	l.t.Helper()
	return strings.Join(eval[[]string](l.tab, "[...document.querySelectorAll('.things h3')].map(at => at.innerText)"), " | ")
}

func (l learner) lists(want string) {
	l.t.Helper()
	if got := l.things(); got != want {
		l.t.Errorf("lists %q, not %q", got, want)
	}
}

// TestKept begins a quiz, finds it on the page of what is kept, and removes it there, with the keyboard alone.
func TestKept(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		for way, base := range keptBases(t) {
			t.Run(way, func(t *testing.T) {
				t.Parallel()
				l := learner{newTab(t)}
				l.open(base + "kept.html")
				l.reads("Nothing is kept now.")
				if eval[bool](l.tab, "document.querySelector('.take button') !== null || document.querySelector('.plain').checkVisibility()") {
					t.Error("has a button with nothing to remove, or the words for a browser without scripts")
				}

				l.open(base + "quizzes/the-basics.html")
				l.press("Start")
				key := eval[string](l.tab, "'handrail:1:quiz:' + location.pathname")
				text := eval[string](l.tab, "localStorage.getItem("+quote(key)+")")
				board := strings.NewReplacer(":quiz:", ":results:", ".html", "-results.html").Replace(key)
				l.store(board, strings.Repeat("x", 7000))
				l.store("somebody-else", "1")
				l.open(base + "kept.html")
				l.lists("The basics, results of a group | The basics, your answers")
				l.reads("It is about 2 pages of text.", "It is less than a page of text.", "They may include names.")

				l.press("Remove: The basics, your answers")
				l.says("Removed: The basics, your answers.")
				l.lists("The basics, results of a group")
				if l.stored(key) || !l.stored(board) {
					t.Error("the button does not remove what it names, or more")
				}
				l.press("Put it back")
				l.says("It is back: The basics, your answers.")
				if !l.stored(key) || strings.Contains(l.text(), "Put it back") {
					t.Error("what was removed is not back, or can be put back twice")
				}
				if eval[string](l.tab, "localStorage.getItem("+quote(key)+")") != text {
					t.Error("what comes back is not what it was")
				}
				l.press("Remove all of these")
				l.says("All of these have been removed.")
				l.reads("Nothing is kept now.")
				if l.stored(key) || l.stored(board) || !l.stored("somebody-else") {
					t.Error("the button does not remove everything of this site, or it removes what others keep")
				}
				l.press("Put it back")
				l.says("All of them are back.")
				l.lists("The basics, results of a group | The basics, your answers")
				l.press("Remove all of these")
				l.open(base + "kept.html")
				l.reads("Nothing is kept now.")
				if strings.Contains(l.text(), "Put it back") {
					t.Error("what was removed comes back with the page")
				}
				if _, faults := l.activity(); len(faults) > 0 {
					t.Error(faults)
				}
			})
		}
	})
}

// TestKeptUnknown lists what this version of the site does not know, and leaves alone what others keep.
func TestKeptUnknown(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := learner{newTab(t)}
		base := keptBases(t)["http"]
		l.open(base + "kept.html")
		theirs := []string{"", "handrail", "Handrail:1:quiz:/x.html", " handrail:1:quiz:/x.html", "other:1:quiz:/quizzes/the-basics.html", "handrail-2:x"}
		for _, key := range theirs {
			l.store(key, "theirs")
		}
		l.open(base + "kept.html")
		l.lists("")
		ours := []string{"handrail:1:quiz:/old/caf%C3%A9.html", "handrail:1:quiz:/other/old.html", "handrail:1:quiz:/one/old.html", "handrail:1:results:%E0", "handrail:2:quiz:/quizzes/the-basics.html",
			"handrail:1:constructor:/x", "handrail:", "handrail:1:quiz:", "handrail:1:quiz:/quizzes/team-chat", "handrail:<img src=x onerror=alert(1)>", "handrail:1:quiz:/" + strings.Repeat("long-", 2000)}
		for _, key := range ours {
			l.store(key, "")
		}
		l.open(base + "kept.html")
		got := l.things()
		for _, want := range []string{"café, your answers", "old, your answers (1:quiz:/one/old.html)", "old, your answers (1:quiz:/other/old.html)", "%E0, results of a group", "The team chat, your answers",
			"Something else that this site kept (2:quiz:/quizzes/the-basics.html)", "Something else that this site kept (1:constructor:/x)", "(<img src=x onerror=alert(1)>)", "long-…, your answers"} {
			if !strings.Contains(got, want) {
				t.Errorf("does not list %q:\n%s", want, got)
			}
		}
		if n := strings.Count(got, "|") + 1; n != len(ours) {
			t.Errorf("lists %d of %d things: %s", n, len(ours), got)
		}
		if names := eval[int](l.tab, "new Set([...document.querySelectorAll('.things button')].map(at => at.innerText)).size"); names != len(ours) {
			t.Errorf("%d buttons have %d names", len(ours), names)
		}
		if eval[bool](l.tab, "document.querySelector('.take img') !== null") {
			t.Error("a name becomes markup")
		}
		l.press("Remove: Something else that this site kept (2:quiz:/quizzes/the-basics.html)")
		if l.stored(ours[4]) {
			t.Error("something of an unknown kind is not removed")
		}
		l.press("Remove all of these")
		for _, key := range ours {
			if l.stored(key) {
				t.Errorf("%q is still there", key)
			}
		}
		for _, key := range theirs {
			if !l.stored(key) {
				t.Errorf("%q was not ours to remove", key)
			}
		}
		if _, faults := l.activity(); len(faults) > 0 {
			t.Error(faults)
		}
	})
}

// TestKeptElsewhere follows what another tab does, and keeps the reader's place.
func TestKeptElsewhere(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		for way, base := range keptBases(t) {
			t.Run(way, func(t *testing.T) {
				t.Parallel()
				l := learner{newTab(t)}
				other := learner{l.beside()}
				l.open(base + "kept.html")
				other.open(base + "quizzes/team-chat.html")
				other.press("Start")
				l.wait("document.querySelector('.things')")
				l.lists("The team chat, your answers")
				l.reads("Another page of this site has changed what is kept.")

				l.to("at.innerText === 'Remove all of these'")
				other.store("handrail:1:quiz:/x.html", "")
				l.wait("document.querySelectorAll('.things > li').length === 2")
				if at := l.heading(); at != "Remove all of these" {
					t.Errorf("the focus goes from its button to %q", at)
				}
				l.to("at.innerText === 'Remove: x, your answers'")
				other.act("void localStorage.removeItem('handrail:1:quiz:/x.html')")
				l.wait("document.querySelectorAll('.things > li').length === 1")
				l.wants("Kept in this browser now")

				// What the other tab has just kept is not overwritten by what was there before.
				other.store("handrail:1:quiz:/x.html", "old")
				l.wait("document.querySelectorAll('.things > li').length === 2")
				l.press("Remove: x, your answers")
				other.store("handrail:1:quiz:/x.html", "new")
				l.wait("document.querySelectorAll('.things > li').length === 2")
				l.press("Put it back")
				if text := eval[string](l.tab, "localStorage.getItem('handrail:1:quiz:/x.html')"); text != "new" {
					t.Errorf("putting back leaves %q", text)
				}
				other.act("void localStorage.clear()")
				l.wait("document.querySelectorAll('.things').length === 0")
				l.reads("Nothing is kept now.")
			})
		}
	})
}

// TestKeptOff opens the page in browsers that keep nothing, or that refuse to remove it.
func TestKeptOff(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		base := keptBases(t)["file"]
		off := "for (const name of ['getItem', 'setItem', 'removeItem', 'key']) Storage.prototype[name] = () => { throw new DOMException('off') };" +
			"Object.defineProperty(Storage.prototype, 'length', {get() { throw new DOMException('off') }});"
		gone := "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }});"
		none := "Object.defineProperty(window, 'localStorage', {value: null});"
		for name, script := range map[string]string{"off": off, "gone": gone, "none": none} {
			l := learner{newTab(t)}
			l.beforeLoad(script)
			l.open(base + "kept.html")
			if !strings.Contains(l.text(), "Your browser does not let this site keep anything.") || strings.Contains(l.text(), "Remove") {
				t.Errorf("%s: %s", name, l.text())
			}
			if _, faults := l.activity(); len(faults) > 0 {
				t.Error(name, faults)
			}
		}

		l := learner{newTab(t)}
		l.open(base + "kept.html")
		l.store("handrail:1:quiz:/x.html", "")
		for _, does := range []string{"throw new DOMException('stuck')", ""} {
			l.open(base + "kept.html")
			l.act("void (Storage.prototype.removeItem = () => { " + does + " })")
			l.press("Remove: x, your answers")
			l.says("Not all of it could be removed. Clear it in your browser's settings, as explained below.")
			l.lists("x, your answers")
		}

		l.open(base + "kept.html")
		l.press("Remove: x, your answers")
		l.act("void (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') })")
		l.press("Put it back")
		l.says("It could not be put back. Your browser keeps nothing new.")
		l.reads("Put it back")
	})
}
