package browser

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"handrail/quiz/result"
)

// twinModule is what the tests of codes ask of the browser's side. A text is given and taken as JSON: half of a character
// reaches it only in that way.
const twinModule = `
	import { clean, decode, encode, find } from "./templates/questions/code";
	import { readQuiz } from "./templates/questions/model";
	import { fits, mark } from "./templates/questions/score";
	import { open } from "./templates/features/results/reading";
	export { clean, decode, encode, find };

	// How the quiz of the page marks answers to its questions.
	export function score(cases: { question: string; answer: any }[]): string[] {
		const quiz = readQuiz(document.querySelector("[data-widget=quiz]") as HTMLElement);
		return cases.map((one) => {
			const question = quiz.questions.find((q) => q.id === one.question);
			if (!question) return "no such question";
			if (one.answer === null) return mark(question, undefined);
			return fits(question, one.answer) ? mark(question, one.answer) : "unfit";
		});
	}

	// What stands in a text, without what the fixtures leave out.
	export function found(text: string): object[] {
		return [...find(text)].map((f) => ({ fault: f.fault, have: f.have, want: f.want, code: f.code,
			again: f.result ? encode(f.result) : f.code }));
	}

	// The codes of a file, in base64, or what is in the way.
	export async function opened(file: string): Promise<string[]> {
		const closed: string[] = [];
		const text = await open(new Blob([Uint8Array.from(atob(file), (c) => c.charCodeAt(0))]), (why) => closed.push(why));
		return [...closed, ...[...find(text)].filter((f) => f.fault !== "foreign").map((f) => f.fault || f.code)];
	}
`

// testdata reads a fixture of the package quiz.
func testdata[T any](t *testing.T, name string) T {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(top, "quiz", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var data T
	if err := json.Unmarshal(text, &data); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return data
}

// codeTab is a tab with the module, at the quiz of the fixtures.
func codeTab(t *testing.T) *tab { return quizTab(t, "trial") }

// quizTab is a tab with the module, at one of the quizzes of the fixtures.
func quizTab(t *testing.T, name string) *tab {
	t.Helper()
	public := pagesOf(t, map[string]string{"quizzes/" + name + ".md": fixture(t, name+".md")})
	b := newTab(t)
	b.open(fileURL(public, "quizzes/"+name+".html"))
	b.load(t, twinModule)
	return b
}

func toJSON(t testing.TB, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestScores holds the browser's marks against the ones that Go is held against.
func TestScores(t *testing.T) {
	t.Parallel()
	for name, marked := range map[string]string{"trial": "scores.json", "answers": "answers.json"} {
		cases := testdata[[]struct {
			Question string          `json:"question"`
			Answer   json.RawMessage `json:"answer"`
			Mark     string          `json:"mark"`
		}](t, marked)
		marks := eval[[]string](quizTab(t, name), "modules.score("+toJSON(t, cases)+")")
		for i, c := range cases {
			if marks[i] != c.Mark {
				t.Errorf("%s, answered %s: %s, not %s", c.Question, c.Answer, marks[i], c.Mark)
			}
		}
		if len(cases) < 100 {
			t.Errorf("there are only %d cases", len(cases))
		}
	}
}

// TestCodes holds what the browser writes, reads and finds against the ones that Go is held against.
func TestCodes(t *testing.T) {
	t.Parallel()
	type found struct {
		Fault string `json:"fault"`
		Have  int    `json:"have"`
		Want  int    `json:"want"`
		Code  string `json:"code"`
	}
	fixtures := testdata[struct {
		Codes []struct {
			About  string          `json:"about"`
			Typed  json.RawMessage `json:"typed"`
			Result json.RawMessage `json:"result"`
			Code   string          `json:"code"`
		} `json:"codes"`
		Texts []struct {
			About  string          `json:"about"`
			Text   json.RawMessage `json:"text"`
			Repeat *struct {
				Text  json.RawMessage `json:"text"`
				Times int             `json:"times"`
			} `json:"repeat"`
			Found []found `json:"found"`
		} `json:"texts"`
	}](t, "codes.json")
	b := codeTab(t)
	for _, c := range fixtures.Codes {
		if code := eval[string](b, "modules.encode("+string(c.Result)+")"); code != c.Code {
			t.Errorf("%s: written as %s, not %s", c.About, code, c.Code)
		}
		var want, got any
		read := eval[string](b, "JSON.stringify(modules.decode("+quote(c.Code)+"))")
		if err := json.Unmarshal(c.Result, &want); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(read), &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: read as %s", c.About, read)
		}
		if c.Typed != nil && !eval[bool](b, "modules.clean("+string(c.Typed)+") === ("+string(c.Result)+").name") {
			t.Errorf("%s: the name becomes %s", c.About, eval[string](b, "JSON.stringify(modules.clean("+string(c.Typed)+"))"))
		}
	}
	for _, text := range fixtures.Texts {
		source := string(text.Text)
		if text.Repeat != nil {
			source = fmt.Sprintf("%s.repeat(%d)", text.Repeat.Text, text.Repeat.Times)
		}
		all := eval[[]found](b, "modules.found("+source+")")
		if len(all) == 0 && len(text.Found) == 0 {
			continue
		}
		for i := range min(len(all), len(text.Found)) {
			if text.Found[i].Code == "" { // not told
				all[i].Code = ""
			}
		}
		if !reflect.DeepEqual(all, text.Found) {
			t.Errorf("%s: found %.500s", text.About, fmt.Sprintf("%+v\nnot %+v", all, text.Found))
		}
	}
	if n := eval[int](b, `modules.found(`+toJSON(t, fixtures.Codes)+`.map((c) => c.code).join("\n")).filter((f) => f.fault || f.again !== f.code).length`); n > 0 {
		t.Errorf("%d of the codes are not written again as they were", n)
	}
}

// TestCodesInFiles opens the files that people have in the browser, and finds in them what Go finds.
func TestCodesInFiles(t *testing.T) {
	t.Parallel()
	files := testdata[[]struct {
		File, About string
		Found       []string
	}](t, "files.json")
	b := codeTab(t)
	for _, f := range files {
		data := base64.StdEncoding.EncodeToString([]byte(fixture(t, "files/"+f.File)))
		if got := eval[[]string](b, "modules.opened("+quote(data)+")"); !slices.Equal(got, f.Found) {
			t.Errorf("%s, %s: the browser finds\n%q, and should find\n%q", f.File, f.About, got, f.Found)
		}
	}
	if len(files) < 30 {
		t.Errorf("there are only %d files", len(files))
	}
}

// TestCodesAgree sends results of every shape from the browser's writer to Go's reader, and from Go's to the browser's.
func TestCodesAgree(t *testing.T) {
	t.Parallel()
	b := codeTab(t)
	random := rand.New(rand.NewPCG(20261122, 3))
	var results []result.Result
	var codes []string
	for range 2000 {
		r := anyResult(random)
		code, err := result.Encode(r)
		if err != nil {
			t.Fatalf("%+v: %v", r, err)
		}
		results, codes = append(results, r), append(codes, code)
	}
	written := eval[[]string](b, toJSON(t, results)+".map(modules.encode)")
	read := eval[[]result.Result](b, toJSON(t, codes)+".map(modules.decode)")
	for i, code := range codes {
		if written[i] != code {
			t.Errorf("%+v: the browser writes %s, Go %s", results[i], written[i], code)
		}
		if back, ok := result.Decode(written[i]); !ok || toJSON(t, back) != toJSON(t, results[i]) {
			t.Errorf("Go reads %s as %+v", written[i], back)
		}
		if toJSON(t, read[i]) != toJSON(t, results[i]) {
			t.Errorf("the browser reads %s as %+v", code, read[i])
		}
	}
	// A letter changed is told, on both sides; so are two neighbours changed round.
	var broken []string
	for _, code := range codes[:300] {
		letters := []byte(code)
		at := random.IntN(len(letters))
		if other := random.IntN(len(letters) - 1); random.IntN(2) == 0 && letters[other] != letters[other+1] {
			letters[other], letters[other+1] = letters[other+1], letters[other]
		} else {
			letters[at] = codeLetters[(strings.IndexByte(codeLetters, letters[at])+1+random.IntN(31))%32]
		}
		broken = append(broken, string(letters))
	}
	for i, read := range eval[[]bool](b, toJSON(t, broken)+".map((code) => modules.decode(code) !== null)") {
		if _, ok := result.Decode(broken[i]); ok || read {
			t.Errorf("%s is read: by Go %t, by the browser %t", broken[i], ok, read)
		}
	}
}

const codeLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// anyResult makes a result of any shape that a code can have.
func anyResult(random *rand.Rand) result.Result {
	r := result.Result{
		Quiz: random.Uint32N(1 << 20), Version: random.Uint32N(1 << 20), Go: random.IntN(1 << 15), Name: anyText(random, 40),
		Day: random.IntN(1 << random.IntN(22)), Answers: []result.Answer{},
	}
	questions := random.Perm(1 << 12)
	for i := range random.IntN(14) {
		a := result.Answer{Question: uint32(questions[i])<<8 | random.Uint32N(256), Sure: random.IntN(4)}
		switch random.IntN(4) {
		case 0:
			a.Answer.Words = anyText(random, 40)
		case 1:
			a.Answer.Places = []int{random.IntN(1 << random.IntN(29))}
		case 2:
			a.Answer.Places = random.Perm(2 + random.IntN(40))
		case 3:
			for place := range 1 + random.IntN(40) {
				if random.IntN(3) == 0 {
					a.Answer.Places = append(a.Answer.Places, place)
				}
			}
		}
		r.Answers = append(r.Answers, a)
	}
	return r
}

// anyText makes a text of characters that a code has room for.
func anyText(random *rand.Rand, most int) string {
	const others = "abcxyz AZ.-09,'’@éßÿĀЖعאक中🙂𝔸\U0010FFFD\uE000\uFFFD"
	runes := []rune(others)
	text := make([]rune, random.IntN(most+1))
	for i := range text {
		text[i] = runes[random.IntN(len(runes))]
	}
	return string(text)
}

// TestCells writes each cell of the fixture as a table for a spreadsheet has it, as the package quiz/result does.
func TestCells(t *testing.T) {
	t.Parallel()
	var cells []struct{ About, Text, Cell string }
	if err := json.Unmarshal([]byte(fixture(t, "cells.json")), &cells); err != nil || len(cells) == 0 {
		t.Fatal(len(cells), err)
	}
	b := newTab(t)
	b.open(fileURL(publicDir(t), "index.html"))
	b.load(t, `export { cell } from "./templates/browser/csv";`)
	for _, c := range cells {
		text, err := json.Marshal(c.Text)
		if err != nil {
			t.Fatal(err)
		}
		if got := eval[string](b, fmt.Sprintf("modules.cell(%s)", text)); got != c.Cell {
			t.Errorf("%s: the cell is %q, not %q", c.About, got, c.Cell)
		}
	}
}
