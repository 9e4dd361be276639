package imported

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"handrail/internal/source"
	"handrail/test/program"
)

var binary string // handrail itself: what is tested is what people type

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "handrail-import-")
	if err == nil {
		binary, err = program.Build(dir)
	}
	if err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// handrail runs the program on the day of all these tests, and says what it wrote and whether it failed.
func handrail(dir string, args ...string) (stdout, stderr string, err error) {
	cmd := exec.Command(binary, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "SOURCE_DATE_EPOCH=1795824000", "XDG_CACHE_HOME="+filepath.Join(dir, "cache"))
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err = cmd.Run()
	return out.String(), errs.String(), err
}

// write writes files into a folder.
func write(t *testing.T, dir string, files fstest.MapFS) {
	t.Helper()
	for name, f := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// checked is what handrail check reports of a site, by kind, without the warnings.
func checked(t *testing.T, dir, site string) (diags []source.Diagnostic, kinds map[string]int) {
	t.Helper()
	out, errs, _ := handrail(dir, "check", site, "--format", "json", "--errors-only")
	if err := json.Unmarshal([]byte(out), &diags); err != nil {
		t.Fatalf("%v: %s\n%s", err, out, errs)
	}
	kinds = map[string]int{}
	for _, d := range diags {
		kinds[d.Check]++
	}
	return diags, kinds
}

// TestHandbooks imports handbooks like published ones. Before, their folders are taken for content/ as they are, as somebody would who has only
// read about markdown. Afterwards the site has at most a tenth of the errors that were counted for the published one, every name that was
// in the handbook is in the site or in the report, and what is left are mistakes of the handbook.
func TestHandbooks(t *testing.T) {
	for _, h := range append(handbooks(), programs()...) {
		t.Run(h.name, func(t *testing.T) {
			dir, files := t.TempDir(), made(h, 1)
			write(t, filepath.Join(dir, "before", "content"), files)
			if _, ok := files["site.yaml"]; !ok {
				write(t, filepath.Join(dir, "before", "content"), fstest.MapFS{"site.yaml": {Data: []byte("title: A handbook\n")}})
			}
			_, before := checked(t, dir, "before")

			write(t, filepath.Join(dir, h.name), files)
			out, errs, err := handrail(dir, "import", h.name, "--out", "site", "--rules", "all")
			if err != nil {
				t.Fatalf("%v\n%s%s", err, out, errs)
			}
			reportLost(t, lost(t, files, filepath.Join(dir, "site")))
			if _, errs, err := handrail(dir, "build", "site"); err != nil {
				t.Errorf("the site does not build: %v\n%s", err, errs)
			}
			asErrors(t, filepath.Join(dir, "site", "content", "site.yaml"))
			diags, after := checked(t, dir, "site")
			limit := h.errors * h.size / h.pages / 10
			t.Logf("%d pages: %d errors before, %d after, and %d are allowed", h.size, sum(before), len(diags), limit)
			for _, kind := range slices.Sorted(maps.Keys(before)) {
				t.Logf("  %-16s %5d → %d", kind, before[kind], after[kind])
			}
			if len(diags) > limit {
				for _, d := range diags[:min(len(diags), 60)] {
					t.Logf("%s:%d %s: %s (%s)", d.File, d.Line, d.Check, d.Message, d.Source)
				}
				t.Errorf("there are %d errors, and at most %d are allowed", len(diags), limit)
			}
		})
	}
}

// asErrors takes out of the settings of a new site that the mistakes that were left are warnings.
func asErrors(t *testing.T, settings string) {
	t.Helper()
	data, err := os.ReadFile(settings)
	if err != nil {
		t.Fatal(err)
	}
	data, _, _ = bytes.Cut(data, []byte("\nchecks:\n"))
	if err := os.WriteFile(settings, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func sum(kinds map[string]int) (n int) {
	for _, count := range kinds {
		n += count
	}
	return n
}

// reportLost fails for names that are lost, and says which the first are.
func reportLost(t *testing.T, names []string) {
	t.Helper()
	for _, name := range names[:min(len(names), 20)] {
		t.Errorf("%s is on no page and in no entry of the report", name)
	}
	if len(names) > 20 {
		t.Errorf("so are %d more", len(names)-20)
	}
}

// notRead lists the files that the report says were not read, by name.
func notRead(t *testing.T, site string) map[string]bool {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(site, "import-report.json"))
	var report struct{ Entries []struct{ What, File string } }
	if err == nil {
		err = json.Unmarshal(data, &report)
	}
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]bool{}
	for _, e := range report.Entries {
		if slices.Contains([]string{"no-page", "other-version", "file-unused"}, e.What) {
			files[e.File] = true
		}
	}
	return files
}

// lost lists the names that files have and an imported site has not, neither on its pages nor in its report. Those of files that the report says were not read do not
// count.
func lost(t *testing.T, files fstest.MapFS, site string) []string {
	t.Helper()
	there := map[string]bool{}
	err := fs.WalkDir(os.DirFS(site), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(site, name))
		for _, name := range named.FindAll(data, -1) {
			there[string(name)] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var missing []string
	unread := notRead(t, site)
	for _, f := range slices.Sorted(maps.Keys(files)) {
		if unread[f] {
			continue
		}
		for _, name := range named.FindAll(files[f].Data, -1) {
			if !there[string(name)] {
				missing = append(missing, f+": "+string(name))
			}
		}
	}
	return missing
}
