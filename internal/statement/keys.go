package statement

import "handrail/internal/source"

// Keys is the table of the keys of Front.
func Keys() []source.Key {
	return []source.Key{
		{Name: "version", Needed: true, Text: "The version of the text. Raise it whenever the text changes.", Range: []int{1}, Example: "1"},
		{Name: "changes", Needed: true, Text: "What is new in each version, this one included. A group that comes back sees it.", Example: "[{version: 1, date: 2026-11-20, what: The first version.}]",
			Keys: []source.Key{
				{Name: "version", Needed: true, Text: "Which version.", Range: []int{1}, Example: "1"},
				{Name: "date", Needed: true, Text: "Its day.", Example: "2026-11-20"},
				{Name: "what", Needed: true, Text: "What is new in it, in words that a group lead understands.", Example: "The first version."},
			}},
		{Name: "fields", Text: "What a group fills in, by names that you choose. Names have lowercase letters, digits, dashes and underscores. In the text, `{{group}}` is the value of the field `group`. Each field has to be in the text, and each that is in the text has to be here.",
			Names: `^[A-Za-z0-9._-]+$`, Example: "{group: {label: Your group's name, max: 80}}", Keys: fieldKeys()},
		{Name: "subject", Text: "The subject of an email with this text. It can have fields.", Without: "the title is used.", Example: `"{{org.short}} {{group}}: our event"`},
		{Name: "file", Text: "What its files are called, without the ending. It can have fields.", Without: "the subject is used.", Example: `"{{group}} event"`},
		{Name: "rules", Text: "The rules of the guidance that sending it fulfils, by their identifiers.", Example: "[opt-in]"},
	}
}

// fieldKeys is the table of the keys of Field.
func fieldKeys() []source.Key {
	return []source.Key{
		{Name: "label", Needed: true, Text: "The words beside the box.", Example: "Your group's name"},
		{Name: "hint", Text: "A line below the label that helps to fill it in.", Example: "As your members know it"},
		{Name: "kind", Text: "What it can hold: one line, a text of several lines, a date, a choice of options, an email address, a phone number or a number.", Without: "it is `line`.",
			Allowed: append(Kinds(), ""), Example: "date"},
		{Name: "optional", Text: "`true` if it can be left empty. The words around it are then a part that can be left out: `{{#when phone}}…{{/when}}`.", Example: "true"},
		{Name: "default", Text: "What is in the box at first.", Example: "The coffee morning"},
		{Name: "options", Text: "What a choice can be, at least two. Only `kind: choice` has options.", Example: "[Monday, Tuesday]"},
		{Name: "min", Text: "The lowest number, or the earliest day. Only `kind: number` and `kind: date` have it.", Example: "1"},
		{Name: "max", Text: "The highest number, or the latest day. In other kinds, the maximum number of characters.", Example: "80"},
	}
}
