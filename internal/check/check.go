// Package check finds what is wrong with a site that could be read: what one source says of another and is not so, and
// text that is hard on its readers.
//
// [All] is the table of checks, one to a file. What is found while a source is read, before there is a site, is listed
// by [WhileReading]. What editors read of both is a [Finding]: the pages about checks in the documentation are made of it.
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
	Finding
	Text func(limits site.Reading, s *site.Source, f *source.File) []source.Diagnostic
	Site func(*site.Site) []source.Diagnostic
}

// All is the table of checks.
func All() []Check {
	return []Check{
		pageLinkCheck(),
		anchorCheck(),
		emptyLinkCheck(),
		namedLinkCheck(),
		linkTextCheck(),
		telephoneCheck(),
		identifierCheck(),
		retiredCheck(),
		addressCheck(),
		headingCheck(),
		imageCheck(),
		pictureCheck(),
		leftoverCheck(),
		markupCheck(),
		bracketsCheck(),
		referenceCheck(),
		ruleSourceCheck(),
		sourceAgeCheck(),
		prohibitionCheck(),
		repeatCheck(),
		unusedRuleCheck(),
		unreachedRuleCheck(),
		unusedTopicCheck(),
		pathStepCheck(),
		pathRuleCheck(),
		pathLengthCheck(),
		quizReviewCheck(),
		statementReviewCheck(),
		ruleChangedCheck(),
		ruleGoneCheck(),
		longestCheck(),
		sameTitleCheck(),
		reviewCheck(),
		sentenceCheck(),
		readingAgeCheck(),
		abbreviationCheck(),
		hardWordCheck(),
		unusedWordCheck(),
		languageCheck(),
		accentCheck(),
		askLinkCheck(),
		activeContentCheck(),
		exchangeCheck(),
	}
}

// Texts returns a function that runs the checks of one page's text. It is for site.Options.Examine.
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

// Report is what is wrong with the sources of a site, in the order of the files.
type Report struct {
	Diagnostics []source.Diagnostic
	Off         int  // how many more there are that its site.yaml has turned off
	Waiting     bool // some checks wait until what they would look at can be read
}

// Finish runs the checks of a site as a whole, adds what was found while it was loaded, and gives all of it the levels that its
// site.yaml asks for.
func Finish(s *site.Site, found []source.Diagnostic) Report {
	levels, wrong := ReadLevels(s)
	kept, off := levels.Apply(append(found, Run(s)...))
	return Report{source.Sort(append(kept, wrong...)), off, s.Doubt.Any()}
}

// named sets the name of a check in its diagnostics.
func named(c Check, diags []source.Diagnostic) []source.Diagnostic {
	for i := range diags {
		diags[i].Check = c.Name
	}
	return diags
}

// reportIn is a diagnostic about a place in a file; its check is set where all checks are run.
func reportIn(f *source.File, pos source.Pos, severity source.Severity, hint, format string, args ...any) source.Diagnostic {
	d := f.At(pos, "", format, args...)
	d.Severity, d.Hint = severity, hint
	return d
}

// report is a diagnostic about a page, whose file it reads for the line.
func report(p *site.Page, pos source.Pos, severity source.Severity, hint, format string, args ...any) source.Diagnostic {
	return reportIn(p.File(), pos, severity, hint, format, args...)
}

// maxGuesses is for how many mistakes of a kind a word that may be meant is looked for, as there may be thousands.
const maxGuesses = 100

// meant is a hint that offers what a mistyped word most likely meant, when some mistakes have already been reported; it is otherwise
// when nothing is near, or when so many have been reported that it would take too long. format writes what is offered.
func meant(reported int, word string, candidates []string, format, otherwise string) string {
	if reported < maxGuesses {
		if hint := source.DidYouMean(word, candidates, format); hint != "" {
			return hint
		}
	}
	return otherwise
}

// link is a link of a page as it is written, for what is wrong with it.
func link(p *site.Page, i int) markdown.Link {
	l, err := p.Link(i)
	if err != nil { // the page changed: the next run reports it
		return markdown.Link{Pos: source.Pos{File: p.Place()}}
	}
	return l
}

// eachLink calls f for each link of each page, with where it leads.
func eachLink(s *site.Site, f func(p *site.Page, i int, t site.Target)) {
	for _, p := range s.Pages {
		for i, t := range s.Targets(p) {
			f(p, i, t)
		}
	}
}
