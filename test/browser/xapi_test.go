package browser

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// statementModule makes the statements of answers to the quiz of the page.
const statementModule = `
	import { readQuiz } from "./templates/questions/model";
	import { fits, mark } from "./templates/questions/score";
	import { launchOf, Statements } from "./templates/features/lms/statements";

	export function statements(cases: { question: string; answer: any }[]): object[] {
		const quiz = readQuiz(document.querySelector("[data-widget=quiz]") as HTMLElement);
		const launch = launchOf("?" + new URLSearchParams({ endpoint: "https://lrs.example/", fetch: "https://lms.example/", activityId: "https://lms.example/au",
			registration: "a1b2c3d4-0000-4000-8000-000000000001", actor: '{"account":{"homePage":"https://lms.example","name":"7"}}' }).toString());
		const data = { launchMode: "Normal", masteryScore: 0.6, contextTemplate: { contextActivities: { grouping: [{ id: "https://example.org/" + quiz.name }] } } };
		const session = new Statements(launch!, data, quiz.name, document.documentElement.lang);
		return cases.flatMap((one) => {
			const question = quiz.questions.find((q) => q.id === one.question)!;
			if (!fits(question, one.answer)) return [];
			const marked = mark(question, one.answer);
			return [{ ...one, mark: marked, statement: session.answered({ index: 0, question, answer: one.answer, right: marked === "right", seconds: 5, at: new Date() }) }];
		});
	}
`

// answered is a statement on an answer, as xAPI has it (1.0.3, 2.4.4.1).
type answered struct {
	Object struct {
		ID         string
		Definition struct {
			InteractionType         string
			CorrectResponsesPattern []string
			Choices, Source, Target []struct{ ID string }
		}
	}
	Result struct {
		Success  bool
		Response string
	}
	Context struct {
		ContextActivities struct{ Other []struct{ ID string } }
	}
}

// TestXAPI: what a system with cmi5 is sent of an answer is a statement of xAPI by an independent reader, and the patterns in it
// say of the answer what the quiz says. In words that are typed a pattern knows capitals alone, so there it may say less.
func TestXAPI(t *testing.T) {
	t.Parallel()
	const more = `
## How many people can a list hold? {#hold rules="use-broadcast-list"}

- [=] 256 ± 6

> A list holds 256.

## Where does each go? {#where rules="use-broadcast-list"}

- Broadcast list
  - News
  - A reminder
- Group chat
  - Who brings the key

> News goes to all.

## = ~ { } # : \\ -> ]]> & < %50% 🦉 شكرا? {#odd rules="use-broadcast-list"}

- [x] a[,]b & "c" 🦉
  > Yes
- [ ] شكرا
  > No

> Odd.

## What is written there? {#written rules="use-broadcast-list"}

- [=] a[,]b
- [=] c[.]d[:]e

> Odd.
`
	public := pagesOf(t, map[string]string{"quizzes/trial.md": fixture(t, "trial.md") + more})
	b := newTab(t)
	b.open(fileURL(public, "quizzes/trial.html"))
	b.load(t, statementModule)
	cases := testdata[[]map[string]any](t, "scores.json")
	for _, typed := range []string{"256", "262", "250", "249", "263", "256.5", "two hundred"} {
		cases = append(cases, map[string]any{"question": "hold", "answer": typed})
	}
	for _, places := range [][]int{{0, 0, 1}, {0, 1, 1}, {1, 1, 0}, {0, 0, 0}} {
		cases = append(cases, map[string]any{"question": "where", "answer": places})
	}
	for _, places := range [][]int{{0}, {1}} {
		cases = append(cases, map[string]any{"question": "odd", "answer": places})
	}
	for _, typed := range []string{"a[,]b", "c[.]d[:]e", "{case_matters=true}a[,]b"} {
		cases = append(cases, map[string]any{"question": "written", "answer": typed})
	}
	made := eval[[]struct {
		Question, Mark string
		Answer         any
		Statement      json.RawMessage
	}](b, "modules.statements("+toJSON(t, cases)+")")
	var statements []json.RawMessage
	tried := map[string]map[bool]int{}
	for _, m := range made {
		statements = append(statements, m.Statement)
		var s answered
		if err := json.Unmarshal(m.Statement, &s); err != nil {
			t.Fatal(err)
		}
		definition := s.Object.Definition
		right, err := matches(s)
		if err != nil {
			t.Errorf("%s, answered %v: %v", m.Question, m.Answer, err)
		}
		if s.Result.Success != (m.Mark == "right") || right && !s.Result.Success || !right && s.Result.Success && definition.InteractionType != "fill-in" {
			t.Errorf("%s, answered %v, is %s; the statement says %v, and its pattern %q of %q says %v", m.Question, m.Answer, m.Mark, s.Result.Success,
				definition.CorrectResponsesPattern, s.Result.Response, right)
		}
		if tried[definition.InteractionType] == nil {
			tried[definition.InteractionType] = map[bool]int{}
		}
		tried[definition.InteractionType][right]++
		if len(s.Context.ContextActivities.Other) == 0 || !strings.HasPrefix(s.Context.ContextActivities.Other[0].ID, "https://example.org/rules/") {
			t.Errorf("%s has no rule as an objective: %s", m.Question, m.Statement)
		}
	}
	for _, kind := range []string{"choice", "true-false", "sequencing", "matching", "fill-in", "numeric"} {
		if tried[kind][true] == 0 || tried[kind][false] == 0 {
			t.Errorf("%s: %d answers are right by their pattern and %d are not", kind, tried[kind][true], tried[kind][false])
		}
	}
	for i, warnings := range warned(t, statements) {
		if len(warnings) > 0 {
			t.Errorf("xAPI: %s of %s", warnings, statements[i])
		}
	}
	for _, fault := range [][2]string{
		{`"homePage":`, `"mbox":"mailto:a@example.org","homePage":`}, {`"account":`, `"mbox":"mailto:a@example.org","account":`}, {`"PT5S"`, `"5 seconds"`},
		{`"https://lms.example/au#`, `"lms#`}, {`"success":`, `"passed":true,"success":`}, {`"interactionType":"choice"`, `"interactionType":"numeric"`},
		{`"result":{`, `"result":{"score":{"scaled":1.2},`}, {`"result":{`, `"result":{"score":{"raw":9,"max":5},`}, {`"en-GB":`, `"British English":`},
		{`"registration":"a1b2c3d4-`, `"registration":"`},
	} {
		broken := bytes.Replace(statements[0], []byte(fault[0]), []byte(fault[1]), 1)
		if bytes.Equal(broken, statements[0]) {
			t.Errorf("there is no %s in %s", fault[0], broken)
		} else if len(warned(t, []json.RawMessage{broken})[0]) == 0 {
			t.Errorf("the reader of xAPI does not mind %s", fault[1])
		}
	}
}

// matches says whether a response is one of those that are right (xAPI 1.0.3, 2.4.4.1, Response Patterns), and reports names that nothing has.
func matches(s answered) (bool, error) {
	definition := s.Object.Definition
	known := map[string]bool{}
	for _, list := range [][]struct{ ID string }{definition.Choices, definition.Source, definition.Target} {
		for _, component := range list {
			if known[component.ID] {
				return false, fmt.Errorf("two components %s", component.ID)
			}
			known[component.ID] = true
		}
	}
	split := func(text string) []string {
		parts := strings.Split(text, "[,]")
		if definition.InteractionType != "sequencing" {
			slices.Sort(parts)
		}
		return parts
	}
	var unknown error
	if slices.Contains([]string{"choice", "sequencing", "matching"}, definition.InteractionType) {
		for _, id := range strings.Split(strings.ReplaceAll(strings.Join(append(definition.CorrectResponsesPattern, s.Result.Response), "[,]"), "[.]", "[,]"), "[,]") {
			if !known[id] {
				unknown = fmt.Errorf("nothing has the name %q", id)
			}
		}
	}
	for _, pattern := range definition.CorrectResponsesPattern {
		switch definition.InteractionType {
		case "fill-in":
			if words, ok := strings.CutPrefix(pattern, "{case_matters=false}"); ok && strings.EqualFold(words, s.Result.Response) {
				return true, nil
			}
		case "numeric":
			low, high, _ := strings.Cut(pattern, "[:]")
			from, _ := strconv.ParseFloat(low, 64)
			to, _ := strconv.ParseFloat(high, 64)
			if n, err := strconv.ParseFloat(s.Result.Response, 64); err == nil && n >= from && n <= to {
				return true, nil
			}
		default:
			if slices.Equal(split(pattern), split(s.Result.Response)) {
				return true, unknown
			}
		}
	}
	return false, unknown
}

// warned is what an independent reader of xAPI has against each statement.
func warned(t *testing.T, statements []json.RawMessage) [][]json.RawMessage {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "node", "-e", `
		const validate = require("@learninglocker/xapi-validation").default;
		const statements = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
		console.log(JSON.stringify(statements.map((statement) => validate(statement))));`)
	cmd.Dir, cmd.Stdin = top, strings.NewReader(toJSON(t, statements))
	out, err := cmd.Output()
	var warnings [][]json.RawMessage
	if err == nil {
		err = json.Unmarshal(out, &warnings)
	}
	if err != nil || len(warnings) != len(statements) {
		t.Fatalf("%v: %d answers for %d statements (run scripts/setup)\n%s", err, len(warnings), len(statements), out)
	}
	return warnings
}
