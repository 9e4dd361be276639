package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Chromium is a running Chromium. Each of its pages is made to hold the focus, so they can be used side by side.
type Chromium struct {
	ctx    context.Context
	folder string // for what pages save
}

// StartChromium starts the whole browser with a fresh profile, or the program of a path where that is not empty. Of the settings,
// Private changes nothing, as each of its pages is off the record; Dark neither, as a test sets it for each page.
func StartChromium(path string, settings Settings) (*Chromium, error) {
	folder, err := os.MkdirTemp("", "handrail-chromium-")
	if err != nil {
		return nil, err
	}
	options := []chromedp.ExecAllocatorOption{
		chromedp.Flag("headless", true),
		chromedp.Flag("no-sandbox", true),
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("no-first-run", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true), // a container's shared memory is too small for Chromium
		chromedp.WSURLReadTimeout(starting),
	}
	if path != "" {
		options = append(options, chromedp.ExecPath(path))
	}
	if settings.Uncertain {
		options = append(options, chromedp.Flag("ignore-certificate-errors", true))
	}
	if settings.NoScripts || settings.NoStorage {
		profile := filepath.Join(folder, "profile")
		if err := writePreferences(profile, settings); err != nil {
			return nil, errors.Join(err, os.RemoveAll(folder))
		}
		options = append(options, chromedp.UserDataDir(profile))
	}
	allocator, _ := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(allocator)
	if err := chromedp.Do(ctx); err != nil {
		return nil, fmt.Errorf("Chromium could not be started: run scripts/setup, or on Debian: sudo apt-get install chromium: %w", err)
	}
	return &Chromium{ctx, folder}, nil
}

// writePreferences makes a profile in which kinds of content are blocked, as the browser's own settings do it.
func writePreferences(profile string, settings Settings) error {
	const blocked = 2
	refused := map[string]int{}
	if settings.NoScripts {
		refused["javascript"] = blocked
	}
	if settings.NoStorage {
		refused["cookies"] = blocked
	}
	text, err := json.Marshal(map[string]any{"profile": map[string]any{"default_content_setting_values": refused}})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(profile, "Default"), 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(profile, "Default", "Preferences"), text, 0o600)
}

// ChromiumShell is the path of a Chromium without windows and menus of its own, or "" where there is none. It has the same engine,
// and opens a page in half the time, but does not keep a site for reading without a network.
func ChromiumShell() string {
	path, err := find("Chromium's shell", "chromium-headless-shell", "chrome-headless-shell", "headless-shell", "headless_shell")
	if err != nil {
		return ""
	}
	return path
}

// Close ends Chromium. One that does not close by itself, such as Chrome 83, is killed, which loses nothing.
func (c *Chromium) Close() error {
	ctx, cancel := context.WithTimeout(c.ctx, 5*time.Second)
	defer cancel()
	_ = chromedp.Cancel(ctx) // it is over: what Chromium says as it closes changes nothing
	return removeAll(c.folder)
}

// ChromiumPage is a tab. Besides what each engine can do, it lets a test use the DevTools protocol in its Context.
type ChromiumPage struct {
	browser *Chromium
	ctx     context.Context
	cancel  context.CancelFunc
	storage *storage

	mu       sync.Mutex
	requests []string
	faults   []string
}

// storage is what some pages share.
type storage struct {
	mu      sync.Mutex
	pages   int                  // that are open
	cancels []context.CancelFunc // of all pages; that of the first ends the storage too
}

// NewPage opens a page with a storage of its own.
func (c *Chromium) NewPage() (*ChromiumPage, error) {
	return c.newPage(chromedp.WithNewBrowserContext(), &storage{})
}

func (c *Chromium) newPage(option chromedp.ContextOption, shared *storage) (*ChromiumPage, error) {
	p := &ChromiumPage{browser: c, storage: shared}
	p.ctx, p.cancel = chromedp.NewContext(c.ctx, option)
	err := chromedp.Listen(p.ctx, p.hear)
	if err == nil {
		_, err = chromedp.Call(p.ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	}
	if err == nil {
		err = p.BeforeLoad(p.ctx, policyScript)
	}
	if err != nil {
		p.cancel()
		return nil, err
	}
	shared.mu.Lock()
	defer shared.mu.Unlock()
	shared.pages++
	shared.cancels = append(shared.cancels, p.cancel)
	return p, nil
}

// Context is that of the page, for the functions of chromedp. It ends with the page.
func (p *ChromiumPage) Context() context.Context { return p.ctx }

// in is the page's context, which ends when another one does.
func (p *ChromiumPage) in(ctx context.Context) (context.Context, context.CancelFunc) {
	joined, cancel := context.WithCancelCause(p.ctx)
	stop := context.AfterFunc(ctx, func() { cancel(context.Cause(ctx)) })
	return joined, func() { stop(); cancel(nil) }
}

func (p *ChromiumPage) do(ctx context.Context, actions ...chromedp.Action[chromedp.Void]) error {
	ctx, cancel := p.in(ctx)
	defer cancel()
	return chromedp.Do(ctx, actions...)
}

func (p *ChromiumPage) Open(ctx context.Context, address string) error {
	return p.do(ctx, chromedp.Navigate(address))
}

func (p *ChromiumPage) Reload(ctx context.Context) error { return p.do(ctx, chromedp.Reload()) }

func (p *ChromiumPage) Evaluate(ctx context.Context, expression string) (json.RawMessage, error) {
	ctx, cancel := p.in(ctx)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[json.RawMessage](expression, chromedp.EvalAwaitPromise))
	if len(value) == 0 { // undefined
		value = json.RawMessage("null")
	}
	return value, err
}

func (p *ChromiumPage) Run(ctx context.Context, script string) error {
	return p.do(ctx, chromedp.Evaluate[chromedp.Void](script))
}

func (p *ChromiumPage) BeforeLoad(ctx context.Context, script string) error {
	ctx, cancel := p.in(ctx)
	defer cancel()
	_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	return err
}

func (p *ChromiumPage) Resize(ctx context.Context, width, height int) error {
	ctx, cancel := p.in(ctx)
	defer cancel()
	_, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: int64(width), Height: int64(height), DeviceScaleFactor: 1,
		ScrollbarType: emulation.SetDeviceMetricsOverrideScrollbarTypeOverlay, // the width is the page's, as on a phone
	})
	return err
}

// keys of chromedp, by those of WebDriver.
func chromiumKeys() map[string]string {
	return map[string]string{
		ArrowDown: kb.ArrowDown, ArrowLeft: kb.ArrowLeft, ArrowRight: kb.ArrowRight, ArrowUp: kb.ArrowUp, Backspace: kb.Backspace,
		Delete: kb.Delete, End: kb.End, Escape: kb.Escape, Home: kb.Home, PageDown: kb.PageDown, PageUp: kb.PageUp, Tab: kb.Tab,
	}
}

func (p *ChromiumPage) Press(ctx context.Context, keys ...string) error {
	for _, key := range keys {
		if err := p.press(ctx, key); err != nil {
			return err
		}
	}
	return nil
}

func (p *ChromiumPage) press(ctx context.Context, key string) error {
	if key == Enter {
		return p.enter(ctx)
	}
	if key == BackTab {
		return p.do(ctx, chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
	}
	if known, ok := chromiumKeys()[key]; ok {
		key = known
	}
	return p.do(ctx, chromedp.KeyEvent(key))
}

// enter presses the Enter key as a keyboard does: a page that handles keydown gets no other event of it.
func (p *ChromiumPage) enter(ctx context.Context) error {
	ctx, cancel := p.in(ctx)
	defer cancel()
	key := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Code: "Enter", Text: "\r", WindowsVirtualKeyCode: 13}
	_, err := chromedp.Call(ctx, input.DispatchKeyEvent, key)
	if err == nil {
		key.Type, key.Text = input.DispatchKeyEventTypeKeyUp, ""
		_, err = chromedp.Call(ctx, input.DispatchKeyEvent, key)
	}
	return err
}

func (p *ChromiumPage) Click(ctx context.Context, element string) error {
	x, y, err := middle(ctx, p, element)
	if err != nil {
		return err
	}
	return p.do(ctx, chromedp.MouseClickXY(float64(x), float64(y)))
}

func (p *ChromiumPage) Choose(ctx context.Context, element string, files ...string) error {
	ctx, cancel := p.in(ctx)
	defer cancel()
	found, err := chromedp.Call(ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: element})
	if err != nil {
		return err
	}
	if found.Result.ObjectID == "" {
		return fmt.Errorf("there is no %s", element)
	}
	_, err = chromedp.Call(ctx, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: files, ObjectID: found.Result.ObjectID})
	return err
}

func (p *ChromiumPage) Save(ctx context.Context, act func() error) (string, []byte, error) {
	ctx, cancel := p.in(ctx)
	defer cancel()
	folder, err := os.MkdirTemp(p.browser.folder, "saved-")
	if err != nil {
		return "", nil, err
	}
	self, yes := chromedp.FromContext(p.ctx), true
	if _, err := chromedp.CallBrowser(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllowAndName, DownloadPath: folder, BrowserContextID: self.BrowserContextID, EventsEnabled: &yes,
	}); err != nil {
		return "", nil, err
	}
	var name, id string
	ended := make(chan error, 1)
	if err := chromedp.ListenBrowser(ctx, func(event any) {
		switch e := event.(type) {
		case *browser.EventDownloadWillBegin:
			if string(e.FrameID) == string(self.Target.TargetID) { // a page's main frame has its name
				name, id = e.SuggestedFilename, e.GUID
			}
		case *browser.EventDownloadProgress:
			if e.GUID != id || e.State == browser.DownloadProgressStateInProgress {
				return
			}
			var err error
			if e.State != browser.DownloadProgressStateCompleted {
				err = fmt.Errorf("%s: the file was not saved: %s", name, e.State)
			}
			select {
			case ended <- err:
			default:
			}
		}
	}); err != nil {
		return "", nil, err
	}
	if err := act(); err != nil {
		return "", nil, err
	}
	select {
	case err := <-ended:
		if err != nil {
			return name, nil, err
		}
		data, err := os.ReadFile(filepath.Join(folder, id))
		return name, data, err
	case <-ctx.Done():
		return "", nil, fmt.Errorf("no file is saved: %w", context.Cause(ctx))
	}
}

func (p *ChromiumPage) Print(ctx context.Context) ([]byte, error) {
	ctx, cancel := p.in(ctx)
	defer cancel()
	return chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
}

func (p *ChromiumPage) Picture(ctx context.Context) ([]byte, error) {
	ctx, cancel := p.in(ctx)
	defer cancel()
	return chromedp.Run(ctx, chromedp.CaptureScreenshot())
}

// hear keeps what a test may ask for later. It runs in the loop that reads the browser's messages.
func (p *ChromiumPage) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "data:") {
			p.requests = append(p.requests, e.Request.URL)
		}
	case *runtime.EventExceptionThrown:
		p.faults = append(p.faults, (&chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}).Error())
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			var words []string
			for _, arg := range e.Args {
				words = append(words, string(arg.Value)+arg.Description)
			}
			p.faults = append(p.faults, "console: "+strings.Join(words, " "))
		}
	case *log.EventEntryAdded:
		// A policy of permissions that the browser cannot read is shown as a warning.
		if e.Entry.Level == log.EntryLevelError || strings.Contains(e.Entry.Text, "Permissions-Policy") {
			p.faults = append(p.faults, "log: "+e.Entry.Text+" "+e.Entry.URL)
		}
	}
}

func (p *ChromiumPage) Faults(context.Context) ([]string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	faults := p.faults
	p.faults = nil
	return faults, nil
}

// Requests returns the addresses that were requested since it was last called, except those that hold their data.
func (p *ChromiumPage) Requests() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	requests := p.requests
	p.requests = nil
	return requests
}

func (p *ChromiumPage) Beside(context.Context) (Page, error) {
	return p.browser.newPage(chromedp.WithExistingBrowserContext(p.Storage()), p.storage)
}

// Storage is the browser context that the page's storage, permissions and saved files belong to.
func (p *ChromiumPage) Storage() cdp.BrowserContextID {
	return chromedp.FromContext(p.ctx).BrowserContextID
}

// Opened waits for the page that this one opens when act is called.
func (p *ChromiumPage) Opened(ctx context.Context, act func() error) (Page, error) {
	ctx, cancel := p.in(ctx)
	defer cancel()
	self := chromedp.FromContext(p.ctx).Target.TargetID
	opened := chromedp.WaitNewTarget(ctx, func(info *target.Info) bool { return info.OpenerID == self })
	if err := act(); err != nil {
		return nil, err
	}
	select {
	case id, ok := <-opened:
		if ok {
			return p.browser.newPage(chromedp.WithTargetID(id), p.storage)
		}
	case <-ctx.Done():
	}
	return nil, fmt.Errorf("no other page opens: %w", context.Cause(ctx))
}

func (p *ChromiumPage) External(ctx context.Context, act func() error) (string, error) {
	ctx, cancel := p.in(ctx)
	defer cancel()
	handed := make(chan string, 1)
	if err := chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*page.EventFrameRequestedNavigation); ok && external(e.URL) {
			select {
			case handed <- e.URL:
			default:
			}
		}
	}); err != nil {
		return "", err
	}
	return await(ctx, handed, act)
}

func (p *ChromiumPage) Close() error {
	p.storage.mu.Lock()
	defer p.storage.mu.Unlock()
	p.storage.pages--
	if p.storage.pages == 0 {
		for _, cancel := range slices.Backward(p.storage.cancels) {
			cancel()
		}
		return nil
	}
	ctx, cancel := context.WithTimeout(p.ctx, closing)
	defer cancel()
	_, err := chromedp.CallBrowser(ctx, target.CloseTarget, target.CloseTargetParams{TargetID: chromedp.FromContext(p.ctx).Target.TargetID})
	return err
}
