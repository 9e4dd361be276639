package browser

import (
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// sixClaims is a site with a quiz of six claims, each about a rule of its own. more is written into the rule of the fourth.
func sixClaims(more string) map[string]string {
	var rules, claims strings.Builder
	for i := range 6 {
		attributes := fmt.Sprintf("#rule-%d", i)
		if i == 3 {
			attributes += more
		}
		fmt.Fprintf(&rules, ":::must {%s}\nKeep rule %d.\n:::\n\n", attributes, i)
		fmt.Fprintf(&claims, "## Is rule %d kept? {#claim-%d rules=\"rule-%d\"}\n\n- [x] True\n- [ ] False\n  > It is.\n\n> It is kept.\n\n", i, i, i)
	}
	return map[string]string{"site.yaml": "title: Claims\n", "index.md": "---\ntitle: Home\n---\n", "rules-page.md": "---\ntitle: The rules\n---\n" + rules.String(),
		"quizzes/index.md": "---\ntitle: Quizzes\n---\n", "quizzes/claims.md": "---\ntitle: Claims\n---\n" + claims.String()}
}

// buildClaims builds sixClaims into a folder.
func buildClaims(t *testing.T, out, more string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range sixClaims(more) {
		file := filepath.Join(dir, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	command(t, "build", dir, "--out", out)
}

// claim answers the question that is shown, and goes on.
func (l learner) claim(n int, right bool, next string) {
	l.t.Helper()
	l.wants(fmt.Sprintf("Is rule %d kept?", n))
	choice, says := "False", "Not right"
	if right {
		choice, says = "True", "Right"
	}
	l.tick(choice)
	l.press("Check my answer")
	l.wants(says)
	l.press(next)
}

// TestRefreshFlow answers five questions of all quizzes, some of them wrong: on the next day those come first, and when a rule changes its question comes
// before all others.
func TestRefreshFlow(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		for _, way := range []string{"http", "file"} {
			t.Run(way, func(t *testing.T) {
				t.Parallel()
				out := filepath.Join(t.TempDir(), "out")
				buildClaims(t, out, "")
				page := fileURL(out, "refresh.html")
				if way == "http" {
					server := httptest.NewServer(staticHost(out))
					t.Cleanup(server.Close)
					page = server.URL + "/refresh.html"
				}
				l := learner{newTab(t)}
				l.open(page)
				l.reads("There are 5 questions for you now.", "5 are new to you.")
				l.failsToLoad(out)
				l.visit(page)
				_, _ = l.activity()
				l.press("Start")
				l.comes("Is rule 0 kept?")
				for i := range 5 {
					next := "Next question"
					if i == 4 {
						next = "See how it went"
					}
					l.claim(i, i != 0 && i != 2, next)
				}
				l.wants("How it went")
				l.reads("You got 3 out of 5 right.", "The next questions come on", "What to read again")
				link := eval[string](l.tab, "document.querySelector('.take a[download]').download")
				tomorrow := time.Now().AddDate(0, 0, 1).Format("20060102")
				if link != "questions-"+tomorrow+".ics" {
					t.Errorf("the calendar file is called %q", link)
				}
				l.press("See what you know")
				l.wants("What you know")
				l.reads("Known: 3", "Shaky: 2", "Not met yet: 1")
				l.quiet(1) // the file of questions

				l.beforeLoad("{ const now = Date, later = 864e5; globalThis.Date = class extends now { constructor(...at) { at.length > 0 ? super(...at) : super(now.now() + later); } static now() { return now.now() + later; } }; }")
				l.visit(page)
				l.reads("There are 3 questions for you now.", "2 were not right last time.", "1 is new to you.")
				l.press("Start")
				l.comes("Is rule 0 kept?")
				l.claim(0, true, "Next question")
				l.claim(2, false, "Next question")
				l.wants("Is rule 5 kept?")

				buildClaims(t, out, ` changed="2026-11-20"`)
				l.visit(page)
				l.reads("1 is about a rule that has changed since you answered.")
				l.press("See what you know")
				l.reads("Known: 3", "Shaky: 2", "Not met yet: 1")
				l.press("Back")
				l.comes("Your questions")
				l.press("Start")
				l.comes("Is rule 3 kept?")
				l.claim(3, true, "Next question")
				l.wants("Is rule 5 kept?")
				l.act("void history.back()")
				l.comes("Right")
				l.press("Stop")
				l.reads("There is 1 question for you now.")
				l.quiet(12) // two pages with what they load, and a file of questions each
			})
		}
	})
}

// failsToLoad takes the file of questions away, asks for it, and puts it back.
func (l learner) failsToLoad(out string) {
	l.t.Helper()
	files, err := filepath.Glob(filepath.Join(out, "assets", "questions-*.js"))
	if err != nil || len(files) != 1 {
		l.t.Fatal(files, err)
	}
	if err := os.Rename(files[0], files[0]+".away"); err != nil {
		l.t.Fatal(err)
	}
	l.press("Start")
	l.wait("document.querySelector('.take [role=status]').innerText.startsWith('The questions could not be loaded.')")
	if err := os.Rename(files[0]+".away", files[0]); err != nil {
		l.t.Fatal(err)
	}
	l.press("Try again")
	l.comes("Is rule 0 kept?")
}
