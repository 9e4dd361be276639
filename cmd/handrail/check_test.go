package main

import (
	"strings"
	"testing"

	"handrail/internal/check"
)

// TestHelpListsChecks: handrail check --help has every check of the tables, with what it finds, in lines that fit a terminal.
func TestHelpListsChecks(t *testing.T) {
	help := checkCommand().Long
	words := " " + strings.Join(strings.Fields(help), " ") + " "
	for _, f := range check.Findings() {
		if !strings.Contains(words, " "+f.Name+" "+f.Finds+" ") {
			t.Errorf("the help does not list %s: %s", f.Name, f.Finds)
		}
	}
	for line := range strings.Lines(help) {
		if line = strings.TrimSuffix(line, "\n"); strings.HasPrefix(line, "  ") && len([]rune(line)) > 78 {
			t.Errorf("too long for a terminal: %s", line)
		}
	}
}
