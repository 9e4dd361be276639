package browser

import (
	"bytes"
	"context"
	"image"
	"image/draw"
	"image/png"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"handrail/test/engine"

	"handrail/quiz"
	"handrail/quiz/result"
)

// handSteps answer the trial quiz, each in a way that a code writes differently, with every rating: 3 of 7 points.
func handSteps() []step {
	steps := wrongSteps()
	steps[0].rating, steps[1].rating, steps[2].rating = "Sure", "I think so", "Guessing"
	steps[3], steps[5] = rightSteps()[3], rightSteps()[5]
	return steps
}

// handed is what an attempt with handSteps hands over under a name.
func (l learner) handed(quizName, name string) result.Result {
	l.t.Helper()
	const list = "document.querySelector('.list')"
	version, err := strconv.ParseUint(eval[string](l.tab, list+".dataset.version")[:5], 16, 32)
	if err != nil {
		l.t.Fatal(err)
	}
	day, err := time.Parse(time.DateOnly, eval[string](l.tab, "new Date().toLocaleDateString('sv')"))
	if err != nil {
		l.t.Fatal(err)
	}
	seed := eval[int](l.tab, "JSON.parse(localStorage['handrail:1:quiz:' + location.pathname]).seed")
	r := result.Result{Quiz: quiz.NameDigest(quizName), Version: uint32(version), Day: int(day.Unix() / 86400), Go: seed & 0x7fff, Name: name}
	for i, digest := range eval[[]uint32](l.tab, "[..."+list+".querySelectorAll('[data-question]')].map(q => Number(q.dataset.digest))") {
		r.Answers = append(r.Answers, []result.Answer{
			{Sure: 3, Answer: quiz.Answer{Places: []int{0}}},
			{Sure: 2, Answer: quiz.Answer{Places: []int{0, 1}}},
			{Sure: 1, Answer: quiz.Answer{Places: []int{0}}},
			{Answer: quiz.Answer{Places: []int{0, 1, 2}}},
			{Answer: quiz.Answer{Places: []int{1, 0, 1}}},
			{Answer: quiz.Answer{Words: "262"}},
		}[i])
		r.Answers[i].Question = digest
	}
	return r
}

// reading fails unless the one code in a text is that of a result.
func (l learner) reading(way, text string, want result.Result) {
	l.t.Helper()
	found := slices.Collect(result.Find(text))
	if len(found) != 1 || found[0].Fault != "" {
		l.t.Fatalf("%s: %q holds %+v", way, text, found)
	}
	if got := toJSON(l.t, found[0].Content); got != toJSON(l.t, want) {
		l.t.Errorf("%s: holds %s\nnot %s", way, got, toJSON(l.t, want))
	}
}

const (
	handSaid = "document.querySelector('.hand p[role=status]').innerText"
)

// TestHandIn takes a quiz with the keyboard and hands the result over in each way, from a host and from a folder. Go reads
// what arrives.
func TestHandIn(t *testing.T) {
	t.Parallel()
	public := trialSite(t)
	server := httptest.NewServer(staticHost(public))
	t.Cleanup(server.Close)
	inEngines(t, func(t *testing.T, newTab opener) {
		for way, base := range map[string]string{"host": server.URL + "/", "folder": fileURL(public, "") + "/"} {
			t.Run(way, func(t *testing.T) { handInEachWay(t, newTab, base) })
		}
	})
}

func handInEachWay(t *testing.T, newTab opener, base string) {
	l := learner{newTab(t)}
	l.show(narrow, looks[0].media)
	l.allowClipboard(true)
	l.open(base + "quizzes/once.html")
	l.press("Start")
	l.take(handSteps())
	requests, _ := l.activity()

	l.showCode()
	l.press("Copy the code")
	l.wait(handSaid + " !== ''")
	l.reads("The code is copied.")
	l.reading("the clipboard", l.copied(), l.handed("quizzes/once", ""))

	l.unfold("Show a QR code") // before the name: it has to follow
	const name = "Zoë <b> O'Neill 🙂"
	before := l.code()
	l.back()
	l.to("at.matches('.hand input')")
	l.keys(name)
	l.wait("document.querySelector('.hand span[role=status]').textContent === 'Your name is now in the code.'")
	want := l.handed("quizzes/once", name)
	code := l.code()
	if code == before {
		t.Error("the code is the same after a name was typed")
	}
	l.reading("the page", code, want)
	selected := eval[string](l.tab, "(getSelection().selectAllChildren(document.querySelector('.take .code')), getSelection().toString())")
	if l.chromium() {
		l.act("document.execCommand('copy')")
		selected = l.copied()
	}
	l.reading("what a reader selects and copies", selected, want)

	file := "result-once-" + result.Date(want.Day) + ".txt"
	if at := eval[string](l.tab, "document.querySelector('.hand [download]').download"); at != file {
		t.Errorf("the file is called %q, not %q", at, file)
	}
	l.to("at.download === " + quote(file))
	text := l.saved(file, l.enter)
	l.reading("the file", text, want)
	date := eval[string](l.tab, "new Date().toLocaleDateString('en-GB', {day: 'numeric', month: 'long', year: 'numeric'})")
	for _, words := range []string{"Result of the quiz “Trial once”\r\n", "Date: " + date + "\r\n", "Name: " + name + "\r\n", "For the trainer"} {
		if !strings.Contains(text, words) {
			t.Errorf("the file does not say %q:\n%s", words, text)
		}
	}
	l.to("at.href.startsWith('mailto:')")
	l.mailed(eval[string](l.tab, "document.activeElement.href"), text, want)

	for _, look := range looks {
		l.show(320, look.media)
		testPicture(l.tab, look.name, code)
		if !l.chromium() {
			break // the look is always the same
		}
	}
	if kept := eval[string](l.tab, "JSON.stringify(localStorage) + location.href + document.cookie"); strings.Contains(kept, "Zo") {
		t.Errorf("the name is kept: %s", kept)
	}

	l.allowClipboard(false)
	l.press("Copy the code")
	l.wait(handSaid + ".startsWith('Your browser did not let this page copy the code.')")
	if selected = eval[string](l.tab, "getSelection().toString()"); selected != code {
		t.Errorf("where the clipboard is refused, %q is selected", selected)
	}
	l.quiet(0)
	if l.chromium() && len(requests) != 6 {
		t.Errorf("the quiz makes %d requests: %s", len(requests), requests)
	}
}

// unfold opens what has these words, as the keyboard does.
func (l learner) unfold(words string) {
	l.t.Helper()
	l.to("at.localName === 'summary' && at.innerText === " + quote(words))
	l.enter()
}

// showCode opens the part of the result with the code, which the page makes with a script that it loads then.
func (l learner) showCode() {
	l.t.Helper()
	l.unfold("Show my code")
	l.wait("document.querySelector('.take .hand p') !== null")
}

// code is the code of the result, once its part of the screen is open.
func (l learner) code() string {
	l.t.Helper()
	if !eval[bool](l.tab, "document.querySelector('.take .hand').open") {
		l.showCode()
	}
	l.wait("document.querySelector('.take .code').textContent !== ''")
	return eval[string](l.tab, "document.querySelector('.take .code').textContent")
}

// back puts the focus on the heading of the screen.
func (l learner) back() {
	l.t.Helper()
	l.act("void document.querySelector('.take [tabindex=\"-1\"]').focus()")
}

// mailed reads the address of an email as a mail program does (RFC 6068).
func (l learner) mailed(address, file string, want result.Result) {
	l.t.Helper()
	mail, err := url.Parse(address)
	if err != nil {
		l.t.Fatal(err)
	}
	parts := map[string]string{}
	for _, part := range strings.Split(mail.RawQuery, "&") {
		name, value, _ := strings.Cut(part, "=")
		if parts[name], err = url.PathUnescape(value); err != nil {
			l.t.Fatal(err)
		}
	}
	if mail.Scheme != "mailto" || mail.Opaque != "" || mail.Host != "" || mail.Path != "" {
		l.t.Errorf("the email is addressed: %s", address)
	}
	if parts["subject"]+"\r\n\r\n"+parts["body"] != file {
		l.t.Errorf("the email says %q", parts)
	}
	l.reading("the email", parts["body"], want)
}

// testPicture reads the QR picture from a screenshot, with a library, and compares it with the code. A busy machine shows what the page
// says a moment later, so it looks again.
func testPicture(b *tab, what, code string) {
	b.t.Helper()
	var read string
	var err error
	for range 20 {
		if read, err = readPicture(b); read == code {
			return
		}
	}
	b.t.Errorf("%s: the QR picture is read as %q (%v), not %q", what, read, err, code)
}

// readPicture reads the QR picture with its margin and nothing else, and says so to the library: when it searches for a picture it
// misses one of a hundred codes, whatever surrounds them.
func readPicture(b *tab) (string, error) {
	b.t.Helper()
	type place struct{ X, Y, Width, Height float64 }
	b.wait("document.querySelector('.take .qr') !== null")
	find := func() place {
		// It is on the screen after the next two frames.
		return eval[place](b, `(async () => {
			document.querySelector('.take .qr').scrollIntoView({block: 'center', behavior: 'instant'});
			await new Promise(next => requestAnimationFrame(() => requestAnimationFrame(next)));
			const box = document.querySelector('.take .qr').getBoundingClientRect();
			return {X: box.x, Y: box.y, Width: box.width, Height: box.height};
		})()`)
	}
	var shot []byte
	box := find()
	for before := (place{}); before != box; box = find() { // what the page says above it may move it meanwhile
		before = box
		b.do("take a picture", func(ctx context.Context) (err error) { shot, err = b.page.Picture(ctx); return err })
	}
	whole, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		return "", err
	}
	picture := image.NewGray(image.Rect(int(box.X)+1, int(box.Y)+1, int(box.X+box.Width), int(box.Y+box.Height)))
	draw.Draw(picture, picture.Rect, whole, picture.Rect.Min, draw.Src)
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		return "", err
	}
	read, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_PURE_BARCODE: true})
	if err != nil {
		return "", err
	}
	return read.GetText(), nil
}

// TestHandInNames types names that nobody should, and reads them from the code.
func TestHandInNames(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := learner{newTab(t)}
		l.show(narrow, looks[0].media)
		l.open(fileURL(trialSite(t), "quizzes/end.html"))
		l.finish()
		l.showCode()
		l.unfold("Show a QR code")
		for name, want := range map[string]string{
			"": "", " \u200f ": "",
			strings.Repeat("ab ", 100):                strings.TrimSpace(strings.Repeat("ab ", 14)[:40]),
			strings.Repeat("\u202e\u05d0\u200f", 100): strings.Repeat("\u05d0", 40),
			strings.Repeat("👩🏽\u200d🦽", 100):          strings.Repeat("👩🏽🦽", 14)[:len("👩🏽🦽")*13+len("👩")],
			" Mei\t\u00a0Gray ":                       "Mei Gray",
			"<img src=x onerror=alert(1)>":            "<img src=x onerror=alert(1)>",
			"{code} {name} {title}":                   "{code} {name} {title}",
			"HR1ABC":                                  "HR1ABC",
			"Zoe\u0308":                               "Zoë",
		} {
			l.to("at.matches('.hand input')")
			l.act("void document.activeElement.select()")
			l.keys(engine.Delete)
			if name != "" {
				l.insert(name)
			}
			code := l.code()
			got, ok := result.Decode(code)
			if !ok || got.Name != want {
				t.Errorf("%q becomes %q in %s", name, got.Name, code)
			}
			l.keys(engine.Tab)
			if shown := eval[string](l.tab, "document.querySelector('.hand input').value"); shown != want {
				t.Errorf("%q is shown as %q", name, shown)
			}
			testPicture(l.tab, strconv.Quote(name), code)
		}
		l.quiet(6)
	})
}

// finish takes the trial quiz that explains its answers at the end.
func (l learner) finish() {
	l.t.Helper()
	l.press("Start")
	for _, s := range rightSteps() {
		s.answer(l)
		l.press("Save my answer")
	}
	l.wants("Your result")
}

// TestHandInOften hands over the first result, not a second go at what was missed; a new attempt has another code.
func TestHandInOften(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := learner{newTab(t)}
		l.open(fileURL(trialSite(t), "quizzes/end.html"))
		l.press("Start")
		for i, s := range rightSteps() {
			if i == 0 {
				s = wrongSteps()[0]
			}
			s.answer(l)
			l.press("Save my answer")
		}
		first := l.code()
		l.press("Have another go at the 1 you missed")
		l.tick("Second")
		l.press("Save my answer")
		l.reads("This was a second go")
		if eval[bool](l.tab, "document.querySelector('.take .hand, .take .code') !== null || document.querySelector('.take').innerText.includes('trainer')") {
			t.Error("a second go at what was missed can be handed over")
		}
		l.press("Back to your first result")
		if again := l.code(); again != first {
			t.Errorf("the code of the first result was %s and is %s", first, again)
		}
		l.reload()
		l.reads("Your result")
		if again := l.code(); again != first {
			t.Errorf("the code of the first result was %s and is %s after a reload", first, again)
		}
		l.press("Start again")
		for _, s := range rightSteps() {
			s.answer(l)
			l.press("Save my answer")
		}
		one, _ := result.Decode(first)
		if other, _ := result.Decode(l.code()); one.Go == other.Go {
			t.Error("two goes have the same number")
		}
		l.quiet(12)
	})
}

// TestHandInWithoutStorage hands a result over where the device keeps nothing.
func TestHandInWithoutStorage(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := learner{newTab(t)}
		l.beforeLoad("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }});")
		l.open(fileURL(trialSite(t), "quizzes/end.html"))
		l.finish()
		l.showCode()
		if r, ok := result.Decode(l.code()); !ok || len(r.Answers) != 6 {
			t.Errorf("the code holds %+v", r)
		}
		l.quiet(6)
	})
}
