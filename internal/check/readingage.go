package check

import (
	"handrail/internal/markdown"
	"handrail/internal/site"
	"handrail/internal/source"
)

// minWords is the least running text for which a reading age says anything.
const minWords = 50

// readingAge reports pages that are harder to read than site.yaml allows, at their hardest sentence.
func readingAge(s *site.Site) []source.Diagnostic {
	limit := s.Config.Reading.Age
	if limit <= 0 {
		return nil
	}
	var diags []source.Diagnostic
	for _, p := range s.Pages {
		age := markdown.ReadingAge(p.Doc.Sentences)
		if p.Words() < minWords || age <= float64(limit) {
			continue
		}
		hardest := p.Doc.Sentences[0]
		for _, sentence := range p.Doc.Sentences {
			if difficulty(sentence) > difficulty(hardest) {
				hardest = sentence
			}
		}
		diags = append(diags, report(p, p.File.Pos(hardest.Start), source.Warning, "Use shorter words and sentences. Start with this one, the hardest.",
			"this page needs a reading age of %.0f, and the limit is %d; its hardest sentence: %s", age, limit, quote(p, hardest)))
	}
	return diags
}

// difficulty orders sentences as the reading age does: by their words, and by how long the words are.
func difficulty(s markdown.Sentence) float64 {
	return markdown.ReadingAge([]markdown.Sentence{s})
}
