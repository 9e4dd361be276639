package statement

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"handrail/internal/language"
)

// TestFieldClean: what people type into each kind of field. The tests of the browser read the same file.
func TestFieldClean(t *testing.T) {
	data, err := os.ReadFile("testdata/kinds.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases struct {
		Day    string   `json:"day"`
		Months []string `json:"months"`
		Cases  []struct {
			About string `json:"about"`
			Field Field  `json:"field"`
			Text  string `json:"text"`
			Value string `json:"value"`
			Fault Fault  `json:"fault"`
			Shown string `json:"shown"`
		} `json:"cases"`
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases.Cases {
		value, fault := c.Field.Clean(c.Text)
		if value != c.Value || fault != c.Fault {
			t.Errorf("%s: %q becomes %q (%s), not %q (%s)", c.About, c.Text, value, fault, c.Value, c.Fault)
		}
		if c.Shown == "" {
			c.Shown = c.Value
		}
		if fault == "" {
			if shown := DateWords(value, language.Dates{Day: cases.Day, Months: cases.Months}); shown != c.Shown {
				t.Errorf("%s: shown is %q, not %q", c.About, shown, c.Shown)
			}
			if again, fault := c.Field.Clean(value); again != value || fault != "" {
				t.Errorf("%s: %q becomes %q (%s) when it is cleaned again", c.About, value, again, fault)
			}
			continue
		}
		for _, kind := range Kinds() {
			if Kind(kind) != c.Field.Kind && slices.Contains(Kind(kind).Faults(), fault) {
				t.Errorf("%s: %s is a fault of the kind %s alone, and comes in a field of the kind %q", c.About, fault, kind, c.Field.Kind)
			}
		}
		if message, hint := c.Field.Explain(fault); message == "" || hint == "" {
			t.Errorf("%s: %s is told as %q, %q", c.About, fault, message, hint)
		}
	}
}

// TestDeclare: what cannot be said of a field, at its place.
func TestDeclare(t *testing.T) {
	for _, c := range []struct{ about, fields, want string }{
		{"every kind", "a: {label: A, kind: text}, b: {label: B, kind: line}, c: {label: C, kind: date, min: 2026-01-01, max: 2026-12-31, default: 2026-02-03}, d: {label: D, kind: choice, options: [Yes, No], default: No}, e: {label: E, kind: email}, f: {label: F, kind: phone}, g: {label: G, kind: number, min: 1, max: 9.5, default: 2}", ""},
		{"an unknown kind", "a: {label: A, kind: dat}", `8:27 there is no kind of field "dat" | Did you mean "date"?`},
		{"options without a choice", "a: {label: A, options: [x, y]}", "8:27 only a choice has options | Add kind: choice, or remove options."},
		{"a choice without options", "a: {label: A, kind: choice}", `8:13 the choice "a" has fewer than two options | Add options, a list of two or more: [Monday, Tuesday].`},
		{"an option twice", "a: {label: A, kind: choice, options: [x, y, x]}", `8:57 the choice "a" has the option "x" twice | Keep one of the two.`},
		{"an empty option", "a: {label: A, kind: choice, options: [x, '']}", `8:54 an option of "a": there is nothing here | Write a name.`},
		{"braces in an option", "a: {label: A, kind: choice, options: [x, '{{b}}']}", `8:54 an option of "a": there are double braces in this, which stand for fields | Take out {{ and }}.`},
		{"limits of a choice", "a: {label: A, kind: choice, options: [x, y], max: 3}", "8:58 a choice has no limits other than its options | Remove min and max."},
		{"a least text", "a: {label: A, min: 3}", "8:27 only a number or a date has a minimum | Remove it, or use kind: number or kind: date."},
		{"no length", "a: {label: A, max: long}", `8:27 "long" is not a length for a text | Write how many characters the text can have, for example 80.`},
		{"length nought", "a: {label: A, max: 0}", `8:27 "0" is not a length for a text | Write how many characters the text can have, for example 80.`},
		{"no day", "a: {label: A, kind: date, min: 1/2/2026}", `8:39 "1/2/2026" is no date | Write the year first, as in 2026-11-20. In a spreadsheet, give the column the format yyyy-mm-dd.`},
		{"turned limits", "a: {label: A, kind: number, min: 10, max: 9}", "8:50 the minimum 10 is above the maximum, 9 | Swap the two."},
		{"a wrong default", "a: {label: A, kind: email, default: x}", `8:40 the default of "a": this is not an email address | Write one address, such as leeds@example.org.`},
		{"a default that is too long", "a: {label: A, max: 3, default: Leeds}", `8:35 the default of "a": this is too long: the maximum is 3 characters | Write it shorter.`},
		{"a default that is no option", "a: {label: A, kind: choice, options: [x, y], default: z}", `8:58 the default of "a": this is not one of the options | It can be: x, y.`},
		{"the site's own", "version: {label: A}", "8:13 the site itself fills in {{version}} | Give it another name."},
		{"the column of files", "slug: {label: A}", `8:13 a field cannot be called "slug" | Give it another name: in groups.csv, slug is what a group's files are called.`},
		{"a space in its name", "a b: {label: A}", `8:13 a field cannot be called "a b" | Use lowercase letters, digits, dashes and underscores.`},
	} {
		use := ""
		for _, name := range []string{"a", "b", "c", "d", "e", "f", "g"} {
			if strings.HasPrefix(c.fields, name+": {label") || strings.Contains(c.fields, ", "+name+": {label") {
				use += "{{" + name + "}} "
			}
		}
		_, diags := parseStatement(t, strings.Replace(head, "changes", "order: 1\nsubject: x\nchanges", 1)+"fields:    {"+c.fields+"}\n---\n"+use+"\n")
		var got []string
		for _, d := range diags {
			if !strings.Contains(d, "order") {
				got = append(got, strings.TrimPrefix(d, "s.md:"))
			}
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s: reported is\n%s\nnot\n%s", c.about, strings.Join(got, "\n"), c.want)
		}
	}
}

// TestUse: fields, parts and braces that are none, in the text and in the keys.
func TestUse(t *testing.T) {
	const fields = "fields:\n  group: {label: G}\n  phone: {label: P, kind: phone, optional: true}\n  note: {label: N, kind: text, optional: true}\n"
	const near = " this is not a field, and would be left as it is | Write {{group}}."
	const all = "{{group}} {{#when phone}}{{phone}}{{/when}} {{#when note}}{{note}}{{/when}}\n\n"
	const part = " this does not begin or end a part that can be left out | A part that is left out when a field is empty begins with {{#when NAME}}, with the name of one field, and ends with {{/when}}. There is nothing else of this kind."
	for _, c := range []struct{ about, keys, text, want string }{
		{"in order", "", all, ""},
		{"in the keys", "subject: '{{group}} {{#when phone}}({{phone}}){{/when}}'\nfile: '{{#when note}}note{{/when}}'\n", "x", ""},
		{"unused", "", "{{group}} {{#when phone}}x{{/when}}", `10:3 the field "note" is not used | Write {{note}} where it belongs in the text, or remove it here.`},
		{"in a comment alone", "", all[:10] + "{{#when phone}}x{{/when}}\n\n<!-- {{note}} {group} -->", `10:3 the field "note" is not used | Write {{note}} where it belongs in the text, or remove it here.`},
		{"one brace", "", all + "{group}", "15:1" + near},
		{"one brace, with spaces", "", all + "{ group }", "15:1" + near},
		{"one brace, and a word of no field", "", all + "{your town}", "15:1 this is not a field, and would be left as it is | A field has two braces on each side. It can be: org.name, org.short, version, date, group, phone, note."},
		{"a dollar", "", all + "${group}", "15:2" + near},
		{"one brace at its end", "", all + "{{group}", "15:1" + near},
		{"one brace at its start", "", all + "{group}}", "15:1" + near},
		{"a space between the braces", "", all + "{ {group} }", "15:1" + near},
		{"three braces", "", all + "{{{group}}}", "15:1 there is a brace too many beside this field | Write a field with two braces on each side, as in {{group}}."},
		{"a capital", "", all + "{{Group}}", `15:1 there is no field "Group" | Did you mean {{group}}?`},
		{"a letter too many", "", all + "{{groep}}", `15:1 there is no field "groep" | Did you mean {{group}}?`},
		{"two words", "", all + "{{the group}}", "15:1 this is not a field, and would be left as it is | A field has two braces on each side. It can be: org.name, org.short, version, date, group, phone, note."},
		{"an invisible character", "", all + "{{gro\u200bup}}", "15:1" + near},
		{"wide braces", "", all + "｛｛group｝｝", "15:1" + near},
		{"over two lines", "", all + "{{group\n}}", "15:1 a field opens here and never closes | "},
		{"in code", "", all + "`{{group}}`", `15:2 the field "group" is not filled in here | Write it in the text itself: it cannot be in code, in the address of a link, or behind a \.`},
		{"in an address", "", all + "[x](mailto:{{group}})", `15:12 the field "group" is not filled in here | Write it in the text itself: it cannot be in code, in the address of a link, or behind a \.`},
		{"behind a backslash", "", all + `\{\{group\}\}`, "15:2" + near},
		{"one brace at one side", "", all + "for {group, and\ngroup} as well", "15:5" + near + "\n16:6" + near},
		{"as character references", "", all + "&#123;&#123;group&#125;&#125;", "15:1 these braces are written as &#123;, and would not be read as a field | "},
		{"meant as braces", "", all + `\{group\}`, ""},
		{"no word", "", all + "f(x) = {x | x > 0}, :-}", ""},
		{"not declared", "", all + "{{#when phnoe}}x{{/when}}", `15:1 there is no field "phnoe" | Did you mean {{phone}}?`},
		{"never empty", "", all + "{{#when group}}x{{/when}}", `15:1 the field "group" always has a value, so this part is never left out | Remove {{#when group}} and its {{/when}}, or add optional: true to the field.`},
		{"the site's own", "", all + "{{#when org.name}}x{{/when}}", `15:1 the field "org.name" always has a value, so this part is never left out | Remove {{#when org.name}} and its {{/when}}, or add optional: true to the field.`},
		{"outside of its part", "", all + "Call {{phone}}.", `15:6 the field "phone" can be left empty, and would leave a gap here | Put {{#when phone}} before everything that is left out when it is empty, and {{/when}} after it.`},
		{"in the part of another", "", all + "{{#when note}}{{phone}}{{/when}}", `15:15 the field "phone" can be left empty, and would leave a gap here | Put {{#when phone}} before everything that is left out when it is empty, and {{/when}} after it.`},
		{"if", "", all + "{{#if phone}}x{{/if}}", "15:1" + part + "\n15:15" + part},
		{"a section of Mustache", "", all + "{{#phone}}x{{/phone}}", "15:1" + part + "\n15:12" + part},
		{"without a field", "", all + "{{#when}}", "15:1" + part},
		{"with two fields", "", all + "{{#when phone note}}", "15:1" + part},
		{"a name at its end", "", all + "{{#when phone}}x{{/when phone}}", "15:1 a part that can be left out begins here and never ends | Write {{/when}} where the part ends.\n15:17" + part},
		{"in the subject", "subject: 'For {group}'\n", all, "7:1" + near},
		{"an open part in the subject", "subject: 'For {{#when phone}}x'\n", all, "7:1 a part that can be left out begins in subject and never ends | Write {{/when}} where the part ends."},
		{"lines in the name of a file", "file: '{{#when note}}{{note}}{{/when}}'\n", all, `7:1 the field "note" can have several lines, and file is one line | Use a field of one line.`},
		{"a gap in the subject", "subject: 'For {{phone}}'\n", all, `7:1 the field "phone" can be left empty, and would leave a gap here | Put {{#when phone}} before everything that is left out when it is empty, and {{/when}} after it.`},
	} {
		text := head + fields
		if c.keys != "" {
			text = head[:len(head)-len("changes:\n  - {version: 1, date: 2026-11-20, what: First.}\n")] + "changes: [{version: 1, date: 2026-11-20, what: First.}]\norder: 1\n\n" + c.keys + fields
		} else {
			text = head + "order: 1\n" + fields + "#\n"
		}
		_, diags := parseStatement(t, text+"---\n"+c.text)
		var got []string
		for _, d := range diags {
			if !strings.Contains(d, `"order"`) {
				got = append(got, strings.TrimPrefix(d, "s.md:"))
			}
		}
		if all := strings.Join(got, "\n"); all != c.want && (c.want == "" || !strings.HasPrefix(all, c.want) || !strings.HasSuffix(c.want, "| ")) {
			t.Errorf("%s: reported is\n%s\nnot\n%s", c.about, all, c.want)
		}
	}
}

// TestLineParts: no space is left over in a key, whichever of its parts are left out.
func TestLineParts(t *testing.T) {
	const a, b = "{{#when a}}A{{/when}}", "{{#when b}}B{{/when}}"
	for _, c := range []struct{ text, none, onlyB, both string }{
		{a + " now", "now", "now", "A now"},
		{a + " " + b + " now", "now", "B now", "A B now"},
		{"Call " + a + " " + b + ".", "Call.", "Call B.", "Call A B."},
		{"Call " + a + " now " + b, "Call now", "Call now B", "Call A now B"},
		{"{{#when a}} A {{/when}}now{{#when b}} B {{/when}}", "now", "now B", "A now B"},
		{"For us{{#when a}}, A{{/when}}{{#when b}} B{{/when}}", "For us", "For us B", "For us, A B"},
	} {
		line := tidyLine(c.text)
		for _, v := range []struct {
			values Values
			want   string
		}{{Values{"a": "", "b": ""}, c.none}, {Values{"a": "", "b": "b"}, c.onlyB}, {Values{"a": "a", "b": "b"}, c.both}} {
			if got := v.values.Fill(line, nil); got != v.want {
				t.Errorf("%s with %v is %q, not %q", c.text, v.values, got, v.want)
			}
		}
	}
}
