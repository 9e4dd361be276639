// Package imported imports handbooks as others have them and holds what becomes of them to what is promised: every word of them is on a page or in the
// report, the site builds, and few mistakes are left to fix.
//
// The large handbooks are made here, from parts that were written by hand, with the features and the mistakes of published handbooks about as
// often as these have them. Each text that a handbook says has a name in it that is nowhere else ([writer.name]), so whether a word is lost is
// asked of the bytes alone, without a second reader of markdown.
package imported

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing/fstest"
)

// handbook is a folder of documents like a published one.
type handbook struct {
	name string
	// pages and errors are those of the published one that it is like, as it is: what an import leaves is held to a tenth of it.
	pages, errors int
	// size is how many pages are made.
	size int
	make func(w *writer)
}

// handbooks is the table of the handbooks. The figures were measured with handrail check in November 2026.
func handbooks() []handbook {
	return []handbook{
		{"agency", 246, 762, 120, agency},
		{"manual", 239, 1857, 120, manual},
		{"framework", 48, 324, 48, framework},
		{"volunteers", 18, 318, 18, volunteers},
		{"company", 16, 36, 16, company},
		{"event", 1, 11, 1, event},
	}
}

// made is a handbook's folder, by chance but the same for a seed.
func made(h handbook, seed uint64) fstest.MapFS {
	w := &writer{rand.New(rand.NewPCG(seed, uint64(h.pages))), fstest.MapFS{}, nil, 0}
	w.plan(h.size)
	h.make(w)
	return w.files
}

// writer writes a handbook.
type writer struct {
	*rand.Rand
	files fstest.MapFS
	pages []*planned
	names int
}

// planned is a page before it is written: others link to it and to its headings.
type planned struct {
	slug, section, title string
	headings             []string
	n                    int
}

// named finds the names that [writer.name] gives. No word of English begins with such letters.
var named = regexp.MustCompile(`Q[aeio][bdfgklmnprstvz][aeio][bdfgklmnprstvz][aeio]`)

// name is a name that is in the handbook once.
func (w *writer) name() string {
	const vowels, consonants = "aeio", "bdfgklmnprstvz"
	n := w.names
	w.names++
	take := func(letters string) byte {
		letter := letters[n%len(letters)]
		n /= len(letters)
		return letter
	}
	return string([]byte{'Q', take(vowels), take(consonants), take(vowels), take(consonants), take(vowels)})
}

func (w *writer) oneOf(list ...string) string { return list[w.IntN(len(list))] }

// say puts a name in the place of each ¤.
func (w *writer) say(pattern string) string {
	for strings.Contains(pattern, "¤") {
		pattern = strings.Replace(pattern, "¤", w.name(), 1)
	}
	return pattern
}

func (w *writer) add(name, text string) { w.files[name] = &fstest.MapFile{Data: []byte(text)} }

// plan gives the handbook its pages, their titles and their headings.
func (w *writer) plan(pages int) {
	things := []string{"Tea rota", "Home visits", "Minibus", "Keys", "Petty cash", "Photographs", "First aid", "Lone working", "Fire drill", "Newsletter",
		"Phone calls", "Stock room", "Expenses", "Group chats", "Complaints", "Stalls", "Allergies", "Passwords", "Lifting", "Shop floor"}
	kinds := []string{"", ": who does what", " on a busy day", " for team leaders", " (short version)", ", step by step", " & what it costs", ": what's new", " at events",
		" from home", ": questions", " and the law"}
	headings := []string{"Purpose & usage", "Before you start", "What's in the box?", "Who to ask (and when)", "1. Sign in", "Tea/coffee", "If it goes wrong", "Background",
		"Do's and don'ts", "`keys` and codes", "**Important**", "How long it takes", "Further reading", "Frequently asked questions", "Prerequisites"}
	sections := []string{"about-us", "getting-started", "day-to-day", "safety", "people", "money", "events", "tools"}
	for n := range pages {
		p := &planned{title: things[n%len(things)] + kinds[n/len(things)%len(kinds)], section: sections[n%len(sections)], n: n}
		p.slug = slug(p.title)
		for _, at := range w.Perm(len(headings))[:2+w.IntN(4)] {
			p.headings = append(p.headings, headings[at])
		}
		w.pages = append(w.pages, p)
	}
}

// slug is the name that GitHub gives a heading.
func slug(words string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(words) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-', r == '_':
			b.WriteRune(r)
		case r == ' ':
			b.WriteByte('-')
		}
	}
	return b.String()
}

func (w *writer) other() *planned { return w.pages[w.IntN(len(w.pages))] }

// anchor is the name of a heading of a page.
func (w *writer) anchor(p *planned) string { return slug(p.headings[w.IntN(len(p.headings))]) }

// often is true once in so many times.
func (w *writer) often(in int) bool { return w.IntN(in) == 0 }

// sentence is something that a handbook of volunteers says.
func (w *writer) sentence() string {
	return w.say(w.oneOf(
		"¤ opens the hall on Mondays, and whoever is last locks it.",
		"You must sign the book at ¤ before you go in.",
		"Never give the key to anyone but ¤.",
		"We have used the room in ¤ since the spring.",
		"If you are late, ring ¤ and say so.",
		"Please bring your badge to ¤.",
		"The people at ¤ are glad of a hand with the chairs.",
		"Do not leave the van at ¤ overnight.",
		"You should tell ¤ when a visit takes longer than an hour.",
		"A volunteer from ¤ wrote most of this page.",
		"Make sure that ¤ has your new address.",
		"It's fine to say “not today” to ¤.",
		"¤ keeps the receipts for 6 years, as the law asks.",
		"Tea is 50p – ¤ has the tin.",
		"Ask ¤ first: it may have been done already.",
		"You don't need to call ¤ about small things.",
		"The list at ¤ is out of date by May.",
		"Costs above £20 have to be agreed with ¤ in writing.",
		"Some visitors to ¤ use a wheelchair, so keep the doorway clear.",
		"Half of what happens at ¤ is listening.",
	))
}

func (w *writer) paragraph() string {
	var list []string
	for range 1 + w.IntN(4) {
		list = append(list, w.sentence())
	}
	return strings.Join(list, " ") + "\n\n"
}

// feature writes a part of a page that is more than a paragraph of words.
type feature func(w *writer, p *planned) string

// body is the text of a page below its title: paragraphs, and about so many features for each heading.
func (w *writer) body(p *planned, each float64, features ...feature) string {
	var b strings.Builder
	b.WriteString(w.paragraph())
	for n, heading := range p.headings {
		level := "## "
		if n > 0 && w.often(6) {
			level = "#### " // as many do, for its looks
		}
		b.WriteString(level + heading + "\n\n" + w.paragraph())
		for count := each; count > w.Float64(); count-- {
			b.WriteString(features[w.IntN(len(features))](w, p))
		}
	}
	return b.String()
}

// lines makes a feature of a pattern: each ¤ is a name.
func lines(pattern string) feature {
	return func(w *writer, _ *planned) string { return w.say(pattern) + "\n\n" }
}

// common are the features that handbooks share.
func common() []feature {
	return []feature{
		lines("- ¤: a torch\n- ¤: gloves\n  - small ones at ¤\n  - large ones at ¤\n- a pen for ¤"),
		lines("1. Ring ¤.\n2. Wait for ¤.\n\n   It can take a minute, says ¤.\n3. Go in with ¤."),
		lines("| Day | Who | Where |\n|:--|:-:|--:|\n| Monday | ¤ | hall |\n| Tuesday | ¤ | ¤ |"),
		lines("| Day | Who |\n|---|---|\n| Monday | ¤<br>¤ |\n| Friday | **nobody** but ¤ |"),
		lines("> Nobody has to lift alone, says ¤.\n>\n> Two can, says ¤."),
		lines("```sh\nopen --door ¤\n```"),
		lines("Write to <office@example.org> or ¤, or to post@example.org."),
		lines("The form is at https://forms.example.org/order?x=1 and ¤ has it too."),
		lines("Press [Enter] and choose [Add people], as ¤ does in the [group chat]."),
		lines("Look at the [rota of ¤][rota].\n\n[rota]: https://rota.example.org/week"),
		lines("***\n\nThe end, says ¤."),
		lines("~~Mondays with ¤~~ Fridays with ¤. **Bring *water* and ¤.**"),
		lines("<!-- ¤ has to read this -->"),
		lines("Kept for six years.[^years] So says ¤.\n\n[^years]: The law of ¤ says so."),
		lines("Hall\n: The large room at ¤.\n\nDen\n: The small one at ¤."),
		lines("- [x] Told ¤\n- [ ] Told ¤"),
		lines("1. Install it, says ¤:\n\n    ```yaml\n    token: ${{ secrets.KEY }} # ¤\n    ```\n\n1. Then ask ¤.\n\n    > Note the `Key ID` of ¤.\n\n    1. Choose one of ¤."),
		lines("The [list of days][], the [rota][list of days] and the [profile](<https://example.org/the-(new)-profile>) of ¤.\n\n[list of days]: https://example.org/#/list?id=1"),
		lines("Costs under \\$10,000 \\* are the *private* matter of <post@example.org>, says ¤. Export <NAME> first."),
		lines("Line one of ¤  \nline two of ¤\\\nline three."),
		lines("<details>\n<summary>More about ¤</summary>\n\nIt is *kept* in the den, says ¤.\n\n</details>"),
		lines("Press <kbd>Ctrl</kbd>, then ask ¤. H<sub>2</sub>O, 2<sup>nd</sup> floor.<br>So ¤."),
	}
}

// faults are the mistakes that handbooks share.
func faults() []feature {
	return []feature{
		lines("The [plan of ¤](#) is still to come."),
		lines("The [list of ¤](TODO) is still to come."),
		lines("Look at [the map of ¤](hhttps://maps.example.org/hall)."),
		lines("Read [what ¤ buys](https:/software)."),
		lines("For ¤, click [here](https://example.org/rota)."),
		lines("Ask [the board of ¤](/no/such/page)."),
		lines("Ask [your name] or [insert name of ¤]."),
		func(w *writer, p *planned) string { return w.say("See [the part on ¤](#no-such-part).") + "\n\n" },
	}
}

func join(lists ...[]feature) []feature {
	var all []feature
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}

// photo is a picture of a few pixels, each number another.
func photo(n int) string {
	img := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for x := range 40 {
		for y := range 30 {
			img.Set(x, y, color.RGBA{uint8(n * 7), uint8(x * 6), uint8(y * 8), 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // a buffer takes any bytes
	}
	return b.String()
}

// drawing is an SVG file as draw.io exports it: words as HTML, with words of SVG for programs that cannot show that.
func drawing(words string) string {
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" width="121px" height="61px" viewBox="-0.5 -0.5 121 61" content="&lt;mxfile&gt;&lt;/mxfile&gt;">
<defs/><g><rect x="0" y="0" width="120" height="60" fill="#ffffff" stroke="#000000" pointer-events="all"/><g transform="translate(-0.5 -0.5)"><switch>
<foreignObject style="overflow: visible; text-align: left;" pointer-events="none" width="100%%" height="100%%" requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"><div xmlns="http://www.w3.org/1999/xhtml" style="display: flex;">%s</div></foreignObject>
<text x="60" y="34" fill="#000000" font-family="Helvetica" font-size="12px" text-anchor="middle">%s</text></switch></g></g></svg>
`, words, words)
}
