package content_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"handrail/content"
	"handrail/internal/site"
	"handrail/quiz"
)

// plan is a session plan as its page says it.
type plan struct {
	total    int     // the minutes that the page says the plan takes
	tired    int     // and the shorter plan
	question float64 // the minutes of one question: the sum of its steps
	said     int     // the same, as the page says it
	aims     []link
	long     []step // "Minute by minute"
	short    []step // "If people are tired"; empty for none
}

// step is a line of a plan: "Minutes 8 to 23. Three questions".
type step struct {
	from, to int
	says     int // how many questions it says that it has
	run      []link
}

// link is a link to a part of a page of the site.
type link struct{ page, anchor string }

var (
	section     = regexp.MustCompile(`(?m)^## (.*)$`)
	partLink    = regexp.MustCompile(`\]\(\.\./([a-z/-]+\.md)#([a-z0-9-]+)\)`)
	stepMinutes = regexp.MustCompile(`^\d+\. \*\*Minutes (\d+) to (\d+)\.`)
	stepLength  = regexp.MustCompile(`(?m)^\d+\. \*\*(.*?) minutes?\.\*\*`)
	howMany     = regexp.MustCompile(`(?i)\b(one|two|three|four) (?:more )?questions?\b`)
	wholePlan   = regexp.MustCompile(`(?m)^summary: .*?(\d+) minutes`)
	shortPlan   = regexp.MustCompile(`shorter plan takes (\d+) minutes`)
	eachTakes   = regexp.MustCompile(`about (\d+) minutes a question`)
)

// sections cuts a page at its headings.
func sections(text string) map[string]string {
	all := map[string]string{}
	places := section.FindAllStringSubmatchIndex(text, -1)
	for i, at := range places {
		end := len(text)
		if i+1 < len(places) {
			end = places[i+1][0]
		}
		all[text[at[2]:at[3]]] = text[at[1]:end]
	}
	return all
}

func linksIn(text string) []link {
	var all []link
	for _, m := range partLink.FindAllStringSubmatch(text, -1) {
		all = append(all, link{m[1], m[2]})
	}
	return all
}

// lines gives the numbered lines of a text, each with what is indented below it.
func lines(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		switch {
		case regexp.MustCompile(`^\d+\. `).MatchString(line):
			all = append(all, line)
		case strings.HasPrefix(line, "   ") && len(all) > 0:
			all[len(all)-1] += line
		}
	}
	return all
}

func stepsIn(t *testing.T, text string) []step {
	t.Helper()
	var steps []step
	for _, line := range lines(text) {
		m := stepMinutes.FindStringSubmatch(line)
		if m == nil {
			t.Errorf("a step without its minutes: %s", line)
			continue
		}
		from, _ := strconv.Atoi(m[1])
		to, _ := strconv.Atoi(m[2])
		s := step{from: from, to: to}
		for _, l := range linksIn(line) {
			if strings.HasPrefix(l.page, "quizzes/") {
				s.run = append(s.run, l)
			}
		}
		if n := howMany.FindStringSubmatch(line); n != nil {
			s.says = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4}[strings.ToLower(n[1])]
		}
		steps = append(steps, s)
	}
	return steps
}

func readPlan(t *testing.T, name string) plan {
	t.Helper()
	data, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		t.Fatal(err)
	}
	parts := sections(string(data))
	p := plan{
		aims:  linksIn(parts["What people can do afterwards"]),
		long:  stepsIn(t, parts["Minute by minute"]),
		short: stepsIn(t, parts["If people are tired"]),
	}
	p.total = number(wholePlan, string(data))
	p.tired = number(shortPlan, string(data))
	each := parts["For each question"]
	for _, m := range stepLength.FindAllStringSubmatch(each, -1) {
		minutes, ok := map[string]float64{"Half a": .5, "1": 1, "1½": 1.5, "2": 2}[m[1]]
		if !ok {
			t.Errorf("%s: how long is %q?", name, m[0])
		}
		p.question += minutes
	}
	p.said = number(eachTakes, each)
	return p
}

// number is what the first group of a pattern says; 0 for nothing.
func number(pattern *regexp.Regexp, text string) int {
	m := pattern.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

func plans() []string { return []string{"training/in-a-room.md", "training/on-a-video-call.md"} }

// TestPlansAddUp follows each plan by the clock: its steps leave no gap and end when the page says, and a step that runs
// questions has the minutes that the plan itself gives to each.
func TestPlansAddUp(t *testing.T) {
	all, _ := site.Load(content.FS, site.Options{})
	for _, name := range plans() {
		p := readPlan(t, name)
		if p.question == 0 || p.question != float64(p.said) {
			t.Errorf("%s: the steps for each question take %v minutes, and the page says %d", name, p.question, p.said)
		}
		totals := map[string]int{"Minute by minute": p.total, "If people are tired": p.tired}
		for title, steps := range map[string][]step{"Minute by minute": p.long, "If people are tired": p.short} {
			if len(steps) == 0 {
				continue
			}
			at, asked := 0, 0
			for _, s := range steps {
				if s.from != at || s.to <= s.from {
					t.Errorf("%s, %s: minutes %d to %d come after minute %d", name, title, s.from, s.to, at)
				}
				at = s.to
				questions := len(questionsOf(t, all, name, s))
				if s.says != questions {
					t.Errorf("%s, %s: minutes %d to %d say %d questions and link to %d", name, title, s.from, s.to, s.says, questions)
				}
				if need := float64(questions) * p.question; float64(s.to-s.from) < need {
					t.Errorf("%s, %s: minutes %d to %d hold %d questions, which take %v minutes", name, title, s.from, s.to, questions, need)
				}
				asked += questions
			}
			if at != totals[title] {
				t.Errorf("%s, %s: it ends at minute %d, and the page says %d", name, title, at, totals[title])
			}
			if asked == 0 {
				t.Errorf("%s, %s: it asks no question", name, title)
			}
		}
	}
}

// TestEveryAimIsTested holds each plan to what it promises: every rule that it aims at is tested by a question that it runs,
// and every question that it runs is there.
func TestEveryAimIsTested(t *testing.T) {
	s, _ := site.Load(content.FS, site.Options{})
	for _, name := range plans() {
		p := readPlan(t, name)
		tested := map[string]bool{}
		for _, step := range p.long {
			for _, q := range questionsOf(t, s, name, step) {
				for _, rule := range q.Rules {
					tested[rule] = true
				}
			}
		}
		if len(p.aims) < 4 {
			t.Errorf("%s has only %d aims with a link", name, len(p.aims))
		}
		for _, aim := range p.aims {
			if rule := s.ByID[aim.anchor]; rule == nil || rule.Page.Path != aim.page {
				t.Errorf("%s aims at %s#%s, which is no rule", name, aim.page, aim.anchor)
			}
			if !tested[aim.anchor] {
				t.Errorf("%s aims at the rule %q, and runs no question that tests it, only: %v", name, aim.anchor, slices.Sorted(maps.Keys(tested)))
			}
		}
	}
}

// questionsOf finds the questions that a step runs. It may name a story as well: that is read out, and its questions are named
// beside it.
func questionsOf(t *testing.T, s *site.Site, plan string, step step) []*quiz.Question {
	t.Helper()
	var all []*quiz.Question
	for _, l := range step.run {
		found := false
		if page := s.ByPath[l.page]; page != nil && page.Quiz != nil {
			for _, q := range page.Quiz.Questions {
				if q.ID == l.anchor {
					all = append(all, q)
				}
				found = found || q.ID == l.anchor || q.Scenario != nil && q.Scenario.ID == l.anchor
			}
		}
		if !found {
			t.Errorf("%s runs %s#%s, which is not there", plan, l.page, l.anchor)
		}
	}
	return all
}

// urgent lists what cannot wait, in the order in which the guidance has it, each with what its steps have to come to, in order.
func urgent() [][]string {
	return [][]string{
		{"A threat, or someone in danger", "999](tel:999)", "101](tel:101)", "not reply", "administrator", "same day"},
		{"A lost phone", "lock the SIM card", "on another phone", "ask WhatsApp to deactivate", "lock it or wipe it", "same day"},
		{"A message to the wrong person", "what was sent, when, and to whom", "Delete the message for everyone", "same minute", "people"},
		{"Health details were sent", "what was sent, when, and to whom", "Delete the message for everyone", "same minute", "Write no more", "staff"},
	}
}

// TestUrgent holds the page, the crib and the hand-out to the same steps for what cannot wait, in the same order. Nobody can log
// out linked devices on a phone that is lost, so no page may ask for it there.
func TestUrgent(t *testing.T) {
	for _, name := range []string{"guidance/when-something-goes-wrong.md", "training/crib.md", "training/hand-out.md"} {
		data, err := os.ReadFile(filepath.FromSlash(name))
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		at := 0
		for _, matter := range urgent() {
			start := strings.Index(text, "# "+matter[0]+"\n")
			if start < at {
				t.Errorf("%s: %q is not there, or not in its place", name, matter[0])
				continue
			}
			at = start
			part, _, _ := strings.Cut(text[start+2:], "\n#")
			part, _, _ = strings.Cut(part, "\n:::update")
			steps := fold(part)
			part = steps
			for _, words := range matter[1:] {
				_, rest, found := strings.Cut(part, strings.ToLower(words))
				if !found {
					t.Errorf("%s, %s: %q is missing, or too early", name, matter[0], words)
					break
				}
				part = rest
			}
			if matter[0] == "A lost phone" && regexp.MustCompile(`(?i)log out|linked devices`).MatchString(steps) {
				t.Errorf("%s asks for what cannot be done on a lost phone: %s", name, steps)
			}
		}
	}
}
