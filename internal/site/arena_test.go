package site

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"handrail/internal/markdown"
	"handrail/internal/source"
)

// TestArena: what is settled is the same, shares no memory with what was read, and stays as it is whatever is settled after it.
func TestArena(t *testing.T) {
	read := func(i int) *Source {
		text := func(what string) string { return fmt.Sprintf("%s %d %s", what, i, strings.Repeat("é", i%300)) }
		return &Source{Kind: Plain, Path: text("path"), Address: text("address"), Digest: [16]byte{byte(i)},
			Front: Front{Title: text("title"), Summary: text("summary"), Audience: []string{text("a"), text("b")}, Topics: []string{}, Draft: i%2 == 0},
			Doc:   &markdown.Doc{Anchors: []string{text("anchor")}, Dests: []string{text("to"), "", text("there")}, Words: i},
			diags: []source.Diagnostic{{Message: text("wrong")}}}
	}
	a := new(arena)
	var settled []*Source
	for i := range 3 * maxPiece {
		before := read(i)
		s := a.settle(before)
		if s == before || s.Doc == before.Doc || &s.Doc.Dests[0] == &before.Doc.Dests[0] {
			t.Fatal("what was settled is what was read")
		}
		settled = append(settled, s)
	}
	for i, s := range settled {
		if want := read(i); !reflect.DeepEqual(s, want) {
			t.Fatalf("source %d is %+v instead of %+v", i, s, want)
		}
	}
	if n := len(settled[0].Doc.Dests); cap(settled[0].Doc.Dests) != n {
		t.Error("a list has room in which the next one is")
	}
	quiz := read(1)
	quiz.Kind = Quiz
	if a.settle(quiz).Doc != quiz.Doc {
		t.Error("the text of a quiz was moved away from its questions")
	}
}
