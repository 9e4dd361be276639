// Package check finds what is wrong with a site that could be read: what one source says of another and is not so, and
// text that is hard on its readers.
//
// [All] is the table of checks, one to a file. What is found while a source is read, before there is a site, is listed
// by [Reading].
package check

import (
	"slices"

	"handrail/internal/markdown"
	"handrail/internal/site"
	"handrail/internal/source"
)

// Check is one thing that is looked for, either in the text of each page alone or in the site as a whole. What is found in
// a text is kept with it until it changes.
type Check struct {
	Name string // as diagnostics name it, for example "page-link"
	Doc  string // what it finds, in one sentence
	Text func(limits site.Reading, s *site.Source, f *source.File) []source.Diagnostic
	Site func(*site.Site) []source.Diagnostic
}

// All is the table of checks.
func All() []Check {
	return []Check{
		{"page-link", "A link leads to a page or file that is not there.", nil, pageLink},
		{"anchor", "A link leads to a part of a page that is not there.", nil, anchor},
		{"empty-link", "A link leads nowhere: it is empty, or only #.", nil, emptyLink},
		{"named-link", "A link by name is not in links.yaml, or has no address there; or an address is written out.", nil, namedLink},
		{"link-text", "A link's words do not say where it leads, such as \"click here\".", linkText, nil},
		{"identifier", "A rule has no identifier, or two things have the same one.", headingIdentifier, identifier},
		{"retired", "A rule, a question or a topic takes an identifier that was used before for something else.", nil, retired},
		{"address", "Two pages have the same address, or a file has the name of one that never changes.", nil, address},
		{"heading", "A heading skips a level, or competes with the page's title.", heading, nil},
		{"image", "An image has no alternative text, is not there, or cannot be shown safely.", nil, image},
		{"markup", "HTML in the text, which is not shown, or HTML that cannot stay as it is on a page that may have some.", markup, nil},
		{"brackets", "A bracket left over from a form, such as [insert name].", brackets, nil},
		{"reference", "A rule or topic is named that does not exist.", nil, reference},
		{"unused-rule", "A rule that no quiz question tests and no checklist acts on (warning).", nil, unusedRule},
		{"unreached-rule", "A rule that no choice in any checklist can reach.", nil, unreachedRule},
		{"unused-topic", "A checklist offers a topic that no rule depends on (warning).", nil, unusedTopic},
		{"quiz-review", "A question was last reviewed before a rule that it tests changed (warning).", nil, quizReview},
		{"review", "A page is overdue for review (warning).", nil, review},
		{"sentence", "A sentence is longer than the limit in site.yaml (warning).", longSentence, nil},
		{"reading-age", "A page is harder to read than the limit in site.yaml (warning).", readingAge, nil},
		{"accent", "The accent colour does not stand out from the page.", nil, accent},
	}
}

// Finding is a kind of mistake that is found while the sources are read.
type Finding struct{ Name, Doc string }

// Reading lists what the packages that read sources report.
func Reading() []Finding {
	return []Finding{
		{"source", "A file that cannot be read: not UTF-8, too large, a link to a folder, a missing home page."},
		{"front-matter", "Front matter or YAML with an unknown key, a wrong value, or no end."},
		{"site", "A value in site.yaml, links.yaml or retired.yaml that cannot be used."},
		{"rule", "A ::: block that does not close, or has an unknown kind or attribute."},
		{"quiz", "A question or a quiz that cannot work as it is: quiz/format.md lists how."},
		{"statement", "A statement with an unknown field, or one that does not close."},
		{"checklist", "A checklist question without words or options, or one that decides nothing."},
	}
}

// Texts gives a function that runs the checks of one page's text. It is for site.Options.Examine.
func Texts() func(limits site.Reading, s *site.Source, f *source.File) []source.Diagnostic {
	checks := slices.DeleteFunc(All(), func(c Check) bool { return c.Text == nil })
	return func(limits site.Reading, s *site.Source, f *source.File) []source.Diagnostic {
		var diags []source.Diagnostic
		for _, c := range checks {
			diags = append(diags, named(c, c.Text(limits, s, f))...)
		}
		return diags
	}
}

// Run runs the checks of a site as a whole.
func Run(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	for _, c := range All() {
		if c.Site != nil {
			diags = append(diags, named(c, c.Site(s))...)
		}
	}
	return diags
}

// named gives the diagnostics of a check its name.
func named(c Check, diags []source.Diagnostic) []source.Diagnostic {
	for i := range diags {
		diags[i].Check = c.Name
	}
	return diags
}

// tell is a diagnostic about a place in a file; its check is set where all checks are run.
func tell(f *source.File, pos source.Pos, severity source.Severity, hint, format string, args ...any) source.Diagnostic {
	d := f.At(pos, "", format, args...)
	d.Severity, d.Hint = severity, hint
	return d
}

// report is a diagnostic about a page, whose file it reads for the line.
func report(p *site.Page, pos source.Pos, severity source.Severity, hint, format string, args ...any) source.Diagnostic {
	return tell(p.File(), pos, severity, hint, format, args...)
}

// maxGuesses is for how many mistakes of a kind a word that may be meant is looked for, among what may be thousands.
const maxGuesses = 100

// nearest is the candidate that a mistyped word most likely meant, when told mistakes have been told already; "" when none is
// near, or when so many have been told that it would take too long.
func nearest(told int, word string, candidates []string) string {
	if told >= maxGuesses {
		return ""
	}
	return source.Nearest(word, candidates)
}

// link is a link of a page as it is written, for what is wrong with it.
func link(p *site.Page, i int) markdown.Link {
	l, err := p.Link(i)
	if err != nil { // the page changed: the next run tells
		return markdown.Link{Pos: source.Pos{File: p.Place()}}
	}
	return l
}

// eachLink calls f for each link of each page, with where it leads.
func eachLink(s *site.Site, f func(p *site.Page, i int, t site.Target)) {
	for _, p := range s.Pages {
		for i, t := range p.Targets {
			f(p, i, t)
		}
	}
}
