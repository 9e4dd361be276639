package browser

import (
	"strings"
	"testing"
)

// TestRules finds rules by kind and by audience, goes to one that is not shown, and has lists of them where no script runs.
func TestRules(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		b := newTab(t)
		b.open(hostURL(t) + "/rules.html")
		shown := func(selector string) int {
			return eval[int](b, `[...document.querySelectorAll('`+selector+`')].filter(at => at.getClientRects().length).length`)
		}
		choose := func(n int, value string) {
			b.act(`(() => {
				const field = document.querySelectorAll('[data-widget=rules] select')[` + string(rune('0'+n)) + `];
				field.value = '` + value + `';
				field.dispatchEvent(new Event('change', { bubbles: true }));
			})()`)
		}
		all := shown(".rule")
		if lists := shown("details.plain"); lists != 0 || all == 0 {
			t.Fatalf("%d rules, %d lists of them that the choices replace", all, lists)
		}
		choose(0, "must-not")
		some := shown(".rule")
		if some == 0 || some == all || shown(".rule.must-not") != some || shown(".group") == 0 {
			t.Errorf("of %d rules, %d are shown, of which %d are prohibitions", all, some, shown(".rule.must-not"))
		}
		if groups := shown(".group h2"); groups != shown(".group:not([hidden])") || groups == 0 {
			t.Errorf("%d headings are shown for rules", groups)
		}
		if said := eval[string](b, `document.querySelector('[data-widget=rules] [role=status]').textContent`); !strings.Contains(said, " of ") {
			t.Errorf("says %q of what is shown", said)
		}
		choose(1, "trainer")
		if both := shown(".rule"); both > some {
			t.Errorf("%d rules for trainers, of %d", both, some)
		}
		b.act(`location.hash = '#phone-pin'`)
		b.wait(`document.querySelector('#phone-pin').getClientRects().length > 0`)
		if n := shown(".rule"); n != all {
			t.Errorf("%d of %d rules are shown, after a link to one that was not", n, all)
		}
		b.click(".group:not([hidden]) .alone[href='#rules_index']")
		b.wait(`location.hash === '#rules_index'`)
	})
}
