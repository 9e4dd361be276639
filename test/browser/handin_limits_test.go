package browser

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"handrail/quiz/result"
)

// TestHandInLong hands over a result that is too long for an email and for a picture: both say so.
func TestHandInLong(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	fmt.Fprintf(&text, "---\ntitle: Long\nsummary: Long.\nfeedback: at-end\nreviewed: %s\n---\n", time.Now().UTC().Format(time.DateOnly))
	for i := range 300 {
		fmt.Fprintf(&text, "\n## Which word is word %d? {#word-%d rules=\"opt-in\"}\n\n- [=] word %d\n\n> It is word %d.\n", i, i, i, i)
	}
	dir := newSite(t, map[string]string{"quizzes/long.md": text.String()})
	command(t, "build", dir)
	l := learner{newTab(t)}
	l.open(fileURL(dir, "public/quizzes/long.html"))
	long := strings.Repeat("é", 40)
	for _, at := range []struct {
		questions int
		mail, qr  bool
	}{{3, true, true}, {7, true, true}, {100, false, false}, {300, false, false}} {
		l.keep(eval[string](l.tab, fmt.Sprintf(`JSON.stringify((() => {
			const asked = [...document.querySelectorAll('[data-question]')].slice(0, %d).map(q => q.dataset.question);
			const answers = Object.fromEntries(asked.map(id => [id, %s]));
			return {version: document.querySelector('.list').dataset.version, seed: 7, asked, at: asked.length, answers, sure: {}, done: '2026-11-22'};
		})())`, at.questions, quote(long+" and more"))))
		l.visit(fileURL(dir, "public/quizzes/long.html"))
		l.press("See your result")
		l.showCode()
		if at.questions == 300 {
			l.reads("This result is too long for a code.")
			break
		}
		l.unfold("Show a QR code")
		r, ok := result.Decode(l.code())
		if !ok || len(r.Answers) != at.questions || r.Answers[0].Answer.Words != long {
			t.Errorf("%d questions: the code holds %+v", at.questions, r)
		}
		l.wait("document.querySelector('.hand details p') !== null")
		if at.qr {
			l.wait("document.querySelector('.hand .qr') !== null")
		} else {
			l.reads("Your result is too long for a QR code.")
		}
		if mail := eval[bool](l.tab, "document.querySelector('.hand [href^=mailto]') !== null"); mail != at.mail {
			t.Errorf("%d questions: email: %t", at.questions, mail)
		}
		if !at.mail {
			l.reads("The code is too long to put into an email for you.")
		}
	}
}

// TestHandInWords hands over a short answer that is longer than the usual maximum, as a right answer is that long. None of it is lost.
func TestHandInWords(t *testing.T) {
	t.Parallel()
	const right = "At the end of each month, when the Portal's list is new"
	dir := newSite(t, map[string]string{"quizzes/words.md": fmt.Sprintf("---\ntitle: Words\nsummary: Words.\nfeedback: at-end\nreviewed: %s\n---\n\n"+
		"## When? {#when rules=\"monthly-check\"}\n\n- [=] %s\n\n> Then.\n\n## Where? {#where rules=\"monthly-check\"}\n\n- [=] Here\n\n> Here.\n",
		time.Now().UTC().Format(time.DateOnly), right)})
	command(t, "build", dir)
	l := learner{newTab(t)}
	l.open(fileURL(dir, "public/quizzes/words.html"))
	l.press("Start")
	l.write(right)
	l.press("Save my answer")
	l.write(strings.Repeat("here ", 20))
	l.press("Save my answer")
	l.reads("You got 1 out of 2 right.")
	r, ok := result.Decode(l.code())
	if !ok || len(r.Answers) != 2 || r.Answers[0].Answer.Words != strings.ToLower(right) {
		t.Fatalf("the code holds %+v", r)
	}
	if words := r.Answers[1].Answer.Words; words != strings.TrimSpace(strings.Repeat("here ", 8)) {
		t.Errorf("where a right answer is short, %q is kept", words)
	}
}

// TestCodeLength answers the quizzes that ship in many ways: a result fits into a message.
func TestCodeLength(t *testing.T) {
	t.Parallel()
	full, _ := pages(t)
	b := newTab(t)
	quizzes := 0
	for _, page := range full {
		if path.Dir(page) != "quizzes" || strings.Contains(page, "-") && !strings.Contains(readPage(t, page), `data-widget="quiz"`) || page == "quizzes/index.html" {
			continue
		}
		quizzes++
		b.open(fileURL(publicDir(t), page))
		b.load(t, `
			import { begin, mix } from "./templates/questions/attempt";
			import { codeOf } from "./templates/features/quiz/handin";
			import { readQuiz } from "./templates/questions/model";
			const quiz = readQuiz(document.querySelector("[data-widget=quiz]") as HTMLElement);
			const any = (n: number) => Math.floor(Math.random() * n);
			// The longest code of so many goes, each answered at random, and how many questions it is of.
			export function longest(goes: number): { letters: number; questions: number } {
				let letters = 0;
				for (let go = 0; go < goes; go++) {
					const attempt = begin(quiz);
					attempt.done = "2031-12-31";
					for (const q of quiz.questions) {
						const places = mix((q.choices.length ? q.choices : q.items).map((_, i) => i), any(1e9));
						attempt.answers[q.id] = {
							choose: () => q.several ? places.slice(0, 1 + any(places.length)).sort((a, b) => a - b) : [places[0]!],
							rank: () => places,
							pair: () => q.rows.map(() => any(q.items.length)),
							write: () => q.accepted[any(q.accepted.length)]!.forms[0]!,
						}[q.form]();
						attempt.sure[q.id] = any(3);
					}
					letters = Math.max(letters, codeOf(quiz, attempt, "").length);
				}
				return { letters, questions: quiz.draw };
			}`)
		longest := eval[struct{ Letters, Questions int }](b, "modules.longest(1000)")
		t.Logf("%s: at most %d letters for %d questions", page, longest.Letters, longest.Questions)
		if most := 12 * max(longest.Questions, 10); longest.Letters > most || longest.Letters == 0 {
			t.Errorf("%s: a code has %d letters for %d questions: at most %d", page, longest.Letters, longest.Questions, most)
		}
	}
	if quizzes != 6 {
		t.Errorf("%d quizzes ship", quizzes)
	}
}

func readPage(t *testing.T, page string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(publicDir(t), page))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// maxQuizScript is the maximum size of the script of a quiz page, compressed, in bytes. A tenth of it compares short answers: digits of any
// script, numbers in words, and typing mistakes.
const maxQuizScript = 14 * 1024

// TestQuizScript keeps the script of a quiz page small: what only the board needs is not in it.
func TestQuizScript(t *testing.T) {
	scripts, err := filepath.Glob(filepath.Join(publicDir(t), "assets", "quiz-*.js"))
	if err != nil || len(scripts) != 1 {
		t.Fatalf("the scripts are %q (%v)", scripts, err)
	}
	script := path.Join("assets", filepath.Base(scripts[0]))
	weight := packed(t, filepath.Join(publicDir(t), script))
	t.Logf("%s: %d bytes", script, weight)
	if weight > maxQuizScript {
		t.Errorf("%s weighs %d bytes compressed: more than %d", script, weight, maxQuizScript)
	}
	if strings.Contains(readPage(t, script), "no code") {
		t.Error("the script of a quiz page reads codes: it needs only to write them")
	}
}

// TestHandInMissing asks for a code where what makes it cannot be loaded: the page says so, and makes it once that can be loaded again.
func TestHandInMissing(t *testing.T) {
	t.Parallel()
	dir := newSite(t, map[string]string{"quizzes/end.md": trialQuiz("Trial end", trialQuizzes["end"])})
	command(t, "build", dir)
	scripts, err := filepath.Glob(filepath.Join(dir, "public", "assets", "outcome-*.js"))
	if err != nil || len(scripts) != 1 {
		t.Fatalf("the scripts that make the code are %q (%v)", scripts, err)
	}
	aside := scripts[0] + ".aside"
	if err := os.Rename(scripts[0], aside); err != nil {
		t.Fatal(err)
	}
	l := learner{newTab(t)}
	l.open(fileURL(dir, "public/quizzes/end.html"))
	l.finish()
	l.unfold("Show my code")
	l.wait("document.querySelector('.hand').innerText.includes('This cannot be loaded just now.')")
	if err := os.Rename(aside, scripts[0]); err != nil {
		t.Fatal(err)
	}
	l.enter()
	l.enter()
	if l.code() == "" {
		t.Error("there is no code")
	}
}
