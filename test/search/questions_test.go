package search

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// question is what somebody types, with the addresses that answer it.
type question struct {
	Ask     string   `json:"ask"`
	Answers []string `json:"answers"`
}

// questions are all of questions.yaml.
type questions struct {
	Questions []question
	Nothing   []string // what the site has no answer to
}

func readQuestions(t *testing.T) questions {
	t.Helper()
	data, err := os.ReadFile("questions.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var q questions
	if err := yaml.Unmarshal(data, &q); err != nil {
		t.Fatal(err)
	}
	return q
}

// parts maps the address of each element of a page that has an identifier to that of the part that it is in: "page.html#id" to the
// nearest heading before it, or to "page.html" where there is none. A heading is a part itself.
func parts(page string, root *html.Node) map[string]string {
	found := map[string]string{}
	part := page
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if id := attribute(n, "id"); id != "" {
			address := page + "#" + id
			if n.DataAtom == atom.H2 || n.DataAtom == atom.H3 {
				part = address
			}
			found[address] = part
		}
		for child := range n.ChildNodes() {
			walk(child)
		}
	}
	walk(root)
	return found
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// answering gives for each address of the answers the addresses that a result may lead to: the answer, and the heading of its part. A
// page without a fragment is in it as it is.
func (q questions) answering(t *testing.T, public string) map[string][]string {
	t.Helper()
	read := map[string]map[string]string{}
	leads := map[string][]string{}
	for _, question := range q.Questions {
		for _, answer := range question.Answers {
			page, id, _ := strings.Cut(answer, "#")
			if read[page] == nil {
				file, err := os.Open(filepath.Join(public, filepath.FromSlash(page)))
				if err != nil {
					t.Errorf("%q: the answer %s is no page of the site", question.Ask, answer)
					continue
				}
				root, err := html.Parse(file)
				file.Close()
				if err != nil {
					t.Fatal(err)
				}
				read[page] = parts(page, root)
			}
			leads[answer] = []string{answer}
			if id == "" {
				continue
			}
			part, ok := read[page][answer]
			if !ok {
				t.Errorf("%q: %s has no element %q", question.Ask, page, id)
			} else if part != answer && strings.Contains(part, "#") {
				leads[answer] = append(leads[answer], part)
			}
		}
	}
	return leads
}

// rank is where the first right result is, counted from 1; 0 for none.
func (q question) rank(results []result, leads map[string][]string) int {
	for i, r := range results {
		if slices.ContainsFunc(r, func(to string) bool { return q.answeredBy(to, leads) }) {
			return i + 1
		}
	}
	return 0
}

// answeredBy says whether an address is right.
func (q question) answeredBy(to string, leads map[string][]string) bool {
	page, _, _ := strings.Cut(to, "#")
	for _, answer := range q.Answers {
		if slices.Contains(leads[answer], to) || slices.Contains(leads[answer], page) {
			return true
		}
	}
	return false
}

// TestQuestions: each answer of the questions is in the site, each question is asked once, and there are as many as the quality of the
// search is judged by.
func TestQuestions(t *testing.T) {
	q := readQuestions(t)
	if len(q.Questions) != 60 {
		t.Errorf("there are %d questions, not 60", len(q.Questions))
	}
	if len(q.Nothing) == 0 {
		t.Error("no question finds nothing")
	}
	public, err := site()
	if err != nil {
		t.Fatal(err)
	}
	q.answering(t, public)
	asked := map[string]bool{}
	for _, question := range q.Questions {
		if asked[question.Ask] || question.Ask == "" || len(question.Answers) == 0 {
			t.Errorf("%q is asked twice, or has no answer", question.Ask)
		}
		asked[question.Ask] = true
	}
}

// TestRank: a result counts where it leads to the answer, to the heading of the answer's part, or to any part of an answer that is a page.
func TestRank(t *testing.T) {
	root, err := html.Parse(strings.NewReader(`<h1>P</h1><p id="top">x</p><h2 id="a">A</h2><article id="r"></article><h2 id="b">B</h2><article id="s"></article>`))
	if err != nil {
		t.Fatal(err)
	}
	found := parts("p.html", root)
	for address, part := range map[string]string{"p.html#top": "p.html", "p.html#a": "p.html#a", "p.html#r": "p.html#a", "p.html#s": "p.html#b"} {
		if found[address] != part {
			t.Errorf("%s is in %q, not %q", address, found[address], part)
		}
	}
	leads := map[string][]string{"p.html#r": {"p.html#r", "p.html#a"}, "q.html": {"q.html"}}
	q := question{Answers: []string{"p.html#r", "q.html"}}
	for _, test := range []struct {
		results []result
		want    int
	}{
		{[]result{{"p.html#r"}}, 1}, {[]result{{"p.html#b"}, {"p.html#a"}}, 2}, {[]result{{"p.html"}, {"p.html#s"}}, 0},
		{[]result{{"x.html"}, {"y.html"}, {"q.html#any"}}, 3}, {[]result{{"q.html"}}, 1}, {[]result{{"p.html", "p.html#b", "p.html#a"}}, 1}, {nil, 0},
	} {
		if got := q.rank(test.results, leads); got != test.want {
			t.Errorf("%v: the right result is number %d, not %d", test.results, got, test.want)
		}
	}
}
