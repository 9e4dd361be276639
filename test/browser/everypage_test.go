package browser

import "testing"

// TestEveryPage opens each page in Firefox and WebKit, at the widths of a small phone, of an iPhone and of a desktop: it is never wider than
// the screen, and nothing goes wrong in it. From a folder, and without -every, it opens pages that have all kinds of elements between them, and
// without -sweep, those that have most.
func TestEveryPage(t *testing.T) {
	t.Parallel()
	full, _ := pages(t)
	covering := sample(t, cover(t, publicDir(t), full), 4)
	for name, open := range map[string]opener{"firefox": unkept(newFirefox), "webkit": unkept(newWebKit)} {
		for way, base := range map[string]string{"host": hostURL(t) + "/", "folder": fileURL(publicDir(t), "") + "/"} {
			t.Run(name+"/"+way, func(t *testing.T) {
				t.Parallel()
				b := open(t)
				read, widths := covering, []int{1280, 375, 320}
				if way == "folder" { // how wide a page is does not depend on where it comes from
					read, widths = sample(t, read, 2), widths[2:]
				} else if *every {
					read = full
				}
				for _, page := range read {
					b.open(base + page)
					for _, width := range widths {
						b.fits(page, width)
					}
					_, faults := b.activity()
					for _, fault := range faults {
						t.Errorf("%s: %s", page, fault)
					}
				}
			})
		}
	}
}

// fits fails if a page cannot be read at a width without scrolling sideways.
func (b *tab) fits(page string, width int) {
	b.t.Helper()
	b.resize(width)
	wide := eval[int](b, "document.documentElement.scrollWidth")
	if wide > width {
		b.t.Errorf("%s: is %d px wide on a screen of %d", page, wide, width)
	}
}
