package markdown

import (
	"strings"
	"testing"

	"handrail/internal/language"
	"handrail/internal/source"
)

// TestReferences: a reference to a character that nobody can see is reported where it is, and one that is shown as it is typed is not.
func TestReferences(t *testing.T) {
	for text, want := range map[string]string{
		"a &#1; b":                                            `p.md:1:3 &#1; control character (U+0001)`,
		"# A&#13;&#10;Bcc: x\n":                               `p.md:1:4 &#13; control character (U+000D)|p.md:1:9 &#10; control character (U+000A)`,
		"a&NewLine;b":                                         `p.md:1:2 &NewLine; control character (U+000A)`,
		"a &#x202E; b":                                        `p.md:1:3 &#x202E; one that changes the direction of the text (U+202E)`,
		"a &#xfffe; &#65535; b":                               `p.md:1:3 &#xfffe; one that no text can have (U+FFFE)|p.md:1:12 &#65535; one that no text can have (U+FFFF)`,
		"[a](b&#10;c \"d&#1;\")":                              `p.md:1:6 &#10; control character (U+000A)|p.md:1:15 &#1; control character (U+0001)`,
		"![a&#1;](b.png)":                                     `p.md:1:4 &#1; control character (U+0001)`,
		"| a&#1; |\n|---|\n| b |":                             `p.md:1:4 &#1; control character (U+0001)`,
		"&#128; is one in markdown":                           `p.md:1:1 &#128; control character (U+0080)`,
		"\\&#1; `&#1;` &amp;#1; &#1 and &x1;":                 "",
		"    &#1;\n\n```\n&#1;\n```\n":                        "",
		"a <!-- &#1; --> b\n\n<!-- &#1; -->\n":                "",
		"&shy; &nbsp; &lrm; &zwj; &#0; &#xd800; &amp; & AT&T": "",
	} {
		f, _ := source.Parse("p.md", []byte(text))
		_, diags := NewParser(language.English()).Parse(f)
		var told []string
		for _, d := range diags {
			if d.Check == "source" && d.Severity == source.Error && d.Hint != "" {
				told = append(told, d.Pos.String()+" "+strings.NewReplacer(" stands for a character that nobody can see:", "", ": a control", ": control", "a control", "control").Replace(d.Message))
			}
		}
		if got := strings.Join(told, "|"); got != want {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
	}
}

// TestReferencesInHTML: HTML reads references without a semicolon as well.
func TestReferencesInHTML(t *testing.T) {
	for text, want := range map[string]int{
		"<abbr title=\"a&#1 b&#x202e;\">c</abbr>": 2,
		"<b>a&#1;</b>":                              1,
		"<div>\na &#1 b\n</div>":                    1,
		"<div>\n<!-- &#1; -->\n</div> <b>&amp;</b>": 1,
		"<abbr title=\"&#128;\">c</abbr>":           0, // €
	} {
		_, told := parseHTML(t, text)
		if len(told) != want {
			t.Errorf("%q: told %q", text, told)
		}
	}
}
