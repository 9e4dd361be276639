package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"handrail/test/engine"
)

// TestOldChromes reads the site in versions of Chrome on phones that get no newer one. Each kind of page has all its words without
// scripts, nothing covers it or sticks out of it, and each widget starts in a browser of the floor and leaves the page alone in an
// older one. Without -sweep only those next to the floor are tried.
func TestOldChromes(t *testing.T) {
	t.Parallel()
	for _, version := range sample(t, []string{"83", "92", "109"}, 2) {
		starts := version != "83"
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			program := filepath.Join(userCache, "handrail", "chromes", version, "chrome")
			if _, err := os.Stat(program); err != nil {
				t.Fatalf("Chrome %s is missing: run scripts/setup: %v", version, err)
			}
			c, err := engine.StartChromium(program, engine.Settings{})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := c.Close(); err != nil {
					t.Error(err)
				}
			})
			page, err := c.NewPage()
			if err != nil {
				t.Fatal(err)
			}
			b := tabOf(t, page, page.Context(), "Chrome "+version)
			b.beforeLoad(withoutWorker)
			b.resize(360)
			testOld(t, b, starts)
		})
	}
}

func testOld(t *testing.T, b *tab, starts bool) {
	t.Helper()
	for _, path := range onePerKind(t) {
		b.open(hostURL(t) + "/" + path)
		_, faults := b.activity()
		for _, fault := range faults {
			// Versions of Chrome that had popovers behind a flag report each such attribute as an error.
			if !strings.Contains(fault, "Found a 'popover' attribute") {
				t.Errorf("%s: %s", path, fault)
			}
		}
		if wide := eval[int](b, "document.documentElement.scrollWidth"); wide > 360 {
			t.Errorf("%s is %d px wide", path, wide)
		}
		// Nothing covers the text: at the place of each heading is the heading.
		if covered := eval[[]string](b, `Array.from(document.querySelectorAll('main h1, main h2')).filter(h => {
			if (!h.offsetParent || h.closest('details:not([open])') || h.classList.contains('hidden')) return false;
			h.scrollIntoView({block: 'center'});
			const box = h.getBoundingClientRect(), at = document.elementFromPoint(box.x + 5, box.y + box.height / 2);
			return at !== h && !h.contains(at);
		}).map(h => h.textContent)`); len(covered) > 0 {
			t.Errorf("%s: something lies over %q", path, covered)
		}
		// Neighbours on one line of a row of boxes, with no space between them.
		if close := eval[[]string](b, `Array.from(document.querySelectorAll('body *')).filter(row =>
			row.getClientRects().length > 0 && getComputedStyle(row).display.endsWith('flex') && getComputedStyle(row).flexDirection === 'row').map(row => {
				const boxes = Array.from(row.childNodes).map(child => {
					const walker = document.createNodeIterator(child, NodeFilter.SHOW_ALL, at =>
						at.localName === 'svg' || (at.nodeType === 3 && at.data.trim() && !at.parentElement.closest('.hidden')) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP);
					const range = document.createRange();
					for (let first = true, at; (at = walker.nextNode()); first = false) {
						if (first) range.setStartBefore(at);
						range.setEndAfter(at);
					}
					return range.getBoundingClientRect();
				}).filter(box => box.width > 1);
				return boxes.some((box, i) => i > 0 && box.top < boxes[i - 1].bottom && box.bottom > boxes[i - 1].top && box.left >= boxes[i - 1].left && box.left - boxes[i - 1].right < 2) ? row.textContent.trim().slice(0, 40) : '';
			}).filter(Boolean)`); len(close) > 0 {
			t.Errorf("%s: words run together in %q", path, close)
		}
		// The one of the home page shows nothing to somebody who has begun nothing.
		widget := eval[bool](b, `document.querySelector('[data-widget]:not([data-widget=home])') !== null`)
		started := eval[bool](b, `document.querySelector('.take, .card, form[novalidate], .board, .things, .remember, [data-action], [data-widget=search] .results, [data-widget] .screen select') !== null`)
		if widget && started != starts {
			t.Errorf("%s: that the widget has started is %v, and should be %v", path, started, starts)
		}
	}
}

// onePerKind returns the first page of each kind.
func onePerKind(t *testing.T) []string {
	t.Helper()
	full, _ := pages(t)
	var first []string
	seen := map[string]bool{}
	for _, page := range full {
		class := layoutOf(t, page, readPage(t, page))
		if !seen[class] {
			seen[class] = true
			first = append(first, page)
		}
	}
	return first
}
