// Package office has LibreOffice read documents and tables in tests, as an independent reader: [Convert].
package office

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Convert gives what LibreOffice makes of files, by their names with the ending that says what each is: text of a kind that LibreOffice calls
// by a name of its own, such as "Text (encoded):UTF8", with the ending of that kind. A file that it cannot read has none. from is how it reads them;
// "" for what it finds out. It is started once, with a profile in that folder, which is made where it is missing.
func Convert(t testing.TB, profile, from string, files map[string][]byte, ending, kind string) map[string]string {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("LibreOffice is missing: run scripts/setup, or on Debian: sudo apt-get install libreoffice-writer-nogui libreoffice-calc-nogui")
	}
	dir, out := t.TempDir(), t.TempDir()
	arguments := []string{"--headless", "--norestore", "-env:UserInstallation=file://" + profile, "--convert-to", ending + ":" + kind, "--outdir", out}
	if from != "" {
		arguments = append(arguments, "--infilter="+from)
	}
	for name, data := range files {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, file)
	}
	if said, err := exec.Command(program, arguments...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	made := map[string]string{}
	for name := range files {
		text, err := os.ReadFile(filepath.Join(out, strings.TrimSuffix(name, filepath.Ext(name))+"."+ending))
		if err == nil {
			made[name] = string(text)
		}
	}
	return made
}
