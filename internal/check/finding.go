package check

import (
	"fmt"
	"slices"
	"strings"

	"handrail/internal/about"
	"handrail/internal/markdown"
	"handrail/internal/source"
)

// Finding is what editors can read of a kind of mistake. A test holds Example and Fixed to what the check really reports.
type Finding struct {
	Name  string          // as diagnostics name it, for example "page-link"
	Group Group           // which part of the list it is in
	Level source.Severity // of what it finds, except what Warns says
	Warns string          // what of it is only a warning though Level is Error; "" when nothing is
	Finds string          // one sentence
	Why   string          // what readers would lose

	// Example has the mistake, and Fixed does not. Each is the text of a page, page.md, or the files of content/ as a txtar
	// archive, in which that text can come first. They are laid over a site that has a page of phones, phones.md.
	Example, Fixed string
	Fix            string // how to fix it

	Stays   Stays  // what of it site.yaml cannot turn off
	Because string // why not; "" when all of it can be turned off
}

// Group is a part of the list of findings, with a page of its own in the documentation.
type Group string

// The groups, in the order of the list.
const (
	Links   Group = "Links"
	Rules   Group = "Rules"
	Sources Group = "Sources, changes and reviews"
	Quizzes Group = "Quizzes"
	Forms   Group = "Statements, checklists and paths"
	Words   Group = "Words"
	Pages   Group = "Pages and pictures"
	Files   Group = "Files and settings"
)

// Groups lists the groups in the order of the list.
func Groups() []Group { return []Group{Links, Rules, Sources, Quizzes, Forms, Words, Pages, Files} }

// Page is the name of the group's page in docs/site/content/reference/checks, without the ending.
func (g Group) Page() string { return markdown.Slug(string(g)) }

// Stays is what of a finding cannot be turned off, because the site would be silently wrong.
type Stays string

// What can stay.
const (
	Nothing    Stays = ""
	Errors     Stays = "errors" // the warnings can be turned off
	Everything Stays = "everything"
)

// WhileReading lists what is found while files are read, before there is a site.
func WhileReading() []Finding {
	const cannotRead = "what cannot be read would be missing from the site"
	return []Finding{
		{Name: "source", Group: Files, Level: source.Error, Warns: "a folder without a page that introduces it",
			Finds:   "A file that cannot be read: not UTF-8, too large, a link to a folder, a missing home page.",
			Why:     "What it says would be missing from the site, or look like something else.",
			Example: "-- phones?.md --\n---\ntitle: Phones\n---", Fixed: "-- phones-and-tablets.md --\n---\ntitle: Phones and tablets\n---",
			Fix:   "Save text as UTF-8, and name files with letters, digits and dashes.",
			Stays: Everything, Because: cannotRead},
		{Name: "front-matter", Group: Files, Level: source.Error,
			Finds:   "Front matter or YAML with an unknown key, a wrong value, or no end.",
			Why:     "A setting would be missing, and nobody would know: a review that never falls due, a page without its topics.",
			Example: "-- page.md --\n---\ntitle: Backups\nreviewd: 2026-11-20\n---", Fixed: "-- page.md --\n---\ntitle: Backups\nreviewed: 2026-11-20\n---",
			Fix:   "Write the keys and values as the message says.",
			Stays: Everything, Because: "a setting that was intended would be missing"},
		{Name: "site", Group: Files, Level: source.Error,
			Finds:   "A value in site.yaml, links.yaml, sources.yaml, retired.yaml, synonyms.yaml or glossary.yaml that cannot be used.",
			Why:     "These files apply to every page.",
			Example: "-- links.yaml --\norder-form: {title: Order form}", Fixed: "-- links.yaml --\norder-form: {title: Order form, ask: your group lead}",
			Fix:   "Write the value as the message says.",
			Stays: Everything, Because: "a setting that was intended would be missing"},
		{Name: "rule", Group: Rules, Level: source.Error,
			Finds:   "A ::: block that does not close, or has an unknown kind or attribute.",
			Why:     "A rule would swallow the text below it, or be on the wrong checklists.",
			Example: ":::must {#set-pin aplies=\"phone\"}\nSet a PIN.\n:::", Fixed: ":::must {#set-pin applies=\"phone\"}\nSet a PIN.\n:::",
			Fix:   "Close each block with a line of ::: and write its attributes as the message says.",
			Stays: Everything, Because: "a rule would be missing or wrong"},
		{Name: "quiz", Group: Quizzes, Level: source.Error, Warns: "what makes a question hard to answer, but not wrong",
			Finds:   "A question or a quiz that cannot work as it is: the guide to quizzes lists how.",
			Why:     "Right answers would be marked wrong, or nobody could answer.",
			Example: ":::must {#set-pin}\nSet a PIN.\n:::\n-- quizzes/phones.md --\n---\ntitle: Phones\n---\n## What do you set? {#what rules=\"set-pin\"}\n\n- [ ] A PIN\n- [ ] An alarm\n\n> A PIN keeps others out.",
			Fixed:   ":::must {#set-pin}\nSet a PIN.\n:::\n-- quizzes/phones.md --\n---\ntitle: Phones\n---\n## What do you set? {#what rules=\"set-pin\"}\n\n- [x] A PIN\n- [ ] An alarm\n  > It wakes you, and nothing more.\n\n> A PIN keeps others out.",
			Fix:     "Write the question as " + about.Page("guides/quizzes") + " shows.",
			Stays:   Everything, Because: "answers would be marked wrongly"},
		{Name: "statement", Group: Forms, Level: source.Error,
			Finds:   "A statement with a field that is unknown, unused or wrongly described, braces that are not a field, or a part that does not close.",
			Why:     "A group would send out a statement with a gap in it.",
			Example: "-- statements/phones.md --\n---\ntitle: Phones\nversion: 1\nchanges: [{version: 1, date: 2026-11-20, what: First.}]\nfields:\n  group: {label: Your group}\n---\n{{grup}} keeps your number safe.",
			Fixed:   "-- statements/phones.md --\n---\ntitle: Phones\nversion: 1\nchanges: [{version: 1, date: 2026-11-20, what: First.}]\nfields:\n  group: {label: Your group}\n---\n{{group}} keeps your number safe.",
			Fix:     "Declare each field under fields:, and write it between two braces on each side.",
			Stays:   Everything, Because: "a statement would have a gap in it"},
		{Name: "groups", Group: Forms, Level: source.Error, Warns: "a group whose name contains the organisation's, and a table whose encoding is a guess",
			Finds:   "A row of groups.csv that no statement can be made from, or a file that is meant as this table but is not read.",
			Why:     "A group would be left out, or get another group's statement.",
			Example: "-- statements/phones.md --\n---\ntitle: Phones\nversion: 1\nchanges: [{version: 1, date: 2026-11-20, what: First.}]\nfields:\n  group: {label: Your group}\n---\n{{group}} keeps your number safe.\n-- groups.csv --\ngrup\nLeeds",
			Fixed:   "-- statements/phones.md --\n---\ntitle: Phones\nversion: 1\nchanges: [{version: 1, date: 2026-11-20, what: First.}]\nfields:\n  group: {label: Your group}\n---\n{{group}} keeps your number safe.\n-- groups.csv --\ngroup\nLeeds",
			Fix:     "Name each column after a field of a statement, and fill in each line. build --keep-going leaves out the lines that are wrong.",
			Stays:   Everything, Because: "a group would be left out"},
		{Name: "checklist", Group: Forms, Level: source.Error,
			Finds:   "A checklist question without words or options, or one that decides nothing.",
			Why:     "Readers could not answer it, and would not get the rules that apply to them.",
			Example: "-- checklists/all.md --\n---\ntitle: All\nquestions:\n  - ask: What do you use?\n    choose: one\n    options:\n      - {label: A phone}\n      - {label: Nothing}\n---",
			Fixed:   "-- checklists/all.md --\n---\ntitle: All\nquestions:\n  - ask: What do you use?\n    choose: one\n    options:\n      - {topic: phone, label: A phone}\n      - {label: Nothing}\n---",
			Fix:     "Give each question ask:, choose: and at least two options, one of them with a topic.",
			Stays:   Everything, Because: "readers would not get the rules that apply to them"},
		{Name: "layout", Group: Files, Level: source.Error,
			Finds:   "A layout, style or script of the site's own templates that cannot be used.",
			Why:     "No page could be made with it.",
			Example: "-- templates/layouts/page.html --\n{{define \"main\"}}{{.Titel}}{{end}}", Fixed: "-- templates/layouts/page.html --\n{{define \"main\"}}{{.Title}}{{end}}",
			Fix:   "Compare it with the layout that it replaces.",
			Stays: Everything, Because: "no page could be made"},
		{Name: "words", Group: Files, Level: source.Error,
			Finds:   "A text in templates/strings that the interface does not have, or has in another form.",
			Why:     "Readers would not see the text that was written.",
			Example: "-- templates/strings/en-GB.yaml --\nnav:\n  skipp: Skip to the text", Fixed: "-- templates/strings/en-GB.yaml --\nnav:\n  skip: Skip to the text",
			Fix:   "Use the keys of Handrail's own file.",
			Stays: Everything, Because: "readers would not see the text that was written"},
	}
}

// Findings lists everything that can be reported, in the order of the groups and within each as it is written in the tables.
func Findings() []Finding {
	all := WhileReading()
	for _, c := range All() {
		all = append(all, c.Finding)
	}
	var sorted []Finding
	for _, group := range Groups() {
		for _, f := range all {
			if f.Group == group {
				sorted = append(sorted, f)
			}
		}
	}
	return sorted
}

// Names lists the names of all findings, sorted.
func Names() []string {
	var names []string
	for _, f := range Findings() {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	return names
}

// Named is the finding of a name. The error says which one may have been meant.
func Named(name string) (Finding, error) {
	all := Findings()
	if at := slices.IndexFunc(all, func(f Finding) bool { return f.Name == name }); at >= 0 {
		return all[at], nil
	}
	return Finding{}, fmt.Errorf("there is no check %q. %s", name, nameHint(name))
}

// Markdown is what the documentation says of a finding below its name.
func (f Finding) Markdown() string {
	var b strings.Builder
	level := string(f.Level)
	if f.Warns != "" {
		level += ", but a warning for " + f.Warns
	}
	fmt.Fprintf(&b, "%s\n\n**Level:** %s.\n\n**Why:** %s\n\n**For example:**\n\n%s**How to fix it:** %s\n\n%s**To turn it off:** ",
		f.Finds, level, f.Why, fenced(f.Example), f.Fix, fenced(f.Fixed))
	off := fmt.Sprintf("`checks: {%s: off}` in `site.yaml`", f.Name)
	switch f.Stays {
	case Everything:
		fmt.Fprintf(&b, "it cannot be turned off: %s.\n", f.Because)
	case Errors:
		fmt.Fprintf(&b, "%s turns off its warnings. Its errors stay: %s.\n", off, f.Because)
	default:
		fmt.Fprintf(&b, "%s.\n", off)
	}
	return b.String()
}

// fenced writes the files of an example as blocks of code, each below its name, except the page itself.
func fenced(example string) string {
	fence := "```"
	for strings.Contains(example, fence) {
		fence += "`"
	}
	var b strings.Builder
	open := false
	for line := range strings.SplitSeq(strings.TrimRight(example, "\n"), "\n") {
		name, isName := strings.CutPrefix(line, "-- ")
		switch {
		case isName:
			if open {
				b.WriteString(fence + "\n\n")
			}
			if name = strings.TrimSuffix(name, " --"); !strings.HasPrefix(name, "templates/") && !strings.HasPrefix(name, "public/") {
				name = "content/" + name
			}
			fmt.Fprintf(&b, "`%s`:\n\n%s\n", name, fence)
		case !open:
			b.WriteString(fence + "\n" + line + "\n")
		default:
			b.WriteString(line + "\n")
		}
		open = true
	}
	return b.String() + fence + "\n\n"
}
