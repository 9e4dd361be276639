package browser

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
)

// slow is how many times the benchmark slows the processor down: a good computer becomes an old phone.
const slow = 4

// paintScript gives the time from before an action to after the next paint, in milliseconds, or that of the longest task
// of what the action goes on to do, if it is longer.
const paintScript = `window.longest = 0;
new PerformanceObserver(list => list.getEntries().forEach(task => { longest = Math.max(longest, task.duration); })).observe({type: 'longtask'});
window.timed = async (act, done) => {
	longest = 0;
	const start = performance.now();
	act();
	await new Promise(painted => requestAnimationFrame(() => setTimeout(painted)));
	const paint = performance.now() - start;
	while (done && !done()) await new Promise(next => setTimeout(next, 5));
	await new Promise(resolve => setTimeout(resolve, 60)); // the browser reports long tasks a little later
	return Math.max(paint, longest);
};
window.button = (words, within = document) => [...within.querySelectorAll('button')].find(at => at.checkVisibility() && at.textContent.startsWith(words));`

// BenchmarkWidgets prints the longest time of each kind of interaction, with 1,000 results on a board and 500 questions in a
// quiz. A machine that does other things is slower, so its numbers are for people to read, and make no test fail. Run it by
// make bench.
func BenchmarkWidgets(b *testing.B) {
	bank := bankSite(b)
	for name, bench := range map[string]func(testing.TB, string) map[string]float64{"board": benchBoard, "quiz": benchQuiz} {
		b.Run(name, func(b *testing.B) {
			times := map[string]float64{}
			for b.Loop() {
				times = bench(b, bank)
			}
			fmt.Printf("\nprocessor slowed %d times, longest of each:\n", slow)
			for _, kind := range slices.SortedFunc(maps.Keys(times), func(a, b string) int { return cmp.Compare(times[b], times[a]) }) {
				fmt.Printf("%8.0f ms  %s\n", times[kind], kind)
			}
		})
	}
}

// bankSite is a site with a quiz of 10 questions, and one of 500.
func bankSite(t testing.TB) string {
	t.Helper()
	files := map[string]string{}
	rules := []string{"use-broadcast-list", "opt-in", "asked-first", "send-statement", "monthly-check"}
	for name, n := range map[string]int{"ten": 10, "bank": 500} {
		var text strings.Builder
		fmt.Fprintf(&text, "---\ntitle: Bench %s\nsummary: Many questions.\npass: 80%%\nreviewed: %s\n---\n", name, time.Now().UTC().Format(time.DateOnly))
		for i := range n {
			fmt.Fprintf(&text, "\n## What is meant by number %d of %s? {#number-%d rules=\"%s\"}\n", i, name, i, rules[i%len(rules)])
			for choice := range 4 {
				fmt.Fprintf(&text, "\n- [%s] Answer %d of question %d\n  > Why this is so.\n", map[bool]string{true: "x", false: " "}[choice == i%4], choice, i)
			}
			fmt.Fprintf(&text, "\n> The reason of number %d.\n", i)
		}
		files["quizzes/"+name+".md"] = text.String()
	}
	dir := newSite(t, files)
	command(t, "build", dir)
	return filepath.Join(dir, "public")
}

// longest does an action some times, and returns the longest time that it took. It logs the median too: where that is far
// lower, the machine was at other things.
func (b *tab) longest(times int, act, done string) float64 {
	b.t.Helper()
	var all []float64
	for range times {
		all = append(all, eval[float64](b, fmt.Sprintf("timed(() => { %s }, () => %s)", act, cmp.Or(done, "true"))))
	}
	slices.Sort(all)
	b.t.Logf("median of %d: %.0f ms: %s", times, all[len(all)/2], act)
	return all[len(all)-1]
}

func (b *tab) slowed() {
	b.t.Helper()
	call(b, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: slow})
	b.run(paintScript)
}

func benchBoard(t testing.TB, public string) map[string]float64 {
	b := newTab(t)
	b.show(360, looks[0].media)
	b.open(fileURL(public, "quizzes/ten-results.html"))
	b.load(t, codeModule)
	b.run(paintScript)
	b.act(`void (window.one = n => modules.encode({quiz: +document.querySelector('.list').dataset.digest,
		version: parseInt(document.querySelector('.list').dataset.version.slice(0, 5), 16), day: 20000 + n % 700, go: n % 32768, name: 'Person ' + n,
		answers: [...document.querySelectorAll('[data-question]')].map((q, i) => ({question: +q.dataset.digest, sure: (n + i) % 4, answer: [(n * 7 + i * (n % 5)) % 4]}))}),
		window.put = text => { document.querySelector('.board textarea').value = text; button('Add these').click(); },
		window.put([...Array(1000).keys()].map(one).join('\n')), window.next = 1000)`)
	b.wait("document.querySelector('.board [role=status]').textContent.startsWith('1000 results added')")
	b.slowed()
	return map[string]float64{
		"paste one more":  b.longest(5, "put(one(next++))", "document.querySelector('.board [role=status]').textContent === '1 result added.'"),
		"remove one":      b.longest(5, "button('Remove Person', document.querySelector('.takers')).click()", ""),
		"put it back":     b.longest(1, "button('Put back').click()", ""),
		"show more":       b.longest(5, "button('Show', document.querySelector('.takers').nextSibling.parentNode).click()", ""),
		"open answers":    b.longest(5, "document.querySelector('.questions details:not([open]) summary').click()", ""),
		"type a letter":   b.longest(3, "document.querySelector('.board textarea').focus(); document.execCommand('insertText', false, 'H')", ""),
		"save as a table": b.longest(1, "HTMLAnchorElement.prototype.click = () => {}; button('Save as a table').click()", ""),
		"remove all":      b.longest(1, "button('Remove all').click()", ""),
		"put all back":    b.longest(1, "button('Put back').click()", ""),
	}
}

func benchQuiz(t testing.TB, public string) map[string]float64 {
	b := newTab(t)
	b.show(360, looks[0].media)
	address := fileURL(public, "quizzes/bank.html")
	b.open(address)
	b.slowed()
	times := map[string]float64{
		"open the list":  b.longest(1, "button('Show all the questions').click()", ""),
		"close the list": b.longest(1, "button('Show all the questions').click()", ""),
		"start":          b.longest(1, "button('Start').click()", ""),
	}
	for range 5 {
		times["choose"] = max(times["choose"], b.longest(1, "document.querySelector('.take .option').click()", ""))
		times["answer"] = max(times["answer"], b.longest(1, "button('Check my answer').click()", ""))
		times["next question"] = max(times["next question"], b.longest(1, "button('Next question').click()", ""))
	}
	// All but the last are answered already.
	b.act(`void (() => {
		const key = 'handrail:1:quiz:' + location.pathname, kept = JSON.parse(localStorage[key]);
		kept.asked.slice(0, -1).forEach((id, i) => { kept.answers[id] = [i % 3]; kept.sure[id] = i % 3; });
		kept.at = kept.asked.length - 1;
		localStorage[key] = JSON.stringify(kept);
	})()`)
	b.open(address)
	b.slowed()
	times["go on"] = b.longest(1, "button('Go on').click()", "")
	b.longest(1, "document.querySelector('.take .option').click()", "")
	times["answer the last of 500"] = b.longest(1, "button('Check my answer').click()", "")
	times["see the result"] = b.longest(1, "button('See your result').click()", "")
	times["open an answer of the result"] = b.longest(3, "document.querySelector('.take details:not([open]) summary').click()", "")
	return times
}
