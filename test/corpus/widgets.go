package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// rulesPerPage is how many rules of a checklist or a quiz are on one page of guidance.
const rulesPerPage = 20

// topicsAsked is how many topics a checklist asks about.
const topicsAsked = 20

// Quiz writes a Handrail site into dir with one quiz of n questions, each of which tests a rule of its own.
func Quiz(dir string, n int) error {
	var b strings.Builder
	b.WriteString("---\ntitle: A long quiz\nsummary: Every rule, asked once.\nreviewed: 2026-06-01\npass: 75%\n---\n\nTake your time.\n")
	v := words()
	for i := range n {
		fmt.Fprintf(&b, "\n## What comes first for %s, on day %d? {#question-%d rules=\"rule-%d\"}\n\n", v.topics[i%len(v.topics)], i+1, i+1, i+1)
		for k := range 4 {
			thing, place := v.things[(i+k)%len(v.things)], v.places[(i+3*k)%len(v.places)]
			if k == i%4 {
				fmt.Fprintf(&b, "- [x] Ask the %s about %s\n  > Right: they know what to do.\n", v.roles[i%len(v.roles)], thing)
				continue
			}
			fmt.Fprintf(&b, "- [ ] Leave %s %s until the next day\n  > It would not be safe there.\n", thing, place)
		}
		b.WriteString("\n> Somebody else knows, so ask them first.\n")
	}
	return files(dir, n, map[string]string{
		"quizzes/index.md": "---\ntitle: Quizzes\nsummary: Try what you know.\norder: 20\n---\n\nBegin when you are ready.\n",
		"quizzes/long.md":  b.String(),
	})
}

// Checklist writes a Handrail site into dir with one checklist of n rules.
func Checklist(dir string, n int) error {
	var b strings.Builder
	b.WriteString("---\ntitle: A long checklist\nsummary: Every rule, to tick.\nreviewed: 2026-06-01\nquestions:\n")
	b.WriteString("  - ask: What do you do?\n    choose: many\n    options:\n")
	for t := range topicsAsked {
		fmt.Fprintf(&b, "      - {topic: topic-%d, label: I help with job %d}\n", t+1, t+1)
	}
	b.WriteString("---\n\nDo a little at a time.\n")
	return files(dir, n, map[string]string{
		"checklists/index.md": "---\ntitle: Checklists\nsummary: What is yours to do.\norder: 20\n---\n\nOpen the list below.\n",
		"checklists/long.md":  b.String(),
	})
}

// Groups writes a Handrail site into dir with one statement, and a table of n groups to make it for.
func Groups(dir string, n int) error {
	var table strings.Builder
	table.WriteString("group\n")
	v := words()
	for i := range n {
		fmt.Fprintf(&table, "%s %d\n", capital(v.topics[i%len(v.topics)]), i+1)
	}
	return files(dir, 0, map[string]string{
		"groups.csv":          table.String(),
		"statements/index.md": "---\ntitle: Statements\nsummary: Words to send.\norder: 20\n---\n\nChoose a text.\n",
		"statements/privacy.md": `---
title: Privacy statement
summary: What to send to each person who joins.
reviewed: 2026-06-01
version: 1
fields:
  group: {label: Your group's name, max: 60}
subject: "{{org.short}} {{group}} privacy"
file: "{{group}} privacy"
changes:
  - {version: 1, date: 2026-06-01, what: The first version.}
---

Hello,

Thank you for joining {{org.short}} {{group}}. We keep your name and your number, and nothing else.

- You can leave at any time.
- You can ask what we know about you.

With best wishes,

{{org.name}}, {{group}}

Version {{version}}, {{date}}
`,
	})
}

// files writes a small Handrail site into dir: guidance with n rules, and more files, by their paths in content.
func files(dir string, n int, more map[string]string) error {
	all := map[string]string{
		"site.yaml":         siteYAML + "organisation:\n  name: Helping Hands\n  short: HH\n",
		"index.md":          "---\ntitle: Volunteer handbook\nsummary: What our volunteers need to know.\n---\n\nBegin with the guidance.\n",
		"guidance/index.md": "---\ntitle: Guidance\nsummary: The rules, and why they are there.\norder: 10\n---\n\nRead one page at a time.\n",
	}
	for first := 0; first < n; first += rulesPerPage {
		all[fmt.Sprintf("guidance/page-%05d.md", first/rulesPerPage+1)] = rulesPage(first, min(first+rulesPerPage, n))
	}
	for path, text := range more {
		all[path] = text
	}
	for path, text := range all {
		file := filepath.Join(dir, "content", filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := put(file, text); err != nil {
			return err
		}
	}
	return nil
}

// rulesPage is a page of guidance with the rules first to end-1, counted from 0.
func rulesPage(first, end int) string {
	v := words()
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: Rules %d to %d\nsummary: Some of what we ask of you.\norder: %d\nreviewed: 2026-06-01\n---\n\nHere is what we ask, and why.\n", first+1, end, first+10)
	for i := first; i < end; i++ {
		fmt.Fprintf(&b, "\n:::must {#rule-%d applies=\"topic-%d\" repeat=\"monthly\" changed=\"2026-05-01\"}\n%s %s %s.\n\nThis is so because %s. Look at it once a month.\n:::\n",
			i+1, i%topicsAsked+1, capital(v.verbs[i%len(v.verbs)]), v.things[i%len(v.things)], v.times[i%len(v.times)], v.reasons[i%len(v.reasons)])
	}
	return b.String()
}
