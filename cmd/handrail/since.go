package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"handrail/internal/site"
)

// maxRulesFile is the maximum size of a rules.json, in bytes: that of 100,000 rules.
const maxRulesFile = 64 << 20

// readSince reads the rules.json with which a site was last published.
func readSince(name string) ([]site.Published, error) {
	if strings.HasPrefix(name, "https://") || strings.HasPrefix(name, "http://") {
		return nil, fmt.Errorf("--since reads a file: download %s first, and name the file", name)
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading the rules of the published site: %w", err)
	case !info.Mode().IsRegular(): // opening a pipe would wait for ever
		return nil, fmt.Errorf("%s is not a file: name the rules.json of the published site", name)
	case info.Size() > maxRulesFile:
		return nil, fmt.Errorf("%s is larger than %d MB: name the rules.json of the published site", name, maxRulesFile>>20)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("reading the rules of the published site: %w", err)
	}
	rules, err := site.ReadPublished(data)
	if err != nil {
		return nil, fmt.Errorf("%s is not the rules.json of a site: %w", name, err)
	}
	return rules, nil
}

// foreign says whether a site has none of the rules with which it is said to have been published.
func foreign(s *site.Site) bool {
	return len(s.Since) > 0 && !s.Doubt.Rules && !slices.ContainsFunc(s.Since, func(r site.Published) bool { return s.ByID[r.ID] != nil || s.Retired[r.ID] != nil })
}
