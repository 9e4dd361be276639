package builder

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// writtenIndex is QuestionIndex as the script reads it.
type writtenIndex struct {
	All     int
	Rules   [][]any
	Quizzes []struct {
		Name      string
		Files     []int
		Questions [][]any
	}
}

// indexed reads the index of refresh.html, and the names of its files.
func indexed(t *testing.T, outputs map[string]Output) (index writtenIndex, files []string) {
	t.Helper()
	page := render(t, outputs["refresh.html"])
	_, text, _ := strings.Cut(page, `<script type="application/json" class="index">`)
	text, _, _ = strings.Cut(text, "</script>")
	if err := json.Unmarshal([]byte(text), &index); err != nil {
		t.Fatalf("%v in %.300s", err, text)
	}
	for _, m := range regexp.MustCompile(`<template data-file><script src="(assets/questions-[0-9a-f]{10}\.js)">`).FindAllStringSubmatch(page, -1) {
		files = append(files, m[1])
	}
	return index, files
}

// asking is a site with quizzes, each of some questions in turn about some rules.
func asking(quizzes map[string]int, rules int) fstest.MapFS {
	random := rand.New(rand.NewPCG(20, 5))
	words := strings.Fields("list phone member number message chat leave office portal privacy statement group photo computer volunteer notice monthly careful answer welcome")
	sentence := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(words[random.IntN(len(words))] + " ")
		}
		return strings.TrimSpace(b.String())
	}
	site := fstest.MapFS{"site.yaml": {Data: []byte("title: Site\n")}, "index.md": {Data: []byte("---\ntitle: Home\n---\n")}, "quizzes/index.md": {Data: []byte("---\ntitle: Quizzes\n---\n")}}
	var page strings.Builder
	page.WriteString("---\ntitle: Rules\n---\n")
	for i := range rules {
		fmt.Fprintf(&page, ":::must {#rule-%d}\nDo %s %d.\n:::\n\n", i, sentence(9), i)
	}
	site["rules-page.md"] = &fstest.MapFile{Data: []byte(page.String())}
	n := 0
	for _, name := range slices.Sorted(maps.Keys(quizzes)) {
		var text strings.Builder
		fmt.Fprintf(&text, "---\ntitle: Quiz %s\n---\n", name)
		for range quizzes[name] {
			fmt.Fprintf(&text, "## Is it %s %d? {#%s-%d rules=\"rule-%d\"}\n\nSee [the rules](../rules-page.md).\n\n- [x] yes\n- [ ] no\n  > It is.\n\n> %s\n\n",
				sentence(6), n, strings.ReplaceAll(sentence(2), " ", "-"), n, n%rules, sentence(12))
			n++
		}
		site["quizzes/"+name+".md"] = &fstest.MapFile{Data: []byte(text.String())}
	}
	return site
}

// TestRefresh: the index of refresh.html has each question of the site once, and says which of the files that the build writes has it.
func TestRefresh(t *testing.T) {
	site := asking(map[string]int{"a": 45, "b": 3}, 7)
	site["quizzes/c.md"] = &fstest.MapFile{Data: []byte(`---
title: Stories
shuffle: choices
---
## A day {#day}

It *rains*.

### True? {#c-one rules="rule-0 rule-1"}

- [x] True
- [ ] False
  > It is.

> It is.

### Which one is it? {#c-two rules="rule-2"}

- [=] neighbours

> They are.

### And which? {#c-three rules="rule-3"}

- [=] neighbour
- [=] elsewhere

> It is.
`)}
	outputs := plan(t, site)
	index, files := indexed(t, outputs)
	if index.All != 51 || len(index.Rules) != 7 || len(index.Quizzes) != 3 || len(files) != 5 {
		t.Fatalf("%d questions, %d rules, %d quizzes and %d files: %+v", index.All, len(index.Rules), len(index.Quizzes), len(files), index)
	}
	seen, at := map[string]bool{}, 0
	for _, quiz := range index.Quizzes {
		of := 0
		for _, n := range quiz.Files {
			text := render(t, outputs[files[at]])
			data, _ := strings.CutPrefix(text, `dispatchEvent(new CustomEvent("questions",{detail:`)
			var file []json.RawMessage
			if err := json.Unmarshal([]byte(strings.TrimSuffix(data, "}))\n")), &file); err != nil {
				t.Fatalf("%v in %.300s", err, text)
			}
			var name string
			var questions [][]any
			if json.Unmarshal(file[0], &name) != nil || json.Unmarshal(file[1], &questions) != nil || name != quiz.Name || len(questions) != n || n > 20 {
				t.Errorf("file %d is of %q, with %d questions in place of %d", at, name, len(questions), n)
			}
			for i, q := range questions {
				if q[0] != quiz.Questions[of+i][0] {
					t.Errorf("file %d has %v in the place of %v", at, q[0], quiz.Questions[of+i])
				}
				seen[name+"#"+q[0].(string)] = true
			}
			if quiz.Name == "quizzes/a" && !strings.Contains(text, `["a",{"href":"rules-page.html"},"the rules"]`) {
				t.Errorf("links do not lead on from refresh.html: %.500s", text)
			}
			of, at = of+n, at+1
		}
	}
	if len(seen) != 51 {
		t.Errorf("%d questions are in the files", len(seen))
	}
	if got, _ := json.Marshal(index.Quizzes[2].Questions); string(got) != `[["c-one",1,0,1],["c-two",1,2],["c-three",1,3]]` {
		t.Errorf("a story and its rules are written as %s", got)
	}
	if stories := render(t, outputs[files[4]]); strings.Count(stories, `["em","rains"]`) != 3 || !strings.Contains(stories, `["c-two",["neighbour"]`) {
		t.Errorf("each question needs its story, and the answers that it could be mistaken for: %s", stories)
	}
	for _, path := range []string{"quizzes/index.html"} {
		if !strings.Contains(render(t, outputs[path]), `href="../refresh.html"`) {
			t.Errorf("%s does not lead to refresh.html", path)
		}
	}
}

// TestRefreshGrowsWithChanges: only the files of a quiz that has changed have new names, whatever else of the site is new.
func TestRefreshGrowsWithChanges(t *testing.T) {
	site := asking(map[string]int{"a": 30, "b": 30}, 7)
	_, before := indexed(t, plan(t, site))
	site["quizzes/b.md"] = &fstest.MapFile{Data: bytes.Replace(site["quizzes/b.md"].Data, []byte("Is it"), []byte("Was it"), 1)}
	site["site.yaml"] = &fstest.MapFile{Data: []byte("title: Another\n")}
	_, after := indexed(t, plan(t, site))
	if len(before) != 4 || len(after) != 4 || !slices.Equal(before[:2], after[:2]) || before[2] == after[2] {
		t.Errorf("%v has become %v", before, after)
	}
}

// TestRefreshOfLargeSite: what the page loads at first has a limit, whatever the size of the site. It knows of 2,000 questions, evenly over the rules.
func TestRefreshOfLargeSite(t *testing.T) {
	for _, test := range []struct {
		quizzes          map[string]int
		rules, knows     int
		files, kilobytes int
	}{
		{map[string]int{"a": 500, "b": 300, "c": 200}, 250, 1000, 50, 60},
		{map[string]int{"a": 1500, "b": 1000}, 400, 2000, 100, 60},
	} {
		outputs := plan(t, asking(test.quizzes, test.rules))
		index, files := indexed(t, outputs)
		n, byRule := 0, map[any]int{}
		for _, quiz := range index.Quizzes {
			n += len(quiz.Questions)
			for _, q := range quiz.Questions {
				byRule[q[2]]++
			}
		}
		if n != test.knows || len(byRule) != test.rules || len(files) < test.files || len(files) > test.files+2 {
			t.Errorf("it knows of %d questions about %d rules, in %d files", n, len(byRule), len(files))
		}
		for rule, n := range byRule {
			if n < test.knows/test.rules {
				t.Errorf("rule %v has %d of %d questions", rule, n, test.knows)
			}
		}
		weight := 0
		for path, o := range outputs {
			if path == "refresh.html" || strings.HasPrefix(path, "assets/style-") || strings.HasPrefix(path, "assets/refresh-") {
				var b bytes.Buffer
				w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
				fmt.Fprint(w, render(t, o))
				w.Close()
				weight += b.Len()
			}
		}
		t.Logf("%d questions: %d bytes", index.All, weight)
		if weight > test.kilobytes<<10 {
			t.Errorf("with %d questions the page weighs %d bytes", index.All, weight)
		}
	}
}

// TestQuestionsAreKept: a browser that keeps the site keeps the files of questions.
func TestQuestionsAreKept(t *testing.T) {
	site := asking(map[string]int{"a": 30}, 7)
	site["site.yaml"] = &fstest.MapFile{Data: []byte("title: Site\noffline: true\n")}
	outputs := plan(t, site)
	_, files := indexed(t, outputs)
	kept := outputs["sw.js"].Listing.Names(func(string) int64 { return 1 })
	for _, file := range append(files, "refresh.html") {
		if !slices.Contains(kept, file) {
			t.Errorf("%s is not kept", file)
		}
	}
}

// TestNoRefresh: a site without a quiz has no such page.
func TestNoRefresh(t *testing.T) {
	if _, there := plan(t, fstest.MapFS{"site.yaml": {Data: []byte("title: Site\n")}, "index.md": {Data: []byte("---\ntitle: Home\n---\n")}})["refresh.html"]; there {
		t.Error("there is a page")
	}
}
