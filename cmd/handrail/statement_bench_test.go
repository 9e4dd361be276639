package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkStatementGroups writes the statements of 10,000 groups, each as text and as a Word document, into a new
// folder.
func BenchmarkStatementGroups(b *testing.B) {
	dir := b.TempDir()
	var table strings.Builder
	table.WriteString("group\n")
	for i := range 10_000 {
		fmt.Fprintf(&table, "Group %d of Ynys Môn & Llŷn\n", i)
	}
	groups := filepath.Join(dir, "groups.csv")
	if err := os.WriteFile(groups, []byte(table.String()), 0o644); err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		flags := statementFlags{site: dir, groups: groups, format: "txt,docx", out: filepath.Join(dir, fmt.Sprint("out", i))}
		if err := runStatement(io.Discard, io.Discard, "broadcast-privacy", flags); err != nil {
			b.Fatal(err)
		}
	}
}
