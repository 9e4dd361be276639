package table

import (
	"encoding/csv"
	"encoding/json"
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
