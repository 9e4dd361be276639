package builder

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"handrail/test/disk"
)

// TestWriteSpelling: on a USB stick that does not distinguish capitals from lowercase letters, files and folders whose names change only
// in that stay, under their new names; and on a disk that does, the old ones go.
func TestWriteSpelling(t *testing.T) {
	dirs := map[string]string{"this disk": t.TempDir()}
	if stick := disk.ExFAT(t); stick != "" {
		dirs["exFAT"] = filepath.Join(stick, "public")
	}
	for name, dir := range dirs {
		t.Run(name, func(t *testing.T) {
			write(t, dir, out("index.html", "1", "I"), out("guide/About.html", "1", "A"), out("Old/c.html", "1", "C"), out("Old/gone.html", "1", "G"), out("pic.PNG", "1", "P"))
			next := []Output{out("index.html", "1", "I"), out("guide/about.html", "1", "A"), out("old/c.html", "1", "C"), out("pic.png", "2", "PP")}
			write(t, dir, next...)
			// A driver that remembers names for a second (FUSE) may keep the folder's old spelling; by the new one it is found as well.
			kept := name == "exFAT" && tree(t, dir) == "Old/c.html=C guide/about.html=A index.html=I pic.png=PP "
			if got := tree(t, dir); got != "guide/about.html=A index.html=I old/c.html=C pic.png=PP " && !kept {
				t.Errorf("there is now %s", got)
			}
			if _, err := Built(dir); err != nil {
				t.Error(err)
			}
			if r := write(t, dir, next...); r.Written+r.Removed > 0 {
				t.Errorf("with nothing changed: %+v", r)
			}
			if err := os.WriteFile(filepath.Join(dir, "MINE.html"), []byte("mine"), 0o644); err != nil {
				t.Fatal(err)
			}
			var foreign *ForeignError
			_, err := Write(dir, append(next, out("mine.html", "1", "M")), nil)
			if is := errors.As(err, &foreign); is != (name == "exFAT") {
				t.Errorf("a file of somebody else's, spelled otherwise: %v", err)
			}
		})
	}
}
