package main

import (
	"fmt"
	"strings"

	"handrail/internal/path"
	"handrail/internal/site"
)

// stepModel is a step of a path.
type stepModel struct {
	Kind    path.Kind `json:"kind"`
	Name    string    `json:"name"`              // what devices and records know it by
	Title   string    `json:"title"`             // of its page; of an agreement, the sentence
	Source  string    `json:"source,omitempty"`  // of its page
	Version string    `json:"version,omitempty"` // of an agreement, as devices and records have it
	Minutes int       `json:"minutes"`
}

// stepModels describes the steps of a path that lead somewhere. What is wrong with the others is reported.
func stepModels(list []site.Step) []stepModel {
	var models []stepModel
	for _, s := range list {
		switch {
		case s.Page != nil:
			models = append(models, stepModel{Kind: s.Kind(), Name: s.Name(), Title: s.Page.Title, Source: s.Page.Path, Minutes: s.Minutes})
		case s.Kind() == path.Agree:
			models = append(models, stepModel{Kind: path.Agree, Name: s.Name(), Title: s.Agree, Version: s.AgreedVersion(), Minutes: s.Minutes})
		}
	}
	return models
}

// stepsText is the steps of a path as text, numbered, those for later last; "" for a page of another kind.
func stepsText(s *site.Site, p *site.Page) string {
	way := s.PathOf(p)
	if way == nil {
		return ""
	}
	var b strings.Builder
	number := 0
	for _, part := range [][]site.Step{way.Steps, way.Later} {
		for i, m := range stepModels(part) {
			if i == 0 {
				b.WriteString("\n")
			}
			number++
			fmt.Fprintf(&b, "%d. %s (%s, %d min)\n", number, m.Title, m.Kind, m.Minutes)
		}
	}
	return b.String()
}
