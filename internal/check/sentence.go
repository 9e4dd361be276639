package check

import (
	"fmt"
	"strings"

	"handrail/internal/markdown"
	"handrail/internal/site"
	"handrail/internal/source"
)

func sentenceCheck() Check {
	return Check{Text: longSentence, Finding: Finding{
		Name: "sentence", Group: Words, Level: source.Warning,
		Finds:   "A sentence is longer than the limit in site.yaml.",
		Why:     "Long sentences are hard for anybody who is tired, or who does not read much.",
		Example: "When you get a new phone, which may be your own or the group's, you should first of all, before anything else is done with it, choose a PIN.",
		Fixed:   "You may get a new phone, of your own or of the group. Choose a PIN before you do anything else with it.",
		Fix:     "Split it into two sentences, or make it a list. The limit is reading: {sentence: 25} in site.yaml.",
	}}
}

// longSentence reports sentences of more words than site.yaml allows.
func longSentence(limits site.Reading, s *site.Source, f *source.File) []source.Diagnostic {
	limit := limits.Sentence
	if limit <= 0 {
		return nil
	}
	var diags []source.Diagnostic
	for _, sentence := range s.Doc.Sentences {
		if sentence.Words > limit {
			diags = append(diags, reportIn(f, f.Pos(sentence.Start), source.Warning, "Split it into two sentences, or make it a list.",
				"this sentence has %d words, and the limit is %d: %s", sentence.Words, limit, quote(f, sentence)))
		}
	}
	return diags
}

func quote(f *source.File, s markdown.Sentence) string {
	return fmt.Sprintf("“%s”", strings.Join(strings.Fields(string(f.Data[s.Start:s.End])), " "))
}
