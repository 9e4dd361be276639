package check

import (
	"fmt"
	"strings"

	"handrail/internal/markdown"
	"handrail/internal/site"
	"handrail/internal/source"
)

// longSentence reports sentences of more words than site.yaml allows.
func longSentence(limits site.Reading, s *site.Source, f *source.File) []source.Diagnostic {
	limit := limits.Sentence
	if limit <= 0 {
		return nil
	}
	var diags []source.Diagnostic
	for _, sentence := range s.Doc.Sentences {
		if sentence.Words > limit {
			diags = append(diags, tell(f, f.Pos(sentence.Start), source.Warning, "Make two sentences of it, or a list.",
				"this sentence has %d words, and the limit is %d: %s", sentence.Words, limit, quote(f, sentence)))
		}
	}
	return diags
}

func quote(f *source.File, s markdown.Sentence) string {
	return fmt.Sprintf("“%s”", strings.Join(strings.Fields(string(f.Data[s.Start:s.End])), " "))
}
