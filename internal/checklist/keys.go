package checklist

import "handrail/internal/source"

// chooses lists how many options of a question can be chosen.
func chooses() []string { return []string{"one", "many"} }

// Keys is the table of the keys of Front.
func Keys() []source.Key {
	return []source.Key{
		{Name: "questions", Needed: true, Text: "What the checklist asks to find out which rules apply. Each question decides something: one of its options at least has a topic.",
			Example: "[{ask: How do you write to people?, choose: many, options: [{topic: broadcast, label: With a broadcast list}, {topic: one-to-one, label: One by one}]}]",
			Keys: []source.Key{
				{Name: "ask", Needed: true, Text: "The question, in plain words.", Example: "How do you write to people?"},
				{Name: "choose", Needed: true, Text: "How many options can be chosen: `one` or `many`.", Allowed: chooses(), Example: "many"},
				{Name: "options", Needed: true, Text: "The answers, at least two. \"Not sure\" is always offered as well.", Example: "[{topic: broadcast, label: With a broadcast list}, {label: Not at all}]",
					Keys: []source.Key{
						{Name: "topic", Text: "The topic that this answer brings: rules with `applies=\"broadcast\"` are on the list of those who choose the topic `broadcast`. It has letters, digits and dashes, and never changes.",
							Without: "the answer adds no rules of its own.", Pattern: "^(" + topicName().String() + ")?$", Example: "broadcast"},
						{Name: "label", Needed: true, Text: "The answer, in plain words.", Example: "With a broadcast list"},
					}},
			}},
	}
}
