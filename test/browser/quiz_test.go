package browser

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/fsnotify/fsnotify"
)

// settings of the quizzes of the tests, by the name of the quiz. Each has a question of every kind.
var trialQuizzes = map[string]string{
	"once": "pass: 80%\ncertificate: true\n",
	"end":  "pass: 80%\nfeedback: at-end\n",
	"draw": "draw: 3\nshuffle: both\n",
}

const trialQuestions = `
Read this first.

## Which one? {#which-one rules="use-broadcast-list"}

Look at the list.

:::hint
Not the first.
:::

- [ ] First
  > The first is not it.
- [x] Second
  > Second it is.

> One is right.

## Which ones? {#which-ones rules="opt-in"}

- [x] Green
- [ ] Red
  > Red is not one of them.
- [x] Blue

> Two are right.

## Sam's week {#sams-week}

Sam has just come.

### It is so. {#it-is-so rules="opt-in"}

- [ ] True
  > It is not.
- [x] False

> It is not so.

### In which order? {#which-order rules="asked-first"}

1. Ask
2. Write
3. Add

> Ask before you add.

## Which belongs to which? {#which-pair rules="send-statement"}

| Who | How |
|---|---|
| Members | By broadcast |
| The team | In a chat |
| All | By letter |

> Members are not in a chat.

## How many? {#how-many rules="monthly-check" points="2"}

- [=] 256 ± 6
- [=] not many

> A few more than 250.
`

// trialSite is a site with the quizzes of the tests; it gives the folder of its pages.
func trialSite(t *testing.T) string {
	t.Helper()
	files := map[string]string{}
	for name, settings := range trialQuizzes {
		files["quizzes/"+name+".md"] = fmt.Sprintf("---\ntitle: Trial %s\nsummary: All kinds.\n%sreviewed: %s\n---\n", name, settings, time.Now().UTC().Format(time.DateOnly)) + trialQuestions
	}
	dir := newSite(t, files)
	command(t, "build", dir)
	return filepath.Join(dir, "public")
}

// learner takes a quiz with the keyboard alone.
type learner struct{ *tab }

func (l learner) keys(keys ...string) {
	l.t.Helper()
	for _, key := range keys {
		l.do(chromedp.KeyEvent(key))
	}
}

// to presses Tab until the focus is on what an expression says of the element "at".
func (l learner) to(what string) {
	l.t.Helper()
	for range 60 {
		if eval[bool](l.tab, "(at => !!("+what+"))(document.activeElement)") {
			return
		}
		l.keys(kb.Tab)
	}
	l.t.Fatalf("the Tab key does not lead to %s in\n%s", what, l.text())
}

func (l learner) press(words string) {
	l.t.Helper()
	l.to("at.localName === 'button' && at.innerText === " + quote(words) + " && at.closest('.take')")
	l.enter()
}

// enter presses the Enter key as a keyboard does: a page that handles the key going down hears nothing more of it.
func (l learner) enter() {
	l.t.Helper()
	key := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Code: "Enter", Text: "\r", WindowsVirtualKeyCode: 13}
	call(l.tab, input.DispatchKeyEvent, key)
	key.Type, key.Text = input.DispatchKeyEventTypeKeyUp, ""
	call(l.tab, input.DispatchKeyEvent, key)
}

// tick chooses among radio buttons or boxes, by the words beside them.
func (l learner) tick(words string) {
	l.t.Helper()
	is := "at.labels && at.labels[0] && at.labels[0].innerText.trim() === " + quote(words)
	if eval[string](l.tab, "[...document.querySelectorAll('.take input')].find(at => "+is+").type") == "checkbox" {
		l.to(is)
		l.keys(" ")
		return
	}
	name := eval[string](l.tab, "[...document.querySelectorAll('.take input')].find(at => "+is+").name")
	l.to("at.name === " + quote(name))
	l.keys(" ")
	for range 4 {
		if eval[bool](l.tab, "(at => !!("+is+"))(document.activeElement)") {
			return
		}
		l.keys(kb.ArrowDown)
	}
	l.t.Fatalf("the arrow keys do not lead to %q", words)
}

// pick chooses in the select of a row, by typing as much of the option as is needed.
func (l learner) pick(row, option string) {
	l.t.Helper()
	l.to("at.localName === 'select' && at.getAttribute('aria-label').includes(" + quote("“"+row+"”") + ")")
	l.keys(option)
	if !eval[bool](l.tab, "document.activeElement.selectedOptions[0].label.startsWith("+quote(option)+")") {
		l.t.Errorf("typing %q in the select of %q chooses %q", option, row, eval[string](l.tab, "document.activeElement.selectedOptions[0].label"))
	}
}

func (l learner) write(words string) {
	l.t.Helper()
	l.to("at.type === 'text'")
	l.keys(words)
}

// heading is that of the screen that is shown, where the focus has to be.
func (l learner) heading() string {
	l.t.Helper()
	return eval[string](l.tab, "document.activeElement.innerText.trim()")
}

func (l learner) wants(heading string) {
	l.t.Helper()
	if at := l.heading(); at != heading {
		l.t.Errorf("the focus is on %q, not on the heading %q, in\n%s", at, heading, l.text())
	}
}

func (l learner) text() string {
	l.t.Helper()
	return eval[string](l.tab, "document.querySelector('.take').innerText")
}

func (l learner) reads(words ...string) {
	l.t.Helper()
	text := l.text()
	for _, w := range words {
		if !strings.Contains(text, w) {
			l.t.Errorf("the screen does not say %q:\n%s", w, text)
		}
	}
}

// quiet fails for each fault and each request since the last call but those of the page itself.
func (l learner) quiet(requests int) {
	l.t.Helper()
	asked, faults := l.told()
	if len(faults) > 0 {
		l.t.Errorf("faults: %s", faults)
	}
	asked = slices.DeleteFunc(asked, func(address string) bool { return strings.HasPrefix(address, "blob:") })
	if len(asked) != requests {
		l.t.Errorf("makes %d requests, not %d: %s", len(asked), requests, asked)
	}
}

// step is one question: how it is answered, and what is said then.
type step struct {
	heading string
	missing string // what is said when nothing is chosen
	answer  func(l learner)
	verdict string
	says    []string
}

func rightSteps() []step {
	return []step{
		{"Which one?", "Choose an answer.", func(l learner) { l.tick("Second") }, "Right", []string{"Second it is.", "One is right."}},
		{"Which ones?", "Choose one answer or more.", func(l learner) { l.tick("Green"); l.tick("Blue") }, "Right", []string{"Two are right."}},
		{"Sam's week", "Choose an answer.", func(l learner) { l.tick("False") }, "Right", []string{"It is not so."}},
		{"In which order?", "Choose a place for each line.", func(l learner) { l.pick("Ask", "1"); l.pick("Add", "3"); l.pick("Write", "2") }, "Right", []string{"Ask before you add."}},
		{"Which belongs to which?", "Choose an answer for each line.", func(l learner) { l.pick("Members", "By b"); l.pick("The team", "In"); l.pick("All", "By l") }, "Right", []string{"Members are not in a chat."}},
		{"How many?", "Write an answer.", func(l learner) { l.write("262") }, "Right", []string{"A few more than 250."}},
	}
}

func wrongSteps() []step {
	steps := rightSteps()
	steps[0].answer, steps[0].verdict, steps[0].says = func(l learner) { l.tick("First"); l.tick("Sure") }, "Not right", []string{"The first is not it.", "The right answer:", "Second"}
	steps[1].answer, steps[1].verdict, steps[1].says = func(l learner) { l.tick("Green"); l.tick("Red") }, "Partly right", []string{"Red is not one of them.", "Blue"}
	steps[2].answer, steps[2].verdict = func(l learner) { l.tick("True") }, "Not right"
	steps[3].answer, steps[3].verdict = func(l learner) { l.pick("Add", "2"); l.pick("Write", "3"); l.pick("Ask", "1") }, "Partly right"
	steps[4].answer, steps[4].verdict = func(l learner) { l.pick("Members", "In"); l.pick("The team", "By"); l.pick("All", "In") }, "Not right"
	steps[5].answer, steps[5].verdict, steps[5].says = func(l learner) { l.write("lots") }, "Not right", []string{"256 ± 6", "not many"}
	return steps
}

// take goes through a quiz that explains each answer at once.
func (l learner) take(steps []step) {
	l.t.Helper()
	for i, s := range steps {
		l.wants(s.heading)
		l.reads(fmt.Sprintf("Question %d of %d", i+1, len(steps)))
		if n := eval[int](l.tab, "document.querySelectorAll('.take :checked:not(option)').length"); n > 0 {
			l.t.Errorf("%s: %d answers are chosen beforehand", s.heading, n)
		}
		l.press("Check my answer")
		if at := l.heading(); at != "There is a problem\n\n"+s.missing {
			l.t.Errorf("%s: with nothing chosen, the focus is on %q", s.heading, at)
		}
		l.keys(kb.Tab)
		l.enter()
		if !eval[bool](l.tab, "document.activeElement.matches('fieldset input, fieldset select')") {
			l.t.Errorf("%s: the summary does not lead to the field", s.heading)
		}
		s.answer(l)
		l.press("Check my answer")
		l.wants(s.verdict)
		l.reads(append(s.says, "The rules behind this question")...)
		if i == len(steps)-1 {
			l.press("See your result")
		} else {
			l.press("Next question")
		}
	}
	l.wants("Your result")
}

func TestQuizRight(t *testing.T) {
	t.Parallel()
	l := learner{newTab(t)}
	l.open(fileURL(trialSite(t), "quizzes/once.html"))
	l.reads("There are 6 questions.", "To pass, get 80% right.", "Nobody sees your answers.")
	if eval[bool](l.tab, "document.querySelector('.list').checkVisibility()") {
		t.Error("the list of questions is shown beside the quiz")
	}
	l.press("Start")
	l.take(rightSteps())
	l.reads("You have 7 of 7 points.", "You have passed.", "What you know")
	l.quiet(3)
}

func TestQuizWrong(t *testing.T) {
	t.Parallel()
	l := learner{newTab(t)}
	l.open(fileURL(trialSite(t), "quizzes/once.html"))
	l.press("Start")
	l.take(wrongSteps())
	l.reads("You have 0 of 7 points.", "Not yet passed", "You were sure of these, but they were not right. Read these first.", "What to read again")
	l.quiet(3)
}

// TestQuizResume closes the page in the middle of a quiz and at its end, and opens it again.
func TestQuizResume(t *testing.T) {
	t.Parallel()
	l := learner{newTab(t)}
	address := fileURL(trialSite(t), "quizzes/once.html")
	l.open(address)
	l.press("Start")
	steps := rightSteps()
	steps[0].answer(l)
	l.tick("Guessing")
	l.press("Check my answer")
	l.open(address)
	l.reads("You have answered 1 question of 6.")
	l.press("Go on")
	l.wants("Right")
	l.press("Next question")
	steps[1].answer(l)
	l.press("Check my answer")
	l.press("Back")
	l.wants("Right")
	l.reads("Question 1 of 6")
	l.press("Stop for now")
	l.wants("Take the quiz here")
	l.press("Start again")
	l.wants("Which one?")
	l.take(steps)
	l.open(address)
	l.press("See your result")
	l.wants("Your result")
	l.reads("You have 7 of 7 points.")

	l.to("at.localName === 'summary' && at.innerText === 'What this page keeps on your device'")
	l.enter()
	l.reads("This page keeps your answers", "A name on a certificate is never kept.")
	l.press("Remove my answers from this device")
	l.reads("Your answers are removed from this device.", "Start")
	// Every page of a folder has the same storage: the quizzes of other tests keep theirs.
	if eval[bool](l.tab, "('handrail:1:quiz:' + location.pathname) in localStorage") {
		t.Error("the answers are kept after they were removed")
	}
	l.quiet(9)
}

// TestQuizStorage takes a quiz where the device keeps nothing, or keeps what the quiz did not write.
func TestQuizStorage(t *testing.T) {
	t.Parallel()
	address := fileURL(trialSite(t), "quizzes/once.html")
	off := "for (const name of ['getItem', 'setItem', 'removeItem']) Storage.prototype[name] = () => { throw new DOMException('off') };"
	full := "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };"
	gone := "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }});"
	for name, script := range map[string]string{"off": off, "full": full, "gone": gone} {
		l := learner{newTab(t)}
		l.beforeLoad(script)
		l.open(address)
		l.press("Start")
		l.take(rightSteps())
		l.reads("You have 7 of 7 points.")
		if !strings.Contains(eval[string](l.tab, "document.querySelector('.kept').textContent"), "Your browser keeps nothing") {
			t.Errorf("%s: the page does not say that nothing is kept", name)
		}
		l.quiet(3)
	}

	l := learner{newTab(t)}
	l.open(address)
	l.press("Start")
	kept := eval[string](l.tab, "localStorage['handrail:1:quiz:' + location.pathname]")
	for _, rubbish := range []string{"", "{", "null", "7", "[]", `"x"`, "{}", strings.Repeat("[", 10000),
		strings.Replace(kept, `"asked":[`, `"asked":["no-such-question",`, 1),
		strings.Replace(kept, `"asked":[`, `"asked":[{},`, 1),
		strings.Replace(kept, `"answers":{}`, `"answers":null`, 1),
		strings.Replace(kept, `"at":0`, `"at":"0"`, 1),
	} {
		l.keep(rubbish)
		l.open(address)
		l.press("Start")
		l.wants("Which one?")
	}
	// What is wrong in one answer costs that answer alone.
	l.keep(strings.NewReplacer(`"at":0`, `"at":99`, `"answers":{}`, `"answers":{"which-one":[1],"which-ones":[0,0],"it-is-so":[7],"which-order":[0,1],"which-pair":"x","how-many":[]}`).Replace(kept))
	l.open(address)
	l.reads("You have answered 1 question of 6.")
	l.press("Go on")
	l.wants("Right")

	l.keep(regexp.MustCompile(`"version":"[^"]*"`).ReplaceAllString(kept, `"version":"other"`))
	l.open(address)
	l.reads("The quiz has changed since you began it.")
	l.press("Start")
	if _, faults := l.told(); len(faults) > 0 {
		t.Errorf("faults: %s", faults)
	}
}

// keep puts a text where the quiz keeps its own.
func (l learner) keep(text string) {
	l.t.Helper()
	eval[chromedp.Void](l.tab, "void (localStorage['handrail:1:quiz:' + location.pathname] = "+quote(text)+")")
}

// TestQuizAtEnd changes an answer in a quiz that explains its answers at the end, and asks the missed ones again.
func TestQuizAtEnd(t *testing.T) {
	t.Parallel()
	l := learner{newTab(t)}
	l.open(fileURL(trialSite(t), "quizzes/end.html"))
	l.press("Start")
	steps := rightSteps()
	l.tick("First")
	l.press("Save my answer")
	l.wants("Which ones?")
	l.press("Back")
	l.wants("Which one?")
	if !eval[bool](l.tab, "document.querySelector('.take :checked').labels[0].innerText.trim() === 'First'") {
		t.Error("the answer that was given is not shown as chosen")
	}
	l.tick("Second")
	for i, s := range steps {
		switch {
		case i == 2:
			l.tick("True")
			l.tick("Sure")
		case i == 5:
			l.write("  Not  MANY!")
		case i > 0:
			s.answer(l)
		}
		l.press("Save my answer")
	}
	l.wants("Your result")
	l.reads("You have 6 of 7 points.", "You have passed.", "You were sure of these")
	l.to("at.localName === 'summary' && at.innerText.includes('3. Not right: It is so.')")
	l.enter()
	l.reads("It is not.", "It is not so.")
	if eval[bool](l.tab, "document.querySelector('.take').innerText.includes('certificate to print')") {
		t.Error("a quiz that gives no certificate offers one")
	}

	l.press("Try the 1 you missed again")
	l.reads("Question 1 of 1")
	l.tick("False")
	l.press("Save my answer")
	l.wants("Your result")
	l.reads("You have 1 of 1 right.", "This was a second go")
	l.press("Back to your first result")
	l.reads("You have 6 of 7 points.")
	l.quiet(3)
}

// TestQuizDraw draws three of six questions many times: each time three, in any order, and not always the same.
func TestQuizDraw(t *testing.T) {
	t.Parallel()
	l := learner{newTab(t)}
	l.open(fileURL(trialSite(t), "quizzes/draw.html"))
	l.reads("There are 3 questions.", "They are drawn from 6.")
	draws := map[string]bool{}
	for range 12 {
		l.keep("")
		l.do(chromedp.Reload())
		l.press("Start")
		asked := eval[[]string](l.tab, "JSON.parse(localStorage['handrail:1:quiz:' + location.pathname]).asked")
		draws[strings.Join(asked, " ")] = true
		slices.Sort(asked)
		if len(slices.Compact(asked)) != 3 {
			t.Errorf("asks %s", asked)
		}
		if slices.Contains(asked, "which-ones") && slices.Contains(asked, "it-is-so") {
			t.Errorf("asks twice about one rule and leaves another out: %s", asked)
		}
	}
	if len(draws) < 3 {
		t.Errorf("twelve draws are all among %v", draws)
	}
	_, faults := l.told()
	if len(faults) > 0 {
		t.Errorf("faults: %s", faults)
	}
}

// TestQuizCertificate prints a certificate with a name that is markup, and the quiz on paper before and after.
func TestQuizCertificate(t *testing.T) {
	t.Parallel()
	l := learner{newTab(t)}
	l.open(fileURL(trialSite(t), "quizzes/once.html"))
	paper := func() string {
		l.show(800, map[string]string{"media": "print"})
		defer l.show(800, looks[0].media)
		return eval[string](l.tab, "document.querySelector('main').innerText")
	}
	list := paper()
	for words, there := range map[string]bool{"How many?": true, "Second": true, "Start": false, "Second it is.": false, "256": false} {
		if strings.Contains(list, words) != there {
			t.Errorf("the quiz on paper has %q: %t", words, !there)
		}
	}
	l.press("Start")
	l.take(rightSteps())
	if result := paper(); result != list {
		t.Errorf("the quiz on paper is another one after it was taken:\n%s", result)
	}
	l.press("Make a certificate to print")
	l.wants("Make a certificate to print")
	const name = `<b>Zoë</b> & "Sam"`
	l.write(name)
	l.reads(name, "passed the quiz “Trial once” on", "You have 7 of 7 points.", "does not prove who gave the answers")
	printed := paper()
	if !strings.Contains(printed, name) || strings.Contains(printed, "How many?") || strings.Contains(printed, "Your name") {
		t.Errorf("the certificate on paper:\n%s", printed)
	}
	if kept := eval[string](l.tab, "JSON.stringify(localStorage) + location.href + document.cookie"); strings.Contains(kept, "Zo") {
		t.Errorf("the name is kept: %s", kept)
	}
	l.press("Back to your result")
	l.wants("Your result")
	l.quiet(3)
}

// TestQuizCalendar saves the calendar files of a result, and reads them back by the rules of RFC 5545.
func TestQuizCalendar(t *testing.T) {
	t.Parallel()
	public := trialSite(t)
	page := filepath.Join(public, "quizzes", "once.html")
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	const title = "Lists; chats, and ünïcödé: how to keep every number at its place in a group 🙂 \\ as long as it lasts"
	write(t, page, strings.ReplaceAll(string(text), "<h1>Trial once</h1>", "<h1>"+title+"</h1>"))

	l := learner{newTab(t)}
	l.beforeLoad("window.files = []; { const make = URL.createObjectURL; URL.createObjectURL = blob => { files.push(blob.text()); return make(blob); }; }")
	l.open(fileURL(public, "quizzes/once.html"))
	l.press("Start")
	l.take(rightSteps())
	if links := eval[[]string](l.tab, "[...document.querySelectorAll('.take a[download]')].map(a => a.innerText)"); !slices.Equal(links, []string{"In 1 week", "In 4 weeks", "In 12 weeks"}) {
		t.Errorf("the links to calendar files are %q", links)
	}
	// Pressed, a link saves the file; nothing that the page's policy says is in its way.
	saved := t.TempDir()
	if _, err := chromedp.CallBrowser(l.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: saved,
	}); err != nil {
		t.Fatal(err)
	}
	l.to("at.innerText === 'In 4 weeks'")
	name := filepath.Join(saved, eval[string](l.tab, "document.activeElement.download"))
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		t.Fatal(err)
	}
	defer watcher.Close()
	if err := watcher.Add(saved); err != nil {
		t.Fatal(err)
	}
	l.enter()
	late := time.After(30 * time.Second)
	var onDisk []byte
	for !strings.HasSuffix(string(onDisk), "END:VCALENDAR\r\n") {
		select {
		case <-watcher.Events: // the browser makes an empty file of this name first
			if onDisk, err = os.ReadFile(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Fatal(err)
			}
		case <-late:
			t.Fatalf("%s holds %q", name, onDisk)
		}
	}

	today := eval[string](l.tab, "new Date().toLocaleDateString('sv')")
	uids := map[string]bool{}
	files := eval[[]string](l.tab, "Promise.all(files)")
	if err != nil || string(onDisk) != files[1] {
		t.Errorf("the file that is saved is %q, not %q (%v)", onDisk, files[1], err)
	}
	for i, weeks := range []int{1, 4, 12} {
		event := readCalendar(t, files[i])
		day, err := time.Parse(time.DateOnly, today)
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]string{
			"DTSTART;VALUE=DATE": day.AddDate(0, 0, 7*weeks).Format("20060102"),
			"DTEND;VALUE=DATE":   day.AddDate(0, 0, 7*weeks+1).Format("20060102"),
			"SUMMARY":            "Take the quiz again: " + title,
			"VERSION":            "2.0",
		} {
			if event[name] != want {
				t.Errorf("in %d weeks: %s is %q, not %q", weeks, name, event[name], want)
			}
		}
		if _, err := time.Parse("20060102T150405Z", event["DTSTAMP"]); err != nil {
			t.Error(err)
		}
		uids[event["UID"]] = true
	}
	if len(uids) != 3 || uids[""] {
		t.Errorf("the names of the events are %v", uids)
	}
	l.quiet(3)
}

// readCalendar is the properties of a calendar file with one event.
func readCalendar(t *testing.T, text string) map[string]string {
	t.Helper()
	lines := strings.Split(text, "\r\n")
	if lines[len(lines)-1] != "" || strings.ContainsAny(strings.Join(lines, ""), "\r\n") {
		t.Errorf("the lines do not all end with CRLF: %q", text)
	}
	for _, line := range lines {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	properties := map[string]string{}
	var open []string
	for _, line := range strings.Split(strings.ReplaceAll(strings.TrimSuffix(text, "\r\n"), "\r\n ", ""), "\r\n") {
		name, value, found := strings.Cut(line, ":")
		switch {
		case !found:
			t.Errorf("a line without a name: %q", line)
		case name == "BEGIN":
			open = append(open, value)
		case name == "END":
			if len(open) == 0 || open[len(open)-1] != value {
				t.Fatalf("%s ends where %s is open", value, open)
			}
			open = open[:len(open)-1]
		default:
			if bare := regexp.MustCompile(`\\[\\;,nN]`).ReplaceAllString(value, ""); strings.ContainsAny(bare, `\;,`) {
				t.Errorf("%s is not escaped: %q", name, value)
			}
			properties[name] = strings.NewReplacer(`\\`, `\`, `\;`, `;`, `\,`, `,`, `\n`, "\n").Replace(value)
		}
	}
	if len(open) > 0 {
		t.Errorf("%s is not ended", open)
	}
	return properties
}

// TestQuizPlace opens a quiz at one of its questions, as the map of rules leads there: the list is shown.
func TestQuizPlace(t *testing.T) {
	t.Parallel()
	l := learner{newTab(t)}
	l.open(fileURL(trialSite(t), "quizzes/once.html") + "#which-order")
	if !eval[bool](l.tab, "document.querySelector('#which-order').checkVisibility()") {
		t.Error("the question that the address names is not shown")
	}
	l.press("Start")
	if eval[bool](l.tab, "document.querySelector('#which-order').checkVisibility()") {
		t.Error("the list is shown beside a question")
	}
	l.press("Stop for now")
	l.press("Show all the questions on one page")
	if !eval[bool](l.tab, "document.querySelector('#which-order').checkVisibility()") {
		t.Error("the button does not show the list")
	}
	l.quiet(3)
}

// TestQuizScreens holds each screen to what is asked of a page, at both widths and in every look.
func TestQuizScreens(t *testing.T) {
	t.Parallel()
	axe, err := axeScript()
	if err != nil {
		t.Fatal(err)
	}
	l := learner{newTab(t)}
	l.show(1280, looks[0].media)
	l.open(fileURL(trialSite(t), "quizzes/once.html"))
	l.do(chromedp.Evaluate[chromedp.Void](axe), chromedp.Evaluate[chromedp.Void](auditScript))
	l.keys(kb.Tab)
	look := func(screen string) {
		t.Helper()
		l.audit(screen, "openDetails")
		for _, width := range []int64{320, 1280} {
			for _, look := range looks {
				l.show(width, look.media)
				state := fmt.Sprintf("%s, %d px, %s", screen, width, look.name)
				l.audit(state, "axe")
				l.audit(state, "focus")
				if look.name == "light" {
					l.audit(state, "reflow")
					l.audit(state, "targets")
				}
			}
		}
		l.show(1280, looks[0].media)
	}
	look("start")
	l.press("Start")
	for i, s := range rightSteps() {
		look("question " + s.heading)
		l.press("Check my answer")
		look("nothing chosen for " + s.heading)
		if i%2 == 1 {
			s = wrongSteps()[i]
		}
		s.answer(l)
		l.press("Check my answer")
		look("answered " + s.heading)
		l.keys(kb.Tab)
		if i < 5 {
			l.press("Next question")
		} else {
			l.press("See your result")
		}
	}
	look("result")
	l.press("Start again")
	l.take(rightSteps())
	l.press("Make a certificate to print")
	look("certificate")
	l.quiet(3)
}
