package table

import (
	"encoding/csv"
	"encoding/json"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestCells holds each cell against the fixture that the browser's tests read too, and against a reader of the format.
func TestCells(t *testing.T) {
	data, err := os.ReadFile("testdata/cells.json")
	if err != nil {
		t.Fatal(err)
	}
	var cells []struct{ About, Text, Cell string }
	if err := json.Unmarshal(data, &cells); err != nil || len(cells) == 0 {
		t.Fatal(len(cells), err)
	}
	for _, c := range cells {
		got := safeCell(c.Text)
		if got != c.Cell {
			t.Errorf("%s: the cell is %q, not %q", c.About, got, c.Cell)
		}
		for _, separator := range []rune{',', ';', '\t'} { // by the country
			r := csv.NewReader(strings.NewReader("x," + got + ",x\n"))
			r.Comma, r.LazyQuotes, r.FieldsPerRecord = separator, true, -1
			rows, err := r.ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			for _, cell := range slices.Concat(rows...) {
				seen := []rune(strings.TrimLeft(cell, " \t\r\n\"\u00a0\u3000\u200b\ufeff\u0001"))
				if len(seen) > 0 && strings.ContainsRune("=+-@＝＋－＠﹦⁺−", seen[0]) {
					t.Errorf("%s: with %q between cells, one is %q", c.About, separator, cell)
				}
			}
		}
	}
}

// TestText: whatever is written is read again as it was, however the apostrophes of a text and those that are added meet.
func TestText(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"'", "'", "=", "-", "＝", ";", "\t", "\n", "\r", " ", "\"", ",", "a", "\u00a0", "\u200b"}
	guards := 0
	for range 20000 {
		text := ""
		for range rng.IntN(8) {
			text += pieces[rng.IntN(len(pieces))]
		}
		var b strings.Builder
		if err := WriteRow(&b, []string{text}); err != nil {
			t.Fatal(err)
		}
		cell := strings.TrimSuffix(b.String(), "\r\n")
		if strings.HasPrefix(cell, `"`) {
			cell = strings.ReplaceAll(cell[1:len(cell)-1], `""`, `"`)
		}
		if got := Text(cell); got != text {
			t.Fatalf("%q is written as %q and read as %q", text, cell, got)
		}
		if cell != text {
			guards++
		}
	}
	if guards < 5000 {
		t.Errorf("only %d texts were changed", guards)
	}
}
