package browser

import (
	"testing"

	"handrail/test/engine"
)

// wordsPage has a word in its first line, which no browser breaks.
const wordsPage = "/guidance/broadcast-lists.html"

// TestWords opens and closes what a word means, with keys and by pressing on it: the meaning follows the word, and the focus stays.
func TestWords(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		b := newTab(t)
		b.resize(narrow)
		b.open(hostURL(t) + wordsPage)
		open := func(when string, want bool) {
			t.Helper()
			state := eval[[]bool](b, `(word => [word.getAttribute('aria-expanded') === 'true', word.nextElementSibling.getClientRects().length > 0, document.activeElement === word])(document.querySelector('.word'))`)
			if state[0] != want || state[1] != want || !state[2] {
				t.Errorf("%s: expanded %v, shown %v, focused %v; want it open: %v", when, state[0], state[1], state[2], want)
			}
		}
		b.click(".word")
		b.wait(`document.querySelector('.means').getClientRects().length > 0`)
		if role := eval[string](b, `document.querySelector('.word').getAttribute('role')`); role != "button" {
			t.Errorf("its role is %q", role)
		}
		if at := eval[string](b, `location.pathname + scrollX`); at != wordsPage+"0" {
			t.Errorf("the press leads to %s", at)
		}
		b.click(".word")
		b.wait(`document.querySelector('.means').getClientRects().length === 0`)
		b.act(`document.querySelector('.word').focus()`)
		open("before", false)
		// A space comes last: what presses it in Chromium scrolls the page as well, as no keyboard does.
		for _, press := range []struct {
			key  string
			open bool
		}{{engine.Enter, true}, {engine.Enter, false}, {engine.Enter, true}, {engine.Escape, false}, {engine.Escape, false}, {" ", true}, {" ", false}} {
			b.keys(press.key)
			open("after "+press.key, press.open)
		}
	})
}

// TestWordsWithoutScripts follows a word to its entry in the list, where no script runs.
func TestWordsWithoutScripts(t *testing.T) {
	t.Parallel()
	inSettings(t, engine.Settings{NoScripts: true}, []string{"chromium"}, func(t *testing.T, newTab opener) {
		b := newTab(t)
		b.open(hostURL(t) + wordsPage)
		if shown := eval[int](b, `[...document.querySelectorAll('.means')].filter(at => at.getClientRects().length).length`); shown != 0 {
			t.Errorf("%d meanings are open that nobody can close", shown)
		}
		word := eval[string](b, `document.querySelector('.word').hash`)
		b.act(`void document.querySelector('.word').click()`)
		b.wait(`location.pathname === '/words.html' && document.readyState === 'complete'`)
		if at := eval[string](b, `location.hash`); at != word || !eval[bool](b, `document.querySelector(location.hash).localName === 'h2'`) {
			t.Errorf("the word leads to %s", at)
		}
	})
}
