package code

import (
	"runtime"
	"slices"
	"strings"
	"testing"
)

// notes is a kind of code with a number and a text.
func notes() Kind[string] {
	return Kind[string]{Start: "HT", Newest: 2, Read: func(r *Reader, _ int) string {
		r.Varint()
		return r.Text()
	}}
}

func note(start string, format int) Writer {
	w := NewWriter(start, format)
	w.Varint(20_000)
	w.Text("Zoë's note")
	return w.Seal()
}

// TestStart: a check that is right does not make a code of what does not begin like one.
func TestStart(t *testing.T) {
	for start, formats := range map[string][]int{"HT": {0, 3, 9, 31}, "HR": {1}, "AT": {1}, "HA": {1}} {
		for _, format := range formats {
			if w := note(start, format); read(w) {
				t.Errorf("%s is read", w)
			}
		}
	}
	for _, format := range []int{1, 2} {
		if w := note("HT", format); !read(w) {
			t.Errorf("%s is not read", w)
		}
	}
}

func read(w Writer) bool {
	_, ok := notes().Decode(w.String())
	return ok
}

// TestMistyped changes each letter of a code into each other one, changes each two neighbours round, leaves each out, and
// cuts the code at each: every time it is reported, and rightly.
func TestMistyped(t *testing.T) {
	code := note("HT", 1).String()
	fault := func(text string) Fault {
		found := slices.Collect(notes().Find(text))
		if len(found) != 1 {
			t.Fatalf("%s: finds %v", text, found)
		}
		return found[0].Fault
	}
	if got := fault(code); got != "" {
		t.Fatalf("%s: %s", code, got)
	}
	for i := range len(code) {
		for _, letter := range letters {
			if changed := code[:i] + string(letter) + code[i+1:]; changed != code {
				if got, want := fault(changed), mistyped(code, changed, i); got != want {
					t.Errorf("%s, letter %d mistyped: %q, and should be %q", changed, i, got, want)
				}
			}
		}
		if i > 0 && code[i-1] != code[i] {
			changed := code[:i-1] + code[i:i+1] + code[i-1:i] + code[i+1:]
			if got, want := fault(changed), mistyped(code, changed, i-1); got != want {
				t.Errorf("%s, letters %d and %d changed round: %q, and should be %q", changed, i-1, i, got, want)
			}
		}
		want := Cut
		if i < 3 {
			want = Foreign // what is left does not begin like a code
		}
		if got := fault(code[:i] + "…"); got != want {
			t.Errorf("%s, cut: %q, and should be %q", code[:i], got, want)
		}
		// Without one letter of the start or the length, it is another fault: see quiz/testdata/codes.json.
		if i >= startSize {
			if got := fault(code[:i] + code[i+1:]); got != Cut {
				t.Errorf("without letter %d: %q", i, got)
			}
			if got := fault(code[:i] + code[i+1:] + " thanks"); got != Wrong {
				t.Errorf("without letter %d, and words after it: %q", i, got)
			}
		}
	}
}

// mistyped says which fault a code has whose letters differ first at a place.
func mistyped(code, changed string, at int) Fault {
	switch {
	case !notes().beginsHere(changed):
		return Foreign
	case changed[2] > '2' && changed[2] <= '9':
		return Newer
	case at < startSize:
		if length, _ := Number(changed[3:startSize]); int(length) > len(code) {
			return Cut
		}
	}
	return Wrong
}

// TestOtherStart: a code of another kind is none of this one.
func TestOtherStart(t *testing.T) {
	text := strings.Repeat(note("HR", 1).String()+"\n", 2) + note("HT", 2).String()
	found := slices.Collect(notes().Find(text))
	if len(found) != 1 || found[0].Fault != "" || found[0].Content != "Zoë's note" || found[0].End != len(text) {
		t.Errorf("%s: finds %+v", text, found)
	}
}

// TestCostOfStarts: what a text of many starts takes is in proportion to its length. Each says that its code is as long as a code can be.
func TestCostOfStarts(t *testing.T) {
	bytesFor := func(starts int) uint64 {
		text := strings.Repeat("HT1ZZZ,", starts)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		found := 0
		for f := range notes().Find(text) {
			if f.Fault != Cut || f.Have != startSize {
				t.Fatalf("finds %+v", f)
			}
			found++
		}
		runtime.ReadMemStats(&after)
		if found != starts {
			t.Fatalf("%d starts are found, not %d", found, starts)
		}
		return after.TotalAlloc - before.TotalAlloc
	}
	bytesFor(1) // compiles the patterns
	const few, times = 500, 8
	if once, more := bytesFor(few), bytesFor(times*few); more > 2*times*once {
		t.Errorf("%d starts take %d bytes, and %d take %d", few, once, times*few, more)
	}
}

// TestStream: a long text is given in pieces, and none of its codes is cut, whatever is between them and wherever they are broken.
func TestStream(t *testing.T) {
	one := note("HT", 1).String()
	for about, piece := range map[string]string{
		"a code a line":        one + "\n",
		"in a table":           "Sam,2026-11-22," + one + "\r\n",
		"broken as by mail":    "Hello\r\n\r\n" + one[:9] + "\r\n" + one[9:] + "\r\n\r\nBye\r\n",
		"one long line":        one + " ",
		"Windows":              "caf\xe9 " + one + "\n",
		"quoted, and broken":   "> " + one[:9] + "\n> " + one[9:] + ", Sam\n",
		"nothing between them": one,
	} {
		times := 3*pieceSize/len(piece) + 1
		found, pieces, line := 0, 0, 1
		for text, err := range notes().Stream(strings.NewReader(strings.Repeat(piece, times))) {
			if err != nil || !text.AsIs || text.Line != line {
				t.Fatalf("%s: line %d, and should be %d (%v)", about, text.Line, line, err)
			}
			line += strings.Count(text.Text, "\n")
			pieces++
			for f := range notes().Find(text.Text) {
				if f.Fault != "" {
					t.Fatalf("%s: %s at %.60q", about, f.Fault, text.Text[f.Offset:])
				}
				found++
			}
		}
		want := times
		if about == "nothing between them" {
			want = 1 // the others are within a word
		}
		if found != want || pieces < 3 && strings.Contains(piece, "\n") && !strings.HasPrefix(about, "quoted") {
			t.Errorf("%s: %d codes in %d pieces, and should be %d", about, found, pieces, want)
		}
	}
}

// TestStreamAsOpen: what is not a plain text is opened as a whole, and an empty file is one empty text.
func TestStreamAsOpen(t *testing.T) {
	one := note("HT", 1).String()
	for _, file := range []string{"", "Subject: a\nFrom: b\n\n" + one, "<!doctype html><p>" + one, "PK\x03\x04", "\xff\xfeH\x00T\x00", "\ufeff" + one, one} {
		var got []Text
		for text, err := range notes().Stream(strings.NewReader(file)) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, text)
		}
		want := notes().Open([]byte(file))
		if len(got) > 0 && len(want) > 0 && strings.HasPrefix(file, "\ufeff") {
			want[0].AsIs = got[0].AsIs // the mark alone is not decoding
		}
		if !slices.Equal(got, want) {
			t.Errorf("%.20q: %+v, and should be %+v", file, got, want)
		}
	}
}
