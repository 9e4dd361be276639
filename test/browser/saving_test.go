package browser

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/fsnotify/fsnotify"
)

// saved presses what saves a file of a name, and gives the text of the file once it is whole.
func (b *tab) saved(name string, press func(), whole func(text string) bool) string {
	b.t.Helper()
	dir := b.t.TempDir()
	if _, err := chromedp.CallBrowser(b.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir, BrowserContextID: b.profile(),
	}); err != nil {
		b.t.Fatal(err)
	}
	name = filepath.Join(dir, name)
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
