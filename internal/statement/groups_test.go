package statement

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"handrail/internal/output"
	"handrail/internal/source"
)

func readGroups(text string) (groups []string, diags []string) {
	f, more := parseTable("groups.csv", []byte(text))
	if f == nil {
		return nil, []string{more[0].Message}
	}
	read, found := ReadGroups(f, []Field{{Name: "group", Max: "20"}, {Name: "phone"}}, []string{"MS Society", "MSS"})
	for _, g := range read {
		groups = append(groups, fmt.Sprintf("%s=%s/%s", g.Slug, g.Values["group"], g.Values["phone"]))
	}
	for _, d := range found {
		diags = append(diags, fmt.Sprintf("%d:%d %s: %s", d.Line, d.Col, d.Severity, d.Message))
	}
	return groups, diags
}

func TestReadGroups(t *testing.T) {
	for _, c := range []struct{ about, text, groups, diags string }{
		{"plain", "group,phone\nLeeds,1\nYnys Môn & Llŷn,2\n", "leeds=Leeds/1 ynys-mon-llyn=Ynys Môn & Llŷn/2", ""},
		{"a slug", "slug,group\nnorth,Leeds\n", "north=Leeds/", ""},
		{"as spreadsheets write it", "\ufeffGroup;Phone\r\n\"Leeds; North\";1\r\n;\r\n", "leeds-north=Leeds; North/1", ""},
		{"empty lines", "group\n\nLeeds\n \n", "leeds=Leeds/", ""},
		{"other letters", "group\nתל אביב\n東京\n", "תל-אביב=תל אביב/ 東京=東京/", ""},
		{"twice", "group\nLeeds\nYork\nLEEDS\n", "leeds=Leeds/ york=York/", "4:1 error: this group is already on line 2"},
		{"the same file", "group\nSt John's\nSt. Johns\n", "st-johns=St John's/", "3:1 error: the files of this group would have the same name as those of line 2: st-johns"},
		{"no file", "group\n🙂\n", "", "2:1 error: no name for the files of this group can be made from its own name"},
		{"a bad slug", "group,slug\nLeeds,../up\n", "", `2:7 error: files cannot be called "../up"`},
		{"names of devices", "group,slug\nCON,\ncom¹,\nNul.txt,\nLeeds,aux\n", "con-x=CON/ com1-x=com¹/ nul-txt=Nul.txt/", `5:7 error: files cannot be called "aux"`},
		{"refused", "group\nLe\u202eeds\n{{x}}\n" + strings.Repeat("x", 21) + "\nYork\n", "york=York/", "2:1 error: group: there is a character in this that turns the direction of the text|3:1 error: group: there are double braces in this, which stand for fields|4:1 error: group: this is too long: the maximum is 20 characters"},
		{"a line break", "group\n\"Leeds\nNorth\"\nYork\n", "york=York/", "2:1 error: group: this goes over more than one line"},
		{"the organisation's name", "group\nMSS Leeds\n", "mss-leeds=MSS Leeds/", `2:1 warning: group: "MSS Leeds" repeats what the statement already says`},
		{"an unknown column", "groop\nLeeds\n", "", `1:1 error: no statement has a field "groop"`},
		{"a column twice", "group,group\nLeeds,x\n", "", `1:7 error: there are two columns "group"`},
		{"too many columns", "group\nLeeds, North\nYork\n", "york=York/", "2:7 error: the first row has no name for the column of this cell"},
		{"open quotes", "group\nLeeds\n\"York\n", "leeds=Leeds/", "3:1 error: a quote opens a cell here and does not close it, or text follows it"},
		{"empty", "", "", "1:1 error: this table is empty"},
		{"a sign for a column", "group,-\nLeeds,x\n", "", `1:7 error: no statement has a field "-"`},
		{"no groups yet", "group,slug\n", "", ""},
	} {
		groups, diags := readGroups(c.text)
		if got := strings.Join(groups, " "); got != c.groups {
			t.Errorf("%s: the groups are %q, not %q", c.about, got, c.groups)
		}
		if got := strings.Join(diags, "|"); got != c.diags {
			t.Errorf("%s: told is\n%q, not\n%q", c.about, got, c.diags)
		}
	}
}

// TestReadGroupsKinds: a cell is held to its field's kind, one of an optional field can be empty, and a default needs no column.
func TestReadGroupsKinds(t *testing.T) {
	f, _ := source.Parse("groups.csv", []byte("group,day,phone,note\nLeeds,2026-12-05,,\"a\nb\"\nYork,2026-02-30,111,x\nHull,2026-12-06,1,x\nBath,,111,\n"))
	fields := []Field{{Name: "group"}, {Name: "day", Kind: KindDate}, {Name: "phone", Kind: KindPhone, Optional: true}, {Name: "note", Kind: KindText, Default: "none"},
		{Name: "way", Kind: KindChoice, Options: []string{"x", "y"}, Default: "y"}}
	groups, found := ReadGroups(f, fields, nil)
	if len(groups) != 1 || groups[0].Values["note"] != "a\nb" || groups[0].Values["way"] != "y" || groups[0].Values["phone"] != "" {
		t.Errorf("the groups are %+v", groups)
	}
	var diags []string
	for _, d := range found {
		diags = append(diags, fmt.Sprintf("%d:%d %s", d.Line, d.Col, d.Message))
	}
	if got := strings.Join(diags, "|"); got != "4:6 day: this is not a date|5:17 phone: this is not a phone number|6:6 day: there is nothing here" {
		t.Errorf("reported is %q", got)
	}
}

// FuzzReadGroups: every line is a group or is reported, and no two groups share a file.
func FuzzReadGroups(f *testing.F) {
	for _, seed := range []string{"group,phone\nLeeds,1\n", "group;slug\n\"a\"\"b\";x\n", "\"", "group\n\"a\nb\"\n", "group\n\xf0\n",
		"sep=;\ngroup;slug\na;b\n", "\xff\xfeg\x00r\x00o\x00u\x00p\x00\n\x00a\x00", "group,,\n,,\na,,\ncon,x,\n", "group\ra\r“b”\r", "Group\tPHONE\na\t\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file, _ := parseTable("groups.csv", []byte(text))
		if file == nil {
			return
		}
		groups, diags := ReadGroups(file, []Field{{Name: "group", Max: "20"}, {Name: "phone"}}, nil)
		slugs := map[string]bool{}
		for _, g := range groups {
			if g.Slug == "" || slugs[g.Slug] || output.Device(g.Slug) || slug(g.Slug) != g.Slug || strings.ContainsAny(g.Slug, "/\\. \x00") {
				t.Fatalf("a group's files are called %q", g.Slug)
			}
			slugs[g.Slug] = true
		}
		met := map[int]bool{}
		for _, g := range groups {
			met[g.Pos.Line] = true
		}
		for _, d := range diags {
			met[d.Line] = true
		}
		for i, line := range strings.Split(string(file.Data), "\n") {
			if len(groups) > 0 && i+1 > groups[0].Pos.Line && strings.ContainsFunc(line, unicode.IsLetter) && !met[i+1] && !bytes.Contains(file.Data, []byte(`"`)) {
				t.Fatalf("line %d of %q is neither a group nor reported", i+1, file.Data)
			}
		}
		for _, d := range diags {
			if d.Line < 1 || d.Col < 1 || d.Message == "" || d.Hint == "" {
				t.Fatalf("incomplete: %+v", d)
			}
		}
	})
}
