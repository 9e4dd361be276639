package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSinceTooLarge: a file that is too large is not read.
func TestSinceTooLarge(t *testing.T) {
	name := filepath.Join(t.TempDir(), "rules.json")
	if err := os.WriteFile(name, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(name, maxRulesFile+1); err != nil {
		t.Fatal(err)
	}
	if _, err := readSince(name); err == nil || !strings.Contains(err.Error(), "larger than 64 MB") {
		t.Errorf("the error is %v", err)
	}
}
