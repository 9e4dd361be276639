package exchange

import (
	"encoding/csv"
	"math/rand/v2"
	"strings"
	"testing"
)

// readAnki reads a text for Anki by its documentation: lines that begin with # and say how the file is read, and then a card in each row, whose
// fields are quoted as in CSV. No program that reads it is here.
func readAnki(t *testing.T, data string) (head map[string]string, cards [][]string) {
	t.Helper()
	head = map[string]string{}
	for strings.HasPrefix(data, "#") {
		line, rest, _ := strings.Cut(data, "\n")
		name, value, _ := strings.Cut(line[1:], ":")
		head[name], data = value, rest
	}
	r := csv.NewReader(strings.NewReader(data))
	r.Comma, r.Comment, r.FieldsPerRecord = map[string]rune{"tab": '\t'}[head["separator"]], '#', 4
	cards, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%s in\n%s", err, data)
	}
	return head, cards
}

func TestAnkiWrites(t *testing.T) {
	t.Parallel()
	data := export(t, anki(), trialSet(t))
	if strings.Contains(data, "Ask for hands") {
		t.Error("a note for the trainer is in it")
	}
	head, cards := readAnki(t, data)
	for name, want := range map[string]string{"separator": "tab", "html": "true", "notetype": "Basic", "deck": "A quiz to try things with", "guid column": "1", "tags column": "4"} {
		if head[name] != want {
			t.Errorf("%s is %q", name, head[name])
		}
	}
	want := map[int][4]string{
		0: {"https://example.org/quizzes/trial/all-at-once",
			"<p>How do you write to all members at once?</p><ul><li>In a group chat</li><li>With a broadcast list</li><li>By email, with all their addresses in one line</li></ul>",
			"<ul><li>With a broadcast list</li></ul><p>A broadcast list keeps every number from the others.</p>", "trial use-broadcast-list"},
		3: {"https://example.org/quizzes/trial/joining",
			"<p>In which order does somebody join?</p><ul><li>They ask to join</li><li>They hear of the list</li><li>You add them</li><li>You email the privacy statement</li></ul>",
			"<ol><li>They hear of the list</li><li>They ask to join</li><li>You email the privacy statement</li><li>You add them</li></ol><p>First they ask, then they know, then they join.</p>",
			"trial asked-first send-statement opt-in"},
		4: {"https://example.org/quizzes/trial/for-whom",
			"<p>What is right for whom?</p><p>Who</p><ul><li>All members</li><li>One member</li><li>The Coordinating Team</li></ul><p>How</p><ul><li>A message to them alone</li><li>Broadcast list</li><li>Group chat</li></ul>",
			"<ul><li>All members → Broadcast list</li><li>The Coordinating Team → Group chat</li><li>One member → A message to them alone</li></ul><p>Members are never together in a chat of the group.</p>",
			"trial use-broadcast-list opt-in"},
		6: {"https://example.org/quizzes/trial/how-many",
			"<p>Checking the list</p>\n<p>Zoë keeps the list of a group in İzmir. It has a member in Πάτρας Street.</p>\n<p>How many people can one list hold, about?</p>",
			"<ul><li>256 ± 6</li><li>two hundred and fifty-six</li></ul><p>A list holds 256 people.</p>", "trial use-broadcast-list"},
	}
	for i, card := range want {
		for n, field := range card {
			if cards[i][n] != field {
				t.Errorf("card %d, column %d:\n%s\nand not\n%s", i, n+1, cards[i][n], field)
			}
		}
	}
	if len(cards) != len(trialSet(t).Questions) {
		t.Errorf("%d cards", len(cards))
	}
}

// TestAnkiHolds: whatever is in a quiz, each question is one card of whole HTML, with its own name.
func TestAnkiHolds(t *testing.T) {
	t.Parallel()
	sets := []*Set{hostileSet()}
	for seed := range uint64(20) {
		sets = append(sets, randomSet(rand.New(rand.NewPCG(seed, 3))))
	}
	for _, s := range sets {
		head, cards := readAnki(t, export(t, anki(), s))
		if len(cards) != len(s.Questions) || head["deck"] != strings.Join(strings.Fields(s.Title), " ") {
			t.Fatalf("%d cards of %d questions in %q", len(cards), len(s.Questions), head["deck"])
		}
		names := map[string]bool{}
		for i, card := range cards {
			q := s.Questions[i]
			names[card[0]] = true
			for n, t2 := range []Text{q.Stem, q.Explanation} {
				if !strings.Contains(card[n+1], t2.HTML(nil)) {
					t.Errorf("%s is not in card %d", t2.HTML(nil), i)
				}
			}
		}
		if len(names) != len(cards) {
			t.Error("two cards have one name")
		}
	}
}
