package browser

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// twinModule is what the tests of codes use of the browser's side.
const twinModule = `
	import { find } from "./templates/codes/find";
	import { readQuiz } from "./templates/questions/model";
	import { fits, mark } from "./templates/questions/score";
	import { openFile } from "./templates/codes/opening";
	import { resultCodes } from "./templates/questions/code";

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

	// The codes of a file, in base64, or what is in the way.
	export async function opened(file: string): Promise<string[]> {
		const closed: string[] = [];
		const text = await openFile(resultCodes(), new Blob([Uint8Array.from(atob(file), (c) => c.charCodeAt(0))]), (why) => closed.push(why));
		return [...closed, ...[...find(resultCodes(), text)].filter((f) => f.fault !== "foreign").map((f) => f.fault || f.code)];
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

// TestScores compares the browser's marks with those that Go is compared with.
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
