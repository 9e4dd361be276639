package markdown

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"handrail/internal/glossary"
	"handrail/internal/language"
	"handrail/internal/source"
)

// someTerms finds "broadcast list", "bcc" and "ICO", which are explained, "data subject", which is hard, and "UK", which is known.
func someTerms(t testing.TB) *glossary.Matcher {
	t.Helper()
	m := &glossary.Matcher{}
	for name, kind := range map[string]glossary.Kind{"broadcast list": glossary.Explained, "bcc": glossary.Explained, "ICO": glossary.Explained,
		"data subject": glossary.Hard, "UK": glossary.Known} {
		if _, err := m.Add(name, &glossary.Term{Kind: kind, Name: name}); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

// written writes a text with its terms between braces and their meanings as the number of the mention.
func written(d *Doc) string {
	var b bytes.Buffer
	d.WriteHTML(&b, d.Text, d.Body, &Place{
		Term:    func(b *bytes.Buffer, n int, e Edge) { b.WriteByte("{}"[e]) },
		Meaning: func(b *bytes.Buffer, n int) { b.WriteString("=" + d.Terms.Mentions[n].Name + "=") },
	})
	return b.String()
}

// TestFindTerms: the first mention in running text is marked, its meaning follows the punctuation, and all other mentions are noted.
func TestFindTerms(t *testing.T) {
	for text, want := range map[string]string{
		"A broadcast\nlist. A broadcast list.": "<p>A {broadcast\nlist}.=broadcast list= A broadcast list.</p>",
		"## A bcc\n\nBcc (bcc).":               "<h2 id=\"a-bcc\">A bcc</h2>\n<p>{Bcc}=bcc= (bcc).</p>",
		"[bcc](a.md) `bcc` **bcc**!":           "<p><a href=\"a.md\">bcc</a> <code>bcc</code> <strong>{bcc}=bcc=</strong>!</p>",
		"**broadcast** list":                   "<p><strong>broadcast</strong> list</p>",
		"(bcc), ICO's":                         "<p>({bcc}),=bcc= {ICO}'s=ICO=</p>",
		"bcc-ICO.":                             "<p>{bcc}-=bcc={ICO}.=ICO=</p>",
		"- bcc\n- bcc":                         "<ul>\n<li>{bcc}=bcc=</li>\n<li>bcc</li>\n</ul>",
		":::must {#x}\nUse bcc.\n\nWith bcc, nobody knows.\n:::": "<div class=\"must\">\n<p>Use bcc.</p>\n<p>With {bcc},=bcc= nobody knows.</p>\n</div>",
		":::note\nA bcc.\n:::\n\nThe bcc.":                       "<div class=\"note\">\n<p>A {bcc}.=bcc=</p>\n</div>\n<p>The bcc.</p>",
		"The bcc.\n\n:::note\nA bcc.\n:::":                       "<p>The {bcc}.=bcc=</p>\n<div class=\"note\">\n<p>A bcc.</p>\n</div>",
		"A data subject in the UK.":                              "<p>A data subject in the UK.</p>",
		"bcc &amp; ICO &lt;bcc&gt;":                              "<p>{bcc}=bcc= &amp; {ICO}=ICO= &lt;bcc&gt;</p>",
	} {
		d := parsed(t, text)
		d.FindTerms(someTerms(t), true)
		if got := strings.TrimSpace(written(d)); got != want {
			t.Errorf("%q: got\n%s\nwant\n%s", text, got, want)
		}
	}
	d := parsed(t, "---\nrules: [data-subject, EU]\n---\n## ICO\n\nA data subject and a bcc. The EU, a FAQ, FAQs, the Free Trade Area (FTA), the FTA.")
	d.FindTerms(someTerms(t), true, "A PIN")
	if got := d.Terms.Mentions; !slices.Equal(got, []Mention{{"ICO", false}, {"bcc", true}}) {
		t.Errorf("mentions: %v", got)
	}
	if only := parsed(t, "---\nrules: [data-subject, EU, bcc]\n---\n"); true {
		only.FindTerms(someTerms(t), true)
		if got := only.Terms; len(got.Mentions) != 1 || got.Hard != nil || got.Abbreviations != nil {
			t.Errorf("front matter: %v", got)
		}
	}
	if got := d.Terms.Hard; !slices.Equal(got, []string{"data subject"}) {
		t.Errorf("hard words: %v", got)
	}
	if got := d.Terms.Abbreviations; !slices.Equal(got, []string{"PIN", "EU", "FAQ"}) {
		t.Errorf("abbreviations: %v", got)
	}
}

func parsed(t testing.TB, text string) *Doc {
	t.Helper()
	f, _ := source.Parse("p.md", []byte(text))
	d, _ := NewParser(language.English()).Parse(f)
	return d
}

// TestTermsChangeNothing: of every text that the other tests have, the words and the markup are the same with the holes as without them, both as a page
// has them and as blocks, and no term is marked twice.
func TestTermsChangeNothing(t *testing.T) {
	m := &glossary.Matcher{}
	for _, word := range strings.Fields("a the text list bold code link one two note x b c first item line") {
		_, _ = m.Add(word, &glossary.Term{Name: word})
	}
	marks := 0
	for _, text := range oddTexts() {
		plain, marked := parsed(t, text), parsed(t, text)
		marked.FindTerms(m, true)
		var before, after bytes.Buffer
		plain.WriteHTML(&before, plain.Text, plain.Body, &Place{})
		marked.WriteHTML(&after, marked.Text, marked.Body, &Place{})
		if before.String() != after.String() {
			t.Errorf("%q: got\n%s\nwant\n%s", text, after.String(), before.String())
		}
		a, errA := plain.ReadBlocks(plain.Text, plain.Body)
		b, errB := marked.ReadBlocks(marked.Text, marked.Body)
		if errA != nil || errB != nil || len(a) != len(b) {
			t.Errorf("%q: other blocks: %v, %v", text, errA, errB)
		}
		shown := written(marked)
		for _, mention := range marked.Terms.Mentions {
			n := strings.Count(shown, "="+mention.Name+"=")
			if marks += n; n > 1 || (n == 1) != mention.Shown {
				t.Errorf("%q: %q is marked %d times", text, mention.Name, n)
			}
		}
	}
	if marks < 20 {
		t.Errorf("only %d terms are marked, so nothing is tried", marks)
	}
}
