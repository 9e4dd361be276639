// Package engine drives the engines of the browsers that readers have: Chromium by the DevTools protocol, Firefox by
// WebDriver BiDi, and WebKit by WebDriver. All three are behind one Page, so that what a reader does is written once.
//
// It is for tests alone. scripts/setup installs the browsers; a missing one is an error that says so.
package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// Page is one page of a browser, with the focus, as a reader has it in front of them. It shares its storage only with the pages
// that it opens beside it, and the storage lasts as long as any of them.
type Page interface {
	// Open goes to an address, and returns once the page and what it loads have loaded.
	Open(ctx context.Context, address string) error
	// Reload loads the page again.
	Reload(ctx context.Context) error
	// Evaluate gives the value of a JavaScript expression as JSON, and waits for it where it is a promise. It counts as
	// something that the reader did, where the protocol can say so.
	Evaluate(ctx context.Context, expression string) (json.RawMessage, error)
	// Run runs a script in the page.
	Run(ctx context.Context, script string) error
	// BeforeLoad runs a script in each page that is opened from now on, before the page's own.
	BeforeLoad(ctx context.Context, script string) error
	// Resize sets the size of the page in CSS pixels.
	Resize(ctx context.Context, width, height int) error
	// Press presses and releases keys, one after another: each by its value in the table of WebDriver
	// (https://www.w3.org/TR/webdriver2/#keyboard-actions), such as Tab, or as a character, such as "a". Keys in one string, such as
	// BackTab, are each held until the last is pressed.
	Press(ctx context.Context, keys ...string) error
	// Click presses and releases the main button of the mouse over the middle of the element that an expression gives.
	Click(ctx context.Context, element string) error
	// Choose gives files to the field for files that an expression gives, as the browser's dialogue would.
	Choose(ctx context.Context, element string, files ...string) error
	// Save calls act, which makes the page save a file, and returns the file's name and its bytes once they are complete.
	Save(ctx context.Context, act func() error) (name string, data []byte, err error)
	// Print gives the page on A4 paper as a PDF.
	Print(ctx context.Context) ([]byte, error)
	// Picture returns a screenshot as a PNG.
	Picture(ctx context.Context) ([]byte, error)
	// Faults returns what went wrong since it was last called: errors that nothing caught or that the console shows, and what the
	// page's policy refused.
	Faults(ctx context.Context) ([]string, error)
	// Beside opens another page that shares what this one stores.
	Beside(ctx context.Context) (Page, error)
	// Opened returns the page that this one opens when act is called.
	Opened(ctx context.Context, act func() error) (Page, error)
	// External returns the address, such as one with mailto:, that a script hands to another program when act is called. No program is
	// started. Firefox does not report the address of a link that is clicked.
	External(ctx context.Context, act func() error) (address string, err error)
	// Close closes the page. What it has stored goes away with the last page that shares it.
	Close() error
}

const shift = "\ue008"

// The keys that are not characters.
const (
	ArrowDown  = "\ue015"
	ArrowLeft  = "\ue012"
	ArrowRight = "\ue014"
	ArrowUp    = "\ue013"
	Backspace  = "\ue003"
	Delete     = "\ue017"
	End        = "\ue010"
	Enter      = "\ue007"
	Escape     = "\ue00c"
	Home       = "\ue011"
	PageDown   = "\ue00f"
	PageUp     = "\ue00e"
	Tab        = "\ue004"
	BackTab    = shift + Tab
)

// Settings are what a reader, or whoever set up the device, has chosen before the page is opened.
type Settings struct {
	NoScripts bool // JavaScript is off
	NoStorage bool // cookies, and all that sites store, are blocked
	Private   bool // a private window
	Dark      bool // a dark scheme is preferred
	Uncertain bool // servers need no certificate that somebody vouches for; in Chromium alone
}

// external says whether an address is for another program rather than for the browser.
func external(address string) bool {
	scheme, _, _ := strings.Cut(address, ":")
	return !slices.Contains([]string{"about", "blob", "data", "file", "http", "https", "javascript"}, scheme)
}

// await calls act, and returns the address that then comes.
func await(ctx context.Context, handed <-chan string, act func() error) (string, error) {
	if err := act(); err != nil {
		return "", err
	}
	select {
	case address := <-handed:
		return address, nil
	case <-ctx.Done():
		return "", fmt.Errorf("no address is handed to another program: %w", context.Cause(ctx))
	}
}

// starting is how long Chromium may take until it says where it listens; the others have a context for this.
const starting = 5 * time.Minute

// closing is how long a browser or a page may take to close before it is ended.
const closing = 2 * time.Minute

// policyScript reports what a page's policy refuses, from its first byte on, as not every refusal reaches the console.
const policyScript = `addEventListener('securitypolicyviolation', e =>
	console.error('content security policy: ' + e.violatedDirective + ' refused ' + e.blockedURI))`

// find gives the path of the first program that is there.
func find(what string, names ...string) (string, error) {
	for _, name := range names {
		if found, err := exec.LookPath(name); err == nil {
			return found, nil
		}
	}
	return "", fmt.Errorf("%s is missing: run scripts/setup", what)
}

// end ends a program that was started, and removes its folder.
func end(program *exec.Cmd, folder string) error {
	killed := program.Process.Kill()
	if errors.Is(killed, os.ErrProcessDone) {
		killed = nil
	}
	_ = program.Wait() // it was killed
	return errors.Join(killed, removeAll(folder))
}

// removeAll removes a folder to which the children of a program that has ended may still write for a moment.
func removeAll(folder string) error {
	var err error
	for range 600 {
		if err = os.RemoveAll(folder); err == nil {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	return err
}
