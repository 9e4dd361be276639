package browser

import (
	_ "embed"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

//go:embed inject.js
var injectScript string

// TestInjection types markup and scripts into every field of every kind of page, gives them as files and as what was kept,
// and presses every button. None becomes an element, none runs, and the page's policy has nothing to refuse: it is the
// second line of defence, and the first one holds. From a host and from a folder. Without -sweep it does so on pages that take what a reader types.
func TestInjection(t *testing.T) {
	t.Parallel()
	for i, page := range sample(t, []string{"statements/broadcast-privacy.html", "quizzes/the-basics.html", "quizzes/the-basics-results.html", "checklists/whatsapp.html",
		"kept.html", "quizzes/the-basics-present.html", "guidance/phones-and-computers.html"}, 4) {
		for way, address := range map[string]string{"http": hostURL(t) + "/" + page, "file": fileURL(publicDir(t), page)} {
			if way == "file" && !*every && (i > 0 || sampling(t)) { // a page from a folder has the same scripts
				continue
			}
			t.Run(way+" "+page, func(t *testing.T) {
				t.Parallel()
				inject(t, address)
			})
		}
	}
}

// inject does so on one page.
func inject(t *testing.T, address string) {
	const presses = 9
	b := newTab(t)
	b.beforeLoad(injectScript)
	b.open(address)
	for range 2 { // the second time with what the first has left, made into markup
		for n := range presses {
			b.try("inject.fill()")
			b.try(fmt.Sprintf("inject.press(%d)", n))
			b.clean("after a press")
		}
		b.try("inject.spoilKept()")
		b.reload()
		b.clean("with spoilt things kept")
	}
	for i, payload := range eval[[]string](b, "inject.payloads()") {
		coded := url.QueryEscape(payload)
		for _, fragment := range []string{payload, coded, "group=" + coded + "&contact=" + coded, "list=" + coded, "room_" + payload, "%"} {
			b.try("location.hash = " + quote(fragment))
		}
		b.clean("with fragments of " + payload)
		if i < 3 {
			b.try("location.hash = " + quote("group="+coded+"&list="+coded))
			b.reload()
			b.clean("loaded with a fragment of " + payload)
		}
	}
	for _, fault := range second(b.activity()) {
		if !strings.Contains(fault, "launch 'mailto:") { // a script may not open a mail program, and there is none here
			t.Errorf("fault: %.300s", fault)
		}
	}
}

func second[A, B any](_ A, b B) B { return b }

// try runs a script that may make the page go away.
func (b *tab) try(script string) {
	_, _ = chromedp.Run(b.ctx, chromedp.Evaluate[chromedp.Void](script+"; null")) // clean finds what is wrong
}

// clean waits for the page, and reports what was injected.
func (b *tab) clean(when string) {
	b.t.Helper()
	b.wait("window.inject !== undefined && document.readyState === 'complete'")
	if found := eval[string](b, "inject.found()"); found != "" {
		b.t.Fatalf("%s: %s", when, found)
	}
}
