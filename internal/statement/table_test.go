package statement

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/unicode"

	"handrail/internal/source"
)

// manyGroups is a table of so many groups, each with an address.
func manyGroups(rows int) string {
	var b strings.Builder
	b.WriteString("group,phone,address\n")
	for i := range rows {
		fmt.Fprintf(&b, "Group %d of Ynys Môn & Llŷn,0113 496 0000,\"%d High Street, Menai Bridge\nLL59 5AA\"\n", i, i)
	}
	return b.String()
}

func tableFields() []Field {
	return []Field{{Name: "group", Max: "80"}, {Name: "phone", Kind: KindPhone}, {Name: "address", Kind: KindText}}
}

// TestReadTableLarge: a table can be larger than a page can, in each encoding, and one that is too large is not read at all.
func TestReadTableLarge(t *testing.T) {
	const rows = 20_000
	text := manyGroups(rows)
	wide, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil || len(text) <= source.MaxSize {
		t.Fatal(err, len(text))
	}
	fsys := fstest.MapFS{"a.csv": {Data: []byte(text)}, "b.csv": {Data: []byte(wide)}, "large.csv": {Data: make([]byte, MaxTable+1)}}
	for _, name := range []string{"a.csv", "b.csv"} {
		f, diags := ReadTable(fsys, name, name)
		if f == nil {
			t.Fatal(diags)
		}
		groups, more := ReadGroups(f, tableFields(), nil)
		if len(groups) != rows || len(diags)+len(more) > 0 {
			t.Errorf("%s: %d groups, reported is %v %v", name, len(groups), diags, more)
		} else if last := groups[rows-1]; last.Slug != "group-19999-of-ynys-mon-llyn" || last.Pos.Line != 2*rows || last.Values["address"] != "19999 High Street, Menai Bridge\nLL59 5AA" {
			t.Errorf("%s: the last group is %+v", name, last)
		}
	}
	f, diags := ReadTable(fsys, "large.csv", "large.csv")
	if f != nil || len(diags) != 1 || diags[0].Message != "this table is too large: 32.0 MB, and the maximum is 32 MB" {
		t.Errorf("reported is %v", diags)
	}
	if f, diags = ReadTable(fsys, "none.csv", "none.csv"); f != nil || len(diags) != 1 {
		t.Errorf("reported is %v", diags)
	}
}

// TestReadGroupsCells: what is in a cell that nobody typed is reported there, once.
func TestReadGroupsCells(t *testing.T) {
	for _, c := range []struct{ about, text, groups, diags string }{
		{"zero width", "group\nLe\u200beds\u00ad\n", "leeds=Leeds/", ""},
		{"zero width in a slug", "group,slug\nLeeds,le\u200beds\n", "leeds=Leeds/", ""},
		{"zero width alone", "group,phone\n\u200b,\ufeff\nYork,1\n", "york=York/1", ""},
		{"a private font", "group\n\uf0b7 Leeds\n", "", "2:1 error: group: there is a character here that nobody can see"},
		{"a joiner", "group\nLe\u200deds\nنیم\u200cفاصله\n", "نیم-فاصله=نیم\u200cفاصله/", "2:1 error: group: there is a character here that nobody can see"},
		{"turned, once", "group\nLe\u202eeds\n", "", "2:1 error: group: there is a character in this that turns the direction of the text"},
		{"a control character, once", "group\nLe\x07eds\n", "", "2:1 error: group: there is a control character in this, which nobody can see"},
		{"a tab", "group\nLeeds\tleeds\n \tYork\t\n", "york=York/", "2:1 error: group: there is a tab in this cell, as between two cells"},
		{"marks in the middle", "\ufeff\ufeffgroup\nLeeds\n\ufeffYork\n", "leeds=Leeds/ york=York/", ""},
	} {
		f, found := parseTable("groups.csv", []byte(c.text))
		if f == nil || len(found) > 0 {
			t.Fatalf("%s: %v", c.about, found)
		}
		groups, diags := readGroups(c.text)
		if got := strings.Join(groups, " "); got != c.groups {
			t.Errorf("%s: the groups are %q, not %q", c.about, got, c.groups)
		}
		if got := strings.Join(diags, "|"); got != c.diags {
			t.Errorf("%s: reported is\n%q, not\n%q", c.about, got, c.diags)
		}
	}
}

// TestDecodeTable: the guess at an encoding is right, or there is none.
func TestDecodeTable(t *testing.T) {
	for _, c := range []struct{ about, data, text, guessed string }{
		{"Windows-1252", "caf\xe9 \x96 \x93x\x94 O\x92Neill", "café – “x” O’Neill", "Windows-1252"},
		{"letters alone", "\xc9\xe9", "Éé", "Windows-1252"},
		{"a byte that Windows-1252 has nothing for", "a\x81", "a\x81", ""},
		{"DOS: é", "caf\x82 x", "caf\x82 x", ""},
		{"DOS: ö", "K\x94ln", "K”ln", "Windows-1252"}, // a closing quote can be there; the warning shows it
		{"Mac", "a\rcaf\x8e", "a\rcafé", "Mac Roman"},
		{"UTF-8 and Windows-1252", "é \xe9", "é \xe9", ""},
		{"zero bytes that are no UTF-16", "\x00\x01\x02\x00", "\x00\x01\x02\x00", ""},
		{"an odd byte", "g\x00r\x00x", "g\x00r\x00x", ""},
		{"UTF-32", "\xff\xfe\x00\x00g\x00\x00\x00", "\x00g\x00", ""},
		{"nothing", "", "", ""},
		{"a mark alone", "\xff\xfe", "", ""},
	} {
		if text, guessed := decodeTable([]byte(c.data)); string(text) != c.text || guessed != c.guessed {
			t.Errorf("%s: %q, guessed is %q", c.about, text, guessed)
		}
	}
}

// BenchmarkReadGroups reads a table of 100,000 groups, from its bytes to their slugs and values: 9 MB in 1.4 s of one core, and 376 MB
// allocated, of which the groups keep 50 MB.
func BenchmarkReadGroups(b *testing.B) {
	const rows = 100_000
	fsys := fstest.MapFS{"groups.csv": {Data: []byte(manyGroups(rows))}}
	b.SetBytes(int64(len(fsys["groups.csv"].Data)))
	b.ReportAllocs()
	for b.Loop() {
		f, _ := ReadTable(fsys, "groups.csv", "groups.csv")
		if groups, diags := ReadGroups(f, tableFields(), []string{"MS Society", "MSS"}); len(groups) != rows || len(diags) > 0 {
			b.Fatal(len(groups), diags)
		}
	}
}
