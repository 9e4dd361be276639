package browser

import (
	"strings"
	"testing"
)

// TestDanger needs help on a phone: from the home page one press leads to whom to ring, which is on the first screen of its page.
func TestDanger(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		b := newTab(t)
		const phone, height = 360, 740
		b.resize(phone)
		b.open(hostURL(t) + "/index.html")
		bottom := func(selector string) int {
			return eval[int](b, `Math.round(document.querySelector('`+selector+`').getBoundingClientRect().bottom)`)
		}
		if at := bottom(".doors .urgent a"); at > height {
			t.Errorf("the way to what has gone wrong is %d px down the home page", at)
		}
		b.click(".doors .urgent a")
		b.wait(`location.pathname.endsWith('/when-something-goes-wrong.html') && document.readyState === 'complete'`)
		if at := bottom(`.urgent a[href="tel:999"]`); at > height {
			t.Errorf("whom to ring is %d px down the page", at)
		}
		if link := eval[string](b, `document.querySelector('footer h2 + p + p a').href`); !strings.HasPrefix(link, "https://") {
			t.Errorf("the foot leads to %q for help", link)
		}
	})
}
