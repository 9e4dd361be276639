package content_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"handrail/content"
	"handrail/internal/site"
	"handrail/quiz"
)

// loadQuizzes reads the shipped site, and gives its quizzes by the path of their page.
func loadQuizzes(t *testing.T) (*site.Site, map[string]*quiz.Quiz) {
	t.Helper()
	s, _ := site.Load(content.FS, site.Options{})
	quizzes := map[string]*quiz.Quiz{}
	for _, p := range s.Pages {
		if p.Quiz != nil {
			quizzes[p.Path] = p.Quiz
		}
	}
	if len(quizzes) < 6 {
		t.Fatalf("the site has only %d quizzes", len(quizzes))
	}
	return s, quizzes
}

// TestEachRuleHasTwoQuestions asks for two questions of different kinds for each rule: someone who has guessed one of them right
// is found out by the other.
func TestEachRuleHasTwoQuestions(t *testing.T) {
	s, quizzes := loadQuizzes(t)
	kinds := map[string]map[quiz.Kind][]string{}
	for _, q := range quizzes {
		for _, question := range q.Questions {
			for _, id := range question.Rules {
				if kinds[id] == nil {
					kinds[id] = map[quiz.Kind][]string{}
				}
				kinds[id][question.Kind()] = append(kinds[id][question.Kind()], question.ID)
			}
		}
	}
	for _, r := range s.Rules {
		if len(kinds[r.ID]) < 2 {
			t.Errorf("the rule %q needs two questions of different kinds, and has %v", r.ID, kinds[r.ID])
		}
	}
}

// TestQuestionsSayWhy asks each question for its rules, and each key for the line that says which of their words decide it. A
// line may quote the rule or update; what it quotes is in one of them.
func TestQuestionsSayWhy(t *testing.T) {
	said := map[string]string{} // the text of each rule and update, by identifier
	for _, page := range guidance(t) {
		maps.Copy(said, page.rules)
		for id, text := range page.named {
			said[id] = fold(text)
		}
	}
	quoted := regexp.MustCompile(`"([^"]+)"`)
	bare := strings.NewReplacer("**", "", "“", `"`, "”", `"`, "’", "'", "…", "...")
	_, quizzes := loadQuizzes(t)
	for path, q := range quizzes {
		data, err := os.ReadFile(filepath.FromSlash(path))
		if err != nil {
			t.Fatal(err)
		}
		for _, question := range q.Questions {
			if len(question.Rules) == 0 {
				t.Errorf("%s: %s names no rule", path, question.ID)
			}
			if len(question.Trainer) == 0 {
				t.Errorf("%s: %s does not say to trainers why its key is right", path, question.ID)
				continue
			}
			_, rest, found := strings.Cut(string(data), "{#"+question.ID+" ")
			if !found {
				t.Fatalf("%s: no heading has %s", path, question.ID)
			}
			_, note, _ := strings.Cut(rest, ":::trainer\n")
			note, _, _ = strings.Cut(note, "\n:::")
			first, _, _ := strings.Cut(note, "\n\n") // advice on teaching follows it
			var texts []string
			for _, id := range question.Rules {
				texts = append(texts, bare.Replace(said[id]))
			}
			if quotes := quoted.FindAllStringSubmatch(bare.Replace(fold(first)), -1); len(quotes) > 0 {
				match := slices.ContainsFunc(quotes, func(quote []string) bool {
					words := strings.TrimRight(quote[1], ".,")
					return strings.Contains(strings.Join(texts, "\n"), words)
				})
				if !match {
					t.Errorf("%s: the note of %s quotes none of the words of %v: %s", path, question.ID, question.Rules, first)
				}
			}
		}
	}
}

// TestQuizzesAreShort holds quizzes to what a tired person can do, and the list of them to how many questions they have.
func TestQuizzesAreShort(t *testing.T) {
	s, quizzes := loadQuizzes(t)
	words := []string{4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten", 11: "eleven", 12: "twelve"}
	index := readPage(t, "quizzes/index.md").text
	for path, q := range quizzes {
		n := len(q.Questions)
		if n > 12 || n < 4 {
			t.Errorf("%s has %d questions", path, n)
			continue
		}
		_, entry, found := strings.Cut(index, "]("+filepath.Base(path)+")")
		entry, _, _ = strings.Cut(entry, " - [")
		if !found || !strings.Contains(entry, "it has "+words[n]+" questions") {
			t.Errorf("quizzes/index.md does not say that %s has %s questions", path, words[n])
		}
		title := strings.ToLower(s.ByPath[path].Title)
		if !strings.Contains(index, "["+title+"]") {
			t.Errorf("quizzes/index.md does not call %s %q", path, title)
		}
		summary := strings.ToLower(s.ByPath[path].Summary)
		if !strings.HasPrefix(summary, words[n]+" ") {
			t.Errorf("the summary of %s does not begin with %q: %s", path, words[n], summary)
		}
	}
}

// TestLengthGivesNothingAway holds right answers to a length that lets nobody guess them.
func TestLengthGivesNothingAway(t *testing.T) {
	_, quizzes := loadQuizzes(t)
	longest, all := 0, 0
	for path, q := range quizzes {
		here, n := 0, 0
		for _, question := range q.Questions {
			if question.Kind() != quiz.One {
				continue
			}
			n++
			if keyIsLongest(question) {
				here++
				t.Logf("%s: the key of %s is longest", path, question.ID)
			}
		}
		if n >= 4 && 2*here > n {
			t.Errorf("%s: the right choice is the longest in %d of %d questions", path, here, n)
		}
		longest, all = longest+here, all+n
	}
	t.Logf("the right choice is the longest in %d of %d questions", longest, all)
	if 10*longest > 4*all {
		t.Errorf("the right choice is the longest in %d of %d questions", longest, all)
	}
	if 10*longest < all {
		t.Errorf("the right choice is the longest in only %d of %d questions, so the longest can be ruled out", longest, all)
	}
}

// keyIsLongest says whether a question's right choice has more letters than any other.
func keyIsLongest(q *quiz.Question) bool {
	key, other := 0, 0
	for _, c := range q.Choices() {
		if n := utf8.RuneCountInString(c.Plain); c.Right {
			key = n
		} else {
			other = max(other, n)
		}
	}
	return key > other
}

// held is what a question has to keep: words of what is right in it, and words that nothing right in it may have.
type held struct{ question, right, never string }

// TestKeys holds the questions on which much depends to their answers, in whatever words.
func TestKeys(t *testing.T) {
	_, quizzes := loadQuizzes(t)
	questions := map[string]*quiz.Question{}
	for _, q := range quizzes {
		for _, question := range q.Questions {
			if questions[question.ID] != nil {
				t.Errorf("two questions are called %s", question.ID)
			}
			questions[question.ID] = question
		}
	}
	for _, h := range []held{
		{"what-you-hold", `return all`, `delete|keep`},
		{"handing-over", `leave the chat`, `delete`},
		{"lost-phone-today", `register your number on another phone|deactivate`, `linked devices|log out`},
		{"lost-phone-today", `staff`, `wait|nothing`},
		{"mistake-steps", `delete the message for everyone`, `wait`},
		{"mistake-steps", `staff in the same minute`, `meeting`},
		{"wrong-person-when", `straight away`, `meeting|read`},
		{"sam-asks", `on the same day`, `soon|first delete`},
		{"ann-is-not-happy", `same day`, `30 days`},
		{"raj-leaves", `take him off`, `wait|why`},
		{"gone-from-the-portal", `off the list`, `until|complain`},
		{"how-often", `at least once a month`, `year`},
		{"safe-message", `short`, `\b(sam|ann|raj|mei|tom)\b`},
		{"sam-in-hospital", `no yoga today`, `sam\b|hospital`},
		{"adding-ann", `privacy statement`, ``},
		{"numbers-on-your-phone", `false`, `true`},
		{"pin-on-your-own", `false`, `true`},
	} {
		q := questions[h.question]
		if q == nil {
			t.Errorf("there is no question %s", h.question)
			continue
		}
		right := strings.ToLower(key(q))
		if !regexp.MustCompile(h.right).MatchString(right) {
			t.Errorf("%s: nothing right says %q: %s", q.ID, h.right, right)
		}
		if h.never != "" && regexp.MustCompile(h.never).MatchString(right) {
			t.Errorf("%s: something right says %q: %s", q.ID, h.never, right)
		}
	}

	var ann []quiz.Item
	if q := questions["adding-ann"]; q != nil {
		ann = q.Answers.(*quiz.Sequence).Items
	}
	for i, words := range []string{"asks to join", "portal", "statement", "reached"} { // as the guidance and life-of-a-number have it
		if i >= len(ann) || !strings.Contains(strings.ToLower(ann[i].Plain), words) {
			t.Errorf("adding-ann: step %d is not about %q", i+1, words)
		}
	}
	for id, answers := range map[string][]string{"how-many-days": {"7", "seven", "7 days", "one week", "1 week", "a week", "after 7 days"}} {
		for _, a := range answers {
			if q := questions[id]; q == nil || q.Mark(quiz.Answer{Words: a}) != quiz.Right {
				t.Errorf("%s does not accept %q", id, a)
			}
		}
	}
}

// key is all that is right in a question.
func key(q *quiz.Question) string {
	var right []string
	switch answers := q.Answers.(type) {
	case *quiz.Written:
		for _, a := range answers.Accepted {
			right = append(right, a.Plain)
		}
	case *quiz.Pairs:
		for _, row := range answers.Rows {
			right = append(right, row[1].Plain)
		}
	default:
		right = append(right, answers.Words(answers.Right()))
	}
	return strings.Join(right, "\n")
}

// TestNewerQuestionsSaySo asks a question that rests on additions alone for its source, and short answers for a number: words can
// be written in too many ways.
func TestNewerQuestionsSaySo(t *testing.T) {
	s, quizzes := loadQuizzes(t)
	number := regexp.MustCompile(`[0-9]`)
	wrong := regexp.MustCompile(`(?i)to wait for a complaint breaks|mend faults|\bour guidance\b|team's chat|how we (behave|expect)|log out (your|all) linked`)
	for path, q := range quizzes {
		data, err := os.ReadFile(filepath.FromSlash(path))
		if err != nil {
			t.Fatal(err)
		}
		if words := wrong.FindString(strings.Join(strings.Fields(string(data)), " ")); words != "" {
			t.Errorf("%s says %q", path, words)
		}
		for _, question := range q.Questions {
			charity := false
			for _, id := range question.Rules {
				basis := s.Basis(id)
				if basis == nil {
					t.Fatalf("%s: %s names %q, which is no rule or update", path, question.ID, id)
				}
				charity = charity || s.From(site.Charity, basis.Sources)
			}
			if !charity && len(question.Sources) == 0 {
				t.Errorf("%s: %s rests on additions alone, and does not name its source", path, question.ID)
			}
			if question.Kind() == quiz.Short && !number.MatchString(key(question)) {
				t.Errorf("%s: %s asks for words; let people choose", path, question.ID)
			}
		}
	}
}
