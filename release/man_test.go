package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestRoff: what a text has that groff would take for something else is shown as it was typed.
func TestRoff(t *testing.T) {
	for text, want := range map[string]string{
		`.TH begins`:       `\&.TH begins`,
		`'quote`:           `\&\(aqquote`,
		`C:\n and --flag`:  `C:\en and \-\-flag`,
		"`x` ~ ^ \"y\"":    `\(gax\(ga \(ti \(ha \(dqy\(dq`,
		"it’s “so” … é – ": `it\(cqs \(lqso\(rq ... \('e \(en `,
	} {
		if got := line(text); got != want {
			t.Errorf("%s is %s, and should be %s", text, got, want)
		}
	}
}

// TestManual: there is a man page of each command, mandoc finds nothing wrong with any, and what it shows has each flag and example as they are
// typed.
func TestManual(t *testing.T) {
	said, err := exec.Command("go", "run", "../cmd/handrail", "commands").Output()
	if err != nil {
		t.Fatal(err)
	}
	var root command
	if err := json.Unmarshal(said, &root); err != nil {
		t.Fatal(err)
	}
	r, _ := trial(t)
	pages, err := r.manual(said)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	shown := map[string]string{}
	for _, page := range pages {
		file := filepath.Join(dir, page.name)
		if err := os.WriteFile(file, page.data, 0o600); err != nil {
			t.Fatal(err)
		}
		if said, err := exec.Command("mandoc", "-T", "lint", "-W", "warning", file).CombinedOutput(); err != nil {
			t.Errorf("mandoc, which scripts/setup installs: %v\n%s", err, said)
		}
		text, err := exec.Command("mandoc", "-T", "utf8", "-O", "width=500", file).Output()
		if err != nil {
			t.Fatal(err)
		}
		var plain strings.Builder // without what overstrikes: a letter, a backspace, and the letter again is bold
		letters := []rune(string(text))
		for i := range letters {
			if letters[i] != '\b' && (i+1 == len(letters) || letters[i+1] != '\b') {
				plain.WriteRune(letters[i])
			}
		}
		shown[page.name] = plain.String()
	}
	count := 0
	var look func(c command)
	look = func(c command) {
		count++
		page, found := shown[pageName(c)+".1"]
		if !found {
			t.Errorf("no page of %s", c.Name)
		}
		for _, flag := range c.Flags {
			if !strings.Contains(page, "--"+flag.Name) {
				t.Errorf("the page of %s lacks --%s", c.Name, flag.Name)
			}
		}
		for l := range strings.Lines(strings.ReplaceAll(c.Example, "…", "...")) {
			if !strings.Contains(page, strings.TrimSpace(l)) {
				t.Errorf("the page of %s lacks the example %s", c.Name, l)
			}
		}
		for _, sub := range c.Commands {
			look(sub)
		}
	}
	look(root)
	if count != len(pages) || count < 15 {
		t.Errorf("%d commands and %d pages", count, len(pages))
	}
}
