package importer

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestDoc holds the tables of docs/import.md to the formats, the programs and the kinds of entries.
func TestDoc(t *testing.T) {
	const docFile = "../../docs/import.md"
	data, err := os.ReadFile(docFile)
	if err != nil {
		t.Fatal(err)
	}
	want := string(data)
	for _, part := range []struct{ begin, end, table string }{
		{"<!-- The formats are made by: go test ./internal/importer -run '^TestDoc$' -update -->\n", "<!-- Here the formats end. -->\n", formatTable()},
		{"<!-- The programs are made by: go test ./internal/importer -run '^TestDoc$' -update -->\n", "<!-- Here the programs end. -->\n", generatorTable()},
		{"<!-- The kinds are made by: go test ./internal/importer -run '^TestDoc$' -update -->\n", "<!-- Here the kinds end. -->\n", whatTable()},
	} {
		before, rest, ok := strings.Cut(want, part.begin)
		_, after, closed := strings.Cut(rest, part.end)
		if !ok || !closed {
			t.Fatalf("%s has no place for a table", docFile)
		}
		want = before + part.begin + part.table + part.end + after
	}
	if *update {
		if err := os.WriteFile(docFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if string(data) != want {
		t.Errorf("%s is not what the code has: go test ./internal/importer -run '^TestDoc$' -update", docFile)
	}
}

func formatTable() string {
	var b strings.Builder
	b.WriteString("| a file that ends in | is read as |\n|---|---|\n")
	for _, f := range Formats() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", strings.Join(f.Endings, "` `"), f.Title)
	}
	return b.String()
}

func generatorTable() string {
	var b strings.Builder
	b.WriteString("| `--generator` | what it is |\n|---|---|\n")
	for _, g := range Generators() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", g.Name, g.Title)
	}
	return b.String()
}

// whatTable is a table of the kinds of entries, group by group.
func whatTable() string {
	var b strings.Builder
	for group, title := range []string{"What somebody has to look at", "What is left out", "What is in another form"} {
		fmt.Fprintf(&b, "\n### %s\n\n| what it says | what to do |\n|---|---|\n", title)
		for _, w := range slices.DeleteFunc(whats(), func(w what) bool { return w.group != Group(group) }) {
			fmt.Fprintf(&b, "| %s | %s |\n", cell(w.says), cell(w.do))
		}
	}
	return b.String() + "\n"
}

// cell is a sentence in a table.
func cell(words string) string {
	if words == "" {
		return "–"
	}
	return strings.ReplaceAll(words, "|", `\|`)
}
