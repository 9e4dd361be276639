package modules

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"handrail/internal/language"
	"handrail/internal/statement"
)

// TestStatementPlaceholders: the module refuses what a form has in place of a value, and of random words what the program refuses.
func TestStatementPlaceholders(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join(top, "internal/statement/testdata/placeholders.json"))
	if err != nil {
		t.Fatal(err)
	}
	var texts map[string][]string
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	pieces := strings.Fields("insert Insert enter type add write link change your Your our the a of for to here name Name names group group's groups' group’s branch email date number " +
		"town lead Leeds Coin sic TBC tbc. XXX xxx xx to be confirmed fill in delete as ___ ... … ?? [ ] [ ] < > ( ) { } “ ” ' İn 1")
	for range 3000 {
		text := ""
		for range 1 + random.IntN(5) {
			text += pieces[random.IntN(len(pieces))] + []string{" ", " ", ""}[random.IntN(3)]
		}
		texts["random"] = append(texts["random"], text)
	}
	all := slices.Concat(texts["refused"], texts["accepted"], texts["random"])
	got := answer[[]string](t, `
		import { cleanField } from "./templates/features/statement/value";
		const answer = (texts: string[]) => texts.map((text) => cleanField({ kind: "", optional: false, options: [], min: "", max: "" }, text).fault);
	`, all)
	refused := 0
	for i, text := range all {
		_, fault := statement.Field{}.In(language.English()).Clean(text)
		if got[i] != string(fault) {
			t.Errorf("%q: the module says %q, the program %q", text, got[i], fault)
		}
		if i >= len(all)-len(texts["random"]) && fault == statement.Form {
			refused++
		}
	}
	if refused < 100 || refused > 2900 {
		t.Errorf("%d of the random texts are refused: the test proves little", refused)
	}
}

// TestStatementKindsAgree: of random texts for each kind of field the module and the program make the same value, and write the
// same formats with it, parts and lists included.
func TestStatementKindsAgree(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	fields := []statement.Field{{Name: "a", Kind: "line", Optional: true}, {Name: "b", Kind: "text", Optional: true, Max: "30"},
		{Name: "c", Kind: "date", Optional: true, Min: "2026-02-01"}, {Name: "d", Kind: "number", Optional: true, Max: "99.5"},
		{Name: "e", Kind: "phone", Optional: true}, {Name: "f", Kind: "email", Optional: true}, {Name: "g", Kind: "choice", Optional: true, Options: []string{"1", "a@b.c"}}}
	for i, field := range fields {
		fields[i] = field.In(language.English())
	}
	pieces := append([]string{"2026-02-0", "2026-", "11", "1", "0", "9", "@", "b.c", "a@b.c", "+", "(", ")", " ext ", "x", ",", "\r\n", "\n\n", "ſ", "K", "٣", "‑"}, letters...)
	texts := make([]map[string]string, 400)
	for i := range texts {
		texts[i] = map[string]string{}
		for _, f := range fields {
			text := ""
			for range random.IntN(5) {
				text += pieces[random.IntN(len(pieces))]
			}
			if f.Kind == "date" && random.IntN(2) == 0 {
				text = fmt.Sprintf("202%d-%02d-%02d", random.IntN(10), random.IntN(14), random.IntN(33))
			}
			texts[i][f.Name] = text
		}
	}
	blocks, err := statement.ReadBlocks(`<p data-when="a">A <span data-when="a">{{a}}</span></p><blockquote><p>{{b}}</p></blockquote><ol><li data-when="c"><span data-when="c">{{c}}</span></li>` +
		`<li>{{b}}<ol start="4"><li data-when="d e"><span data-when="d">{{d}}</span> <span data-when="e">{{e}}</span></li><li>x</li></ol></li></ol>` +
		`<table><thead><tr><th>H</th></tr></thead><tbody><tr data-when="f"><td><span data-when="f">{{f}}</span></td></tr><tr><td>{{b}} {{g}}</td></tr></tbody></table>`)
	if err != nil {
		t.Fatal(err)
	}
	dates := language.Dates{Day: "{year}/{month}/{day}", Months: []string{"Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"}}
	doc := statement.Document{Lang: "cy", Subject: "To {{a}}{{#when c}} on {{c}}{{/when}}", Author: "A", Blocks: blocks, Fields: fields, Dates: dates}
	type written struct {
		Values     map[string]string
		Faults     string
		Text, Page string
		Word       string
	}
	word := doc.Word()
	var want []written
	for _, typed := range texts {
		w := written{Values: map[string]string{}}
		for _, f := range fields {
			value, fault := f.Clean(typed[f.Name])
			w.Faults += string(fault) + ";"
			if fault == "" {
				w.Values[f.Name] = value
			}
		}
		shown := statement.Values{}
		for name, value := range w.Values {
			shown[name] = value
			if name == "c" {
				shown[name] = statement.DateWords(value, dates)
			}
		}
		w.Text, w.Page = shown.Fill(doc.Text(), nil), shown.Fill(doc.Page(), statement.EscapeXML)
		for _, part := range word {
			w.Word += shown.Fill(part.Text, statement.EscapeXML)
		}
		want = append(want, w)
	}
	type limits struct {
		Name     string   `json:"name"`
		Kind     string   `json:"kind"`
		Optional bool     `json:"optional"`
		Options  []string `json:"options"`
		Min      string   `json:"min"`
		Max      string   `json:"max"`
	}
	var declared []limits
	for _, f := range fields {
		declared = append(declared, limits{f.Name, string(f.Kind), f.Optional, append([]string{}, f.Options...), f.Min, f.Max})
	}
	got := answer[[]written](t, `
		import { shown } from "./templates/features/statement/page";
		import { cleanField, escapeXML, fill } from "./templates/features/statement/value";
		const answer = (given: any) => given.texts.map((typed: any) => {
			const w: any = { Values: {}, Faults: "" };
			for (const field of given.fields) {
				const is = cleanField(field, typed[field.name]);
				w.Faults += is.fault + ";";
				if (!is.fault) w.Values[field.name] = is.value;
			}
			const values = shown({ fields: given.fields, formats: { day: given.day, months: given.months } } as any, w.Values);
			w.Text = fill(given.text, values);
			w.Page = fill(given.page, values, escapeXML);
			w.Word = given.word.map((part: any) => fill(part.text, values, escapeXML)).join("");
			return w;
		});
	`, map[string]any{"texts": texts, "fields": declared, "day": dates.Day, "months": dates.Months, "text": doc.Text(), "page": doc.Page(), "word": word})
	sound := 0
	for i, w := range want {
		if got[i].Faults != w.Faults || !maps.Equal(got[i].Values, w.Values) || got[i].Text != w.Text || got[i].Page != w.Page || got[i].Word != w.Word {
			t.Errorf("%q: the module has\n%+q\nthe program\n%+q", texts[i], got[i], w)
		}
		if w.Values["c"] != "" {
			sound++
		}
	}
	if sound == 0 {
		t.Error("none of the dates is one: the test proves little")
	}
}

// letters are what random names are made of: what could go wrong is among what does not.
var letters = []string{"a", "Z", " ", "  ", "é", "e\u0301", "ŷ", "Ł", "ß", "İ", "ש", "م", "東", "🙂", "👩‍🦽", "\u200b", "\ufeff", "\u00a0", "\u2003", "&", "<b>", "\"", "'", "’",
	"{{", "}}", "{", "\\", "*", "_", "\n", "\t", "\u202e", "\u2066", "\u0000", "\u0085", "\ufdd0", "\uffff", "\U0001fffe", "=?utf-8?q?", "MSS ", "MS Society", " Group", "-", ".", "/", ":", "\u0302", "\u1112\u1161\u11ab", "\u2028", "\u00ad", "]]>", "&amp;", "%"}

// TestStatementAgrees: for random names, the module and the program write the same text, the same page, the same parts
// of a Word document, and the same names of files.
func TestStatementAgrees(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	names := make([]string, 500)
	for i := range names {
		for range 1 + random.IntN(12) {
			names[i] += letters[random.IntN(len(letters))]
		}
	}
	blocks, err := statement.ReadBlocks(`<h2>For {{group}}</h2><p>Hello <b>{{ group }}</b> &amp; {{other}}, <a href="https://example.org/?a&amp;b">x</a></p>`)
	if err != nil {
		t.Fatal(err)
	}
	doc := statement.Document{Lang: "en-GB", Subject: "To {{group}}", Author: "A & B", Blocks: blocks}
	type written struct{ Value, Fault, Shorter, File, Text, Page, Word string }
	var want []written
	word := doc.Word()
	for _, name := range names {
		value, fault := statement.Clean(name, 20)
		w := written{Value: value, Fault: string(fault)}
		if fault == "" {
			values := statement.Values{"group": value}
			w.Shorter, w.File = statement.Field{}.In(language.English()).Shorter(value, []string{"MS Society", "MSS"}), statement.FileName(value)
			w.Text, w.Page = values.Fill(doc.Text(), nil), values.Fill(doc.Page(), statement.EscapeXML)
			for _, part := range word {
				w.Word += values.Fill(part.Text, statement.EscapeXML)
			}
		}
		want = append(want, w)
	}
	got := answer[[]written](t, `
		import { clean, escapeXML, fileName, fill, shorter } from "./templates/features/statement/value";
		const answer = (given: any) => given.names.map((name: string) => {
			const is = clean(name, 20);
			const w: any = { Value: is.value, Fault: is.fault };
			if (is.fault) return w;
			const values = { group: is.value };
			w.Shorter = shorter(is.value, ["MS Society", "MSS"]);
			w.File = fileName(is.value);
			w.Text = fill(given.text, values);
			w.Page = fill(given.page, values, escapeXML);
			w.Word = given.word.map((part: any) => fill(part.text, values, escapeXML)).join("");
			return w;
		});
	`, map[string]any{"names": names, "text": doc.Text(), "page": doc.Page(), "word": word})
	for i, w := range want {
		if got[i] != w {
			t.Errorf("%q: the module has\n%+q\nthe program\n%+q", names[i], got[i], w)
		}
	}
}
