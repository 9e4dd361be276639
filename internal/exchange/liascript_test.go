package exchange

import "testing"

func TestLiascriptReads(t *testing.T) {
	t.Parallel()
	for _, c := range []reading{
		{"LiaScript", "<!--\nauthor: A\n-->\n# A course\n\n## First\n\n    --{{0}}--\nWhich *is* it?\n\n    [( )] no\n    [(X)] **yes**\n    [[?]] think\n    [[?]] again\n****\n\nBecause.\n\n****\n\n## All of these?\n\n- [[x]] a\n- [[ ]] b\n- [[X]] c\n\nWhat is the word?\n\n[[solution]]\n[[?]] a hint\n\nChoose.\n\n[[ no | (yes) | a\\|b ]]\n", []string{
			` one "Which is it?" ~"no" ="**yes**" because "Because."`, ` many "All of these?" ="a" ~"b" ="c"`, ` short "What is the word?" =["solution"]`, ` one "Choose." ~"no" ="yes" ~"a|b"`},
			[]string{"1 warning: when texts are shown or spoken is left out"}},
		{"what is not known", "# X\n\nWords with [[a]] gap.\n\nSecond?\n\n[(x)] a\n[(X)] b\n<script>\n[(X)] c\n</script>\n\n[[:-)] (:-]) [c]]\n[ [X] [ ] ] row\n\n[[!]]\n\n[[?]] lost\n\n```\n[[X]] code\n```\n", []string{` many "Second?" ="a" ="b"`}, []string{
			"1 warning: scripts are left out",
			"3 warning: this question is left out: gaps in a text, tables of answers and generic questions are not known here",
			"7 warning: any one of several choices was right, and now all of them have to be chosen",
			"13 warning: this question is left out: gaps in a text, tables of answers and generic questions are not known here",
			"16 warning: this question is left out: gaps in a text, tables of answers and generic questions are not known here",
			"18 warning: this hint is left out, as it belongs to no question",
			"20 warning: text that is part of no question is left out"}},
		{"quizdown", "---\nshuffleQuestions: true\n---\n\n### What is *the* capital?\n\nOf Germany.\n\n> The largest.\n\n- [x] Berlin\n  > Yes.\n- [ ] Paris\n\n# One?\n\n---\nshuffleAnswers: false\n---\n\n1. [ ] a\n1. [X] b\n    > Good.\n\n## Order?\n\n1. One\n2. Two\n\n## None\n\n- a\n- b\n\n## Two?\n\n1. [x] a\n2. [x] b\n", []string{
			` many "What is the capital?" stem "Of Germany." ="Berlin"#"Yes." ~"Paris"`, ` one "One?" ~"a" ="b"#"Good."`, ` order "Order?" >"One" >"Two"`, ` many "Two?" ="a" ="b"`},
			[]string{"1 warning: the options of quizdown, between lines of ---, are left out", "30 warning: this section is left out, as it has no answers",
				"35 warning: any one of 2 choices was right, and now all of them have to be chosen"}},
		{"nothing", "# A page\n\nWords.\n", nil, []string{"1 error: this file holds no question that can be read", "1 warning: this section is left out, as it has no answers"}},
	} {
		c.test(t, liascript())
	}
	s, _ := liascript().Read("in", []byte("# A?\n\n[[x]] a\n[[?]] *think*\n[[?]] again"))
	if s == nil || s.Questions[0].Hint.Markdown() != "*think*\n\nagain\n" {
		t.Errorf("read as %+v", s)
	}
	s, _ = liascript().Read("in", []byte("# A?\n\n> think\n\n- [x] a\n"))
	if s == nil || s.Questions[0].Hint.Markdown() != "think\n" {
		t.Errorf("read as %+v", s)
	}
}

func FuzzLiascript(f *testing.F) {
	for _, seed := range []string{"# A?\n\n[( )] a\n[(X)] b\n[[?]] h\n***\nx\n***", "# A?\n[[x|(y)]]", "# A?\n\n> h\n\n1. [x] a\n   > f\n", "# A?\n1. a\n2. b\n```\n# no\n```"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { readAny(t, liascript(), data) })
}
