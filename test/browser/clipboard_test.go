package browser

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"

	"handrail/test/engine"
)

// clipboardScript replaces the browser's clipboard with one of the test's own, which keeps what the page writes, or refuses it.
const clipboardScript = `if (!window.clipboard) {
	window.clipboard = {plain: '', rich: '', allowed: true};
	const answer = async write => {
		if (!clipboard.allowed) throw new DOMException('not allowed', 'NotAllowedError');
		await write();
	};
	Object.defineProperty(Navigator.prototype, 'clipboard', {value: {
		writeText: text => answer(() => { clipboard.plain = String(text); clipboard.rich = ''; }),
		write: items => answer(async () => {
			const read = type => items[0].getType(type).then(blob => blob.text());
			[clipboard.plain, clipboard.rich] = await Promise.all([read('text/plain'), read('text/html')]);
		}),
	}});
}`

// clipboard is held by the test that uses Chromium's clipboard, as there is only one.
var clipboard sync.Mutex

// allowClipboard gives, or refuses, a page permission for the clipboard, from the next page on. In Chromium it is the browser's own clipboard,
// which the test then has to itself until it ends. In Firefox and WebKit no test can do so, and they get the clipboard of clipboardScript.
func (b *tab) allowClipboard(allowed bool) {
	b.t.Helper()
	if !b.chromium() {
		b.beforeLoad(clipboardScript + fmt.Sprintf("\nclipboard.allowed = %t;", allowed))
		b.act(fmt.Sprintf("void (window.clipboard && (clipboard.allowed = %t))", allowed))
		return
	}
	if !b.clipboard {
		clipboard.Lock()
		b.t.Cleanup(clipboard.Unlock)
		b.clipboard = true
	}
	setting := browser.PermissionSettingDenied
	if allowed {
		setting = browser.PermissionSettingGranted
	}
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		b.do(name, func(ctx context.Context) error {
			_, err := chromedp.CallBrowser(ctx, browser.SetPermission, browser.SetPermissionParams{
				Permission: &browser.PermissionDescriptor{Name: name}, Setting: setting, BrowserContextID: b.page.(*engine.ChromiumPage).Storage(),
			})
			return err
		})
	}
}

// copied is the plain text of the clipboard.
func (b *tab) copied() string {
	b.t.Helper()
	if b.chromium() {
		return eval[string](b, "navigator.clipboard.readText()")
	}
	return eval[string](b, "clipboard.plain")
}

// copiedRich is the HTML of the clipboard.
func (b *tab) copiedRich() string {
	b.t.Helper()
	if b.chromium() {
		return eval[string](b, "navigator.clipboard.read().then(items => items[0].getType('text/html')).then(blob => blob.text())")
	}
	return eval[string](b, "clipboard.rich")
}

// TestRuleLink copies the address of a rule, and reads it back from the clipboard. Where the browser refuses its
// clipboard, the link leads to the rule.
func TestRuleLink(t *testing.T) {
	t.Parallel()
	const rule = `document.querySelector('.rule-link')`
	inEngines(t, func(t *testing.T, newTab opener) {
		b := newTab(t)
		b.allowClipboard(true)
		b.open(hostURL(t) + "/guidance/broadcast-lists.html")
		address := eval[string](b, rule+".href")
		b.click(".rule-link")
		b.wait(rule + `.parentElement.querySelector('[role=status]').innerText !== ''`)
		if copied := b.copied(); copied != address || !strings.Contains(copied, "#") {
			t.Errorf("copied %q, not %q", copied, address)
		}

		b.allowClipboard(false)
		b.open(hostURL(t) + "/guidance/broadcast-lists.html")
		b.click(".rule-link")
		b.wait(`location.href === ` + quote(address))
		if _, faults := b.activity(); len(faults) > 0 {
			t.Errorf("faults: %s", faults)
		}
	})
}
