package builder

import (
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/internal/markdown"
	"handrail/internal/site"
)

// withNews is a small site in which two rules have changed.
func withNews() fstest.MapFS {
	fsys := small()
	fsys["g/b.md"] = &fstest.MapFile{Data: []byte("---\ntitle: B <b>\nreviewed: 2026-10-31\n---\n" +
		":::must {#pin changed=\"2026-11-20\" was=\"Set a <long> PIN each year.\"}\nSet a **PIN** each month.\n\nWhy: \"it\".\n:::\n\n" +
		":::must-not {#tell changed=\"2026-11-21\"}\nDo not tell anybody.\n:::\n\n## Part {#part}\n")}
	return fsys
}

// inOrder fails for the first of some texts that a page does not have after those before it.
func inOrder(t *testing.T, page string, want ...string) {
	t.Helper()
	rest := page
	for _, w := range want {
		_, after, found := strings.Cut(rest, w)
		if !found {
			t.Fatalf("no %q here:\n%s", w, rest)
		}
		rest = after
	}
}

// TestWhatsNew: changes are listed by month and day, the newest first, with the old words beside the new ones where somebody says what these are.
func TestWhatsNew(t *testing.T) {
	outputs := plan(t, withNews())
	inOrder(t, render(t, outputs["whats-new.html"]), `<h2 id="month_2026-11">November 2026</h2>`, `<time datetime="2026-11-21">21 November 2026</time>`,
		`<article class="rule must-not" id="tell"`, "You must keep to this", `<p class="say" id="tell_say">Do not tell anybody.</p>`,
		`<h3 id="day_2026-11-20">`, `id="pin"`, ">Before<", "<p>Set a <del>&lt;long&gt;</del> PIN each <del>year</del>.</p>",
		">Now<", `<p id="pin_say">Set a PIN each <ins>month</ins>.</p>`, `href="g/b.html#pin">B &lt;b&gt;</a>`,
		`<h2 id="month_2026-10">October 2026</h2>`, "1 page that we reviewed", `<li><a href="g/b.html">B &lt;b&gt;</a></li>`, `<h2 id="month_2025-01">`, `<a href="g/a.html">A</a>`,
		`href="feed.xml"`, "<footer>", `<a href="whats-new.html">What is new</a>`)
	if page := render(t, outputs["g/a.html"]); !strings.Contains(page, `<a href="../whats-new.html">What is new</a>`) {
		t.Error("the foot of a page does not lead to what is new")
	}
	fsys := small()
	fsys["g/a.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A\naliases: [old/a.html]\n---\n## Part {#part}\n\n:::update {#new checked=\"2026-11\"}\nNew.\n:::\n")}
	fsys["g/b.md"] = &fstest.MapFile{Data: []byte("---\ntitle: B\n---\n:::must {#pin}\nSet a PIN.\n:::\n\n## Part {#part}\n")}
	outputs = plan(t, fsys)
	if _, made := outputs["whats-new.html"]; made || strings.Contains(render(t, outputs["index.html"]), "whats-new") {
		t.Error("a site that says of nothing when it changed has a page of what is new")
	}
}

// TestWas: what a rule said before is on its page and the map of rules, and not in the handbook, which says what holds now.
func TestWas(t *testing.T) {
	outputs := plan(t, withNews())
	const summary, was = `<summary>What this said before 20 November 2026<span class="hidden">: Set a PIN each month.</span></summary>`, "<p>Set a &lt;long&gt; PIN each year.</p>"
	for _, path := range []string{"g/b.html", "rules.html"} {
		page := render(t, outputs[path])
		inOrder(t, page, `id="pin"`, `<details class="was">`, summary, was, "</details>")
		if strings.Count(page, `class="was"`) != 1 {
			t.Errorf("%s has old words of a rule that says of none", path)
		}
	}
	if page := render(t, outputs["handbook.html"]); strings.Contains(page, "What this said") || strings.Contains(page, "long") {
		t.Errorf("the handbook has what no longer holds:\n%s", page)
	}
}

// TestNewsDigest: the page of what is new is made again when something that it shows has changed, and only then.
func TestNewsDigest(t *testing.T) {
	base := plan(t, withNews())["whats-new.html"].Digest()
	for _, test := range []struct {
		name, from, to string
		same           bool
	}{
		{"why", "Why: ", "Because: ", true},
		{"emphasis", "**PIN**", "PIN", true},
		{"words", "each month.", "each week.", false},
		{"old words", "each year", "each decade", false},
		{"day", "2026-11-21", "2026-11-22", false},
		{"title", "title: B", "title: C", false},
		{"review", "reviewed: 2026-10-31", "reviewed: 2026-10-30", false},
	} {
		fsys := withNews()
		text := string(fsys["g/b.md"].Data)
		fsys["g/b.md"] = &fstest.MapFile{Data: []byte(strings.Replace(text, test.from, test.to, 1))}
		if same := plan(t, fsys)["whats-new.html"].Digest() == base; same != test.same {
			t.Errorf("after a change of %s the digest is the same: %v", test.name, same)
		}
	}
}

// TestManyChanges: of 10,000 changes the page has as many as it can hold, whatever their words are, and says how many there are beside them.
func TestManyChanges(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	words := func(n int) string {
		var b strings.Builder
		for b.Len() < n {
			for range 2 + random.IntN(8) {
				b.WriteByte(byte('a' + random.IntN(26)))
			}
			b.WriteByte(' ')
		}
		return strings.TrimSpace(b.String()[:n])
	}
	for _, length := range []int{30, 400} {
		fsys := fstest.MapFS{"site.yaml": {Data: []byte("title: S\n")}, "index.md": {Data: []byte("---\ntitle: Home\n---\n")}}
		for page := range 50 {
			text := fmt.Sprintf("---\ntitle: Page %d\n---\n", page)
			for i := range 200 {
				text += fmt.Sprintf(":::must {#r%d-%d changed=\"20%02d-%02d-01\" was=\"%s\"}\n%s.\n:::\n\n", page, i, 10+i%17, 1+i%12, words(length), words(length))
			}
			fsys[fmt.Sprintf("p%d.md", page)] = &fstest.MapFile{Data: []byte(text)}
		}
		page := render(t, plan(t, fsys)["whats-new.html"])
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := w.Write([]byte(page)); err != nil || w.Close() != nil {
			t.Fatal(err)
		}
		shown := strings.Count(page, "<article")
		t.Logf("of rules with %d characters %d are shown, in %d bytes, %d of them compressed", length, shown, len(page), b.Len())
		if b.Len() > 24<<10 {
			t.Errorf("the page has %d bytes compressed: with its style it has to stay below 30 KB", b.Len())
		}
		if older := fmt.Sprintf("There is no room here for %d older changes.", 10_000-shown); shown < 30 || !strings.Contains(page, older) {
			t.Errorf("%d changes are shown, and the page does not say %q", shown, older)
		}
	}
}

// TestFeed: the feed says what a rule said and says, in words, and is Atom (RFC 4287): its content is escaped HTML.
func TestFeed(t *testing.T) {
	type link struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	}
	var feed struct {
		Links   []link `xml:"link"`
		Updated string `xml:"updated"`
		Entries []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Updated string `xml:"updated"`
			Link    link   `xml:"link"`
			Summary string `xml:"summary"`
			Content struct {
				Type string `xml:"type,attr"`
				Text string `xml:",chardata"`
			} `xml:"content"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(render(t, plan(t, withNews())["feed.xml"])), &feed); err != nil {
		t.Fatal(err)
	}
	if len(feed.Entries) != 4 || feed.Updated != "2026-11-21T00:00:00Z" || feed.Links[1] != (link{"alternate", "https://example.org/sub/whats-new.html"}) {
		t.Fatalf("the feed is %+v", feed)
	}
	if e := feed.Entries[0]; e.ID != "https://example.org/sub/g/b.html#tell@2026-11-21" || e.Content.Type != "" || e.Summary != "Do not tell anybody." {
		t.Errorf("the entry of a rule without old words is %+v", e)
	}
	e := feed.Entries[1]
	if e.Title != "A rule changed: B <b>" || e.Link.Href != "https://example.org/sub/g/b.html#pin" || e.Content.Type != "html" ||
		e.Content.Text != "<p><strong>Before:</strong> Set a &lt;long&gt; PIN each year.</p><p><strong>Now:</strong> Set a PIN each month.</p>" {
		t.Errorf("the entry of a rule is %+v", e)
	}
}

// TestPublishedRules: rules.json can be read as what a site was published with.
func TestPublishedRules(t *testing.T) {
	data := render(t, plan(t, withNews())["rules.json"])
	rules, err := site.ReadPublished([]byte(data))
	if err != nil {
		t.Fatal(err)
	}
	want := site.Published{ID: "pin", Kind: markdown.Must, Text: "Set a PIN each month.", Changed: rules[0].Changed, Page: "g/b.html#pin"}
	if len(rules) != 2 || rules[0] != want || rules[0].Changed.String() != "2026-11-20" {
		t.Errorf("read as %+v", rules)
	}
	inOrder(t, data, `"was": "Set a <long> PIN each year."`, `"version": "`)
}
