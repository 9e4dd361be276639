package check

import (
	"handrail/internal/markdown"
	"handrail/internal/site"
	"handrail/internal/source"
)

// minWords is the least running text for which a reading age says anything.
const minWords = 50

// readingAge reports pages that are harder to read than site.yaml allows, at their hardest sentence.
func readingAge(limits site.Reading, s *site.Source, f *source.File) []source.Diagnostic {
	limit := limits.Age
	if limit <= 0 || s.Doc.Words < minWords || s.Doc.Age <= float64(limit) {
		return nil
	}
	hardest := s.Doc.Sentences[0]
	for _, sentence := range s.Doc.Sentences {
		if difficulty(sentence) > difficulty(hardest) {
			hardest = sentence
		}
	}
	return []source.Diagnostic{tell(f, f.Pos(hardest.Start), source.Warning, "Use shorter words and sentences. Start with this one, the hardest.",
		"this page needs a reading age of %.0f, and the limit is %d; its hardest sentence: %s", s.Doc.Age, limit, quote(f, hardest))}
}

// difficulty orders sentences as the reading age does: by their words, and by how long the words are.
func difficulty(s markdown.Sentence) float64 {
	return markdown.ReadingAge([]markdown.Sentence{s})
}
