package xlsx

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func bytesOf(parts map[string]string) map[string][]byte {
	out := map[string][]byte{}
	for name, part := range parts {
		out[name] = []byte(part)
	}
	return out
}

// TestReadsWhatItWrites: every text is the same again, whatever XML and the form of its escapes make of it, and empty rows keep their place.
func TestReadsWhatItWrites(t *testing.T) {
	texts := []string{"a", "=cmd|' /C calc'!A0", "<b>&amp;</b> ]]> \"'", " two\nlines\tand a tab ", "a\rb\x01c\uFFFE", "_x000D_", "_x00G0_", "x_x0041_", "مرحبا 🏳️‍🌈 \u200f", "1e3", "0012", "-"}
	var rows [][]Cell
	for _, text := range texts {
		rows = append(rows, []Cell{{Text: text}, {}, {Text: text + text}}, nil)
	}
	rows = append(rows, make([]Cell, 30))
	rows[len(rows)-1][29] = Cell{Text: "2.5", Number: true}
	sheets, err := Read(bytesOf(Write("A & B", rows)))
	if err != nil || len(sheets) != 1 || sheets[0].Name != "A & B" || len(sheets[0].Unsure) > 0 {
		t.Fatal(sheets, err)
	}
	for i, row := range rows {
		var want []string
		for _, c := range row {
			want = append(want, c.Text)
		}
		if got := sheets[0].Rows[i]; !slices.Equal(got, want) {
			t.Errorf("row %d is %q, and not %q", i+1, got, want)
		}
	}
	if sheet := Write("", rows)["xl/worksheets/sheet1.xml"]; !strings.Contains(sheet, `<c r="AD25"><v>2.5</v></c>`) || strings.Contains(sheet, "<f") {
		t.Error("the sheet has no number, or a formula:", sheet)
	}
	if again := Write("A & B", rows); !reflect.DeepEqual(again, Write("A & B", rows)) {
		t.Error("the same rows give other bytes")
	}
}

// book is a workbook as other programs write it: its sheets have other names, other relations and other forms of cells.
func book(sheet string, more ...string) map[string][]byte {
	parts := map[string][]byte{
		"_rels/.rels":           []byte(`<Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/x/book.xml"/></Relationships>`),
		"x/book.xml":            []byte(`<workbook xmlns:r="urn:r"><sheets><sheet name="Quiz" sheetId="7" r:id="s2"/><sheet name="Chart" r:id="c"/><sheet name="Other" sheetId="1" r:id="s1"/></sheets></workbook>`),
		"x/_rels/book.xml.rels": []byte(`<Relationships><Relationship Id="s1" Type="t/worksheet" Target="sheets/a.xml"/><Relationship Id="s2" Type="t/worksheet" Target="../x/sheets/b.xml"/><Relationship Id="c" Type="t/chartsheet" Target="c.xml"/><Relationship Id="t" Type="t/sharedStrings" Target="texts.xml"/><Relationship Id="y" Type="t/styles" Target="styles.xml"/></Relationships>`),
		"x/sheets/a.xml":        []byte(`<worksheet><sheetData/></worksheet>`),
		"x/sheets/b.xml":        []byte(`<worksheet><sheetViews><sheetView/></sheetViews><sheetData>` + sheet + `</sheetData></worksheet>`),
		"x/texts.xml":           []byte(`<sst><si><t>one</t></si><si><r><t>t</t></r><r><rPr><b/></rPr><t xml:space="preserve">wo </t></r><rPh sb="0" eb="1"><t>not this</t></rPh></si></sst>`),
		"x/styles.xml":          []byte(`<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="166" formatCode="[Red]#,##0.00_);(0)"/><numFmt numFmtId="167" formatCode="&quot;£&quot;0"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs></styleSheet>`),
	}
	for i := 0; i+1 < len(more); i += 2 {
		parts[more[i]] = []byte(more[i+1])
	}
	return parts
}

// TestReadsOthers: what other programs write is read as they show it, or said to be unsure.
func TestReadsOthers(t *testing.T) {
	for _, c := range []struct{ sheet, want string }{
		{`<row r="2"><c r="B2" t="s"><v>0</v></c><c t="s"><v>1</v></c></row>`, `[[] ["" "one" "two "]]`},
		{`<row><c t="inlineStr"><is><r><t>a</t></r><r><t>b_x000A_</t></r></is></c></row><row><c><v>1</v></c></row>`, `[["ab\n"] ["1"]]`},
		{`<row><c t="str"><f>A1&amp;B1</f><v>both</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c></row>`, `[["both" "TRUE" "FALSE"]]`},
		{`<row><c><v>0.30000000000000004</v></c><c><v>1E3</v></c><c s="1"><v>0.75</v></c><c s="3"><v>0.125</v></c><c s="5"><v>1234.5</v></c></row>`, `[["0.3" "1000" "75%" "12.5%" "1234.5"]]`},
		{`<row><c s="2"><v>46000</v></c><c s="4"><v>46000</v></c><c s="6"><v>5</v></c></row>`, `[["46000" "46000" "5"]] 0,0 0,1 0,2`},
		{`<row><c><f>1+1</f></c><c t="e"><v>#REF!</v></c><c t="s"><v>9</v></c><c t="d"><v>2026-11-29</v></c></row>`, `[["" "#REF!" "" "2026-11-29"]] 0,0 0,1 0,2 0,3`},
		{`<row><c s="1"/><c r="ZZZZ1" t="s"><v>0</v></c><extLst><c/></extLst></row>`, `[["" "one"]]`},
	} {
		sheets, err := Read(book(c.sheet))
		if err != nil || len(sheets) != 2 || sheets[0].Name != "Quiz" || sheets[1].Name != "Other" {
			t.Fatal(sheets, err)
		}
		got := fmt.Sprintf("%q", sheets[0].Rows)
		for _, u := range sheets[0].Unsure {
			got += fmt.Sprintf(" %d,%d", u.Row, u.Column)
		}
		if got != c.want {
			t.Errorf("%s\n is read as %s\n and not as %s", c.sheet, got, c.want)
		}
	}
}

// TestRefuses: what is no workbook, is broken, or is larger than anyone types, is an error that says so.
func TestRefuses(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	for _, c := range []struct {
		parts map[string][]byte
		want  string
	}{
		{nil, "lacks the list of its sheets"},
		{book("", "x/book.xml", "<workbook><sheets/></workbook>"), "lacks the list of its sheets"},
		{book("", "x/book.xml", "<workbook"), "this is not a workbook"},
		{book(`<row><c>`), "x/sheets/b.xml of this workbook cannot be read"},
		{book("", "x/texts.xml", "<sst><si>"), "x/texts.xml of this workbook cannot be read"},
		{book(`<row r="10001"><c><v>1</v></c></row>`), "too large"},
		{book(`<row r="-9"><c><v>1</v></c></row>`), "too large"},
		{book(`<row><c r="IW1"><v>1</v></c></row>`), "too large"},
		{book(`<row>`+strings.Repeat(`<c t="s"><v>0</v></c>`, 40)+`</row>`, "x/texts.xml", "<sst><si><t>"+long+"</t></si></sst>"), "too large"},
	} {
		if _, err := Read(c.parts); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("the error is %v, and not %q", err, c.want)
		}
	}
	for _, part := range []string{"x/sheets/b.xml", "x/texts.xml"} {
		parts := book("")
		delete(parts, part)
		if _, err := Read(parts); err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("without %s: %v", part, err)
		}
	}
}

func TestColumn(t *testing.T) {
	for n, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 701: "ZZ", 702: "AAA", 255: "IV"} {
		if got := Column(n); got != want {
			t.Errorf("column %d is %s, and not %s", n, got, want)
		}
		if got, ok := columnOf(want + "7"); got != n || !ok {
			t.Errorf("%s is column %d, and not %d", want, got, n)
		}
	}
}

// FuzzRead: whatever a sheet and the texts hold, reading them ends within its limits.
func FuzzRead(f *testing.F) {
	f.Add(`<row r="2"><c r="B2" t="s"><v>0</v></c></row>`, `<sst><si><t>one</t></si></sst>`)
	f.Add(`<row><c t="inlineStr"><is><r><t>a</t></r></is></c><c s="2"><v>1e999</v></c></row>`, `<sst/>`)
	f.Fuzz(func(t *testing.T, sheet, texts string) {
		sheets, err := Read(book(sheet, "x/texts.xml", texts))
		if err != nil {
			return
		}
		for _, s := range sheets {
			if len(s.Rows) > MaxRows || slices.ContainsFunc(s.Rows, func(row []string) bool { return len(row) > MaxColumns }) {
				t.Errorf("the sheet has %d rows", len(s.Rows))
			}
		}
	})
}
