package browser

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// BenchmarkChecklist ticks off items of a list of 300 in a browser that is slowed down four times, and gives the longest
// and the usual time from a press until the next picture is on the screen, in milliseconds.
func BenchmarkChecklist(b *testing.B) {
	var page strings.Builder
	page.WriteString("---\ntitle: Many\nsummary: Many rules.\norder: 99\naudience: [lead]\nreviewed: 2026-11-20\n---\n")
	for i := range 300 {
		fmt.Fprintf(&page, "\n:::must {#many-%d}\nDo the thing that has the number %d.\n\nBecause.\n:::\n", i, i)
	}
	dir := newSite(b, map[string]string{"guidance/many.md": page.String()})
	command(b, "build", dir)
	at := newTab(b)
	at.open(fileURL(filepath.Join(dir, "public"), checklistPage))
	call(at, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: slow})
	// Everything is not sure, so that every rule is on the list, and all of them are shown.
	const script = `(async () => {
		const press = words => [...document.querySelectorAll('.take button')].find(b => b.textContent.startsWith(words)).click();
		press('Start');
		while (document.querySelector('.take form')) {
			[...document.querySelectorAll('.take input')].pop().click();
			press('Continue');
		}
		const group = document.querySelector('.take .group');
		group.open = true;
		for (const more = group.querySelector(':scope > button'); !more.hidden;) more.click();
		const picture = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
		const times = [], scripts = [];
		for (let i = 0; i < 40; i++) {
			await picture();
			const open = [...group.querySelectorAll('.thing .go')];
			const start = performance.now();
			open[i].click();
			scripts.push(performance.now() - start);
			await picture();
			times.push(performance.now() - start);
		}
		times.sort((a, b) => a - b);
		scripts.sort((a, b) => a - b);
		return [group.querySelectorAll('.thing').length, times[20], times[39], scripts[20]];
	})()`
	found := eval[[]float64](at, script)
	if found[0] < 300 {
		b.Fatalf("the list has %v items", found[0])
	}
	b.ReportMetric(found[1], "ms/press")
	b.ReportMetric(found[2], "ms/longest")
	b.ReportMetric(found[3], "ms/script")
}
