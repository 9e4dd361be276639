package search

import "handrail/internal/source"

// Keys is the table of the keys of Synonyms.
func Keys() []source.Key {
	return []source.Key{
		{Name: "same", Text: "Groups of words and phrases. A search for one of a group finds the others too.", Example: "[[delete, remove, take off], [admin, administrator]]"},
		{Name: "means", Text: "What works one way only: what people type, and what they may mean by it.", Example: "[{typed: [boss], means: [group lead, chair]}]", Keys: []source.Key{
			{Name: "typed", Needed: true, Text: "Words or phrases that people type.", Example: "[boss]"},
			{Name: "means", Needed: true, Text: "Words or phrases of the pages that they may mean.", Example: "[group lead, chair]"},
		}},
	}
}
