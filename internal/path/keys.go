package path

import "handrail/internal/source"

// Keys is the table of the keys of Front.
func Keys() []source.Key {
	return []source.Key{
		{Name: "steps", Needed: true, Text: "What to do at first, in order. Each step has exactly one of `read`, `quiz`, `statement`, `checklist` and `agree`.",
			Example: "[{read: ../guidance/phones.md}, {quiz: ../quizzes/phones.md}]", Keys: stepKeys()},
		{Name: "later", Text: "What can wait until there is time. Its steps are written like those of `steps`.", Example: "[{read: ../guidance/group-chats.md}]", Keys: stepKeys()},
	}
}

// stepKeys is the table of the keys of Step.
func stepKeys() []source.Key {
	return []source.Key{
		{Name: string(Read), Text: "A page to read: its path from the file that you write in.", Example: "../guidance/phones.md"},
		{Name: string(Quiz), Text: "A quiz to take: its path.", Example: "../quizzes/phones.md"},
		{Name: string(Statement), Text: "A statement to fill in: its path.", Example: "../statements/privacy.md"},
		{Name: string(Checklist), Text: "A checklist to follow: its path.", Example: "../checklists/phones.md"},
		{Name: string(Agree), Text: "A sentence to agree to, such as \"I will …\". It needs an `id`.", Example: "I will check our list every month."},
		{Name: "id", Text: "The name by which devices and records know an agreement. It has lowercase letters, digits and dashes, and never changes.", Pattern: "^(" + id().String() + ")?$", Example: "monthly-check"},
		{Name: "version", Text: "Which meaning of an agreement this is. Add 1 when its meaning changes, and everybody who has agreed is asked again.",
			Without: "any change of the words asks again.", Range: []int{0}, Example: "1"},
		{Name: "minutes", Text: "How many minutes the step takes.", Without: "it is worked out: `handrail show` says how long each step takes.", Range: []int{0, maxMinutes}, Example: "10"},
	}
}
