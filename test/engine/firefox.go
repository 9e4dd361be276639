package engine

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
)

// Firefox is a running Firefox. Only one page of it should be used at a time, as only one has the focus.
type Firefox struct {
	program *exec.Cmd
	folder  string // its profile, which goes away with it
	session *session

	mu    sync.Mutex
	pages map[string]*firefoxPage // by their browsing context
	front string                  // the page that has the focus
}

// StartFirefox starts a Firefox without windows, with a profile of its own.
func StartFirefox(ctx context.Context, settings Settings) (*Firefox, error) {
	path, err := find("Firefox", "firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "handrail-firefox-")
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(folder, "user.js"), firefoxPreferences(settings), 0o600); err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	f := &Firefox{folder: folder, pages: map[string]*firefoxPage{},
		program: exec.Command(path, "--headless", "--no-remote", "--profile", folder, "--width", "1280", "--height", "800", "--remote-debugging-port", "0", "about:blank")}
	f.program.Env = append(os.Environ(), "HOME="+folder)
	if err := f.connect(ctx); err != nil {
		return nil, fmt.Errorf("Firefox could not be started: %w", errors.Join(err, f.kill()))
	}
	return f, nil
}

// firefoxPreferences keep Firefox from requests of its own, and from work that no test sees, which is a third of what a page takes; and
// they apply the settings.
func firefoxPreferences(settings Settings) []byte {
	preferences := map[string]any{
		"app.update.enabled":                         false,
		"browser.download.alwaysOpenPanel":           false, // it would take the focus
		"browser.translations.enable":                false,
		"browser.startup.homepage_override.mstone":   "ignore",
		"browser.chrome.site_icons":                  false,
		"browser.newtab.preload":                     false,
		"browser.sessionstore.interval":              600_000_000,
		"datareporting.policy.dataSubmissionEnabled": false,
		"dom.ipc.processPrelaunch.enabled":           false,
		"extensions.webextensions.remote":            false,
		"javascript.enabled":                         !settings.NoScripts,
		"network.captive-portal-service.enabled":     false,
		"network.connectivity-service.enabled":       false,
		"network.protocol-handler.external.mailto":   false, // the dialogue that asks which program to use would take the focus
		"places.history.enabled":                     false,
		"reader.parse-on-load.enabled":               false,
		"services.settings.server":                   "http://127.0.0.1:9/",
		"signon.rememberSignons":                     false,
		"browser.privatebrowsing.autostart":          settings.Private,
	}
	if settings.NoStorage {
		preferences["network.cookie.cookieBehavior"] = 2
	}
	if settings.Dark {
		preferences["layout.css.prefers-color-scheme.content-override"] = 0
	}
	var text strings.Builder
	for name, value := range preferences {
		fmt.Fprintf(&text, "user_pref(%q, %v);\n", name, quoted(value))
	}
	return []byte(text.String())
}

// quoted is a value as JavaScript writes it.
func quoted(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(fmt.Sprintf("%v cannot be written: %v", value, err)) // only values of this package come here
	}
	return string(text)
}

// connect starts the program, reads from it where it listens, and begins a session there.
func (f *Firefox) connect(ctx context.Context) error {
	stderr, err := f.program.StderrPipe()
	if err != nil {
		return err
	}
	if err := f.program.Start(); err != nil {
		return err
	}
	address, said := make(chan string, 1), regexp.MustCompile(`WebDriver BiDi listening on (ws://\S+)`)
	go func() {
		lines := bufio.NewScanner(stderr)
		for lines.Scan() { // to the end, as a full pipe would stop Firefox
			if found := said.FindStringSubmatch(lines.Text()); found != nil {
				address <- found[1]
			}
		}
		close(address)
	}()
	select {
	case at, ok := <-address:
		if !ok {
			return errors.New("it ended before it said where it listens")
		}
		if f.session, err = dial(ctx, at+"/session", f.hear); err != nil {
			return err
		}
	case <-ctx.Done():
		return ctx.Err()
	}
	return errors.Join(
		f.session.call(ctx, "session.new", map[string]any{"capabilities": map[string]any{}}, nil),
		f.session.call(ctx, "session.subscribe", map[string]any{"events": []string{
			"browsingContext.contextCreated", "browsingContext.navigationStarted", "log.entryAdded", "browsingContext.downloadWillBegin", "browsingContext.downloadEnd"}}, nil),
		f.session.call(ctx, "script.addPreloadScript", map[string]any{"functionDeclaration": "() => { " + policyScript + " }"}, nil),
	)
}

// Close ends Firefox.
func (f *Firefox) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closing)
	defer cancel()
	_ = f.session.call(ctx, "browser.close", map[string]any{}, nil) // it is killed if it does not go
	return f.kill()
}

func (f *Firefox) kill() error {
	if f.program.Process == nil {
		return os.RemoveAll(f.folder)
	}
	return end(f.program, f.folder)
}

// hear takes the events of all pages.
func (f *Firefox) hear(method string, params json.RawMessage) {
	var event struct {
		Context           string
		Source            struct{ Context string }
		Level, Text       string
		URL               string
		SuggestedFilename string
		Status, Filepath  string
		OriginalOpener    string
	}
	if err := json.Unmarshal(params, &event); err != nil {
		return
	}
	f.mu.Lock()
	page := f.pages[event.Context+event.Source.Context] // an event has one of the two
	opener := f.pages[event.OriginalOpener]
	f.mu.Unlock()
	if opener != nil && method == "browsingContext.contextCreated" {
		opener.opened <- event.Context
		return
	}
	if page == nil {
		return
	}
	switch method {
	case "log.entryAdded":
		if event.Level == "error" {
			page.mu.Lock()
			page.faults = append(page.faults, event.Text)
			page.mu.Unlock()
		}
	case "browsingContext.navigationStarted":
		if external(event.URL) {
			select {
			case page.handed <- event.URL:
			default: // no caller waits for it
			}
		}
	case "browsingContext.downloadWillBegin":
		page.mu.Lock()
		page.saving = event.SuggestedFilename
		page.mu.Unlock()
	case "browsingContext.downloadEnd":
		page.mu.Lock()
		name := page.saving
		page.mu.Unlock()
		page.saved <- saved{name, event.Filepath, event.Status}
	}
}

// saved is a file that a page has saved, or could not save.
type saved struct{ name, path, status string }

// container keeps the storage of some pages apart from all others ("user context").
type container struct {
	id    string
	pages int // that are open; guarded by the browser's mu
}

// firefoxPage is a tab.
type firefoxPage struct {
	browser   *Firefox
	context   string
	container *container
	saved     chan saved
	opened    chan string
	handed    chan string // addresses for other programs

	mu     sync.Mutex
	faults []string
	saving string
}

// NewPage opens a page with a storage of its own.
func (f *Firefox) NewPage(ctx context.Context) (Page, error) {
	var made struct{ UserContext string }
	if err := f.session.call(ctx, "browser.createUserContext", map[string]any{}, &made); err != nil {
		return nil, err
	}
	return f.newPage(ctx, &container{id: made.UserContext})
}

func (f *Firefox) newPage(ctx context.Context, in *container) (Page, error) {
	var made struct{ Context string }
	err := f.session.call(ctx, "browsingContext.create", map[string]any{"type": "tab", "userContext": in.id}, &made)
	if err != nil {
		return nil, err
	}
	return f.page(made.Context, in), nil
}

// page is the page of a new tab, which has the focus.
func (f *Firefox) page(context string, in *container) *firefoxPage {
	p := &firefoxPage{browser: f, context: context, container: in, saved: make(chan saved, 10), opened: make(chan string, 10), handed: make(chan string, 10)}
	f.mu.Lock()
	f.pages[p.context], f.front = p, p.context
	in.pages++
	f.mu.Unlock()
	return p
}

// call sends a command about the page, which is brought to the front first.
func (p *firefoxPage) call(ctx context.Context, method string, params map[string]any, result any) error {
	f := p.browser
	f.mu.Lock()
	front := f.front == p.context
	f.front = p.context
	f.mu.Unlock()
	if !front {
		if err := f.session.call(ctx, "browsingContext.activate", map[string]any{"context": p.context}, nil); err != nil {
			return err
		}
	}
	if params["target"] == nil {
		params["context"] = p.context
	}
	return f.session.call(ctx, method, params, result)
}

func (p *firefoxPage) Open(ctx context.Context, address string) error {
	return p.call(ctx, "browsingContext.navigate", map[string]any{"url": address, "wait": "complete"}, nil)
}

func (p *firefoxPage) Reload(ctx context.Context) error {
	return p.call(ctx, "browsingContext.reload", map[string]any{"wait": "complete"}, nil)
}

func (p *firefoxPage) Evaluate(ctx context.Context, expression string) (json.RawMessage, error) {
	var answer struct {
		Type             string
		Result           remoteValue
		ExceptionDetails struct{ Text string }
	}
	err := p.call(ctx, "script.evaluate", map[string]any{"expression": expression, "awaitPromise": true, "userActivation": true,
		"target": map[string]any{"context": p.context}}, &answer)
	if err != nil {
		return nil, err
	}
	if answer.Type == "exception" {
		return nil, errors.New(answer.ExceptionDetails.Text)
	}
	value, err := answer.Result.plain()
	if err != nil {
		return nil, err
	}
	return json.Marshal(value)
}

func (p *firefoxPage) Run(ctx context.Context, script string) error {
	_, err := p.Evaluate(ctx, script)
	return err
}

func (p *firefoxPage) BeforeLoad(ctx context.Context, script string) error {
	return p.browser.session.call(ctx, "script.addPreloadScript", map[string]any{
		// The empty page that each tab begins with has no address of its own, and may do little.
		"functionDeclaration": "() => { if (/^(file|https?):/.test(location.protocol)) { " + script + "\n} }", "contexts": []string{p.context}}, nil)
}

func (p *firefoxPage) Resize(ctx context.Context, width, height int) error {
	return p.call(ctx, "browsingContext.setViewport", map[string]any{"viewport": map[string]any{"width": width, "height": height}}, nil)
}

func (p *firefoxPage) Press(ctx context.Context, keys ...string) error {
	return p.call(ctx, "input.performActions", map[string]any{"actions": []any{pressing(keys)}}, nil)
}

func (p *firefoxPage) Click(ctx context.Context, element string) error {
	x, y, err := middle(ctx, p, element)
	if err != nil {
		return err
	}
	return p.call(ctx, "input.performActions", map[string]any{"actions": []any{clicking(x, y)}}, nil)
}

func (p *firefoxPage) Choose(ctx context.Context, element string, files ...string) error {
	var answer struct{ Result struct{ SharedID string } }
	err := p.call(ctx, "script.evaluate", map[string]any{"expression": element, "awaitPromise": false,
		"target": map[string]any{"context": p.context}}, &answer)
	if err != nil {
		return err
	}
	return p.call(ctx, "input.setFiles", map[string]any{"element": map[string]any{"sharedId": answer.Result.SharedID}, "files": files}, nil)
}

func (p *firefoxPage) Save(ctx context.Context, act func() error) (string, []byte, error) {
	folder, err := os.MkdirTemp(p.browser.folder, "saved-")
	if err != nil {
		return "", nil, err
	}
	if err := p.call(ctx, "browser.setDownloadBehavior", map[string]any{"userContexts": []string{p.container.id},
		"downloadBehavior": map[string]any{"type": "allowed", "destinationFolder": folder}}, nil); err != nil {
		return "", nil, err
	}
	if err := act(); err != nil {
		return "", nil, err
	}
	select {
	case file := <-p.saved:
		if file.status != "complete" {
			return file.name, nil, fmt.Errorf("%s: the file was not saved: %s", file.name, file.status)
		}
		data, err := os.ReadFile(file.path)
		return file.name, data, err
	case <-ctx.Done():
		return "", nil, fmt.Errorf("no file is saved: %w", ctx.Err())
	}
}

func (p *firefoxPage) Print(ctx context.Context) ([]byte, error) {
	var answer struct{ Data string }
	err := p.call(ctx, "browsingContext.print", map[string]any{"page": map[string]any{"width": 21.0, "height": 29.7}}, &answer)
	if err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(answer.Data)
}

func (p *firefoxPage) Picture(ctx context.Context) ([]byte, error) {
	var answer struct{ Data string }
	if err := p.call(ctx, "browsingContext.captureScreenshot", map[string]any{}, &answer); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(answer.Data)
}

func (p *firefoxPage) Faults(ctx context.Context) ([]string, error) {
	// A question to the page comes back after what happened in it before.
	if _, err := p.Evaluate(ctx, "0"); err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	faults := p.faults
	p.faults = nil
	return faults, nil
}

func (p *firefoxPage) Beside(ctx context.Context) (Page, error) {
	return p.browser.newPage(ctx, p.container)
}

func (p *firefoxPage) Opened(ctx context.Context, act func() error) (Page, error) {
	if err := act(); err != nil {
		return nil, err
	}
	select {
	case id := <-p.opened:
		return p.browser.page(id, p.container), nil
	case <-ctx.Done():
		return nil, fmt.Errorf("no other page opens: %w", ctx.Err())
	}
}

func (p *firefoxPage) External(ctx context.Context, act func() error) (string, error) {
	return await(ctx, p.handed, act)
}

func (p *firefoxPage) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closing)
	defer cancel()
	p.browser.mu.Lock()
	delete(p.browser.pages, p.context)
	p.container.pages--
	last := p.container.pages == 0
	p.browser.mu.Unlock()
	if last { // its storage, and the page with it
		return p.browser.session.call(ctx, "browser.removeUserContext", map[string]any{"userContext": p.container.id}, nil)
	}
	return p.browser.session.call(ctx, "browsingContext.close", map[string]any{"context": p.context}, nil)
}
