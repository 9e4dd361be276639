package main

import "testing"

// TestRenameGo: the module's path is changed where it names a package, and nowhere else.
func TestRenameGo(t *testing.T) {
	const before = `package x

import (
	"fmt"

	"handrail/internal/about"
	other "handrail/quiz"
)

const module = "handrail"

var names = []string{"handrail/cmd/handrail", "handrail", "handrail/files/1", "handrail commands", "see handrail/quiz"}
`
	const after = `package x

import (
	"fmt"

	"example.org/handrail/internal/about"
	other "example.org/handrail/quiz"
)

const module = "example.org/handrail"

var names = []string{"example.org/handrail/cmd/handrail", "handrail", "handrail/files/1", "handrail commands", "see handrail/quiz"}
`
	got, err := renameGo([]byte(before), "handrail", "example.org/handrail")
	if err != nil || string(got) != after {
		t.Errorf("%v\n%s", err, got)
	}
	const other = "package  x\n" // not formatted, and left alone
	if got, err := renameGo([]byte(other), "handrail", "example.org/handrail"); err != nil || string(got) != other {
		t.Errorf("%v\n%s", err, got)
	}
	const text = "go install ./cmd/handrail\ngo install handrail/cmd/handrail@v0.1.0\n./cmd/handrail\n"
	if got, err := renameIn("x.md")([]byte(text), "handrail", "example.org/handrail"); err != nil || string(got) !=
		"go install example.org/handrail/cmd/handrail@latest\ngo install example.org/handrail/cmd/handrail@v0.1.0\n./cmd/handrail\n" {
		t.Errorf("%v\n%s", err, got)
	}
	r := &release{root: t.TempDir(), module: "handrail"}
	if err := r.rename("hand rail"); err == nil {
		t.Error("a path that is none passes")
	}
}
