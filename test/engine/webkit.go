package engine

import (
	"bufio"
	"bytes"
	"context"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

//go:embed webkitwindow.py
var webkitWindow []byte

// WebKit is a running window of WebKitGTK, the engine of Safari, on a virtual screen.
type WebKit struct {
	screen, driver *exec.Cmd
	folder         string // its home, which goes away with it
	address        string // of the driver
	session        string
	front          string // the window that has the focus
	opened         int    // windows
	console        *console
	private        bool // its console is written nowhere
}

// console is what the window prints, line by line. In a terminal of its own, WebKit writes each line at once.
type console struct {
	mu    sync.Mutex
	said  *sync.Cond
	lines []string // since they were last taken
	ended bool
}

// StartWebKit starts a window with an empty home.
func StartWebKit(ctx context.Context, settings Settings) (*WebKit, error) {
	for _, program := range []string{"Xvfb", "WebKitWebDriver", "script", "/usr/bin/python3"} {
		if _, err := find("WebKit's "+program, program); err != nil {
			return nil, err
		}
	}
	folder, err := os.MkdirTemp("", "handrail-webkit-")
	if err != nil {
		return nil, err
	}
	k := &WebKit{folder: folder}
	if err := k.start(ctx, settings); err != nil {
		return nil, fmt.Errorf("WebKit could not be started: %w", errors.Join(err, k.kill()))
	}
	return k, nil
}

func (k *WebKit) start(ctx context.Context, settings Settings) error {
	display, err := k.startScreen()
	if err != nil {
		return err
	}
	binary, err := k.writeFiles(settings)
	if err != nil {
		return err
	}
	if err := k.startDriver(ctx, display); err != nil {
		return err
	}
	arguments := []string{"--automation"}
	for argument, wanted := range map[string]bool{"--no-scripts": settings.NoScripts, "--no-storage": settings.NoStorage,
		"--private": settings.Private, "--dark": settings.Dark} {
		if wanted {
			arguments = append(arguments, argument)
		}
	}
	var made struct{ SessionID string }
	err = k.ask(ctx, http.MethodPost, "/session", map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{
		"webkitgtk:browserOptions": map[string]any{"binary": binary, "args": arguments}}}}, &made)
	if err != nil {
		return err
	}
	k.session = made.SessionID
	return k.get(ctx, "/window", &k.front)
}

// startScreen starts an X server, which chooses a display that is free, and gives the display's name.
func (k *WebKit) startScreen() (string, error) {
	from, to, err := os.Pipe()
	if err != nil {
		return "", err
	}
	defer from.Close()
	screen := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp")
	screen.ExtraFiles = []*os.File{to}
	err = screen.Start()
	to.Close()
	if err != nil {
		return "", err
	}
	k.screen = screen
	number, err := bufio.NewReader(from).ReadString('\n')
	return ":" + strings.TrimSpace(number), err
}

// faultsScript collects what goes wrong in a page, for windows whose console cannot be read.
const faultsScript = `(() => {
	const faults = [];
	Object.defineProperty(window, 'takeFaults', {value: () => faults.splice(0)});
	addEventListener('error', e => faults.push(e.message || 'not loaded: ' + (e.target.src || e.target.href)), true);
	addEventListener('unhandledrejection', e => faults.push('unhandled: ' + e.reason));
	console.error = (...words) => faults.push(words.join(' '));
})()`

// writeFiles writes the window's program, and a script that runs it in a terminal whose lines come back through a pipe.
func (k *WebKit) writeFiles(settings Settings) (string, error) {
	program, binary, pipe := filepath.Join(k.folder, "window.py"), filepath.Join(k.folder, "window.sh"), filepath.Join(k.folder, "console")
	if err := exec.Command("mkfifo", pipe).Run(); err != nil {
		return "", fmt.Errorf("mkfifo: %w", err)
	}
	script := fmt.Sprintf("#!/bin/sh\nexec script -qefc \"exec /usr/bin/python3 '%s' $*\" /dev/null </dev/null >'%s' 2>&1\n", program, pipe)
	all := whole(policyScript)
	if settings.Private {
		k.private = true
		all = whole(faultsScript) + all
	}
	if err := errors.Join(os.WriteFile(program, webkitWindow, 0o600), os.WriteFile(binary, []byte(script), 0o700),
		os.Mkdir(k.preload(), 0o700), os.WriteFile(filepath.Join(k.preload(), "all.js"), []byte(all), 0o600),
		os.Mkdir(k.saved(), 0o700), os.Mkdir(filepath.Join(k.folder, "run"), 0o700)); err != nil {
		return "", err
	}
	// To open a pipe for both reading and writing does not wait for the other side.
	from, err := os.OpenFile(pipe, os.O_RDWR, 0)
	if err != nil {
		return "", err
	}
	k.console = &console{}
	k.console.said = sync.NewCond(&k.console.mu)
	go k.console.read(from)
	return binary, nil
}

// whole is a script that can follow another in one file.
func whole(script string) string { return "(() => { " + script + "\n})();\n" }

func (k *WebKit) preload() string { return filepath.Join(k.folder, "preload") }
func (k *WebKit) saved() string   { return filepath.Join(k.folder, "saved") }

func (k *WebKit) startDriver(ctx context.Context, display string) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0") // a port that is free
	if err != nil {
		return err
	}
	port := listener.Addr().(*net.TCPAddr).Port
	listener.Close()
	driver := exec.Command("WebKitWebDriver", "--port="+strconv.Itoa(port))
	driver.Env = append(os.Environ(), "DISPLAY="+display, "HOME="+k.folder, "XDG_RUNTIME_DIR="+filepath.Join(k.folder, "run"), "GDK_BACKEND=x11",
		"SAVED="+k.saved(), "PRELOAD="+k.preload(), "NO_AT_BRIDGE=1", "GTK_THEME=Adwaita",
		// There is no graphics card, and in a container no permission for a sandbox of its own.
		"LIBGL_ALWAYS_SOFTWARE=1", "WEBKIT_DISABLE_DMABUF_RENDERER=1", "WEBKIT_DISABLE_COMPOSITING_MODE=1", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1")
	if err := driver.Start(); err != nil {
		return err
	}
	k.driver, k.address = driver, "http://127.0.0.1:"+strconv.Itoa(port)
	for {
		err := k.ask(ctx, http.MethodGet, "/status", nil, nil)
		if err == nil || ctx.Err() != nil {
			return err
		}
		time.Sleep(20 * time.Millisecond) // the driver does not report when it listens
	}
}

// ask sends a command of WebDriver, https://www.w3.org/TR/webdriver2/, and decodes its value into result, unless that is nil.
func (k *WebKit) ask(ctx context.Context, method, path string, body, result any) error {
	var send io.Reader
	if method == http.MethodPost {
		data, err := json.Marshal(body)
		if err != nil {
			return err
		}
		send = bytes.NewReader(data)
	}
	request, err := http.NewRequestWithContext(ctx, method, k.address+path, send)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var answer struct{ Value json.RawMessage }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if response.StatusCode != http.StatusOK {
		var fault struct{ Error, Message string }
		if err := json.Unmarshal(answer.Value, &fault); err != nil {
			return fmt.Errorf("%s: %s", path, answer.Value)
		}
		return fmt.Errorf("%s: %s: %s", path, fault.Error, fault.Message)
	}
	if result == nil {
		return nil
	}
	return json.Unmarshal(answer.Value, result)
}

func (k *WebKit) get(ctx context.Context, path string, result any) error {
	return k.ask(ctx, http.MethodGet, "/session/"+k.session+path, nil, result)
}

func (k *WebKit) post(ctx context.Context, path string, body, result any) error {
	if body == nil {
		body = struct{}{}
	}
	return k.ask(ctx, http.MethodPost, "/session/"+k.session+path, body, result)
}

// Page gives the page of the window.
func (k *WebKit) Page() Page { return k.page(k.front) }

func (k *WebKit) page(handle string) *webkitPage {
	k.opened++
	return &webkitPage{k, handle, k.opened - 1}
}

// Close ends WebKit.
func (k *WebKit) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closing)
	defer cancel()
	_ = k.ask(ctx, http.MethodDelete, "/session/"+k.session, nil, nil) // what does not end is ended with the screen
	return k.kill()
}

func (k *WebKit) kill() error {
	var err error
	if k.driver != nil {
		err = end(k.driver, filepath.Join(k.folder, "run"))
	}
	if k.screen != nil { // a window without a screen ends
		err = errors.Join(err, end(k.screen, filepath.Join(k.folder, "run")))
	}
	if k.console != nil {
		k.console.stop()
	}
	return errors.Join(err, removeAll(k.folder))
}

// webkitPage is a window of the browser, which is one handle of WebDriver.
type webkitPage struct {
	browser *WebKit
	handle  string
	number  int // of windows that were opened before it
}

// forward brings the page to the front.
func (p *webkitPage) forward(ctx context.Context) error {
	if p.browser.front == p.handle {
		return nil
	}
	p.browser.front = p.handle
	return p.browser.post(ctx, "/window", map[string]any{"handle": p.handle}, nil)
}

func (p *webkitPage) post(ctx context.Context, path string, body, result any) error {
	if err := p.forward(ctx); err != nil {
		return err
	}
	return p.browser.post(ctx, path, body, result)
}

func (p *webkitPage) Open(ctx context.Context, address string) error {
	// To go to another place in the same page loads nothing, so there is no event to wait for.
	return p.post(ctx, "/url", map[string]any{"url": address}, nil)
}

func (p *webkitPage) Reload(ctx context.Context) error { return p.post(ctx, "/refresh", nil, nil) }

func (p *webkitPage) Evaluate(ctx context.Context, expression string) (json.RawMessage, error) {
	// await takes what is not a promise as well, and WebDriver would otherwise make JSON in its own way.
	var answer struct {
		Value, Error string
	}
	err := p.post(ctx, "/execute/async", map[string]any{"args": []any{}, "script": `const done = arguments[0];
		(async () => JSON.stringify(await (` + expression + `
		)))().then(value => done({Value: value ?? 'null', Error: ''}), error => done({Value: 'null', Error: String(error) || 'an error'}))`}, &answer)
	if err == nil && answer.Error != "" {
		err = errors.New(answer.Error)
	}
	return json.RawMessage(answer.Value), err
}

func (p *webkitPage) Run(ctx context.Context, script string) error {
	return p.post(ctx, "/execute/sync", map[string]any{"args": []any{}, "script": script}, nil)
}

func (p *webkitPage) BeforeLoad(_ context.Context, script string) error {
	name := filepath.Join(p.browser.preload(), strconv.Itoa(p.number)+".js")
	file, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.WriteString(whole(script))
	return errors.Join(err, file.Close())
}

func (p *webkitPage) Resize(ctx context.Context, width, height int) error {
	is := fmt.Sprintf("innerWidth === %d && innerHeight === %d", width, height)
	if now, err := p.Evaluate(ctx, is); err != nil || string(now) == "true" {
		return err
	}
	if err := p.post(ctx, "/window/rect", map[string]any{"x": 0, "y": 0, "width": width, "height": height}, nil); err != nil {
		return err
	}
	// The page has the new size a moment later, and WebDriver has no event for it.
	_, err := p.Evaluate(ctx, "new Promise(done => { const ask = () => "+is+" ? done() : setTimeout(ask, 10); ask(); })")
	return err
}

func (p *webkitPage) Press(ctx context.Context, keys ...string) error {
	return p.post(ctx, "/actions", map[string]any{"actions": []any{pressing(keys)}}, nil)
}

func (p *webkitPage) Click(ctx context.Context, element string) error {
	x, y, err := middle(ctx, p, element)
	if err != nil {
		return err
	}
	return p.post(ctx, "/actions", map[string]any{"actions": []any{clicking(x, y)}}, nil)
}

func (p *webkitPage) Choose(ctx context.Context, element string, files ...string) error {
	found := map[string]string{} // one entry, whose key is WebDriver's name for an element
	if err := p.post(ctx, "/execute/sync", map[string]any{"args": []any{}, "script": "return " + element}, &found); err != nil {
		return err
	}
	for _, id := range found {
		return p.post(ctx, "/element/"+id+"/value", map[string]any{"text": strings.Join(files, "\n")}, nil)
	}
	return errors.New("there is no " + element)
}

func (p *webkitPage) Save(ctx context.Context, act func() error) (string, []byte, error) {
	if err := act(); err != nil {
		return "", nil, err
	}
	line, err := p.browser.console.await(ctx, func(line string) bool {
		return strings.HasPrefix(line, "SAVED ") || strings.HasPrefix(line, "NOT-SAVED ")
	})
	if err != nil {
		return "", nil, fmt.Errorf("no file is saved: %w", err)
	}
	place, ok := strings.CutPrefix(line, "SAVED ")
	if !ok {
		return "", nil, errors.New(line)
	}
	at, err := url.Parse(place)
	if err != nil {
		return "", nil, err
	}
	data, err := os.ReadFile(at.Path)
	return filepath.Base(at.Path), data, err
}

func (p *webkitPage) Print(ctx context.Context) ([]byte, error) {
	// The driver does not print, but its window does.
	if _, err := p.Evaluate(ctx, "void webkit.messageHandlers.toPaper.postMessage('')"); err != nil {
		return nil, err
	}
	line, err := p.browser.console.await(ctx, func(line string) bool {
		return strings.HasPrefix(line, "PRINTED ") || strings.HasPrefix(line, "NOT-PRINTED ")
	})
	if err != nil {
		return nil, fmt.Errorf("nothing is printed: %w", err)
	}
	place, ok := strings.CutPrefix(line, "PRINTED ")
	if !ok {
		return nil, errors.New(line)
	}
	return os.ReadFile(place)
}

func (p *webkitPage) Picture(ctx context.Context) ([]byte, error) {
	// The picture is taken with the next frame, and a page at rest draws none.
	beat, err := p.Evaluate(ctx, `setInterval(() => {
		const style = document.documentElement.style;
		style.outline = style.outline ? '' : '1px solid transparent';
	}, 50)`)
	if err != nil {
		return nil, err
	}
	var text string // base64
	if err := p.browser.get(ctx, "/screenshot", &text); err != nil {
		return nil, err
	}
	if err := p.Run(ctx, "clearInterval("+string(beat)+"); document.documentElement.style.outline = ''"); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(text)
}

func (p *webkitPage) Faults(ctx context.Context) ([]string, error) {
	if p.browser.private {
		found, err := p.Evaluate(ctx, "takeFaults()")
		var faults []string
		return faults, errors.Join(err, json.Unmarshal(found, &faults))
	}
	// The console is written in order: what comes before this mark has come.
	mark := "mark " + strconv.FormatInt(time.Now().UnixNano(), 36)
	if _, err := p.Evaluate(ctx, "void console.log("+quoted(mark)+")"); err != nil {
		return nil, err
	}
	var faults []string
	for {
		line, err := p.browser.console.await(ctx, func(line string) bool { return strings.Contains(line, "CONSOLE ") })
		if err != nil {
			return nil, err
		}
		if strings.Contains(line, mark) {
			return faults, nil
		}
		if strings.Contains(line, " ERROR ") && !strings.Contains(line, "manifest-src") { // which WebKitGTK does not know
			faults = append(faults, line)
		}
	}
}

func (p *webkitPage) Beside(ctx context.Context) (Page, error) {
	var made struct{ Handle string }
	err := p.post(ctx, "/window/new", map[string]any{"type": "window"}, &made)
	if err != nil {
		return nil, err
	}
	return p.browser.page(made.Handle), nil
}

func (p *webkitPage) Opened(ctx context.Context, act func() error) (Page, error) {
	var before, now []string
	if err := p.browser.get(ctx, "/window/handles", &before); err != nil {
		return nil, err
	}
	if err := act(); err != nil {
		return nil, err
	}
	for {
		if err := p.browser.get(ctx, "/window/handles", &now); err != nil {
			return nil, fmt.Errorf("no other page opens: %w", err)
		}
		for _, handle := range now {
			if !slices.Contains(before, handle) {
				return p.browser.page(handle), nil
			}
		}
		time.Sleep(20 * time.Millisecond) // WebDriver has no event for it
	}
}

func (p *webkitPage) External(ctx context.Context, act func() error) (string, error) {
	if err := act(); err != nil {
		return "", err
	}
	line, err := p.browser.console.await(ctx, func(line string) bool { return strings.HasPrefix(line, "EXTERNAL ") })
	if err != nil {
		return "", fmt.Errorf("no address is handed to another program: %w", err)
	}
	return strings.TrimPrefix(line, "EXTERNAL "), nil
}

func (p *webkitPage) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closing)
	defer cancel()
	if err := p.forward(ctx); err != nil {
		return err
	}
	p.browser.front = ""
	return p.browser.ask(ctx, http.MethodDelete, "/session/"+p.browser.session+"/window", nil, nil)
}

// read keeps the lines until they are taken.
func (c *console) read(from io.ReadCloser) {
	defer from.Close()
	lines := bufio.NewReader(from)
	for {
		line, err := lines.ReadString('\n')
		c.mu.Lock()
		if c.ended || err != nil {
			c.mu.Unlock()
			return
		}
		c.lines = append(c.lines, strings.TrimRight(line, "\r\n"))
		c.said.Broadcast()
		c.mu.Unlock()
	}
}

// await takes the next line that is wanted, and returns it.
func (c *console) await(ctx context.Context, wanted func(line string) bool) (string, error) {
	stop := context.AfterFunc(ctx, c.said.Broadcast)
	defer stop()
	c.mu.Lock()
	defer c.mu.Unlock()
	for {
		for i, line := range c.lines {
			if wanted(line) {
				c.lines = append(c.lines[:i:i], c.lines[i+1:]...)
				return line, nil
			}
		}
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		c.said.Wait()
	}
}

func (c *console) stop() {
	c.mu.Lock()
	c.ended = true
	c.mu.Unlock()
}
