// Package checklist reads the questions of a checklist and says which rules apply to whom. The items of a checklist are
// the rules themselves; nothing is written twice.
//
// A [Question] is known by its topics, an item by the identifier of its rule. Both are kept on people's devices, so they
// stay what they are when words are edited.
package checklist

import (
	"slices"
	"strconv"
	"strings"

	"handrail/internal/markdown"
	"handrail/internal/pattern"
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

// topicName is how a topic is written: nothing that conditions, keys and links have a use for.
var topicName = pattern.New(`^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$`)

// Parse checks the questions of a checklist's front matter.
func Parse(f *source.File, front Front) (*Checklist, []source.Diagnostic) {
	p := parser{source.Reporter{File: f, Check: "checklist"}}
	if len(front.Questions) == 0 {
		p.add(nil, "Add questions, each with ask, choose and options.", "this checklist asks nothing")
	}
	keys := map[string]int{}
	for i, q := range front.Questions {
		p.question(q, i)
		key := q.Key()
		if first, twice := keys[key]; twice && key != "" {
			p.add(at(i), "Merge the two into one question.", "question %d decides the same as question %d", i+1, first+1)
		} else {
			keys[key] = i
		}
	}
	return &Checklist{front.Questions}, p.Diags
}

type parser struct{ source.Reporter }

// at names the place of a question in the front matter, or of what is in it.
func at(question int, inner ...string) []string {
	return append([]string{"questions", strconv.Itoa(question)}, inner...)
}

// OptionKey names the place of an option's topic in the front matter.
func OptionKey(question, option int) []string {
	return at(question, "options", strconv.Itoa(option), "topic")
}

func (p *parser) add(key []string, hint, format string, args ...any) {
	if key == nil {
		key = []string{"questions"}
	}
	p.Add(p.File.KeyPos(key...), hint, format, args...)
}

func (p *parser) question(q Question, i int) {
	if q.Ask == "" {
		p.add(at(i), "Add ask: the question in plain words.", "question %d has no words", i+1)
	}
	if !slices.Contains(chooses(), q.Choose) {
		p.add(at(i, "choose"), `Write choose: one, or choose: many.`, "question %d does not say how many options may be chosen", i+1)
	}
	if len(q.Options) < 2 {
		p.add(at(i, "options"), "Give it at least two options, or leave the question out.", "question %d has fewer than two options", i+1)
	} else if q.Key() == "" {
		p.add(at(i, "options"), "Add topic: to the options that rules depend on, or leave the question out.", "question %d decides nothing: no option has a topic", i+1)
	}
	seen := map[string]bool{}
	for j, o := range q.Options {
		if o.Label == "" {
			p.add(at(i, "options", strconv.Itoa(j)), "Add label: the answer in plain words.", "option %d of question %d has no words", j+1, i+1)
		}
		switch {
		case o.Topic == "":
		case !topicName().MatchString(o.Topic):
			p.add(OptionKey(i, j), "Write it with letters, digits and dashes, for example team-chat.", "%q cannot be the name of a topic", o.Topic)
		case seen[o.Topic]:
			p.add(OptionKey(i, j), "Keep one of the two options.", "two options of question %d have the topic %q", i+1, o.Topic)
		}
		seen[o.Topic] = true
	}
}

// Topics lists the topics that the options of a question bring.
func (q Question) Topics() []string {
	var topics []string
	for _, o := range q.Options {
		if o.Topic != "" && !slices.Contains(topics, o.Topic) {
			topics = append(topics, o.Topic)
		}
	}
	return topics
}

// Key is what answers to a question are kept under: its topics, sorted. A new option makes it another question, which is
// asked again; new words do not. The empty key is that of a question that decides nothing.
func (q Question) Key() string {
	topics := q.Topics()
	slices.Sort(topics)
	return strings.Join(topics, "+")
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
		for _, topic := range q.Topics() {
			if !slices.Contains(topics, topic) {
				topics = append(topics, topic)
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
		return c.bring(slices.Compact(slices.Sorted(slices.Values(all))), used)
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
