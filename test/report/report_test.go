package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWrite(t *testing.T) {
	file := filepath.Join(t.TempDir(), "performance.md")
	for _, step := range []struct {
		part Part
		text string
	}{{Weight, "weight: one\n"}, {Bench, "bench: one"}, {Lighthouse, "light"}, {Bench, "bench: two"}} {
		if err := Write(file, step.part, step.text); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got := string(data)
	if !strings.HasPrefix(got, "# ") {
		t.Errorf("the document has no title:\n%s", got)
	}
	want := "<!-- bench -->\nbench: two\n<!-- /bench -->\n\n<!-- weight -->\nweight: one\n<!-- /weight -->\n\n<!-- lighthouse -->\nlight\n<!-- /lighthouse -->\n"
	if !strings.HasSuffix(got, want) {
		t.Errorf("the document ends otherwise than\n%s\nit is\n%s", want, got)
	}
}

// TestWriteKeeps: what a person has written is left alone, and so is a file that has no place for the part.
func TestWriteKeeps(t *testing.T) {
	file := filepath.Join(t.TempDir(), "performance.md")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	read := func() string {
		t.Helper()
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	write("before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n")
	if err := Write(file, Bench, "new"); err != nil {
		t.Fatal(err)
	}
	if got, want := read(), "before\n<!-- bench -->\nnew\n<!-- /bench -->\nafter\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, text := range []string{"no place\n", "<!-- bench -->\nno end\n"} {
		write(text)
		err := Write(file, Bench, "new")
		if err == nil || !strings.Contains(err.Error(), "<!-- /bench -->") {
			t.Errorf("for %q the error is %v", text, err)
		}
		if read() != text {
			t.Errorf("%q was changed", text)
		}
	}
}

func TestTable(t *testing.T) {
	got := Table{Columns: []string{"site", "time:"}, Rows: [][]string{{"–", "1.20 s"}, {"pages", "–"}}}.String()
	want := "| site  |   time |\n| ----- | -----: |\n| –     | 1.20 s |\n| pages |      – |\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
