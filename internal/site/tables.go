package site

import (
	"slices"

	"handrail/internal/checklist"
	steps "handrail/internal/path"
	"handrail/internal/search"
	"handrail/internal/source"
	"handrail/internal/statement"
	"handrail/quiz"
)

// Tables says what each file of YAML in the content folder, and the front matter of each kind of page, can hold. Files come first; kinds of pages are named as Kind has them.
// That of a page is that of a section too.
func Tables() []source.Table {
	config := defaultConfig()
	front := func(kind Kind, text string, own []source.Key, value any, example string) source.Table {
		return source.Table{Name: string(kind), Text: text, Keys: append(frontKeys(), own...), Value: value, Example: example}
	}
	return []source.Table{
		{Name: "site.yaml", Text: "What the whole site shares.", Keys: configKeys(), Value: &config,
			Example: "title: Guidance for our groups\norganisation: {name: Example Society, short: Example}\nask: Ask the office.\nask_link: mailto:office@example.org\n"},
		{Name: "links.yaml", Text: "The addresses of other sites, by names that you choose. A page links to one as `[order form](link:order-form)`: fix an address here, and it is fixed on every page.",
			Keys: linkKeys(), Value: &map[string]*NamedLink{},
			Example: "order-form:\n  address: https://example.org/form\n  title: Order form\n  checked: 2026-11\nhandover:\n  title: How to hand over a group\n  ask: Ask your group lead.\n  checked: 2026-11\n"},
		{Name: "sources.yaml", Text: "Who says what the site says, by names that you choose. Rules, updates and questions name one in `source=\"guide\"`. Names have no spaces.",
			Keys: originKeys(), Value: &map[string]*Origin{}, Names: `^[^ \t]+$`,
			Example: "guide:\n  from: charity\n  title: Our guidance for groups\nours:\n  from: ours\n  title: Advice of this site\n"},
		{Name: "glossary.yaml", Text: "The words that the site explains.", Keys: glossaryKeys(), Value: &glossaryFile{},
			Example: "source: ours\nwords:\n  - word: broadcast list\n    means: It sends one message to many people.\n    forms: [BL]\nknown: [UK, USB]\nhard:\n  data controller: the charity\n"},
		{Name: "synonyms.yaml", Text: "What people type into the search, where the pages have other words.", Keys: search.Keys(), Value: &search.Synonyms{},
			Example: "same:\n  - [delete, remove, take off]\n  - [admin, administrator]\nmeans:\n  - typed: [boss]\n    means: [group lead, chair]\n"},
		{Name: "retired.yaml", Text: "Identifiers that were used before. When you remove a rule, a question, a topic or an agreement, or give it another identifier, add the old one with what it was. Devices and printed lists still know the thing by it, so nothing else may have it.",
			Value: &map[string]string{}, Example: "old-name: \"the rule on backups, until May 2027\"\n"},
		front(Plain, "The front matter of a page of guidance, or of an `index.md`.", nil, &frontOf[struct{}]{},
			"title: Broadcast lists\nsummary: Send news to everyone without showing anybody's number.\norder: 10\naudience: [volunteer, lead]\nreviewed: 2026-11-20\nreview_every: 1 year\n"),
		front(Quiz, "The front matter of a quiz: a page in a folder called `quizzes`.", quiz.Keys(), &frontOf[quiz.Front]{},
			"title: The basics\nsummary: Ten questions on what everybody has to know.\npass: 80%\nshuffle: choices\nreviewed: 2026-11-20\n"),
		front(Statement, "The front matter of a statement: a page in a folder called `statements`.", statement.Keys(), &frontOf[statement.Front]{},
			"title: Notice of an event\nsummary: Send this to people who come to an event.\nversion: 1\nchanges:\n  - {version: 1, date: 2026-11-20, what: The first version.}\nfields:\n  group: {label: Your group's name, hint: As your members know it, max: 80}\n  day: {label: The day of the event, kind: date}\nsubject: \"{{group}}: our event on {{day}}\"\n"),
		front(ChecklistPage, "The front matter of a checklist: a page in a folder called `checklists`.", checklist.Keys(), &frontOf[checklist.Front]{},
			"title: Your checklist\nsummary: What applies to you, on one list.\nquestions:\n  - ask: How do you write to people?\n    choose: many\n    options:\n      - {topic: broadcast, label: With a broadcast list}\n      - {topic: one-to-one, label: One by one}\n"),
		front(PathPage, "The front matter of a path: a page in a folder called `paths`.", steps.Keys(), &frontOf[steps.Front]{},
			"title: For group leads\nsummary: Set up lists and chats, and keep them right each month.\naudience: [lead]\nsteps:\n  - read: ../guidance/broadcast-lists.md\n  - agree: I will check our list every month.\n    id: monthly-check\n    version: 1\n  - quiz: ../quizzes/the-basics.md\nlater:\n  - read: ../guidance/group-chats.md\n"),
	}
}

// TableOf is the table of a name; ok is false when there is none.
func TableOf(name string) (table source.Table, ok bool) {
	all := Tables()
	at := slices.IndexFunc(all, func(t source.Table) bool { return t.Name == name })
	if at < 0 {
		return source.Table{}, false
	}
	return all[at], true
}
