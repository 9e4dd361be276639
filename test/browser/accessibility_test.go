package browser

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// accessibilityPage is what readers are promised, and what of it the tests hold.
const accessibilityPage = "docs/site/content/about/accessibility.md"

// TestAccessibilityPage: what the documentation says has been tested is what the tests have: looks, widths, states, engines, and the criteria
// that axe looks for. With -update it writes the list.
func TestAccessibilityPage(t *testing.T) {
	t.Parallel()
	const begin = "<!-- The list is made by: go test ./test/browser -run '^TestAccessibilityPage$' -update -->\n"
	const end = "<!-- Here the list ends. -->\n"
	text, err := os.ReadFile(filepath.Join(top, accessibilityPage))
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s has no place for the list", accessibilityPage)
	}
	want := before + begin + "\n" + whatIsTested(t) + "\n" + end + after
	if *update {
		write(t, filepath.Join(top, accessibilityPage), want)
	} else if want != string(text) {
		t.Errorf("%s does not say what the tests hold: go test ./test/browser -run '^TestAccessibilityPage$' -update", accessibilityPage)
	}
}

// whatIsTested is the list.
func whatIsTested(t *testing.T) string {
	t.Helper()
	names := make([]string, len(looks))
	for i, look := range looks {
		names[i] = look.name
	}
	states := 0
	var ways []string
	for _, way := range walks() {
		states += len(way.stops)
		ways = append(ways, way.name)
	}
	rows, err := readRows()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("| what | how it is held |\n|---|---|\n")
	line := func(what, how string, values ...any) {
		fmt.Fprintf(&b, "| %s | "+how+" |\n", append([]any{what}, values...)...)
	}
	line("Rules of axe-core", "%d rules, for criteria of WCAG 2.2 at levels A and AA and for good practice, and contrast of 7:1 (`color-contrast-enhanced`)", len(axeCriteria(t).rules))
	line("Rules of Alfa", "in every state, before a release")
	line("States", "%d states of %d features, each reached as a reader reaches it (on each change, with colours where a state has elements that no state before it has, for these; before a release, all in full): %s", states, len(ways), strings.Join(ways, ", "))
	line("Looks", "%s", strings.Join(names, ", "))
	line("Widths", "320 and 1280 px. In each state also text of 200%%, the spacing of WCAG 1.4.12, zoom of 400%%, from right to left, and before a release landscape")
	line("Keyboard", "everything that can be pressed is reached by Tab and shows a ring of 4 px with 3:1; nothing that stays at an edge covers it")
	line("Targets", "at least 44 px, except links within a sentence")
	line("What a screen reader is given", "names, roles, values and what is announced, by the browser's own tree. None was heard")
	line("Without JavaScript", "every page is complete, in a plainer form")
	line("On paper", "every page, in three engines, and the PDF that Chromium makes, with its tags")
	for _, engine := range []string{"Chromium", "Firefox", "WebKitGTK"} {
		n := 0
		for _, row := range rows {
			if row.in[engine] {
				n++
			}
		}
		how := "more than %d tests of what a reader does"
		if engine != "Chromium" {
			how += ": a sixth of them on each change, and all before a release"
		}
		line(engine, how, (n-1)/10*10) // so that a test more does not change the page
	}
	criteria := axeCriteria(t)
	fmt.Fprintf(&b, "\nThe rules of axe-core are about these criteria. A rule finds only what a machine can see of its criterion:\n\n%s.\n", strings.Join(criteria.numbers, ", "))
	return b.String()
}

// axeRules are rules of axe-core, and the criteria of WCAG that they are about.
type axeRules struct{ rules, numbers []string }

// axeCriteria asks axe-core for the rules that audit.js runs.
func axeCriteria(t *testing.T) axeRules {
	t.Helper()
	asked, err := os.ReadFile("audit.js")
	if err != nil {
		t.Fatal(err)
	}
	tags := regexp.MustCompile(`runOnly: (\['wcag2a'[^\]]*\])`).FindSubmatch(asked)
	if tags == nil {
		t.Fatal("audit.js does not say which rules it runs")
	}
	node := exec.Command("node", "-p", "JSON.stringify(require('axe-core').getRules("+string(tags[1])+"))")
	node.Dir = top
	out, err := node.Output()
	if err != nil {
		t.Fatalf("asking axe-core for its rules: %v (run scripts/setup)", err)
	}
	var rules []struct {
		RuleID string   `json:"ruleId"`
		Tags   []string `json:"tags"`
	}
	if err := json.Unmarshal(out, &rules); err != nil {
		t.Fatal(err)
	}
	var found axeRules
	numbers := map[string]bool{}
	for _, rule := range rules {
		found.rules = append(found.rules, rule.RuleID)
		for _, tag := range rule.Tags {
			// wcag143 is 1.4.3, and wcag1410 is 1.4.10.
			if m := regexp.MustCompile(`^wcag(\d)(\d)(\d+)$`).FindStringSubmatch(tag); m != nil {
				numbers[strings.Join(m[1:], ".")] = true
			}
		}
	}
	found.numbers = slices.SortedFunc(maps.Keys(numbers), func(a, b string) int {
		return strings.Compare(a[:4]+fmt.Sprintf("%3s", a[4:]), b[:4]+fmt.Sprintf("%3s", b[4:]))
	})
	return found
}
