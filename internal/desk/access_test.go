package desk

import (
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
)

// TestEntry: a key opens the desk once, and only the browser that had it sees the desk's pages.
func TestEntry(t *testing.T) {
	b := newBench(t, Places{Given: siteIn(t, filepath.Join(t.TempDir(), "leeds"))}, "")
	if err := b.desk.Start(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{Path, Path + "choose", Path + "nothing", Path + "enter", Path + "enter?key=", Path + "enter?key=AAAA"} {
		status, page := b.get(path)
		if status != http.StatusForbidden || !strings.Contains(page, "<h1>locked</h1>") || strings.Contains(page, b.desk.access.form+"x") {
			t.Errorf("%s without a key: %d %s", path, status, page)
		}
	}
	entry := b.desk.Entry()
	b.browser.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	response, err := b.browser.Get(b.base + entry)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	cookies := response.Cookies()
	if len(cookies) != 1 || cookies[0].SameSite != http.SameSiteStrictMode || !cookies[0].HttpOnly || cookies[0].Path != Path || response.Header.Get("Location") != "/" {
		t.Errorf("entered with %v, to %q", cookies, response.Header.Get("Location"))
	}
	if status, _ := b.get(Path); status != http.StatusOK {
		t.Errorf("the browser that has entered: %d", status)
	}
	other := &bench{t: t, desk: b.desk, base: b.base, browser: &http.Client{}}
	if status, _ := other.get(entry); status != http.StatusForbidden {
		t.Errorf("a key opens the desk twice: %d", status)
	}
}

// TestLockedHasNoSecret: the page for whoever may not act has nothing to act with, and neither has the site.
func TestLockedHasNoSecret(t *testing.T) {
	b := newBench(t, Places{Given: siteIn(t, filepath.Join(t.TempDir(), "leeds"))}, "")
	if err := b.desk.Start(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{Path, "/", "/nothing.html", barPath, "/_handrail/live.js"} {
		_, page := b.get(path)
		for _, secret := range []string{b.desk.access.form, b.desk.access.cookie, b.desk.access.next} {
			if strings.Contains(page, secret) {
				t.Errorf("%s has a secret", path)
			}
		}
	}
}

// TestOnlyItsPages: nothing acts but a form of the desk's own page in the browser that has entered: no page of another site or of another
// port, no name that leads here, no form of an earlier run, no address that is opened.
func TestOnlyItsPages(t *testing.T) {
	b := newBench(t, Places{Given: siteIn(t, filepath.Join(t.TempDir(), "leeds"))}, "").enter()
	good := url.Values{"secret": {b.desk.access.form}}
	for _, headers := range [][]string{
		{"Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"}, {"Origin", "null", "Sec-Fetch-Site", ""},
		{"Origin", "http://127.0.0.1:1", "Sec-Fetch-Site", "same-site"}, {"Origin", "http://127.0.0.1:1", "Sec-Fetch-Site", ""},
		{"Host", "evil.example"}, {"Host", "127.0.0.1.evil.example"},
		{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"},
		{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"},
	} {
		if status, _ := b.send("stop", good, headers...); status != http.StatusForbidden || len(b.stopped) > 0 {
			t.Errorf("%v: %d", headers, status)
		}
	}
	for _, secret := range []string{"", "AAAA", b.desk.access.cookie, b.desk.access.form + "A"} {
		if status, _ := b.send("stop", url.Values{"secret": {secret}}); status != http.StatusForbidden || len(b.stopped) > 0 {
			t.Errorf("with the secret %q: %d", secret, status)
		}
	}
	if status, _ := b.get(Path + "stop?secret=" + b.desk.access.form); status != http.StatusNotFound && status != http.StatusMethodNotAllowed || len(b.stopped) > 0 {
		t.Errorf("an address stops it: %d", status)
	}
	other := &bench{t: t, desk: b.desk, base: b.base, browser: &http.Client{}}
	if status, _ := other.send("stop", good); status != http.StatusForbidden || len(b.stopped) > 0 {
		t.Errorf("without the cookie: %d", status)
	}
	if status, _ := b.send("stop", good); status != http.StatusOK {
		t.Errorf("its own page cannot stop it: %d", status)
	}
	<-b.stopped
}

// TestHeaders: a page of the desk runs nothing, loads nothing, is in no frame, and sends its forms to itself alone.
func TestHeaders(t *testing.T) {
	b := newBench(t, Places{Given: siteIn(t, filepath.Join(t.TempDir(), "leeds"))}, "").enter()
	for _, path := range []string{Path, Path + "choose", Path + "nothing"} {
		response, err := b.browser.Get(b.base + path)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		policy := response.Header.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "style-src 'sha256-", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s: %s is not in the policy %s", path, part, policy)
			}
		}
		if strings.Contains(policy, "unsafe") || strings.Contains(policy, "script-src") {
			t.Errorf("%s: %s", path, policy)
		}
		for name, want := range map[string]string{"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"} {
			if got := response.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
	}
}
