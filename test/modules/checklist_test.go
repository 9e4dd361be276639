package modules

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"handrail/internal/checklist"
	"handrail/internal/markdown"
)

// TestChecklistAgrees: for random questions, conditions and answers, the module and the program say the same.
func TestChecklistAgrees(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	topics := []string{"a", "b", "c", "d-e", "Z9", "constructor", "other"}
	type said struct {
		Topics  [][]string        `json:"topics"`
		Answers checklist.Answers `json:"answers"`
		Applies string            `json:"applies"`
		Keys    []string          `json:"keys"`
		Holds   bool              `json:"holds"`
		Why     []string          `json:"why"`
	}
	var all []said
	for range 2000 {
		list, s := checklist.Checklist{}, said{Answers: checklist.Answers{}, Why: []string{}}
		for range 1 + random.IntN(4) {
			q, names := checklist.Question{Choose: "many"}, []string{}
			for range 2 + random.IntN(3) {
				topic := append(topics, "", "")[random.IntN(len(topics)+2)]
				if topic == "" || !slices.Contains(names, topic) {
					q.Options = append(q.Options, checklist.Option{Topic: topic, Label: "x"})
					names = append(names, topic)
				}
			}
			list.Questions, s.Topics, s.Keys = append(list.Questions, q), append(s.Topics, names), append(s.Keys, q.Key())
			switch random.IntN(4) {
			case 0:
				s.Answers[q.Key()] = checklist.Answer{Unsure: true}
			case 1, 2:
				given := checklist.Answer{Topics: []string{}}
				for range random.IntN(3) {
					given.Topics = append(given.Topics, topics[random.IntN(len(topics))])
				}
				s.Answers[q.Key()] = given
			}
		}
		var condition markdown.Condition
		var parts []string
		for range random.IntN(4) {
			var part []string
			for range 1 + random.IntN(3) {
				part = append(part, topics[random.IntN(len(topics))])
			}
			condition, parts = append(condition, part), append(parts, strings.Join(part, "+"))
		}
		s.Applies = strings.Join(parts, " ")
		var why []string
		if s.Holds, why = list.Applies(condition, s.Answers); why != nil {
			s.Why = why
		}
		all = append(all, s)
	}
	for _, wrong := range answer[[]string](t, `
		import { applies, broughtBy, keyOf, readCondition } from "./templates/features/checklist/applies";
		const answer = (all: any[]) => all.flatMap((c) => {
			const questions = c.topics.map((topics: string[]) => ({ key: keyOf(topics), topics }));
			const is = applies(readCondition(c.applies), broughtBy(questions, new Map(Object.entries(c.answers))));
			const got = JSON.stringify([questions.map((q: { key: string }) => q.key), is.holds, is.why]);
			return got === JSON.stringify([c.keys, c.holds, c.why]) ? [] : [JSON.stringify(c) + " gives " + got];
		});
	`, all) {
		t.Error(wrong)
	}
}
