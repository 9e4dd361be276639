package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tab is one page of the browser, with what it has asked for and what went wrong in it.
type tab struct {
	t     testing.TB
	ctx   context.Context
	keeps bool // its pages may have a worker

	mu       sync.Mutex
	requests []string // addresses, data: apart
	faults   []string // console errors, exceptions, refusals of the content security policy
}

// newTab opens a tab for one test. It is made to hold the focus, as only one window of a screen can. What it stores is
// its own: pages that are opened from folders would all share one storage.
func newTab(t testing.TB) *tab {
	t.Helper()
	return openTab(t, chromedp.WithNewBrowserContext(), false)
}

// newKeeper opens a tab of a whole browser that keeps the site, as that of a reader does. To keep it takes a while, and the
// tests of what a page does itself can do without.
func newKeeper(t testing.TB) *tab {
	t.Helper()
	return openTab(t, chromedp.WithNewBrowserContext(), true)
}

// beside opens another tab that shares what the first one stores.
func (b *tab) beside() *tab {
	b.t.Helper()
	return openTab(b.t, chromedp.WithExistingBrowserContext(b.profile()), b.keeps)
}

// profile is where the tab's storage, clipboard rights and downloads belong.
func (b *tab) profile() cdp.BrowserContextID { return chromedp.FromContext(b.ctx).BrowserContextID }

func openTab(t testing.TB, option chromedp.ContextOption, keeps bool) *tab {
	t.Helper()
	start := shell
	if keeps {
		start = chromium
	}
	parent, err := start()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(parent, option)
	t.Cleanup(cancel)
	ctx, stop := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(stop)
	b := &tab{t: t, ctx: ctx, keeps: keeps}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	// A refusal is told to the page before it reaches the console, and not every refusal does.
	b.beforeLoad(`addEventListener('securitypolicyviolation', e =>
		console.error('content security policy: ' + e.violatedDirective + ' refused ' + e.blockedURI))`)
	if !keeps {
		b.beforeLoad(`Object.defineProperty(Navigator.prototype, 'serviceWorker', {value: undefined})`)
	}
	return b
}

// hear keeps what a test may ask for later. It runs in the loop that reads the browser's messages.
func (b *tab) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "data:") {
			b.requests = append(b.requests, e.Request.URL)
		}
	case *runtime.EventExceptionThrown:
		b.faults = append(b.faults, (&chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}).Error())
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			var words []string
			for _, arg := range e.Args {
				words = append(words, string(arg.Value)+arg.Description)
			}
			b.faults = append(b.faults, "console: "+strings.Join(words, " "))
		}
	case *log.EventEntryAdded:
		// A policy of permissions that the browser cannot read is told as a warning.
		if e.Entry.Level == log.EntryLevelError || strings.Contains(e.Entry.Text, "Permissions-Policy") {
			b.faults = append(b.faults, "log: "+e.Entry.Text+" "+e.Entry.URL)
		}
	}
}

// told gives what has been heard since the last call, and forgets it.
func (b *tab) told() (requests, faults []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	requests, faults = b.requests, b.faults
	b.requests, b.faults = nil, nil
	return requests, faults
}

func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) open(address string) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.Navigate(address)); err != nil {
		b.t.Fatalf("%s: %v", address, err)
	}
}

// beforeLoad runs a script in every page that the tab opens from now on, before the page's own.
func (b *tab) beforeLoad(script string) {
	b.t.Helper()
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

// show sets the size of the window and what the reader prefers.
func (b *tab) show(width int64, media map[string]string) {
	b.t.Helper()
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: 800, DeviceScaleFactor: 1,
		ScrollbarType: emulation.SetDeviceMetricsOverrideScrollbarTypeOverlay, // the width is the page's, as on a phone
	})
	var params emulation.SetEmulatedMediaParams
	for name, value := range media {
		if name == "media" {
			params.Media = value
		} else {
			params.Features = append(params.Features, &emulation.MediaFeature{Name: name, Value: value})
		}
	}
	call(b, emulation.SetEmulatedMedia, params)
}

// call sends a command of the browser's protocol.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	result, err := chromedp.Call(b.ctx, command, params)
	if err != nil {
		b.t.Fatalf("%s: %v", command.Method, err)
	}
	return result
}

// eval gives the value of an expression in the page; a promise is waited for.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", firstLine(expression), err)
	}
	return value
}

// wait returns once an expression is true in the page, however often the page loads anew meanwhile.
func (b *tab) wait(expression string) {
	b.t.Helper()
	limit := time.Now().Add(20 * time.Second)
	for time.Now().Before(limit) {
		// A page that goes away ends the poll with an error: the next page is asked.
		_, err := chromedp.Run(b.ctx, chromedp.Poll[chromedp.Void](expression,
			chromedp.WithPollingInterval(20*time.Millisecond), chromedp.WithPollingTimeout(time.Until(limit))))
		if err == nil {
			return
		}
		if b.ctx.Err() != nil {
			break
		}
	}
	text, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string](`location.href + '\n' + document.body.innerText.slice(0, 1000)`))
	b.t.Fatalf("waited in vain for %s\nin %s", expression, text)
}

// quote makes a JavaScript string.
func quote(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		panic(fmt.Sprint("a string cannot fail to marshal: ", err))
	}
	return string(text)
}

// fileURL is the address of a page in the site's folder, as a double click opens it.
func fileURL(dir, page string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(dir, page))}).String()
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
