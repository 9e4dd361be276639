package result

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"handrail/internal/code"
	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/source"
	"handrail/quiz"
)

// fixtures are quiz/testdata/codes.json.
type fixtures struct {
	Codes []struct {
		About  string
		Result Result
		Code   string
	}
	Texts []struct {
		About  string
		Text   string
		Repeat struct {
			Text  string
			Times int
		}
		Found []struct {
			Fault      Fault
			Have, Want int
			Code       string
		}
	}
}

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("../testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func readFixtures(t testing.TB) fixtures {
	t.Helper()
	var f fixtures
	if err := json.Unmarshal(readFile(t, "codes.json"), &f); err != nil {
		t.Fatal(err)
	}
	if len(f.Codes) < 20 || len(f.Texts) < 50 {
		t.Fatalf("%d codes and %d texts", len(f.Codes), len(f.Texts))
	}
	return f
}

// trial reads the quiz of the fixtures.
func trial(t testing.TB) *quiz.Quiz {
	t.Helper()
	file, diags := source.Parse("trial.md", readFile(t, "trial.md"))
	var front quiz.Front
	diags = append(diags, file.Decode(&front)...)
	doc, more := markdown.NewParser(language.English()).Parse(file)
	q, last := quiz.Parse(doc, front)
	for _, d := range append(append(diags, more...), last...) {
		if d.Check == "quiz" {
			t.Error(d)
		}
	}
	return q
}

func TestCodes(t *testing.T) {
	for _, f := range readFixtures(t).Codes {
		code, err := Encode(f.Result)
		if err != nil || code != f.Code {
			t.Errorf("%s: is written as\n%s, and should be\n%s (%v)", f.About, code, f.Code, err)
		}
		for _, form := range []string{f.Code, strings.ToLower(f.Code)} {
			if got, ok := Decode(form); !ok || !reflect.DeepEqual(got, f.Result) {
				t.Errorf("%s: %s is read as\n%+v, and should be\n%+v", f.About, form, got, f.Result)
			}
		}
	}
}

func TestTexts(t *testing.T) {
	for _, f := range readFixtures(t).Texts {
		text := f.Text + strings.Repeat(f.Repeat.Text, f.Repeat.Times)
		found := slices.Collect(Find(text))
		if len(found) != len(f.Found) {
			t.Errorf("%s: finds %d, and should find %d: %.300v", f.About, len(found), len(f.Found), found)
			continue
		}
		for i, want := range f.Found {
			got := found[i]
			if got.Fault != want.Fault || got.Have != want.Have || got.Want != want.Want || want.Code != "" && got.Code != want.Code {
				t.Errorf("%s: finds %.300v, and should find %.300v", f.About, got, want)
			}
			if begin := text[got.Offset:]; got.Fault != code.Foreign && !strings.EqualFold(begin[:1], "H") {
				t.Errorf("%s: finds a code at %.20q", f.About, begin)
			}
		}
	}
}

// mostText is how many characters a text of a code has at most.
const mostText = 200

// TestEncodeRefuses: what cannot be read again is not written.
func TestEncodeRefuses(t *testing.T) {
	one := func(change func(*Result)) Result {
		r := Result{Answers: []Answer{{Answer: quiz.Answer{Places: []int{1}}}}}
		change(&r)
		return r
	}
	if _, err := Encode(one(func(*Result) {})); err != nil {
		t.Fatal(err)
	}
	for about, r := range map[string]Result{
		"a day before 1970":         one(func(r *Result) { r.Day = -1 }),
		"a day after 9999":          one(func(r *Result) { r.Day = code.MaxDay + 1 }),
		"more than 15 random bits":  one(func(r *Result) { r.Go = 1 << 15 }),
		"a digest of 21 bits":       one(func(r *Result) { r.Quiz = 1 << 20 }),
		"an escape in a name":       one(func(r *Result) { r.Name = "a\x1b[31m" }),
		"a mark that turns round":   one(func(r *Result) { r.Name = "a\u202eb" }),
		"a name that is not UTF-8":  one(func(r *Result) { r.Name = "a\xff" }),
		"a name that is too long":   one(func(r *Result) { r.Name = strings.Repeat("a", mostText+1) }),
		"very sure":                 one(func(r *Result) { r.Answers[0].Sure = 4 }),
		"a place before the first":  one(func(r *Result) { r.Answers[0].Answer.Places = []int{-1} }),
		"a place beyond 28 bits":    one(func(r *Result) { r.Answers[0].Answer.Places = []int{1 << 28} }),
		"a question answered twice": one(func(r *Result) { r.Answers = append(r.Answers, r.Answers[0]) }),
		"more than a code can hold": one(func(r *Result) {
			for i := range maxAnswers {
				r.Answers = append(r.Answers, Answer{Question: uint32(i + 1), Answer: quiz.Answer{Words: strings.Repeat("a", mostText)}})
			}
		}),
	} {
		if code, err := Encode(r); err == nil {
			t.Errorf("%s: is written as %.100s", about, code)
		}
	}
}

// millions are texts of a million letters, by what they are made of.
func millions(t testing.TB) map[string]string {
	code, texts := readFixtures(t).Codes[0].Code, map[string]string{}
	for _, piece := range []string{"A", " ", "HR1", "HR1 ", "-HR1", "HR1ZZZ ", "HR1ZZZ, ", "HR1ZZZ\n", "HR2 ", "HR1 2BZ ", "é", "\xff", code, code + " ", code[:40] + "\n"} {
		texts[piece] = strings.Repeat(piece, 1_000_000/len(piece))
	}
	return texts
}

func BenchmarkFind(b *testing.B) {
	for piece, text := range millions(b) {
		b.Run(fmt.Sprintf("%.10q", piece), func(b *testing.B) {
			for b.Loop() {
				for range Find(text) {
				}
			}
		})
	}
}

// TestFindIsLinear: a long text takes no longer for what it is made of.
func TestFindIsLinear(t *testing.T) {
	for piece, text := range millions(t) {
		start := time.Now()
		for range Find(text) {
		}
		// The slowest takes a hundredth of this on a quiet machine. What grows with the square takes hours.
		if took := time.Since(start); took > time.Minute {
			t.Errorf("a million letters of %.10q take %s", piece, took)
		}
	}
}

// FuzzDecode: nothing makes the decoder panic, and what it reads is written again as the same code.
func FuzzDecode(f *testing.F) {
	for _, fixture := range readFixtures(f).Codes {
		f.Add(fixture.Code)
	}
	f.Fuzz(func(t *testing.T, code string) {
		r, ok := Decode(sealed(code))
		if !ok {
			return
		}
		if back, err := Encode(r); err != nil || back != sealed(code) {
			t.Fatalf("%s comes back as %s (%v)", sealed(code), back, err)
		}
	})
}

// sealed is a code with the length and the check that it should have, which a fuzzer does not hit upon; "" for what has other characters than a code.
func sealed(text string) string {
	const letters, start, check = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 6, 3
	if len(text) < start+check {
		return ""
	}
	w := code.NewWriter(codeStart, max(1, strings.IndexByte(letters, text[2])))
	for _, letter := range []byte(text[start : len(text)-check]) {
		digit := strings.IndexByte(letters, letter)
		if digit < 0 {
			return ""
		}
		w.Digit(digit)
	}
	return w.Seal().String()
}

// FuzzFind: nothing makes the reader panic; what it finds is in the text, in order, each once.
func FuzzFind(f *testing.F) {
	for _, fixture := range readFixtures(f).Texts {
		f.Add(fixture.Text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		before := -1
		for found := range Find(text) {
			if found.Offset <= before || found.Offset >= len(text) {
				t.Fatalf("finds a code at %d, after one at %d", found.Offset, before)
			}
			before = found.Offset
			if found.Fault == "" {
				if back, err := Encode(found.Content); err != nil || back != found.Code || len(back) != found.Want || found.Have != found.Want {
					t.Fatalf("%+v comes back as %s (%v)", found, back, err)
				}
			}
			if found.Fault == code.Cut && found.Want > 0 && found.Have >= found.Want {
				t.Fatalf("cut, and has all its letters: %+v", found)
			}
		}
	})
}

// TestKindsAsCodes: an answer to a question of each kind comes back out of a code, fits the question and is right.
func TestKindsAsCodes(t *testing.T) {
	file, _ := source.Parse("answers.md", readFile(t, "answers.md"))
	doc, _ := markdown.NewParser(language.English()).Parse(file)
	answers, _ := quiz.Parse(doc, quiz.Front{})
	tried := map[quiz.Kind]bool{}
	for _, q := range []*quiz.Quiz{trial(t), answers} {
		var r Result
		for i, digest := range q.Digests() {
			a := q.Questions[i].Answers.Right()
			a.Words = strings.ToLower(a.Words)
			r.Answers = append(r.Answers, Answer{Question: digest, Sure: Sure, Answer: a})
		}
		code, err := Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		back, _ := Decode(code)
		for i, a := range back.Answers {
			question := q.Questions[i]
			tried[question.Kind()] = true
			if !question.Fits(a.Answer) || question.Mark(a.Answer) != quiz.Right {
				t.Errorf("%s: %+v comes back as %+v", question.ID, r.Answers[i], a)
			}
		}
	}
	for _, kind := range quiz.Kinds() {
		if !tried[kind] {
			t.Errorf("no answer to a question of the kind %s was tried", kind)
		}
	}
}
