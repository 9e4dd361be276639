package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// shape is how a site of guidance pages is laid out.
type shape struct {
	pages, perSection int
	flavour           Flavour
}

func (s shape) sections() int { return (s.pages + s.perSection - 1) / s.perSection }

func (s shape) index() string {
	if s.flavour == Hugo {
		return "_index.md"
	}
	return "index.md"
}

// link is the address of page to, as page from spells it.
func (s shape) link(to int) string {
	if s.flavour != Handrail {
		return "/" + sectionName(to/s.perSection) + "/" + pageName(to) + "/"
	}
	return "../" + PagePath(to, s.perSection)
}

// front is the front matter that all tools have, under each tool's names.
func (s shape) front(title, summary string, order int, reviewed time.Time) string {
	var b strings.Builder
	summaryKey, orderKey, dateKey := "summary", "order", "reviewed"
	if s.flavour != Handrail {
		summaryKey, orderKey, dateKey = "description", "weight", "date"
	}
	fmt.Fprintf(&b, "---\ntitle: %q\n%s: %q\n", title, summaryKey, summary)
	if !reviewed.IsZero() {
		fmt.Fprintf(&b, "%s: %s\n", dateKey, reviewed.Format(time.DateOnly))
	}
	if order > 0 {
		fmt.Fprintf(&b, "%s: %d\n", orderKey, order)
	}
	b.WriteString("---\n\n")
	return b.String()
}

func (s shape) home() string {
	return s.front("Volunteer handbook", "What our volunteers need to know, in short pages.", 0, time.Time{}) +
		"Each section has short pages. Begin with the one that you need today.\n"
}

func (s shape) intro(section int) string {
	v := words()
	title := fmt.Sprintf("Section %d: %s", section+1, v.topics[section*3%len(v.topics)])
	return s.front(title, "The pages of this section.", (section+1)*10, time.Time{}) +
		"Read these pages in any order. Ask your coordinator if something is not clear.\n"
}

// page is the whole file of page i.
func (s shape) page(v vocabulary, i int) string {
	w := writer{shape: s, v: v, r: rand.New(rand.NewPCG(1, uint64(i)))}
	w.body(i)
	reviewed := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i*11%600)
	topic := v.topics[v.topicOf(i)]
	return s.front(v.title(i), "The main points of "+topic+" for volunteers, and whom to ask.", (i%s.perSection+1)*10, reviewed) + w.b.String()
}

// writer makes the body of one page.
type writer struct {
	shape
	v vocabulary
	r *rand.Rand
	b strings.Builder
}

// body writes headings, each with a paragraph and one more block, until there are enough words.
func (w *writer) body(i int) {
	enough := 520 + w.r.IntN(160)
	headings := w.r.Perm(len(w.v.headings))
	w.paragraph(2 + w.r.IntN(2))
	for h := 0; h < len(headings) && w.words() < enough; h++ {
		level := "##"
		if h%3 == 2 {
			level = "###"
		}
		w.b.WriteString(level + " " + w.v.headings[headings[h]] + "\n\n")
		w.paragraph(3 + w.r.IntN(3))
		if h == 1 && i%3 == 0 {
			w.table()
		}
		switch (h + i) % 4 {
		case 0:
			w.list("- ")
		case 1:
			w.quote()
		case 2:
			w.list("1. ")
		case 3:
			w.paragraph(2 + w.r.IntN(3))
		}
	}
}

// words is how many words have been written, counted by spaces.
func (w *writer) words() int { return strings.Count(w.b.String(), " ") }

func (w *writer) paragraph(sentences int) {
	order := w.r.Perm(len(w.v.sentences))
	for k := range sentences {
		if k > 0 {
			w.b.WriteByte(' ')
		}
		w.fill(w.v.sentences[order[k]])
	}
	w.b.WriteString("\n\n")
}

func (w *writer) list(mark string) {
	for range 3 + w.r.IntN(4) {
		w.b.WriteString(mark)
		w.fill(pick(w.r, w.v.steps))
		w.b.WriteByte('\n')
	}
	w.b.WriteByte('\n')
}

func (w *writer) quote() {
	w.b.WriteString("> **" + pick(w.r, w.v.leads) + ":** ")
	w.fill(pick(w.r, w.v.sentences))
	w.b.WriteString("\n\n")
}

func (w *writer) table() {
	w.b.WriteString("| What happens | Whom to tell | Hours |\n| --- | --- | ---: |\n")
	for range 4 + w.r.IntN(4) {
		fmt.Fprintf(&w.b, "| A %s on %s | The %s | %d |\n", pick(w.r, w.v.notes), pick(w.r, w.v.topics), pick(w.r, w.v.roles), 1<<w.r.IntN(7))
	}
	w.b.WriteByte('\n')
}

// fill writes a pattern with each <name> in it replaced.
func (w *writer) fill(pattern string) {
	for {
		before, after, found := strings.Cut(pattern, "<")
		w.b.WriteString(before)
		if !found {
			return
		}
		var name string
		name, pattern, _ = strings.Cut(after, ">")
		switch name {
		case "link":
			to := w.r.IntN(w.pages)
			fmt.Fprintf(&w.b, "[%s](%s)", w.v.title(to), w.link(to))
		case "Verb":
			w.b.WriteString(capital(pick(w.r, w.v.verbs)))
		default:
			w.b.WriteString(pick(w.r, w.v.slot(name)))
		}
	}
}

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
