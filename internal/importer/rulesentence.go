package importer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"handrail/internal/language"
	"handrail/internal/text"
)

// sentencesOf cuts a line where a sentence ends. Each part of the line is in one of them, with the space after it. A sentence ends with a full stop, a question mark
// or an exclamation mark, and with any marks that close quotes, before a space and no lowercase letter; and at a line break.
func sentencesOf(line []text.Inline, lang *language.Language) [][]text.Inline {
	var sentences [][]text.Inline
	var now []text.Inline
	end := func() {
		if len(now) > 0 {
			sentences = append(sentences, now)
		}
		now = nil
	}
	closed := false // what is before ends a sentence, if a space follows
	for _, in := range line {
		if in.Kind != text.Words {
			now = append(now, in)
			if isBreak(in) {
				end()
			}
			closed = !isBreak(in) && endsSentence(wordsOf([]text.Inline{in}), lang)
			continue
		}
		rest := in.Text
		if after := strings.TrimLeft(rest, " \n"); closed && after != rest && !startsLower(after) {
			now = append(now, text.Inline{Kind: text.Words, Text: rest[:len(rest)-len(after)]})
			end()
			rest = after
		}
		for {
			at := sentenceEnd(rest, lang)
			if at < 0 {
				break
			}
			now = append(now, text.Inline{Kind: text.Words, Text: rest[:at]})
			end()
			rest = rest[at:]
		}
		if rest != "" {
			now = append(now, text.Inline{Kind: text.Words, Text: rest})
		}
		closed = endsSentence(rest, lang)
	}
	end()
	return sentences
}

// sentenceEnd is where the first sentence of some words ends, after the space that follows it; -1 when none ends within them.
func sentenceEnd(words string, lang *language.Language) int {
	for at := 0; ; {
		space := strings.IndexAny(words[at:], " \n")
		if space < 0 {
			return -1
		}
		space += at
		at = space + len(words[space:]) - len(strings.TrimLeft(words[space:], " \n"))
		if at < len(words) && endsSentence(words[:space], lang) && !startsLower(words[at:]) {
			return at
		}
	}
}

// endsSentence says whether words end a sentence.
func endsSentence(words string, lang *language.Language) bool {
	words = strings.TrimRight(words, `"'”’)]`)
	if words == "" || !strings.ContainsAny(words[len(words)-1:], ".!?") {
		return false
	}
	last := words[strings.LastIndexAny(words, " \n(")+1:]
	return lang.Reading.Abbreviation == nil || !lang.Reading.Abbreviation([]byte(last))
}

func startsLower(words string) bool {
	first, _ := utf8.DecodeRuneInString(words)
	return unicode.IsLower(first)
}

func isBreak(in text.Inline) bool {
	return in.Kind == text.Break || in.Kind == text.Inside && in.Name == "br"
}

// trimmed is a line without the spaces and line breaks around it.
func trimmed(line []text.Inline) []text.Inline {
	blank := func(in text.Inline) bool {
		return isBreak(in) || in.Kind == text.Words && strings.TrimSpace(in.Text) == ""
	}
	for len(line) > 0 && blank(line[0]) {
		line = line[1:]
	}
	for len(line) > 0 && blank(line[len(line)-1]) {
		line = line[:len(line)-1]
	}
	line = slices.Clone(line)
	if len(line) > 0 && line[0].Kind == text.Words {
		line[0].Text = strings.TrimLeft(line[0].Text, " \n")
	}
	if last := len(line) - 1; last >= 0 && line[last].Kind == text.Words {
		line[last].Text = strings.TrimRight(line[last].Text, " \n")
	}
	return line
}

// needsPage says whether a part of a line means something on its page alone: a footnote, a picture, a field, the box of a task, or a place that links reach.
func needsPage(in text.Inline) bool {
	switch in.Kind {
	case text.NoteRef, text.Image, text.Field, text.InPart, text.Task:
		return true
	case text.Inside:
		return in.Name == "a" || slices.ContainsFunc(in.Inlines, needsPage)
	}
	return slices.ContainsFunc(in.Inlines, needsPage)
}
