package search

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/evanw/esbuild/pkg/api"

	"handrail/test/report"
)

var update = flag.Bool("update", false, "ask Pagefind and lunr too, and write the table of guides/search.md")

// What the site's own search reaches of the 60 questions, at least.
const (
	wantFirst = 45 // the first result is right
	wantThree = 57 // one of the first three is
)

// result is the addresses that a result leads to: one, but for Pagefind, whose results are pages with parts.
type result []string

// score is how well an engine has answered.
type score struct {
	first, three, found int // questions of which the first result is right, one of the first three, and any
	nothing             int // queries without an answer of which it says so
	misses              []string
}

func (q questions) score(leads map[string][]string, answers [][]result) score {
	var s score
	for i, question := range q.Questions {
		rank := question.rank(answers[i], leads)
		if rank == 1 {
			s.first++
		}
		if rank > 0 && rank <= 3 {
			s.three++
		}
		if rank > 0 {
			s.found++
		}
		if rank != 1 {
			s.misses = append(s.misses, miss(question, rank, answers[i]))
		}
	}
	for i, query := range q.Nothing {
		if got := answers[len(q.Questions)+i]; len(got) == 0 {
			s.nothing++
		} else {
			s.misses = append(s.misses, fmt.Sprintf("%q finds %s, and has no answer", query, got[0][0]))
		}
	}
	return s
}

// miss says what was found in place of the right result.
func miss(q question, rank int, results []result) string {
	where := "is not found"
	if rank > 0 {
		where = fmt.Sprintf("is number %d", rank)
	}
	text := fmt.Sprintf("%q: %s %s", q.Ask, strings.Join(q.Answers, " or "), where)
	for i, r := range results[:min(len(results), 3)] {
		text += fmt.Sprintf("\n\t%d. %s", i+1, strings.Join(r, ", "))
	}
	return text
}

// queries are all that is asked: the questions, and then what has no answer.
func (q questions) queries() []string {
	var all []string
	for _, question := range q.Questions {
		all = append(all, question.Ask)
	}
	return append(all, q.Nothing...)
}

// TestQuality asks the site's own search every question, and those of its peers that are asked with -update.
func TestQuality(t *testing.T) {
	q := readQuestions(t)
	public, err := site()
	if err != nil {
		t.Fatal(err)
	}
	leads := q.answering(t, public)
	own := q.score(leads, askOwn(t, public, q.queries()))
	t.Logf("first %d, in the first three %d, found %d of %d; %d of %d find nothing\n%s",
		own.first, own.three, own.found, len(q.Questions), own.nothing, len(q.Nothing), strings.Join(own.misses, "\n"))
	if own.first < wantFirst || own.three < wantThree {
		t.Errorf("the right result is first for %d questions and among the first three for %d; it has to be for %d and %d", own.first, own.three, wantFirst, wantThree)
	}
	if own.nothing < len(q.Nothing) {
		t.Errorf("%d of %d queries that have no answer find something", len(q.Nothing)-own.nothing, len(q.Nothing))
	}
	if !*update || t.Failed() {
		return
	}
	peers := askPeers(t, public, q.queries())
	table := report.Table{Columns: []string{"engine", "right result first:", "in the first three:", "among ten:", "finds nothing, rightly:"}}
	add := func(name string, s score) {
		table.Rows = append(table.Rows, []string{name, fmt.Sprintf("%d", s.first), fmt.Sprintf("%d", s.three), fmt.Sprintf("%d", s.found), fmt.Sprintf("%d of %d", s.nothing, len(q.Nothing))})
	}
	add("Handrail", own)
	add("Pagefind "+version(t, "pagefind"), q.score(leads, peers.Pagefind))
	add("lunr "+version(t, "lunr"), q.score(leads, peers.Lunr))
	text := fmt.Sprintf("%d questions, asked on %s.\n\n%s", len(q.Questions), time.Now().UTC().Format("2 January 2006"), table)
	if err := report.Write(filepath.Join(top, "docs/site/content/guides/search.md"), report.SearchQuality, text); err != nil {
		t.Error(err)
	}
}

// askOwn asks the site's own engine, with the files that the site has.
func askOwn(t *testing.T, public string, queries []string) [][]result {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(public, "search.html"))
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, m := range regexp.MustCompile(`<script src="?(assets/search-[^"> ]+)`).FindAllSubmatch(page, -1) {
		files = append(files, filepath.Join(public, filepath.FromSlash(string(m[1]))))
	}
	if len(files) == 0 {
		t.Fatal("search.html names no file of what is searched")
	}
	var answers [][]result
	node(t, bundle(t, `
		import { readFileSync } from "node:fs";
		import { runInNewContext } from "node:vm";
		import { openSearch } from "./templates/features/search/engine/find";
		const { files, queries } = JSON.parse(readFileSync(0, "utf8"));
		const load = async (file) => {
			let handed;
			class CustomEvent { constructor(name, options) { this.detail = options.detail; } }
			runInNewContext(readFileSync(files[file], "utf8"), { CustomEvent, dispatchEvent: (event) => { handed = event.detail; } });
			return handed;
		};
		const search = openSearch({ start: await load(0), load });
		const answers = [];
		for (const query of queries) answers.push((await search.find(query, 10)).hits.map((hit) => [hit.href]));
		process.stdout.write(JSON.stringify(answers));`), map[string]any{"files": files, "queries": queries}, &answers)
	return answers
}

// bundle compiles a text of TypeScript with what it imports, from the top of the repository, and gives the path of the script.
func bundle(t *testing.T, source string) string {
	t.Helper()
	script := filepath.Join(t.TempDir(), "engine.mjs")
	result := api.Build(api.BuildOptions{
		Stdin:  &api.StdinOptions{Contents: source, ResolveDir: top, Sourcefile: "engine.ts", Loader: api.LoaderTS},
		Bundle: true, Write: true, Outfile: script, LogLevel: api.LogLevelSilent, Platform: api.PlatformNode, Format: api.FormatESModule, Target: api.ES2022,
	})
	for _, m := range result.Errors {
		t.Fatalf("%s in %+v", m.Text, m.Location)
	}
	return script
}

// node runs a script, which reads the input as JSON and prints its answer so.
func node(t *testing.T, script string, input, answer any) {
	t.Helper()
	data, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "node", "--no-warnings", script)
	var faults bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(data), &faults
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v (run scripts/setup)\n%s", err, &faults)
	}
	if err := json.Unmarshal(out, answer); err != nil {
		t.Fatalf("%v in %.500s", err, out)
	}
}
