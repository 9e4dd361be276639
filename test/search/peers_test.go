package search

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// document is a part of a page, as lunr is given it.
type document struct {
	Href  string `json:"href"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// peerAnswers are what other engines answer, by query.
type peerAnswers struct{ Pagefind, Lunr [][]result }

// askPeers asks Pagefind and lunr, over a copy of the site's pages. They are given what the site's own search has: not the answers and
// screens of trainers, nor the pages that only repeat others.
func askPeers(t *testing.T, public string, queries []string) peerAnswers {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(public)); err != nil {
		t.Fatal(err)
	}
	var documents []document
	for _, page := range found(t, dir) {
		file := filepath.Join(dir, filepath.FromSlash(page))
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		marked := strings.Replace(string(text), "<main ", "<main data-pagefind-body ", 1)
		if err := os.WriteFile(file, []byte(marked), 0o644); err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(strings.NewReader(string(text)))
		if err != nil {
			t.Fatal(err)
		}
		documents = append(documents, documentsOf(page, root)...)
	}
	index := exec.CommandContext(t.Context(), filepath.Join(top, "node_modules/.bin/pagefind"), "--site", dir)
	if out, err := index.CombinedOutput(); err != nil {
		t.Fatalf("%v (run scripts/setup)\n%s", err, out)
	}
	var answers peerAnswers
	node(t, "peers.mjs", map[string]any{"public": dir, "documents": documents, "queries": queries}, &answers)
	return answers
}

// found lists the pages that engines look for answers in.
func found(t *testing.T, dir string) []string {
	t.Helper()
	var pages []string
	for _, pattern := range []string{"*.html", "*/*.html"} {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			page, err := filepath.Rel(dir, file)
			if err != nil {
				t.Fatal(err)
			}
			page = filepath.ToSlash(page)
			switch {
			case page == "404.html", page == "offline.html", page == "search.html", page == "rules.html", page == "handbook.html",
				strings.HasSuffix(page, "-key.html"), strings.HasSuffix(page, "-present.html"), strings.HasSuffix(page, "-results.html"):
			default:
				pages = append(pages, page)
			}
		}
	}
	return pages
}

// documentsOf cuts the main part of a page at its headings. Each has the page's title with its own.
func documentsOf(page string, root *html.Node) []document {
	var documents []document
	title := ""
	var walk func(n *html.Node, inMain bool)
	walk = func(n *html.Node, inMain bool) {
		if n.Type == html.TextNode && inMain && len(documents) > 0 {
			documents[len(documents)-1].Text += " " + n.Data
		}
		if n.Type == html.ElementNode {
			switch n.DataAtom {
			case atom.Script, atom.Style, atom.Template, atom.Nav:
				return
			case atom.Main:
				inMain = true
			case atom.H1:
				title = textOf(n)
				documents = append(documents, document{Href: page, Title: title})
			case atom.H2, atom.H3:
				if id := attribute(n, "id"); inMain && id != "" {
					documents = append(documents, document{Href: page + "#" + id, Title: title + " " + textOf(n)})
				}
			}
		}
		for child := range n.ChildNodes() {
			walk(child, inMain)
		}
	}
	walk(root, false)
	return documents
}

func textOf(n *html.Node) string {
	var text strings.Builder
	for child := range n.Descendants() {
		if child.Type == html.TextNode {
			text.WriteString(child.Data)
		}
	}
	return strings.Join(strings.Fields(text.String()), " ")
}

// version is that of an npm package.
func version(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(top, "node_modules", name, "package.json"))
	if err != nil {
		t.Fatalf("%v (run scripts/setup)", err)
	}
	var about struct{ Version string }
	if err := json.Unmarshal(data, &about); err != nil {
		t.Fatal(err)
	}
	return about.Version
}
