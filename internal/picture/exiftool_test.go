package picture

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestExifTool asks ExifTool, which knows more kinds of metadata than any other program, what is left in copies.
func TestExifTool(t *testing.T) {
	if _, err := exec.LookPath("exiftool"); err != nil {
		t.Skip("there is no exiftool: run scripts/setup, or on Debian: sudo apt-get install libimage-exiftool-perl")
	}
	metadata := regexp.MustCompile(`(?i)gps|bloggs|\[(xmp|iptc|ifd1|mpimage\w*|photoshop)|\bmake\b|comment|software|date/time`)
	dir := t.TempDir()
	for name, data := range map[string][]byte{
		"a.jpg": phoneJPEG(t, photo(40, 30), 6), "b.png": phonePNG(t, photo(40, 30), 8), "c.gif": phoneGIF(t, 2), "d.webp": phoneWebP(6),
	} {
		clean, err := Clean(data)
		if err != nil {
			t.Fatal(err)
		}
		for what, data := range map[string][]byte{"photo": data, "copy": clean} {
			file := filepath.Join(dir, what+name)
			if err := os.WriteFile(file, data, 0o644); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command("exiftool", "-a", "-u", "-G1", "-ee", "--System:all", "--ExifTool:all", file).Output()
			if err != nil {
				t.Fatal(err)
			}
			found := ""
			for line := range strings.Lines(string(out)) {
				if metadata.MatchString(line) {
					found += line
				}
			}
			if (found != "") != (what == "photo") {
				t.Errorf("%s of %s has:\n%s\nof\n%s", what, name, found, out)
			}
		}
	}
}
