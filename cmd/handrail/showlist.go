package main

import (
	"cmp"
	"slices"
	"strings"

	"handrail/internal/markdown"
	"handrail/internal/site"
)

// askModel is a question of a checklist, with what each answer has a part in.
type askModel struct {
	Ask     string        `json:"ask"`
	Choose  string        `json:"choose"`
	Key     string        `json:"kept_as"` // what a device keeps the answer by
	Options []optionModel `json:"options"`
}

type optionModel struct {
	Label string   `json:"label"`
	Topic string   `json:"topic,omitempty"`
	Rules []string `json:"rules,omitempty"` // whose condition names the topic
}

// itemModel is a rule that a checklist can reach, and who reaches it.
type itemModel struct {
	ID      string             `json:"id"`
	Kind    markdown.RuleKind  `json:"kind"`
	Text    string             `json:"text"` // as the list says it
	Repeat  string             `json:"repeat"`
	Applies markdown.Condition `json:"applies,omitempty"`
	Who     []string           `json:"who"` // any of these
	SkipIf  string             `json:"skip_if,omitempty"`
	Minutes int                `json:"minutes,omitempty"`
	Source  string             `json:"source"`
}

func askModels(s *site.Site, p *site.Page) []askModel {
	var list []askModel
	for _, q := range p.Checklist.Questions {
		ask := askModel{Ask: q.Ask, Choose: q.Choose, Key: q.Key()}
		for _, o := range q.Options {
			option := optionModel{Label: o.Label, Topic: o.Topic}
			for _, r := range s.Rules {
				if o.Topic != "" && slices.Contains(r.Acts, p) && slices.Contains(slices.Concat(r.Applies...), o.Topic) {
					option.Rules = append(option.Rules, r.ID)
				}
			}
			ask.Options = append(ask.Options, option)
		}
		list = append(list, ask)
	}
	return list
}

// itemModels lists the items in the order of the list.
func itemModels(s *site.Site, p *site.Page) []itemModel {
	var list []itemModel
	for _, repeat := range markdown.Repeats() {
		for _, r := range s.Items(p, repeat) {
			list = append(list, itemModel{r.ID, r.Kind, cmp.Or(r.Do, r.Plain), r.Repeat, r.Applies, who(p, r.Applies), r.SkipIf, r.Minutes, r.Pos.String()})
		}
	}
	return list
}

// who says in the words of the answers whom a rule is for.
func who(p *site.Page, applies markdown.Condition) []string {
	if len(applies) == 0 {
		return []string{"everyone"}
	}
	var list []string
	for _, all := range applies {
		var labels []string
		for _, topic := range all {
			labels = append(labels, cmp.Or(p.Checklist.Label(topic), topic))
		}
		list = append(list, strings.Join(labels, " + "))
	}
	return list
}
