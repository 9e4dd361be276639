package browser

import (
	"context"
	"fmt"
	"iter"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"handrail/test/report"
)

// flow is something that a reader does from beginning to end on a phone.
type flow struct {
	name, page string
	do         func(r *reader)
}

// phone is the window in which flows are counted, in CSS pixels.
var phone = struct{ width, height int }{360, 740}

// flows are what docs/flows.md has a row for.
func flowsOf(t *testing.T) []flow {
	t.Helper()
	full, _ := pages(t)
	var all []flow
	for _, page := range full {
		if !strings.Contains(readPage(t, page), `data-widget="quiz"`) {
			continue
		}
		name := strings.TrimSuffix(filepath.Base(page), ".html")
		for how, right := range map[string]bool{"right": true, "wrong": false} {
			all = append(all, flow{"quiz, " + name + ", all " + how, page, func(r *reader) { r.quiz(right) }})
		}
	}
	all = append(all,
		flow{"checklist, usual answers", checklistPage, func(r *reader) { r.list(false) }},
		flow{"checklist, all answers", checklistPage, func(r *reader) { r.list(true) }},
		flow{"statement, filled in and saved", statementPage, (*reader).statement},
		flow{"quiz on a screen, with each answer", "quizzes/the-basics-present.html", (*reader).room},
		flow{"results, three added", "quizzes/the-basics-results.html", (*reader).board},
	)
	slices.SortFunc(all, func(a, b flow) int { return strings.Compare(a.name, b.name) })
	return all
}

// usual are the answers of a group that has a broadcast list and a chat of its team.
func usual() []string {
	return []string{"We send announcements with a broadcast list", "Our Coordinating Team has a group chat", "Our group has its own phone",
		"We use an iPhone", "We use phones only", "I look after the list or the chat"}
}

// reader goes through a flow, and counts what it takes.
type reader struct {
	walker
	screens, taps, scrolls int
	words, heights         float64 // of the screens before this one
	screen                 measure // the one that is shown, at its longest
}

// measure is what walk.js measures of a state.
type measure struct {
	Words, Heights float64
	Hidden         bool     // the main button is not in the window
	Heads          []string // of what is asked or shown
}

// look measures what is shown. A screen is new when the heading of the one before is gone.
func (r *reader) look() {
	r.t.Helper()
	now := eval[measure](r.tab, "walk.measure()")
	if r.screens == 0 || !slices.Contains(now.Heads, r.screen.Heads[0]) {
		r.words, r.heights = r.words+r.screen.Words, r.heights+r.screen.Heights
		r.screens++
		r.screen = now
		return
	}
	r.screen.Words, r.screen.Heights = max(r.screen.Words, now.Words), max(r.screen.Heights, now.Heights)
}

// tap presses what says these words, and looks at what is then shown.
func (r *reader) tap(words string) {
	r.t.Helper()
	r.press(words)
	r.taps++
	r.look()
}

// goOn presses the main button, which may have to be scrolled to.
func (r *reader) goOn() {
	r.t.Helper()
	if eval[measure](r.tab, "walk.measure()").Hidden {
		r.scrolls++
	}
	r.tap(r.main())
}

func (r *reader) quiz(right bool) {
	for {
		switch r.main() {
		case "Check my answer":
			r.taps += eval[int](r.tab, fmt.Sprintf("walk.answer(%t)", right))
		case "Start", "Next question", "See your result":
		default: // the result, to which its reminders are added when their script has come
			r.wait("document.querySelector('.take .links a[download]') !== null")
			r.look()
			return
		}
		r.goOn()
	}
}

func (r *reader) list(all bool) {
	for {
		switch r.main() {
		case "Start":
		case "Continue":
			r.taps += eval[int](r.tab, "walk.tick("+toJSON(r.t, map[bool][]string{false: usual(), true: nil}[all])+")")
		default:
			return
		}
		r.goOn()
	}
}

func (r *reader) statement() {
	r.act("walk.write('[name=group]', 'Leeds')")
	r.taps++
	r.look()
	r.do("save", func(ctx context.Context) error {
		_, _, err := r.page.Save(ctx, func() error { r.tap("Word document"); return nil })
		return err
	})
}

func (r *reader) room() {
	r.tap("Start")
	for range 100 {
		if eval[bool](r.tab, "document.querySelector('.take').dataset.screen === 'end'") {
			return
		}
		if eval[bool](r.tab, "walk.says('Show the answer')") {
			r.tap("Show the answer")
		}
		r.tap("Next")
	}
	r.t.Error("the quiz has no end")
}

func (r *reader) board() {
	b := trainer{r.tab}
	b.load(r.t, codeModule)
	var codes []string
	for n := range 3 {
		codes = append(codes, b.code(fmt.Sprintf("{go: %d}", n)))
	}
	r.act("void (document.querySelector('.board textarea').value = " + quote(strings.Join(codes, "\n")) + ")")
	r.taps++
	r.tap("Add these results")
	b.settled()
	r.look()
}

// chance makes what a page does by chance the same each time.
const chance = "Math.random = () => 0.5"

// row goes through a flow, and returns its row.
func (f flow) row(t *testing.T) []string {
	t.Helper()
	r := &reader{walker: walker{learner{newTab(t)}}}
	r.beforeLoad(chance)
	r.do("resize", func(ctx context.Context) error { return r.page.Resize(ctx, phone.width, phone.height) })
	r.open(fileURL(publicDir(t), f.page))
	r.run(walkScript)
	r.look()
	f.do(r)
	if _, faults := r.activity(); len(faults) > 0 {
		t.Errorf("%s: %s", f.name, faults)
	}
	return []string{f.name, fmt.Sprint(r.screens), fmt.Sprint(r.taps), fmt.Sprint(r.scrolls), fmt.Sprint(r.words + r.screen.Words),
		strconv.FormatFloat(r.heights+r.screen.Heights, 'f', 1, 64)}
}

// TestFlows counts what each flow takes on a phone, as docs/flows.md says. Without -sweep it goes through those of one quiz and of all else.
func TestFlows(t *testing.T) {
	t.Parallel()
	flows := flowsOf(t)
	all := len(flows)
	if sampling(t) {
		flows = slices.DeleteFunc(flows, func(f flow) bool {
			return strings.HasPrefix(f.name, "quiz, ") && !strings.HasPrefix(f.name, "quiz, the-basics,")
		})
	}
	rows := make([][]string, len(flows))
	t.Cleanup(func() { holdFlows(t, rows, all) }) // the flows run side by side, and have ended
	sideBySide(t, len(flows), func(t *testing.T, share iter.Seq[int]) {
		for i := range share {
			rows[i] = flows[i].row(t)
		}
	})
}

// holdFlows fails if the table says otherwise, or has another number of flows; with -update it writes the table.
func holdFlows(t *testing.T, rows [][]string, all int) {
	t.Helper()
	file := filepath.Join(top, "docs", "flows.md")
	text, err := report.Read(file, report.Flows)
	if err != nil {
		t.Fatal(err)
	}
	written := map[string][]string{}
	for line := range strings.Lines(text) {
		cells := strings.Split(strings.Trim(line, "| \n"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		written[cells[0]] = cells
	}
	known := 0
	for i, row := range rows {
		if row == nil {
			return // it has failed
		}
		if alike(row, written[row[0]]) {
			rows[i] = written[row[0]]
			known++
		} else if !*update {
			t.Errorf("docs/flows.md says %q, and it is %q: go test ./test/browser -run '^TestFlows$' -update", written[row[0]], row)
		}
	}
	if n := len(written) - 2; known == len(rows) && n > all && !*update { // less the head
		t.Errorf("docs/flows.md has %d flows, and there are %d: go test ./test/browser -run '^TestFlows$' -update", n, all)
	}
	if *update && !t.Failed() {
		table := report.Table{Columns: []string{"flow", "screens:", "taps:", "scrolls:", "words:", "heights:"}, Rows: rows}
		if err := report.Write(file, report.Flows, table.String()); err != nil {
			t.Fatal(err)
		}
	}
}

// alike says whether two rows have the same counts, and heights that differ by no more than other fonts do.
func alike(row, other []string) bool {
	last := len(row) - 1
	if len(other) != len(row) || !slices.Equal(row[:last], other[:last]) {
		return false
	}
	a, err := strconv.ParseFloat(row[last], 64)
	b, otherErr := strconv.ParseFloat(other[last], 64)
	return err == nil && otherErr == nil && math.Abs(a-b) <= 0.3+0.03*b
}
