package browser

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/fsnotify/fsnotify"
)

// downloads is the folder in which the browser saves files. It has one for all its tabs, so each test saves files of
// names that no other test has.
var downloads = sync.OnceValues(func() (string, error) {
	ctx, err := chromium()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(scratch, "downloads")
	if err := os.Mkdir(dir, 0o755); err != nil {
		return "", err
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return "", err
	}
	if _, err := chromedp.CallBrowser(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir,
	}); err != nil {
		return "", fmt.Errorf("the browser does not save files: %w", err)
	}
	return dir, nil
})

// saved presses what saves a file of a name, and gives the text of the file once it is whole. A file of that name which
// was saved before goes away first.
func (b *tab) saved(name string, press func(), whole func(text string) bool) string {
	b.t.Helper()
	dir, err := downloads()
	if err != nil {
		b.t.Fatal(err)
	}
	name = filepath.Join(dir, name)
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		b.t.Fatal(err)
	}
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		b.t.Fatal(err)
	}
	defer watcher.Close()
	if err := watcher.Add(dir); err != nil {
		b.t.Fatal(err)
	}
	press()
	late := time.After(30 * time.Second)
	for {
		text, err := os.ReadFile(name)
		if err == nil && whole(string(text)) {
			return string(text)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			b.t.Fatal(err)
		}
		select {
		case <-watcher.Events: // the browser makes an empty file of this name first
		case <-late:
			b.t.Fatalf("%s holds %q", name, text)
		}
	}
}
