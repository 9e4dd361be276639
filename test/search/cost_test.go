package search

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"handrail/test/corpus"
	"handrail/test/report"
)

// The most that is loaded, compressed: of the site that ships for its index and for the script of the page, and of a large site for a query of two words.
const (
	maxWhole  = 25_000
	maxScript = 9_000
	maxQuery  = 150_000
)

// asked are queries of two words of the large site: seldom ones, very common ones, and mistyped ones.
var asked = []string{"kitchen hygiene", "coordinator check", "write note", "kichen hygene", "fire dril", "minibus 1711"}

// TestCost: what is loaded to search stays within its limits. With -update it measures a site of 10,000 pages, beside Pagefind.
func TestCost(t *testing.T) {
	public, err := site()
	if err != nil {
		t.Fatal(err)
	}
	whole, script := compressed(t, public, "search-pages"), compressed(t, public, "search-")-compressed(t, public, "search-pages")
	if whole > maxWhole || script > maxScript {
		t.Errorf("the index of the site that ships has %d bytes and the script %d; they may have %d and %d", whole, script, maxWhole, maxScript)
	}
	pages := 2_000
	if *update {
		pages = 10_000
	}
	dir := filepath.Join(t.TempDir(), "large")
	if err := corpus.Write(dir, pages, corpus.Handrail); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "run", "./cmd/handrail", "build", dir)
	build.Dir = top
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	large := filepath.Join(dir, "public")
	table := report.Table{Columns: []string{"query", "bytes loaded:", "files:"}}
	for i, cost := range queryCosts(t, large) {
		table.Rows = append(table.Rows, []string{asked[i], fmt.Sprint(cost[0]), fmt.Sprint(cost[1])})
		t.Logf("%s: %d bytes in %d files", asked[i], cost[0], cost[1])
		if cost[0] > maxQuery {
			t.Errorf("%q loads %d bytes, and may load %d", asked[i], cost[0], maxQuery)
		}
	}
	if !*update || t.Failed() {
		return
	}
	began := time.Now()
	peer := exec.Command("node_modules/.bin/pagefind", "--site", large, "--output-path", filepath.Join(dir, "pagefind"))
	peer.Dir = top
	if out, err := peer.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	took, state := time.Since(began), peer.ProcessState
	text := fmt.Sprintf("Measured on %s. Sizes are compressed with gzip.\n\nOf the site that ships, the index has %.1f KB, and the page's script with the engine %.1f KB.\n\n"+
		"A site of %d pages of 680 words each has %.1f MB of index and texts in %d files; Pagefind makes %.1f MB in %d files of it, in %.0f s (%.0f s of processor time). "+
		"What a query of two words loads here, with the page that names the files:\n\n%s",
		time.Now().UTC().Format("2 January 2006"), float64(whole)/1000, float64(script)/1000, pages,
		float64(compressed(t, large, "search-pages")+compressed(t, large, "search-terms"))/1e6, count(t, filepath.Join(large, "assets"), "search-"),
		float64(folderSize(t, filepath.Join(dir, "pagefind")))/1e6, count(t, filepath.Join(dir, "pagefind"), ""), took.Seconds(), (state.UserTime() + state.SystemTime()).Seconds(), table)
	if err := report.Write(filepath.Join(top, "docs/site/content/guides/search.md"), report.SearchCost, text); err != nil {
		t.Error(err)
	}
}

// compressed is the size of all scripts of a site whose names begin in some way, compressed.
func compressed(t *testing.T, public, begins string) int {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(public, "assets", begins+"*.js"))
	if err != nil {
		t.Fatal(err)
	}
	size := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		size += zipped(data)
	}
	return size
}

func zipped(data []byte) int {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // memory takes all
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Len()
}

func count(t *testing.T, dir, begins string) int {
	t.Helper()
	n := 0
	err := filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasPrefix(entry.Name(), begins) {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// folderSize is the size of the files in a folder as they are: Pagefind compresses its own.
func folderSize(t *testing.T, dir string) int64 {
	t.Helper()
	size := int64(0)
	err := filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			info, err := entry.Info()
			if err != nil {
				return err
			}
			size += info.Size()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return size
}

// queryCosts are the bytes and the files that each query loads, with the page of the search, from nothing.
func queryCosts(t *testing.T, public string) [][2]int {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(public, "search.html"))
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	sizes := map[int]int{}
	for i, m := range regexp.MustCompile(`<script src="?(assets/search-(?:pages|terms)[^"> ]+)`).FindAllSubmatch(page, -1) {
		files = append(files, filepath.Join(public, filepath.FromSlash(string(m[1]))))
		data, err := os.ReadFile(files[i])
		if err != nil {
			t.Fatal(err)
		}
		sizes[i] = zipped(data)
	}
	var loaded [][]int
	node(t, bundle(t, `
		import { readFileSync } from "node:fs";
		import { runInNewContext } from "node:vm";
		import { openSearch } from "./templates/features/search/engine/find";
		const { files, queries } = JSON.parse(readFileSync(0, "utf8"));
		const all = [];
		for (const query of queries) {
			const loaded = [];
			const load = async (n) => {
				let handed;
				class CustomEvent { constructor(name, options) { this.detail = options.detail; } }
				loaded.push(n);
				runInNewContext(readFileSync(files[n], "utf8"), { CustomEvent, dispatchEvent: (event) => { handed = event.detail; } });
				return handed;
			};
			const { hits } = await openSearch({ start: await load(0), load }).find(query, 10);
			if (!hits.length) throw new Error("nothing is found for " + query);
			all.push(loaded);
		}
		process.stdout.write(JSON.stringify(all));
	`), map[string]any{"files": files, "queries": asked}, &loaded)
	var costs [][2]int
	for _, list := range loaded {
		cost := [2]int{zipped(page), len(list)}
		for _, file := range list {
			cost[0] += sizes[file]
		}
		costs = append(costs, cost)
	}
	return costs
}
