package importer

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/source"
	"handrail/internal/text"
)

// Candidate is a sentence of a page that can be a rule. Whoever asks for a decision changes Rule, ID and Kind before [Plan.PlaceRules].
type Candidate struct {
	Says      string
	Kind      markdown.RuleKind
	ID        string
	Rule      bool   // it is to be one
	Decided   bool   // somebody has said whether it is to be one
	Page      string // within content/
	Section   string // the words of the heading that it is below; "" when it is below none
	Document  string
	Paragraph string // all that is said around it

	Was     string      // what it said in an earlier version of the document, where it has changed
	Known   bool        // it was a rule before
	Applies string      // the topic of the site's checklists that it is about; "" for none
	Changed source.Date // since when it says what it says; the zero Date when it is not known to have said anything else

	page *page
}

// FindRules lists the sentences that can be rules, in the order of the pages, each of a document once. None of them is a rule yet. What obliges and cannot be
// one where it is becomes an entry.
func (p *Plan) FindRules() []*Candidate {
	if p.site.Language.Obligation == nil {
		p.note("rule-language", "", "")
		return nil
	}
	f := ruleFinder{plan: p, seen: map[*Document]map[string]bool{}}
	for _, page := range p.pages {
		if page.doc == nil {
			continue
		}
		if f.seen[page.doc] == nil {
			f.seen[page.doc] = map[string]bool{}
		}
		w := ruleWalk{page: page, language: p.site.Language, found: f.add, unfit: func(what, words string) { p.noteOn(page, what, words) }}
		w.blocks(page.blocks)
	}
	f.identify()
	return f.candidates
}

// ruleFinder collects candidates.
type ruleFinder struct {
	plan       *Plan
	candidates []*Candidate
	seen       map[*Document]map[string]bool // what was found in each document
}

func (f *ruleFinder) add(c *Candidate) bool {
	if key := folded(c.Says); !f.seen[c.page.doc][key] {
		f.seen[c.page.doc][key] = true
		f.candidates = append(f.candidates, c)
	}
	return false
}

func folded(words string) string { return strings.ToLower(strings.Join(strings.Fields(words), " ")) }

// identify gives each candidate an identifier that nothing else has.
func (f *ruleFinder) identify() {
	used := map[string]bool{}
	for _, id := range markdown.Reserved() {
		used[id] = true
	}
	for _, page := range f.plan.pages { // links lead to these too
		for _, b := range page.blocks {
			if b.Kind == text.Heading {
				used[markdown.Slug(wordsOf(b.Inlines))] = true
			}
			for _, a := range b.Attrs {
				used[a.Value] = true
			}
		}
	}
	for _, c := range f.candidates {
		c.ID = identifierOf(c.Says, f.plan.site.Language, func(id string) bool { return used[id] || f.plan.site.Taken(id) })
		used[c.ID] = true
		c.Applies = f.plan.topicOf(c)
	}
}

// maxIdentifier is how many words an identifier has at most, unless a shorter one is taken.
const maxIdentifier = 4

// identifierOf makes an identifier of the words of a sentence that say most.
func identifierOf(says string, lang *language.Language, taken func(id string) bool) string {
	without := func(light []string) (words []string) {
		for word := range strings.SplitSeq(markdown.Slug(says), "-") {
			if strings.ContainsFunc(word, func(r rune) bool { return r >= utf8.RuneSelf }) || len(words) == 0 && !unicode.IsLetter(rune(word[0])) {
				continue // an identifier is a part of an address as it is
			}
			if !slices.Contains(light, word) {
				words = append(words, word)
			}
		}
		return words
	}
	words := without(lang.Search.Light)
	if len(words) < 2 {
		words = without(lang.Articles)
	}
	if len(words) == 0 {
		words = []string{"rule"}
	}
	for n := min(maxIdentifier, len(words)); n <= len(words) && n <= 2*maxIdentifier; n++ {
		if id := strings.Join(words[:n], "-"); !taken(id) {
			return id
		}
	}
	stem := strings.Join(words[:min(maxIdentifier, len(words))], "-")
	for n := 2; ; n++ {
		if id := stem + "-" + strconv.Itoa(n); !taken(id) {
			return id
		}
	}
}

// PlaceRules makes blocks of the candidates that are rules. The words of a page stay in their order, and all of them.
func (p *Plan) PlaceRules(candidates []*Candidate) {
	type key struct {
		page *page
		says string
	}
	rules, sources := map[key]*Candidate{}, map[string]bool{}
	for _, c := range candidates {
		if !c.Rule {
			continue
		}
		rules[key{c.page, folded(c.Says)}] = c
		title := p.titleOf(c.page.doc)
		if name := p.sourceOf(c.page.doc); name != "" && !p.site.New && p.site.Sources[title] == "" && !sources[name] {
			sources[name] = true
			p.note("source-missing", c.page.doc.File, name+": {from: charity, title: "+strconv.Quote(title)+"}")
		}
	}
	for _, page := range p.pages {
		if page.doc == nil {
			continue
		}
		w := ruleWalk{page: page, language: p.site.Language, unfit: func(string, string) {}}
		w.block = func(found *Candidate) (attrs []text.Attr) {
			at := key{page, folded(found.Says)}
			c := rules[at]
			delete(rules, at)
			return p.attributes(c)
		}
		w.found = func(found *Candidate) bool {
			c := rules[key{page, folded(found.Says)}]
			if c != nil {
				found.Kind = c.Kind
			}
			return c != nil
		}
		page.blocks = w.blocks(page.blocks)
	}
}

// attributes are those of the block of a rule.
func (p *Plan) attributes(c *Candidate) []text.Attr {
	attrs := []text.Attr{{Name: "id", Value: c.ID}}
	put := func(name, value string) {
		if value != "" {
			attrs = append(attrs, text.Attr{Name: name, Value: value})
		}
	}
	put("source", p.sourceOf(c.page.doc))
	put("applies", c.Applies)
	if !c.Kind.Prohibits() {
		put("repeat", repeatOf(p.site.Language, c.Says))
	}
	if !c.Changed.IsZero() {
		put("changed", c.Changed.String())
		put("was", c.Was)
	}
	return attrs
}

// topicOf is the topic of the site's checklists that the heading above a rule names, or the title of its page; "" when they name none.
func (p *Plan) topicOf(c *Candidate) string {
	for _, title := range []string{c.Section, c.page.front.Title} {
		words := "-" + markdown.Slug(title) + "-"
		for _, topic := range p.site.Topics {
			if strings.Contains(words, "-"+topic+"-") {
				return topic
			}
		}
	}
	return ""
}

// repeatOf says how often a rule is followed, where its words say so.
func repeatOf(lang *language.Language, says string) string {
	for _, often := range markdown.Repeats() {
		if recurs := lang.Recurs[often]; recurs != nil && recurs().MatchString(says) {
			return often
		}
	}
	return ""
}

func ruleWhats() []what {
	return []what{
		{"rule-place", Person, "Sentences that oblige somebody are where no rule can be: in tables, quotes, footnotes and lists within lists.", "Move each to a paragraph of its own, and put it between :::must {#short-name} and :::."},
		{"rule-alone", Person, "Sentences oblige somebody, and cannot be shown alone: they are too long, or forbid something and do not begin with that.", "Write each as a short sentence that begins with what to do, or with \"Do not\"."},
		{"rule-language", Person, "No rules were looked for, as the program does not know how this language says that somebody has to do something.", "Put each rule between :::must {#short-name} and :::."},
		{"quiz-made", Person, "Pages with rules have the draft of a quiz, in which nothing is asked yet.", "Write words in place of its brackets, and remove draft: from its top. Until then readers do not get it."},
		{"rule-new", Changed, "Sentences that can be rules are new since the decisions that were named.", "Look whether each is a rule, and of which kind."},
		{"rule-changed", Person, "Rules say something else than when they were decided on. The old words are here; the new ones are on the page.", "Look whether the meaning has changed. If it has not, remove was and changed from the rule."},
		{"rule-gone", Person, "Rules that were decided on are not in the document any more.", "Remove each from its page, and add its identifier to retired.yaml."},
	}
}
