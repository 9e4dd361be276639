package main

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"handrail/internal/source"
)

// TestSameSizeAndTime: after builds that know its sources by their stamps, a page and a file beside it are replaced by others of the same
// size and time: overwritten, as touch -r leaves them, or renamed into place, as rsync -t does. The next build shows the change.
func TestSameSizeAndTime(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("this system does not say when a file was last changed, as the page about security has it")
	}
	long := time.Now().Add(-time.Hour).Truncate(time.Second)
	write := func(t *testing.T, name, text string) {
		writeFile(t, name, text)
		if err := os.Chtimes(name, long, long); err != nil {
			t.Fatal(err)
		}
	}
	for what, change := range map[string]func(t *testing.T, name, text string){
		"written over": write,
		"put in its place": func(t *testing.T, name, text string) {
			write(t, name+".new", text)
			if err := os.Rename(name+".new", name); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel() // each waits for its sources to be settled
			dir, caches, out := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "public")
			files := map[string]string{"index.md": "---\ntitle: Home\n---\nBefore, [a form](form.txt).\n", "form.txt": "Before, a form.\n"}
			for name, text := range files {
				write(t, filepath.Join(dir, "content", name), text)
			}
			writeFile(t, filepath.Join(dir, "content", "site.yaml"), "title: A site\n")
			for name := range files {
				settle(t, filepath.Join(dir, "content", name))
			}
			mustBuild(t, caches, dir, out)
			for name, text := range files {
				change(t, filepath.Join(dir, "content", name), string(bytes.ReplaceAll([]byte(text), []byte("Before"), []byte("Second"))))
			}
			mustBuild(t, caches, dir, out)
			for _, name := range []string{"index.html", "form.txt"} {
				if data, err := os.ReadFile(filepath.Join(out, name)); err != nil || !bytes.Contains(data, []byte("Second, ")) {
					t.Errorf("%s does not show the change: %v", name, err)
				}
			}
		})
	}
}

// settle waits until a file has been left alone for so long that its stamp distinguishes it from a later version.
func settle(t *testing.T, name string) {
	t.Helper()
	for {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if source.StampOf(info).Settled() {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}
