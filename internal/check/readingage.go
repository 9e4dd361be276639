package check

import (
	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/site"
	"handrail/internal/source"
)

func readingAgeCheck() Check {
	return Check{Text: readingAge, Finding: Finding{
		Name: "reading-age", Group: Words, Level: source.Warning,
		Finds:   "A page is harder to read than the limit in site.yaml.",
		Why:     "Guidance that many readers cannot follow is not followed.",
		Example: "Notwithstanding organisational considerations, administrators must systematically authenticate participants' identities. Subsequently, confidentiality obligations necessitate comprehensive documentation. Unauthorised dissemination of personally identifiable information constitutes a disciplinary infringement. Institutional accountability presupposes meticulous administration. Participants experiencing dissatisfaction should communicate accordingly. Technological limitations occasionally necessitate alternative arrangements. Responsibilities regarding confidentiality remain unconditionally applicable throughout organisational restructuring, irrespective of individual circumstances.",
		Fixed:   "Check who each person is. Write down who is in the group, and why. Do not pass on what you know of them. If you do, you may have to leave. Keep your notes in good order. If people are not happy, they can write to us. Now and then the phone may not work. Then ring them. Keep all this to yourself, even when the group changes.",
		Fix:     "Use shorter words and sentences, and start with the sentence that is quoted. The limit is reading: {age: 11} in site.yaml.",
	}}
}

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
		if difficulty(s.Doc.Language, sentence) > difficulty(s.Doc.Language, hardest) {
			hardest = sentence
		}
	}
	return []source.Diagnostic{reportIn(f, f.Pos(hardest.Start), source.Warning, "Use shorter words and sentences. Start with this one, the hardest.",
		"this page needs a reading age of %.0f, and the limit is %d; its hardest sentence: %s", s.Doc.Age, limit, quote(f, hardest))}
}

// difficulty orders sentences as the reading age does: by their words, and by how long the words are.
func difficulty(lang *language.Language, s markdown.Sentence) float64 {
	return lang.Reading.Age(1, s.Words, s.Syllables)
}
