package source

import "testing"

// TestEscapes: a character that an escape makes, and that nobody can see, is reported wherever it is in the YAML.
func TestEscapes(t *testing.T) {
	type inner struct {
		Title string            `yaml:"title"`
		Words map[string]any    `yaml:"words"`
		Names map[string]string `yaml:"names"`
		List  []string          `yaml:"list"`
		Day   Date              `yaml:"day"`
	}
	const unseen = "a backslash between double quotes makes a character here that nobody can see: "
	const letter = "a backslash between double quotes changes what follows it into another character: \\t becomes a tab"
	for text, want := range map[string]string{
		`title: "a\u202eb"`:                "1:8 " + unseen + "one that changes the direction of the text (U+202E)",
		`title: "a\ufffeb"`:                "1:8 " + unseen + "one that no text can have (U+FFFE)",
		`title: "a\U0001ffffb"`:            "1:8 " + unseen + "one that no text can have (U+1FFFF)",
		`title: "a\x01b"`:                  "1:8 " + unseen + "a control character (U+0001)",
		`title: "a\Lb"`:                    "1:8 " + unseen + "a line separator (U+2028)",
		`title: "a\r\nBcc: b"`:             "1:8 " + letter,
		`words: {a: {b: ["c", "\x9b"]}}`:   "1:22 " + unseen + "a control character (U+009B)",
		"names:\n  \"a\\u0085\": b":        "2:3 " + unseen + "a control character (U+0085)",
		"list: [\"a\n  b\", \"c\\\"\\a\"]": "2:7 " + letter,
		"title: \"a\n\n  b\"":              "", // a line break without an escape
		`title: "a \"b\" \\ \u2019"`:       "",
		`title: 'a\u202eb'`:                "",
	} {
		f, diags := Parse("x.yaml", []byte(text))
		if f == nil || len(diags) > 0 {
			t.Fatalf("%q: %v", text, diags)
		}
		got := ""
		for _, d := range f.Decode(new(inner)) {
			got += d.Pos.String()[len("x.yaml:"):] + " " + d.Message
			if d.Hint == "" || d.Severity != Error {
				t.Errorf("%q: incomplete: %+v", text, d)
			}
		}
		if got != want {
			t.Errorf("%q:\n got %q\nwant %q", text, got, want)
		}
	}
}

// TestWindowsPath: a path of Windows between double quotes is an error that says how to write it, whatever letters follow its backslashes.
func TestWindowsPath(t *testing.T) {
	for _, text := range []string{`"C:\new"`, `"C:\Users\me"`, `"D:\sites"`, `"C:\x"`, `"\\server\share"`} {
		var v struct{ Folder string }
		f, _ := Parse("x.yaml", []byte("folder: "+text+"\n"))
		diags := f.Decode(&v)
		if len(diags) != 1 || diags[0].Line != 1 || diags[0].Hint != singleQuotes {
			t.Errorf("%s: %+v", text, diags)
		}
	}
}

// TestOneLine: a value is one line, unless its type says otherwise.
func TestOneLine(t *testing.T) {
	type lines string
	var v struct {
		A, B, C, D string
		List       []string
		Lines      lines
	}
	f, _ := Parse("x.yaml", []byte("a: |\n  one\n  two\nb: >\n  one\n\n  two\nc: 'one\n\n  two'\nd: \"one  two\"\nlist:\n  - |\n    one\n    two\nlines: |-\n  one\n  two\n"))
	if diags := f.Decode(&v); len(diags) > 0 {
		t.Fatal(diags)
	}
	if v.A != "one two" || v.B != "one two" || v.C != "one two" || v.D != "one  two" || v.List[0] != "one two" || v.Lines != "one\ntwo" {
		t.Errorf("read %+v", v)
	}
}
