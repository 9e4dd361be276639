package check

import (
	"fmt"
	"strings"

	"handrail/internal/markdown"
	"handrail/internal/site"
	"handrail/internal/source"
)

// longSentence reports sentences of more words than site.yaml allows.
func longSentence(s *site.Site) []source.Diagnostic {
	limit := s.Config.Reading.Sentence
	if limit <= 0 {
		return nil
	}
	var diags []source.Diagnostic
	for _, p := range s.Pages {
		for _, sentence := range p.Doc.Sentences {
			if sentence.Words > limit {
				diags = append(diags, report(p, p.File.Pos(sentence.Start), source.Warning, "Make two sentences of it, or a list.",
					"this sentence has %s, and the limit is %d: %s", count(sentence.Words, "word"), limit, quote(p, sentence)))
			}
		}
	}
	return diags
}

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

func quote(p *site.Page, s markdown.Sentence) string {
	return fmt.Sprintf("“%s”", strings.Join(strings.Fields(string(p.File.Data[s.Start:s.End])), " "))
}
