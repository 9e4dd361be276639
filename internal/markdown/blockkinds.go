package markdown

import (
	"slices"
	"strings"

	"handrail/internal/source"
)

// BlockKind is a ::: block that an editor can write.
type BlockKind struct {
	Name       string
	Text       string       // what it is for: sentences in markdown
	Attributes []source.Key // what can be between the braces after its name: #name is the attribute id
	Example    string       // a whole one, of a page or, where it belongs to a quiz, of a question
}

// BlockKinds is the table of blocks. A site may have more, which take no attributes.
func BlockKinds() []BlockKind {
	return []BlockKind{
		{Name: string(Must), Text: "A rule: what readers have to do. Its first paragraph is the rule, the rest is the reason.", Attributes: ruleAttributes(),
			Example: ":::must {#monthly-check applies=\"broadcast\" repeat=\"monthly\"}\nCheck your list every month.\n\nPeople who have left may not want to hear from it.\n:::\n"},
		{Name: string(MustNot), Text: "A rule that forbids something. Its sentence begins with \"Do not\" or \"Never\", as it is also shown without its label.", Attributes: ruleAttributes(),
			Example: ":::must-not {#no-numbers}\nDo not show anybody's number to others.\n\nPeople gave it to you alone.\n:::\n"},
		{Name: string(Should), Text: "A rule that is advice.", Attributes: ruleAttributes(),
			Example: ":::should {#two-leads}\nHave two leads for each group.\n\nThen one of you can be ill.\n:::\n"},
		{Name: string(ShouldNot), Text: "Advice against something. Its sentence begins like that of `:::must-not`.", Attributes: ruleAttributes(),
			Example: ":::should-not {#not-late}\nDo not write after nine in the evening.\n\nPhones are beside beds.\n:::\n"},
		{Name: "note", Text: "Something good to know.", Example: ":::note\nThe app works on a laptop too.\n:::\n"},
		{Name: "steps", Text: "A numbered list, as steps.", Example: ":::steps\n1. Open the list.\n2. Choose who gets the message.\n3. Send it.\n:::\n"},
		{Name: "update", Text: "What has been added since the charity wrote its guidance. It says when its source was last read.", Attributes: updateAttributes(),
			Example: ":::update {#phone-only checked=\"2026-11\"}\nLists can be made on a phone only.\n:::\n"},
		{Name: "urgent", Text: "What to do in danger. A page that begins with it shows it before everything else.", Attributes: updateAttributes(),
			Example: ":::urgent {checked=\"2026-11\"}\nIf someone is in danger, call 999.\n\n[Call 999](tel:999)\n:::\n"},
		{Name: "do", Text: "A good example. A `:::dont` block is right below it, and the two are shown side by side.", Example: ":::do\nHello Sam, we meet on Tuesday at ten.\n:::\n:::dont\nmtg tue 10\n:::\n"},
		{Name: "dont", Text: "A bad example, right below a `:::do` block.", Example: ":::do\nHello Sam, we meet on Tuesday at ten.\n:::\n:::dont\nmtg tue 10\n:::\n"},
		{Name: "hint", Text: "In a question of a quiz: help that a learner can open.", Example: ":::hint\nThink of who can see the number.\n:::\n"},
		{Name: "trainer", Text: "In a question of a quiz: a note for the trainer, which learners never see.", Example: ":::trainer\nAsk the room for a show of hands first.\n:::\n"},
	}
}

// ruleAttributes is the table of the attributes of a rule.
func ruleAttributes() []source.Key {
	return []source.Key{
		{Name: "id", Text: "Its permanent name, written `#name`: lowercase letters, digits and dashes. Quizzes, checklists and statements refer to it by that.", Example: "#monthly-check"},
		{Name: "source", Text: "Whose rule it is: names of `sources.yaml`, with spaces between them.", Example: `source="guide"`},
		{Name: "words", Text: "How the source's own words put it. Where your rule is stricter or less strict, readers see that too.", Allowed: Strengths(), Example: `words="should"`},
		{Name: "applies", Text: "Whom it is for: topics of checklists. A space between two is \"or\", a plus is \"and\".", Without: "it is for everybody.", Example: `applies="broadcast+computer one-to-one"`},
		{Name: "repeat", Text: "How often to act on it. What a rule forbids is always kept to.", Without: "what a rule asks for is done once.", Allowed: Repeats(), Example: `repeat="monthly"`},
		{Name: "changed", Text: "The day on which its meaning last changed. Leave it alone when you only put the spelling right.", Example: `changed="2026-11-20"`},
		{Name: "was", Text: "What it said before that day, without markup. Readers see both. It needs `changed`.", Example: `was="Check your list every year."`},
		{Name: "minutes", Text: "How many minutes it takes, for the checklist.", Example: `minutes="15"`},
		{Name: "skip-if", Text: "When it can be left out, for the checklist.", Example: `skip-if="your list is empty"`},
		{Name: "do", Text: "A shorter wording for the checklist, of at most 90 characters.", Without: "the checklist has the rule's own words.", Example: `do="Check the list."`},
	}
}

// updateAttributes is the table of the attributes of an update, and of what to do in danger.
func updateAttributes() []source.Key {
	return []source.Key{
		{Name: "id", Text: "Its permanent name, written `#name`: a question of a quiz can name it as it names a rule.", Example: "#phone-only"},
		{Name: "source", Text: "Who says so: names of `sources.yaml`, with spaces between them.", Example: `source="press"`},
		{Name: "checked", Needed: true, Text: "The month in which its source was last read.", Example: `checked="2026-11"`},
	}
}

// IsBlock says whether there is a ::: block of a name on every site.
func IsBlock(name string) bool {
	_, found := blockAttributes()[name]
	return found || name == "pair" // what :::do and :::dont become
}

// blockAttributes are the names of the attributes that each block takes.
func blockAttributes() map[string][]string {
	all := map[string][]string{}
	for _, k := range BlockKinds() {
		all[k.Name] = nil
		for _, a := range k.Attributes {
			all[k.Name] = append(all[k.Name], a.Name)
		}
	}
	return all
}

// blocksHint lists the blocks that can be written on a site that has some of its own, or says which one a name may have meant.
func blocksHint(name string, own []string) string {
	names := slices.Clone(own)
	for _, k := range BlockKinds() {
		names = append(names, k.Name)
	}
	slices.Sort(names)
	if near := source.DidYouMean(name, names, ":::%s"); near != "" {
		return near
	}
	return "The blocks are: " + strings.Join(names, ", ") + "."
}
