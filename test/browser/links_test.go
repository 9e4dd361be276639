package browser

import (
	"bytes"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// document is what the link test knows of a page: the places that links can lead to, and where its own links lead.
type document struct {
	ids   map[string]bool
	links []link
	files []string // style sheets, scripts, images
	later []string // what scripts load when it is first needed
	apps  []string // what a browser asks for when the site is put on a home screen
}

type link struct{ href, rel string }

// readDocument parses a page of the site as a browser does.
func readDocument(t *testing.T, file string) document {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	doc := document{ids: map[string]bool{}}
	for node := range root.Descendants() {
		if node.Type != html.ElementNode {
			continue
		}
		attr := map[string]string{}
		for _, a := range node.Attr {
			attr[a.Key] = a.Val
		}
		if id := attr["id"]; id != "" {
			doc.ids[id] = true
		}
		switch node.Data {
		case "a":
			if href, ok := attr["href"]; ok {
				doc.links = append(doc.links, link{href, attr["rel"]})
			}
		case "link":
			switch rel := attr["rel"]; {
			case rel == "canonical", rel == "alternate":
			case rel == "manifest", rel == "apple-touch-icon":
				doc.apps = append(doc.apps, attr["href"])
			default:
				doc.load(node, attr["href"])
			}
		case "img", "script", "source", "iframe":
			if src, ok := attr["src"]; ok {
				doc.load(node, src)
			}
		}
	}
	return doc
}

// load notes a file that an element loads: with the page, or later where it is in a template.
func (d *document) load(node *html.Node, file string) {
	if node.Parent.Data == "template" {
		d.later = append(d.later, file)
	} else {
		d.files = append(d.files, file)
	}
}

// TestLinks follows every link of every page: within the site to a file and a place in it, outside it only by https
// and without a referrer.
func TestLinks(t *testing.T) {
	full, redirects := pages(t)
	docs := map[string]document{}
	for _, page := range append(full, redirects...) {
		docs[page] = readDocument(t, filepath.Join(publicDir(t), page))
	}
	for page, doc := range docs {
		for _, link := range doc.links {
			if problem := followLink(t, docs, page, link); problem != "" {
				t.Errorf("%s: href=%q %s", page, link.href, problem)
			}
		}
		for _, file := range slices.Concat(doc.files, doc.later, doc.apps) {
			if strings.HasPrefix(file, "data:") {
				continue
			}
			if _, err := os.Stat(filepath.Join(publicDir(t), path.Dir(page), file)); err != nil {
				t.Errorf("%s needs %q, which is not there", page, file)
			}
		}
	}
}

// followLink says what is wrong with a link; "" when nothing is.
func followLink(t *testing.T, docs map[string]document, page string, link link) string {
	t.Helper()
	to, err := url.Parse(link.href)
	switch {
	case err != nil:
		return err.Error()
	case link.href == "" || link.href == "#":
		return "leads nowhere"
	case to.Scheme == "mailto" || to.Scheme == "tel":
		return ""
	case to.Scheme == "https":
		if rel := strings.Fields(link.rel); !slices.Contains(rel, "noopener") || !slices.Contains(rel, "noreferrer") {
			return "leads outside without rel=\"noopener noreferrer\""
		}
		return ""
	case to.Scheme != "":
		return "leads outside by " + to.Scheme
	case to.Host != "" || strings.HasPrefix(to.Path, "/"):
		return "is not relative: the site works from any folder"
	}
	target := page
	if to.Path != "" {
		target = path.Join(path.Dir(page), to.Path)
	}
	if doc, isPage := docs[target]; isPage {
		if to.Fragment != "" && !doc.ids[to.Fragment] {
			return "leads to a place that is not in " + target
		}
		return ""
	}
	if info, err := os.Stat(filepath.Join(publicDir(t), target)); err != nil || info.IsDir() {
		return "leads to no file"
	}
	return ""
}
