package modules

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"handrail/quiz/result"
)

// TestCodesAgree sends results of every shape from the module's writer to Go's reader, and from Go's to the module's.
func TestCodesAgree(t *testing.T) {
	t.Parallel()
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
	// Neither side reads a code in which a character is another, or two neighbours have changed places.
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
	made := answer[struct {
		Written []string
		Read    []result.Result
		Broken  []bool
	}](t, `
		import { decode, encode } from "./templates/questions/code";
		const answer = ({ results, codes, broken }: any) => ({
			Written: results.map(encode), Read: codes.map(decode), Broken: broken.map((code: string) => decode(code) !== null) });
	`, map[string]any{"results": results, "codes": codes, "broken": broken})
	for i, code := range codes {
		if made.Written[i] != code {
			t.Errorf("%+v: the module writes %s, Go %s", results[i], made.Written[i], code)
		}
		if back, ok := result.Decode(made.Written[i]); !ok || toJSON(t, back) != toJSON(t, results[i]) {
			t.Errorf("Go reads %s as %+v", made.Written[i], back)
		}
		if toJSON(t, made.Read[i]) != toJSON(t, results[i]) {
			t.Errorf("the module reads %s as %+v", code, made.Read[i])
		}
	}
	for i, read := range made.Broken {
		if _, ok := result.Decode(broken[i]); ok || read {
			t.Errorf("%s is read: by Go %t, by the module %t", broken[i], ok, read)
		}
	}
}

const codeLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

func toJSON(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// anyResult makes a result of any shape that a code can have.
func anyResult(random *rand.Rand) result.Result {
	r := result.Result{
		Quiz: random.Uint32N(1 << 20), Version: random.Uint32N(1 << 20), Go: random.IntN(1 << 15), Name: anyText(random, 40),
		Day: random.IntN(1 << random.IntN(22)), Answers: []result.Answer{},
	}
	questions := random.Perm(1 << 12)
	for i := range random.IntN(14) {
		a := result.Answer{Question: uint32(questions[i])<<8 | random.Uint32N(256), Sure: random.IntN(4), Unclear: random.IntN(16) == 0}
		switch random.IntN(5) {
		case 0:
			a.Answer.Words = anyText(random, 40)
		case 1:
			a.Answer.Places = []int{random.IntN(1 << random.IntN(29))}
		case 2:
			a.Answer.Places = random.Perm(2 + random.IntN(40))
		case 4: // things under a few headings
			for range 1 + random.IntN(40) {
				a.Answer.Places = append(a.Answer.Places, random.IntN(3))
			}
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
