// Package checklist reads the questions of a checklist and says which rules its answers can reach. The items of a
// checklist are the rules themselves; nothing is written twice.
package checklist

import (
	"slices"

	"handrail/internal/markdown"
	"handrail/internal/source"
)

// Front is what a checklist's front matter holds beyond that of any page.
type Front struct {
	Questions []Question `yaml:"questions" json:"questions,omitempty"`
}

// Question is one thing that a checklist asks, to find out which rules apply.
type Question struct {
	Ask     string   `yaml:"ask" json:"ask"`
	Choose  string   `yaml:"choose" json:"choose"` // "one" or "many"
	Options []Option `yaml:"options" json:"options"`
}

// Option is one answer. It brings its topic, when it has one.
type Option struct {
	Topic string `yaml:"topic" json:"topic,omitempty"`
	Label string `yaml:"label" json:"label"`
}

// Checklist is a checklist that has been read.
type Checklist struct{ Questions []Question }

// Parse checks the questions of a checklist's front matter.
func Parse(f *source.File, front Front) (*Checklist, []source.Diagnostic) {
	var diags []source.Diagnostic
	add := func(hint, format string, args ...any) {
		d := f.At(f.KeyPos("questions"), "checklist", format, args...)
		d.Hint = hint
		diags = append(diags, d)
	}
	if len(front.Questions) == 0 {
		add("Add questions, each with ask, choose and options.", "this checklist asks nothing")
	}
	for i, q := range front.Questions {
		if q.Ask == "" {
			add("Add ask: the question in plain words.", "question %d has no words", i+1)
		}
		if q.Choose != "one" && q.Choose != "many" {
			add(`Write choose: one, or choose: many.`, "question %d does not say how many options may be chosen", i+1)
		}
		if len(q.Options) < 2 {
			add("Give it at least two options, or leave the question out.", "question %d has fewer than two options", i+1)
		}
		for j, o := range q.Options {
			if o.Label == "" {
				add("Add label: the answer in plain words.", "option %d of question %d has no words", j+1, i+1)
			}
		}
	}
	return &Checklist{front.Questions}, diags
}

// Label is what the checklist calls a topic: the words of the first option that brings it; "" when none does.
func (c *Checklist) Label(topic string) string {
	for _, q := range c.Questions {
		for _, o := range q.Options {
			if o.Topic == topic {
				return o.Label
			}
		}
	}
	return ""
}

// Topics lists the topics that the answers can bring, each once, in the order of the questions.
func (c *Checklist) Topics() []string {
	var topics []string
	for _, q := range c.Questions {
		for _, o := range q.Options {
			if o.Topic != "" && !slices.Contains(topics, o.Topic) {
				topics = append(topics, o.Topic)
			}
		}
	}
	return topics
}

// Reaches says whether some answers make a condition hold: whether all topics of one of its parts can be brought at
// once. Of a question that takes one answer only one topic can be.
func (c *Checklist) Reaches(condition markdown.Condition) bool {
	if len(condition) == 0 {
		return true
	}
	return slices.ContainsFunc(condition, func(all []string) bool {
		used := map[int]bool{} // questions of one answer that a topic has already taken
		return c.bring(all, used)
	})
}

// bring tries each question that can bring the first topic, then the rest.
func (c *Checklist) bring(topics []string, used map[int]bool) bool {
	if len(topics) == 0 {
		return true
	}
	for i, q := range c.Questions {
		if used[i] || !slices.ContainsFunc(q.Options, func(o Option) bool { return o.Topic == topics[0] }) {
			continue
		}
		used[i] = q.Choose == "one"
		if c.bring(topics[1:], used) {
			return true
		}
		used[i] = false
	}
	return false
}
