package docs_test

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"handrail/test/docs"
)

// notRun are the examples of the help that are not run here, each with the reason. TestCommandLines in cmd/handrail holds them to the commands.
func notRun() map[string]string {
	return map[string]string{
		`^handrail (open|serve)\b`:      "it runs until it is stopped",
		`^handrail \w+ report\b`:        "it needs codes, which browsers make",
		`phones\.odt|old-site`:          "it needs documents of other programs",
		`--strict$`:                     "the site that ships has an address that nobody knows yet, and a warning for it",
		`--out /srv/`:                   "it writes outside the folder",
		`^handrail deploy .*--keep 1$`:  "there is no release before",
		`^handrail login `:              "there is no server to log in to; cmd/handrail tries it with one",
		`^handrail init my-site$`:       "the session starts with it",
		`^handrail import .*--update$`:  "it needs a newer version of a document",
		`^handrail build && handrail d`: "both are run alone",
	}
}

// TestHelpExamples: each example that a command's help shows works in a folder that has the site that ships.
func TestHelpExamples(t *testing.T) {
	t.Parallel()
	var root command
	if err := json.Unmarshal([]byte(printed(t, "commands")), &root); err != nil {
		t.Fatal(err)
	}
	s := newSession(t)
	do := func(line string) {
		t.Helper()
		if out, exit, err := s.Run(line); err != nil || exit != 0 {
			t.Errorf("%s\nends with %d (%v), and prints:\n%s", line, exit, err, out)
		}
	}
	do("handrail init my-site")
	do(`printf '\ntargets: {live: {folder: live}}\nurl: https://example.org/guide/\n' >> my-site/content/site.yaml`)
	do("cp -r my-site/content content && handrail build && handrail build my-site && handrail deploy live && cp public/rules.json public/handbook.docx .")
	do("handrail quiz export content/quizzes/the-basics.md --format moodle --out questions.xml")
	do("handrail quiz export content/quizzes/the-basics.md --format gift --out old.txt")
	do("rm -f content/paths/lead.md")
	writeFile(t, filepath.Join(s.Dir, "groups.csv"), "group\nLeeds\n")
	left := notRun()
	tried := map[string]bool{}
	var try func(c command)
	try = func(c command) {
		for _, line := range strings.Split(c.Example, "\n") {
			line, _, _ = strings.Cut(strings.TrimSpace(line), "  ")
			if line == "" || tried[line] || isLeft(line, left) {
				continue
			}
			tried[line] = true
			for _, word := range docs.Words(line) { // what an example before has made is never written over
				if strings.HasPrefix(word, "content/") && (c.Name == "handrail new" || c.Name == "handrail quiz import") {
					do("rm -f " + word)
				}
			}
			if strings.HasPrefix(line, "handrail init") {
				do("rm -rf my-site")
			}
			do(strings.TrimSuffix(line, " | less"))
			if strings.HasPrefix(line, "handrail init") {
				do("rm -rf my-site && mkdir my-site && cp -r content my-site/")
			}
		}
		for _, sub := range c.Commands {
			try(sub)
		}
	}
	try(root)
	if len(tried) < 30 {
		t.Errorf("only %d examples were tried", len(tried))
	}
}

// isLeft says whether an example is one of those that are not run.
func isLeft(line string, left map[string]string) bool {
	for pattern := range left {
		if regexp.MustCompile(pattern).MatchString(line) {
			return true
		}
	}
	return false
}
