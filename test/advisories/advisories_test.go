package main

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

// recorded is a small database: an advisory of Go's that the program's version is past, and three that are made up.
func recorded(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("testdata", "db"))
	if err != nil {
		t.Fatal(err)
	}
	return "file://" + filepath.ToSlash(dir)
}

// TestAdvisories has govulncheck look at the program with three databases.
func TestAdvisories(t *testing.T) {
	dir := t.TempDir()
	program, err := build(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("recorded", func(t *testing.T) { testRecorded(t, program) })
	t.Run("missing", func(t *testing.T) { testMissing(t, dir) })
	t.Run("vuln.go.dev", func(t *testing.T) { testLive(t, program) })
}

// testRecorded: each advisory of the recorded database is found at its depth, and not the one that is fixed in the version that the
// program has.
func testRecorded(t *testing.T, program string) {
	report, err := scan(program, recorded(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Found) != 3 || report.Modules < 10 || !strings.HasPrefix(report.Go, "go1.") || report.Database.Year() != 2026 {
		t.Fatalf("%+v", report)
	}
	for i, want := range []Advisory{
		{ID: "GO-0000-0001", Reach: Called, Fixed: "v99.0.0", Summary: "Made up: in what the program calls"},
		{ID: "GO-0000-0002", Reach: InPackage, Fixed: "v99.0.0", Summary: "Made up: in a package that the program has, and does not call"},
		{ID: "GO-0000-0003", Reach: InModule, Summary: "Made up: in a module of which the program has other packages"},
	} {
		got := report.Found[i]
		want.Module, want.Found = "golang.org/x/image", got.Found
		if got != want || !strings.HasPrefix(got.Found, "v0.") {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	if !report.Calls() {
		t.Error("no advisory is called")
	}
	var said bytes.Buffer
	if err := report.Write(&said); err != nil || !strings.Contains(said.String(), "GO-0000-0001, in what the program calls: golang.org/x/image "+report.Found[0].Found+", fixed in v99.0.0. Made up") {
		t.Errorf("%v: %s", err, said.String())
	}
}

// testMissing: where no database can be read, that is said, and never that there are no advisories.
func testMissing(t *testing.T, dir string) {
	var said bytes.Buffer
	known, calls := describe(&said, dir, "file:///nowhere/at/all")
	if known || calls || !strings.HasPrefix(said.String(), "Advisories: not known, as the vulnerability database was not read: go run: ") {
		t.Errorf("%t, %t: %s", known, calls, said.String())
	}
}

// testLive asks the database itself, where it can be had: no advisory may be about what the program calls. Where it cannot be had, this
// says nothing, and make test prints that at its end.
func testLive(t *testing.T, program string) {
	report, err := scan(program, "https://vuln.go.dev")
	if err != nil {
		t.Skipf("advisories are not known, as the vulnerability database was not read: %v", err)
	}
	var said bytes.Buffer
	if err := report.Write(&said); err != nil || report.Calls() {
		t.Errorf("%v\n%s", err, said.String())
	}
	t.Log(said.String())
}

// TestUnread: output that does not say which database was read to its end is an error, and not a clean bill.
func TestUnread(t *testing.T) {
	config := `{"config": {"db": "https://vuln.go.dev", "db_last_modified": "2026-11-20T00:00:00Z"}}`
	sbom := `{"SBOM": {"go_version": "go1.26.11", "modules": [{"path": "handrail"}]}}`
	for name, text := range map[string]string{"nothing": "", "no database": sbom, "no modules": config, "a database that does not say how old it is": `{"config": {"db": "x"}}` + sbom} {
		if _, err := Read(strings.NewReader(text)); !errors.Is(err, errUnknown) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, text := range map[string]string{"cut": config + sbom + `{"finding": {"osv"`, "words": "No vulnerabilities found.", "a finding that is nowhere": config + sbom + `{"finding": {"osv": "GO-1"}}`} {
		if _, err := Read(strings.NewReader(text)); err == nil {
			t.Errorf("%s is read", name)
		}
	}
	if r, err := Read(strings.NewReader(config + sbom)); err != nil || len(r.Found) != 0 || r.Calls() {
		t.Errorf("nothing found is %+v, %v", r, err)
	}
}
