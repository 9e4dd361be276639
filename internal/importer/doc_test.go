package importer

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestDoc holds the tables of the guides on importing to the formats, the programs and the kinds of entries.
func TestDoc(t *testing.T) {
	const guides = "../../docs/site/content/guides/"
	for _, part := range []struct{ file, begin, end, table string }{
		{"import.md", "<!-- The formats are made by: go test ./internal/importer -run '^TestDoc$' -update -->\n", "<!-- Here the formats end. -->\n", formatTable()},
		{"import.md", "<!-- The programs are made by: go test ./internal/importer -run '^TestDoc$' -update -->\n", "<!-- Here the programs end. -->\n", generatorTable()},
		{"import-report.md", "<!-- The kinds are made by: go test ./internal/importer -run '^TestDoc$' -update -->\n", "<!-- Here the kinds end. -->\n", whatTable(Person)},
		{"import-changes.md", "<!-- The kinds are made by: go test ./internal/importer -run '^TestDoc$' -update -->\n", "<!-- Here the kinds end. -->\n", whatTable(LeftOut, Changed)},
	} {
		data, err := os.ReadFile(guides + part.file)
		if err != nil {
			t.Fatal(err)
		}
		before, rest, ok := strings.Cut(string(data), part.begin)
		_, after, closed := strings.Cut(rest, part.end)
		if !ok || !closed {
			t.Fatalf("%s has no place for a table", part.file)
		}
		want := before + part.begin + part.table + part.end + after
		if *update {
			if err := os.WriteFile(guides+part.file, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if string(data) != want {
			t.Errorf("%s is not what the code has: go test ./internal/importer -run '^TestDoc$' -update", part.file)
		}
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
func whatTable(groups ...Group) string {
	var b strings.Builder
	titles := map[Group]string{Person: "What somebody has to look at", LeftOut: "What is left out", Changed: "What is in another form"}
	for _, group := range groups {
		fmt.Fprintf(&b, "\n## %s\n\n| what it says | what to do |\n|---|---|\n", titles[group])
		for _, w := range slices.DeleteFunc(whats(), func(w what) bool { return w.group != group }) {
			fmt.Fprintf(&b, "| %s | %s |\n", cell(w.says), cell(w.do))
		}
	}
	return b.String() + "\n"
}

// cell is a sentence in a table. What is typed in a page is code there, as it would be read as markup.
func cell(words string) string {
	if words == "" {
		return "–"
	}
	typed := strings.NewReplacer("|", `\|`, ":::must {#short-name}", "`:::must {#short-name}`", ":::urgent", "`:::urgent`", ":::", "`:::`", "**", "`**`", "[word]: address", "`[word]: address`")
	return typed.Replace(words)
}
