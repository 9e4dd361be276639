package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"handrail/test/engine"
)

// tab is one page of a browser, as a test uses it: any error ends the test.
type tab struct {
	t      testing.TB
	ctx    context.Context // ends before the test is out of time; for Chromium it is the page's own
	page   engine.Page
	in     string // the browser
	closed bool

	clipboard bool // the test has it
}

// patience is how long a browser may take for one thing: far longer than it takes on a busy machine.
const patience = 5 * time.Minute

// narrow is a width for tests that do not depend on it: the processor draws each frame, and a small window sooner.
const narrow = 480

// sideBySide has two tests try n things, as many as there are at once on two processors: each is given the places of its share, and tries all of them
// in one tab. In a new tab, axe takes as long to read as a page takes to try.
func sideBySide(t *testing.T, n int, try func(t *testing.T, share iter.Seq[int])) {
	for first := range 2 {
		t.Run(strconv.Itoa(first), func(t *testing.T) {
			t.Parallel()
			try(t, func(yield func(int) bool) {
				for i := first; i < n && yield(i); i += 2 {
				}
			})
		})
	}
}

// TestSideBySide: between them, the shares have each place once.
func TestSideBySide(t *testing.T) {
	var mu sync.Mutex
	times := make([]int, 5)
	t.Run("shares", func(t *testing.T) {
		sideBySide(t, len(times), func(_ *testing.T, share iter.Seq[int]) {
			for i := range share {
				mu.Lock()
				times[i]++
				mu.Unlock()
			}
		})
	})
	if !slices.Equal(times, []int{1, 1, 1, 1, 1}) {
		t.Errorf("the places are in so many shares: %v", times)
	}
}

// grace is the part of its time that a test keeps, to report what it waited for.
const grace = 20 * time.Second

// withoutWorker keeps a page from storing the site, which takes a while.
const withoutWorker = `Object.defineProperty(Navigator.prototype, 'serviceWorker', {value: undefined})`

// newTab opens a tab of Chromium for one test. What it stores is its own: pages that are opened from folders would all share one
// storage.
func newTab(t testing.TB) *tab {
	t.Helper()
	return openChromium(t, shell, false)
}

// newKeeper opens a tab of Chromium that keeps the site. Keeping it takes a while, and tests of a page's own work do not need it.
func newKeeper(t testing.TB) *tab {
	t.Helper()
	return openChromium(t, shell, true)
}

// newWholeKeeper opens a tab of a whole Chromium, which takes twice as long, for tests that read each kind of page offline.
func newWholeKeeper(t testing.TB) *tab {
	t.Helper()
	return openChromium(t, chromium, true)
}

// tabOf makes a tab of a page that has just been opened in a browser.
func tabOf(t testing.TB, page engine.Page, ctx context.Context, in string) *tab {
	t.Helper()
	ran.note(t.Name(), in)
	end := time.Now().Add(24 * time.Hour)
	if timed, ok := t.(*testing.T); ok {
		if at, limited := timed.Deadline(); limited {
			end = at.Add(-grace)
		}
	}
	ctx, cancel := context.WithDeadline(ctx, end)
	b := &tab{t: t, ctx: ctx, page: page, in: in}
	t.Cleanup(func() {
		b.close()
		cancel()
	})
	return b
}

func (b *tab) close() {
	b.t.Helper()
	if b.closed {
		return
	}
	b.closed = true
	if err := b.page.Close(); err != nil {
		b.t.Error(err)
	}
}

// beside opens another tab that shares what the first one stores.
func (b *tab) beside() *tab {
	b.t.Helper()
	var page engine.Page
	b.do("open another page", func(ctx context.Context) (err error) { page, err = b.page.Beside(ctx); return err })
	return b.other(page)
}

// opened returns the tab that a page opens when act is called.
func (b *tab) opened(act func()) *tab {
	b.t.Helper()
	var page engine.Page
	b.do("open another page", func(ctx context.Context) (err error) {
		page, err = b.page.Opened(ctx, func() error { act(); return nil })
		return err
	})
	return b.other(page)
}

func (b *tab) other(page engine.Page) *tab {
	b.t.Helper()
	ctx := b.t.Context()
	if c, ok := page.(*engine.ChromiumPage); ok {
		ctx = c.Context()
	}
	other := tabOf(b.t, page, ctx, b.in)
	if eval[bool](b, "!navigator.serviceWorker") {
		other.beforeLoad(withoutWorker)
	}
	return other
}

// chromium says whether it is Chromium, in which tests check a page more closely.
func (b *tab) chromium() bool {
	_, is := b.page.(*engine.ChromiumPage)
	return is
}

// do lets the browser do one thing.
func (b *tab) do(what string, act func(ctx context.Context) error) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := act(ctx); err != nil {
		b.t.Fatalf("%s: %v", firstLine(what), err)
	}
}

// activity returns what has been requested (in Chromium), and what went wrong, since the last call.
func (b *tab) activity() (requests, faults []string) {
	b.t.Helper()
	b.do("faults", func(ctx context.Context) (err error) { faults, err = b.page.Faults(ctx); return err })
	if c, ok := b.page.(*engine.ChromiumPage); ok {
		requests = c.Requests()
	}
	return requests, faults
}

func (b *tab) open(address string) {
	b.t.Helper()
	b.do(address, func(ctx context.Context) error { return b.page.Open(ctx, address) })
}

func (b *tab) reload() {
	b.t.Helper()
	b.do("reload", b.page.Reload)
}

// run runs scripts in the page.
func (b *tab) run(scripts ...string) {
	b.t.Helper()
	for _, script := range scripts {
		b.do(script, func(ctx context.Context) error { return b.page.Run(ctx, script) })
	}
}

// beforeLoad runs a script in every page that the tab opens from now on, before the page's own.
func (b *tab) beforeLoad(script string) {
	b.t.Helper()
	b.do(script, func(ctx context.Context) error { return b.page.BeforeLoad(ctx, script) })
}

// keys presses keys, one after another: those of package engine, or characters.
func (b *tab) keys(keys ...string) {
	b.t.Helper()
	var each []string
	for _, text := range keys {
		if text == engine.BackTab {
			each = append(each, text)
		} else {
			each = append(each, strings.Split(text, "")...)
		}
	}
	b.do("press "+strings.Join(each, " "), func(ctx context.Context) error { return b.page.Press(ctx, each...) })
}

func (b *tab) enter() {
	b.t.Helper()
	b.keys(engine.Enter)
}

func (b *tab) click(selector string) {
	b.t.Helper()
	b.clickOn("document.querySelector(" + quote(selector) + ")")
}

// clickOn clicks on the element that an expression gives.
func (b *tab) clickOn(element string) {
	b.t.Helper()
	b.do(element, func(ctx context.Context) error { return b.page.Click(ctx, element) })
}

// choose gives files to the first field for files that a selector gives.
func (b *tab) choose(selector string, files ...string) {
	b.t.Helper()
	b.do(selector, func(ctx context.Context) error {
		return b.page.Choose(ctx, "document.querySelector("+quote(selector)+")", files...)
	})
}

// insert puts a text where the cursor is, as pasting does.
func (b *tab) insert(text string) {
	b.t.Helper()
	if !eval[bool](b, "document.execCommand('insertText', false, "+quote(text)+")") {
		b.t.Fatalf("nothing is inserted where the focus is")
	}
}

// external returns the address that the page hands to another program when act is called.
func (b *tab) external(act func()) (address string) {
	b.t.Helper()
	b.do("hand to another program", func(ctx context.Context) (err error) {
		address, err = b.page.External(ctx, func() error { act(); return nil })
		return err
	})
	return address
}

// saved presses what saves a file of a name, and returns the text of the file.
func (b *tab) saved(name string, press func()) string {
	b.t.Helper()
	var got string
	var data []byte
	b.do(name, func(ctx context.Context) (err error) {
		got, data, err = b.page.Save(ctx, func() error { press(); return nil })
		return err
	})
	if got != name {
		b.t.Errorf("the file is saved as %q, not as %q", got, name)
	}
	return string(data)
}

// resize sets the size of the page.
func (b *tab) resize(width int) {
	b.t.Helper()
	b.do("resize", func(ctx context.Context) error { return b.page.Resize(ctx, width, 800) })
}

// show sets the size of the page and, in Chromium, what the reader prefers.
func (b *tab) show(width int, media map[string]string) {
	b.t.Helper()
	b.resize(width)
	b.prefers(media)
}

// prefers sets what the reader prefers, in Chromium.
func (b *tab) prefers(media map[string]string) {
	b.t.Helper()
	if _, ok := b.page.(*engine.ChromiumPage); !ok {
		return
	}
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

// call sends a command of Chromium's protocol.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	result, err := chromedp.Call(b.ctx, command, params)
	if err != nil {
		b.t.Fatalf("%s: %v", command.Method, err)
	}
	return result
}

// eval returns the value of an expression in the page; it waits for a promise.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	var value T
	b.do(expression, func(ctx context.Context) error {
		data, err := b.page.Evaluate(ctx, expression)
		if err != nil {
			return err
		}
		return json.Unmarshal(data, &value)
	})
	return value
}

// act evaluates an expression for what it does.
func (b *tab) act(expression string) {
	b.t.Helper()
	b.do(expression, func(ctx context.Context) error { _, err := b.page.Evaluate(ctx, expression); return err })
}

// wait returns once an expression is true in the page, however often the page loads again meanwhile.
func (b *tab) wait(expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	for within := time.Second; ctx.Err() == nil; {
		is, answers := b.asks(ctx, within, expression)
		if is {
			return
		}
		if !answers { // otherwise the machine is too busy to answer by then
			within *= 2
		}
	}
	text, err := b.page.Evaluate(b.t.Context(), `location.href + '\n' + document.body.innerText.slice(0, 1000)`)
	b.t.Fatalf("waited too long for %s\nin %s %v", expression, text, err)
}

// asks says whether an expression becomes true within half a second, and whether there is an answer in time. If the page goes away
// meanwhile, the call ends with an error, or never ends.
func (b *tab) asks(ctx context.Context, within time.Duration, expression string) (is, answers bool) {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	data, err := b.page.Evaluate(ctx, `new Promise(done => {
		const end = performance.now() + 500;
		const ask = async () => {
			const is = await (async () => (`+expression+`))().catch(() => false); // what it speaks of may not be there yet
			if (is || performance.now() > end) done(!!is);
			else setTimeout(ask, 20);
		};
		ask();
	})`)
	return err == nil && string(data) == "true", ctx.Err() == nil
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
