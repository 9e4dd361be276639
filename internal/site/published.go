package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"handrail/internal/markdown"
	"handrail/internal/source"
)

// Published is a rule as the rules.json of a built site has it.
type Published struct {
	ID      string
	Kind    markdown.RuleKind
	Text    string      // without markup
	Changed source.Date // the zero Date when the rule does not say
	Page    string      // its address within the site, with the identifier after a #
}

// ReadPublished reads the rules.json of a built site, also one of an earlier version of Handrail. The error says in what it is no such file.
func ReadPublished(data []byte) ([]Published, error) {
	var list []struct {
		ID, Kind, Text, Changed, Page string
	}
	if err := json.Unmarshal(data, &list); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return nil, fmt.Errorf("it is not JSON: %w", err)
		}
		return nil, errors.New("it is not a list of rules")
	}
	if list == nil { // null
		return nil, errors.New("it is not a list of rules")
	}
	rules := make([]Published, len(list))
	for i, entry := range list {
		kind := markdown.RuleKind(entry.Kind)
		if !slices.Contains(markdown.RuleKinds(), kind) {
			return nil, fmt.Errorf("entry %d is not a rule: its kind is %q", i+1, entry.Kind)
		}
		rules[i] = Published{ID: entry.ID, Kind: kind, Text: entry.Text, Page: entry.Page}
		if entry.Changed == "" {
			continue
		}
		var err error
		if rules[i].Changed, err = source.ParseDate(entry.Changed); err != nil {
			return nil, fmt.Errorf("entry %d: %w", i+1, err)
		}
	}
	return rules, nil
}
