package exchange

import (
	"strings"
	"testing"
)

func TestMdbookReads(t *testing.T) {
	t.Parallel()
	for _, c := range []reading{
		{"each type", `[multipart]
story = "Sam *joins*."

[[questions]]
id = "b230bed3"
type = "MultipleChoice"
prompt.prompt = "What is ` + "`x`" + `?"
prompt.distractors = ["It *is* a", "It is b"]
answer.answer = "It is c"
context = """
[[questions]] is no header here.
"""

[[questions]]
type = "MultipleChoice"
multipart = "story"
answer.answer = ["x", "y"]
prompt.prompt = "Which?\n\nChoose."
prompt.distractors = ["z"]

[[questions]]
type = "ShortAnswer"
multipart = "story"
prompt.prompt = "How many?"
answer.answer = "let it"
answer.alternatives = ["256", " it  "]

[[questions]]
type = "Tracing"
prompt.program = "fn main() {}"
answer.doesCompile = true
answer.stdout = ""
`, []string{`b230bed3 one "What is x?" ="It is c" ~"It *is* a" ~"It is b" because "\\[\\[questions]] is no header here."`,
			` many "Which?" stem "Choose." ="x" ="y" ~"z" in story "Sam joins."`, ` short "How many?" =["let it"] =["256"](256:0) =["it"] in story "Sam joins."`},
			[]string{"28 warning: this question is left out, as it asks whether a program compiles, and what it prints"}},
		{"an order of choices", `questions = [
 {type = "MultipleChoice", prompt = {prompt = "A?", distractors = ["a", "b"], answerIndex = 1}, answer = {answer = "c"}},
 {type = "MultipleChoice", prompt = {prompt = "B?", distractors = ["z", "b"], sortAnswers = true}, answer = {answer = "c"}},
 {type = "MultipleChoice", prompt = {prompt = "C?", distractors = ["z", "b"], hue = "red"}, answer = {answer = 5}},
 {type = "Essay"}, {type = "ShortAnswer", prompt = {prompt = "D?"}},
]`, []string{` one "A?" ~"a" ="c" ~"b"`, ` one "B?" ~"b" ="c" ~"z"`, ` one "C?" ~"z" ~"b"`}, []string{
			"1 warning: the answer 5 is left out, as it is no text", "1 warning: this question is left out, as it has no answer that can be kept",
			`1 warning: this question is left out, as its type "Essay" is not known`, "1 warning: this question loses that choices are shuffled",
			"1 warning: what is not known here is left out: hue"}},
		{"no TOML", "[[questions]]\ntype = MultipleChoice", nil, []string{"2 error: this is no quiz of mdbook-quiz: expected value but found \"MultipleChoice\" instead"}},
		{"other TOML", "questions = 5", nil, []string{"1 error: this is no quiz of mdbook-quiz: toml: line 1 (last key \"questions\"): incompatible types: TOML value has type int64; destination has type slice"}},
		{"lists in lists", "questions = " + strings.Repeat("[\n", 201), nil, []string{"1 error: this file is larger than 1024 KB, or lists are nested more than 200 deep in it"}},
		{"a long key", "a" + strings.Repeat(".a", 201) + " = 1", nil, []string{"1 error: this file is larger than 1024 KB, or lists are nested more than 200 deep in it"}},
		{"nothing", "", nil, []string{"1 error: this file holds no question that can be read"}},
	} {
		c.test(t, mdbook())
	}
	s, _ := mdbook().Read("in", []byte("[[questions]]\ntype = \"MultipleChoice\"\nanswer.answer = \"a\"\nprompt.prompt = \"A?\"\nprompt.distractors = [\"b\"]"))
	if s == nil || s.Shuffle != "choices" {
		t.Errorf("read as %+v", s)
	}
}

func FuzzMdbook(f *testing.F) {
	for _, seed := range []string{"[[questions]]\ntype = \"MultipleChoice\"\nanswer.answer = [\"a\"]\nprompt.distractors = [\"b\"]", "[[questions]]\ntype = \"ShortAnswer\"\nanswer.answer = 'x'\nmultipart = 'm'\n[multipart]\nm = '''\n'''"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { readAny(t, mdbook(), data) })
}
