package browser

import (
	"fmt"
	"path/filepath"
	"testing"

	"handrail/test/corpus"
)

// typedScript gives the time from the last key of a query to its first result on the page, in milliseconds. What was typed before is answered first.
const typedScript = `window.typed = async text => {
	const field = document.querySelector('#search_words'), results = document.querySelector('.results');
	const put = value => new Promise(shown => {
		new MutationObserver((_, at) => { if (results.querySelector('li')) { at.disconnect(); shown(); } }).observe(results, {childList: true, subtree: true});
		field.value = value;
		field.dispatchEvent(new Event('input', {bubbles: true}));
	});
	field.focus();
	await put(text.slice(0, -1));
	const start = performance.now();
	await put(text);
	return performance.now() - start;
};`

// BenchmarkSearchAsTyped prints how long after the last key the first result is there, on the site that ships and on one of 10,000 pages, where the page
// waits for 150 ms without a key before it loads anything. The files are in a folder. Like all benchmarks here it makes no test fail.
func BenchmarkSearchAsTyped(b *testing.B) {
	small := newSite(b, nil)
	large := filepath.Join(b.TempDir(), "large")
	if err := corpus.Write(large, 10_000, corpus.Handrail); err != nil {
		b.Fatal(err)
	}
	for _, site := range []struct{ name, dir, query string }{{"shipped", small, "how do i delete someone"}, {"10000", large, "kitchen hygiene"}} {
		command(b, "build", site.dir)
		b.Run(site.name, func(b *testing.B) {
			for b.Loop() {
				at := newTab(b)
				at.show(360, looks[0].media)
				at.open(fileURL(filepath.Join(site.dir, "public"), "search.html"))
				at.slowed()
				at.run(typedScript)
				first := eval[float64](at, fmt.Sprintf("typed(%q)", site.query))
				again := eval[float64](at, fmt.Sprintf("typed(%q)", site.query))
				fmt.Printf("\nprocessor slowed %d times, from the last key to the first result on %s: %.0f ms, and %.0f ms the second time\n", slow, site.name, first, again)
			}
		})
	}
}
