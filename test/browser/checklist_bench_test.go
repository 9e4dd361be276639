package browser

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// BenchmarkChecklist ticks off items of a list of 300 in a browser that is slowed down four times, and gives the longest
// and the median time from a press until the next frame is on the screen, in milliseconds.
func BenchmarkChecklist(b *testing.B) {
	var page strings.Builder
	page.WriteString("---\ntitle: Many\nsummary: Many rules.\norder: 99\naudience: [lead]\nreviewed: 2026-11-20\n---\n")
	for i := range 300 {
		fmt.Fprintf(&page, "\n:::must {#many-%d}\nDo the thing that has the number %d.\n\nBecause.\n:::\n", i, i)
	}
	dir := newSite(b, map[string]string{"guidance/many.md": page.String()})
	command(b, "build", dir)
	address := fileURL(filepath.Join(dir, "public"), checklistPage)
	// Every answer is "not sure", so that every rule is on the list, and all of them are shown.
	const script = `(async all => {
		const press = words => [...document.querySelectorAll('.take button')].find(b => b.textContent.startsWith(words)).click();
		press('Start');
		while (document.querySelector('.take form')) {
			[...document.querySelectorAll('.take input')].pop().click();
			press('Continue');
		}
		const group = document.querySelector('.take .group');
		group.open = true;
		for (const more = group.querySelector(':scope > button'); all && !more.hidden;) more.click();
		const picture = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
		const times = [], scripts = [];
		for (let i = 0; i < 40; i++) {
			await picture();
			const open = [...group.querySelectorAll('.thing input:not(:checked)')].filter(b => b.checkVisibility());
			const start = performance.now();
			open[all ? i : 0].click();
			scripts.push(performance.now() - start);
			await picture();
			times.push(performance.now() - start);
		}
		times.sort((a, b) => a - b);
		scripts.sort((a, b) => a - b);
		return [group.querySelectorAll('.thing').length, times[20], times[39], scripts[20]];
	})`
	for _, shown := range []struct {
		name string
		all  bool
	}{{"as-it-is-shown", false}, {"all-300-shown", true}} {
		b.Run(shown.name, func(b *testing.B) {
			at := newTab(b)
			at.open(address)
			call(at, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: slow})
			found := eval[[]float64](at, fmt.Sprintf("%s(%t)", script, shown.all))
			if found[0] < 300 {
				b.Fatalf("the list has %v items", found[0])
			}
			b.ReportMetric(found[1], "ms/press")
			b.ReportMetric(found[2], "ms/longest")
			b.ReportMetric(found[3], "ms/script")
		})
	}
}
