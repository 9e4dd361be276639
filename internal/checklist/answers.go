package checklist

import (
	"encoding/json"
	"errors"
	"slices"

	"handrail/internal/markdown"
)

// Answers are what someone said to the questions, by the questions' keys. A question without an answer counts as not
// sure.
//
// The script comes to the same result (templates/features/checklist/applies.ts): both read testdata.
type Answers map[string]Answer

// Answer is the topics of the options that were chosen, or that someone is not sure.
type Answer struct {
	Unsure bool
	Topics []string
}

// MarshalJSON writes an answer as it is kept: a list of topics, or "unsure".
func (a Answer) MarshalJSON() ([]byte, error) {
	if a.Unsure {
		return []byte(`"unsure"`), nil
	}
	return json.Marshal(append([]string{}, a.Topics...))
}

// UnmarshalJSON reads what MarshalJSON writes.
func (a *Answer) UnmarshalJSON(data []byte) error {
	*a = Answer{}
	if string(data) == `"unsure"` {
		a.Unsure = true
		return nil
	}
	if json.Unmarshal(data, &a.Topics) != nil || a.Topics == nil {
		return errors.New(`an answer is a list of topics, or "unsure"`)
	}
	return nil
}

// Applies says whether an item with this condition is for a group that gave these answers, and why: the topics of the
// first part of the condition that holds. Someone who is not sure misses no rule: every topic of the question then counts.
func (c *Checklist) Applies(condition markdown.Condition, answers Answers) (holds bool, why []string) {
	brought := map[string]bool{}
	for _, q := range c.Questions {
		answer, given := answers[q.Key()]
		for _, topic := range q.Topics() {
			if !given || answer.Unsure || slices.Contains(answer.Topics, topic) {
				brought[topic] = true
			}
		}
	}
	return condition.Holds(func(topic string) bool { return brought[topic] })
}
