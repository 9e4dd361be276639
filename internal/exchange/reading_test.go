package exchange

import (
	"strings"
	"testing"
	"unicode/utf8"

	"handrail/internal/source"
)

func newTestImport() *importing {
	return newImport(&source.Reporter{File: &source.File{Path: "questions.xml"}, Check: Check})
}

// TestTitled: the first paragraph becomes the title only where a title can hold all of it.
func TestTitled(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("Who asks whom? ", 20))
	for _, c := range []struct{ html, title, stem string }{
		{"", "", ""},
		{"<p>Who can see it?</p>", "Who can see it?", ""},
		{"<p><strong>Who can see it?</strong></p><p>Think.</p>", "Who can see it?", "Think.\n"},
		{"Who <em>can</em> <code>see</code> it?<p>Think.</p>", "Who can see it?", "Think.\n"},
		{"<p>Who asks?<br>And whom?</p>", "Who asks?", "Who asks?\\\nAnd whom?\n"},
		{"<p>" + long + "</p><p>Think.</p>", "Who asks whom?", long + "\n\nThink.\n"},
		{"<ul><li>One. Two.</li></ul>", "One.", "- One. Two.\n"},
	} {
		i := newTestImport()
		q := &Question{}
		i.titled(q, i.html(source.Pos{}, c.html, nil))
		if q.Title != c.title || q.Stem.Markdown() != c.stem {
			t.Errorf("%s: the title is %q and the stem %q", c.html, q.Title, q.Stem.Markdown())
		}
	}
	i, q := newTestImport(), &Question{}
	i.titled(q, Words(strings.Repeat("word ", 100)))
	if !strings.HasSuffix(q.Title, "word…") || utf8.RuneCountInString(q.Title) > mostTitle || len(q.Stem) != 1 {
		t.Errorf("a paragraph without a sentence has the title %q", q.Title)
	}
}
