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
					"this sentence has %d words, and the limit is %d: %s", sentence.Words, limit, quote(p, sentence)))
			}
		}
	}
	return diags
}

func quote(p *site.Page, s markdown.Sentence) string {
	return fmt.Sprintf("“%s”", strings.Join(strings.Fields(string(p.File.Data[s.Start:s.End])), " "))
}
