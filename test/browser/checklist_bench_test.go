package browser

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// BenchmarkChecklist ticks off items of a list of 300 in a browser that is slowed down four times, and gives the longest
// and the usual time from a press until the next picture is on the screen, in milliseconds.
func BenchmarkChecklist(b *testing.B) {
	binary, err := program()
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	run := func(args ...string) {
		if out, err := exec.Command(binary, args...).CombinedOutput(); err != nil {
			b.Fatalf("handrail %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
	run("init", dir)
	var page strings.Builder
	page.WriteString("---\ntitle: Many\nsummary: Many rules.\norder: 99\naudience: [lead]\nreviewed: 2026-11-20\n---\n")
	for i := range 300 {
		fmt.Fprintf(&page, "\n:::must {#many-%d}\nDo the thing that has the number %d.\n\nBecause.\n:::\n", i, i)
	}
	if err := os.WriteFile(filepath.Join(dir, "content", "guidance", "many.md"), []byte(page.String()), 0o644); err != nil {
		b.Fatal(err)
	}
	run("build", dir)

	parent, err := chromium()
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(parent, chromedp.WithNewBrowserContext())
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(fileURL(filepath.Join(dir, "public"), checklistPage))); err != nil {
		b.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 4}); err != nil {
		b.Fatal(err)
	}
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
	found, err := chromedp.Run(ctx, chromedp.Evaluate[[]float64](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatal(err)
	}
	if found[0] < 300 {
		b.Fatalf("the list has %v items", found[0])
	}
	b.ReportMetric(found[1], "ms/press")
	b.ReportMetric(found[2], "ms/longest")
	b.ReportMetric(found[3], "ms/script")
}
