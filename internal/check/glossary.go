package check

import (
	"maps"
	"slices"

	"handrail/internal/site"
	"handrail/internal/source"
)

// The parts of glossary.yaml in the examples of the checks that look for its words.
const (
	someWords   = "-- glossary.yaml --\nwords:\n  - {word: bcc, means: A line for addresses that nobody else sees.}\n"
	bccSentence = "Write their addresses as bcc."
)

func abbreviationCheck() Check {
	return Check{Site: abbreviations, Finding: Finding{
		Name: "abbreviation", Group: Words, Level: source.Warning,
		Finds:   "A page uses an abbreviation that neither glossary.yaml nor the page itself explains. It is looked for on sites that have a glossary.yaml.",
		Why:     "A reader who does not know it cannot read on, and a screen reader says letters that mean nothing.",
		Example: bccSentence + " The ICO may ask why you did not.\n" + someWords,
		Fixed:   bccSentence + " The Information Commissioner's Office (ICO) may ask why you did not.\n" + someWords,
		Fix: "Write what it stands for, and the abbreviation in round brackets after that. Or give it an entry in glossary.yaml; or, where everybody knows it, add it " +
			"to known: in that file.",
	}}
}

// abbreviations reports those that nobody has explained.
func abbreviations(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	eachUse(s, func(p *site.Page, f *source.File, at func(name string) source.Pos) {
		for _, name := range p.Doc.Terms.Abbreviations {
			diags = append(diags, reportIn(f, at(name), source.Warning, "Write what it stands for with it, or give it an entry in content/glossary.yaml. If everybody knows it, add it to known: there.",
				"the abbreviation %q is not explained", name))
		}
	})
	return diags
}

func hardWordCheck() Check {
	const hard = "hard:\n  data subject: person\n"
	return Check{Site: hardWords, Finding: Finding{
		Name: "hard-word", Group: Words, Level: source.Warning,
		Finds:   "A page, or a meaning in glossary.yaml, uses a word of the list hard: of that file, and the word has no entry there.",
		Why:     "The site's editors have agreed that readers may not know it.",
		Example: bccSentence + " No data subject sees the others.\n" + someWords + hard,
		Fixed:   bccSentence + " Nobody sees the others.\n" + someWords + hard,
		Fix:     "Write the plainer word that the list gives, or give the word an entry under words: in glossary.yaml.",
	}}
}

// hardWords reports words that the site wants to do without.
func hardWords(s *site.Site) []source.Diagnostic {
	var diags []source.Diagnostic
	hint := func(name string) string {
		if plain := s.Glossary.Hard[name]; plain != "" {
			return "Write “" + plain + "”, or give it an entry under words: in content/glossary.yaml."
		}
		return "Use a plainer word, or give it an entry under words: in content/glossary.yaml."
	}
	eachUse(s, func(p *site.Page, f *source.File, at func(name string) source.Pos) {
		for _, name := range p.Doc.Terms.Hard {
			diags = append(diags, reportIn(f, at(name), source.Warning, hint(name), "%q is one of this site's hard words", name))
		}
	})
	for _, w := range s.Glossary.Words {
		uses := s.Glossary.Uses([]byte(w.Means))
		for _, name := range slices.Sorted(maps.Keys(uses)) {
			if _, hard := s.Glossary.Hard[name]; !hard {
				continue
			}
			diags = append(diags, reportIn(s.Glossary.File, w.Pos, source.Warning, hint(name), "the meaning of %q uses %q, one of this site's hard words", w.Word, name))
		}
	}
	return diags
}

func unusedWordCheck() Check {
	const unused = "  - {word: ISBN, means: The number of a book.}\n"
	return Check{Site: unusedWords, Finding: Finding{
		Name: "unused-word", Group: Words, Level: source.Warning,
		Finds:   "An entry of glossary.yaml explains a word that no page uses.",
		Why:     "The list of words is longer than it has to be. Most often the word is written in another way on the pages, and is not explained there.",
		Example: bccSentence + "\n" + someWords + unused,
		Fixed:   bccSentence + "\n" + someWords,
		Fix:     "Add the form that the pages use to forms:, or remove the entry.",
	}}
}

// unusedWords reports entries of the glossary that explain nothing.
func unusedWords(s *site.Site) []source.Diagnostic {
	if s.Doubt.Any() { // the word may be where nothing could be read
		return nil
	}
	used := map[string]bool{}
	for _, p := range s.Pages {
		for _, m := range p.Doc.Terms.Mentions {
			used[m.Name] = true
		}
	}
	for _, draft := range s.Drafts {
		for _, m := range draft.Doc.Terms.Mentions {
			used[m.Name] = true
		}
	}
	var diags []source.Diagnostic
	for _, w := range s.Glossary.Words {
		if !used[w.Word] {
			diags = append(diags, reportIn(s.Glossary.File, w.Pos, source.Warning, "Add the form that the pages use to forms:, or remove this entry.", "no page uses the word %q", w.Word))
		}
	}
	return diags
}

// eachUse calls f for each page that uses words which the glossary should explain and does not, with its file and with where that uses a word: in its
// text, or else in its front matter. Where the glossary or the text could not be read as it was meant, the explanation may be there.
func eachUse(s *site.Site, f func(p *site.Page, file *source.File, at func(name string) source.Pos)) {
	if s.Doubt.Words {
		return
	}
	for _, p := range s.Pages {
		if len(p.Doc.Terms.Abbreviations)+len(p.Doc.Terms.Hard) == 0 || p.TextInDoubt() {
			continue
		}
		file := p.File()
		inText, inFront := s.Glossary.Uses(file.Data[file.Body:]), s.Glossary.Uses(file.Data[:file.Body])
		f(p, file, func(name string) source.Pos {
			at, used := inText[name]
			if front, first := inFront[name]; first && !used {
				return file.Pos(front)
			}
			return file.Pos(file.Body + at) // at its start, when it is written with markup within it
		})
	}
}
