package docs_test

import (
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
)

// built builds the documentation, once, and returns its folder.
var built = sync.OnceValues(func() (string, error) {
	binary, err := program()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(scratch, "site")
	_, err = run(binary, "build", "../../docs/site", "--out", dir)
	return dir, err
})

// TestTwoClicks: each kind of person who comes to the home page finds what answers them within two clicks.
func TestTwoClicks(t *testing.T) {
	t.Parallel()
	site, err := built()
	if err != nil {
		t.Fatal(err)
	}
	home := readPage(t, site, "index.html")
	for _, person := range []struct{ says, answer string }{
		{"I have a Word document.", "handrail import handbook.docx --out my-site"},
		{"I lead a group.", "A list of your own"},
		{"I train on Tuesday.", "tuesday-present.html"},
		{"We have Moodle.", "SCORM package"},
		{"We are another charity.", "Say whose it is."},
		{"Is it safe for our data?", "Nothing that you type, answer or tick leaves your device"},
		{"Who has checked the accessibility?", "No person with a disability has tested them yet"},
		{"With Windows:", "Windows protected your PC"},
		{"With a Mac:", "Open Anyway"},
	} {
		first := linkBeside(home, person.says)
		if first == "" {
			t.Errorf("the home page has no link beside %q", person.says)
			continue
		}
		page := readPage(t, site, first)
		found := strings.Contains(textOf(page), person.answer)
		for _, next := range linksOf(page) {
			if found {
				break
			}
			found = strings.Contains(textOf(readPage(t, site, path.Join(path.Dir(first), next))), person.answer)
		}
		if !found {
			t.Errorf("whoever says %q does not find %q within two clicks", person.says, person.answer)
		}
	}
}

// readPage reads the main part of a page of the built site: its menu and foot are on every page.
func readPage(t *testing.T, site, name string) *html.Node {
	t.Helper()
	f, err := os.Open(filepath.Join(site, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	root, err := html.Parse(f)
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Data == "main" {
			return n
		}
	}
	t.Fatalf("%s has no main part", name)
	return nil
}

// linkBeside is the address of the link in the item of a list that begins with words; "" when there is none.
func linkBeside(page *html.Node, words string) string {
	for n := range page.Descendants() {
		if n.Data == "li" && strings.HasPrefix(strings.TrimSpace(textOf(n)), words) {
			if links := linksOf(n); len(links) > 0 {
				return links[0]
			}
		}
	}
	return ""
}

// linksOf lists the pages of the site that an element links to.
func linksOf(n *html.Node) []string {
	var all []string
	for link := range n.Descendants() {
		for _, a := range link.Attr {
			address, _, _ := strings.Cut(a.Val, "#")
			if link.Data == "a" && a.Key == "href" && strings.HasSuffix(address, ".html") && !strings.Contains(address, ":") {
				all = append(all, address)
			}
		}
	}
	return all
}

// textOf is the text of an element, with a space for each break of a line.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
