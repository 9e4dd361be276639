package search

import "strings"

// LongestPhrase is how many words a phrase of synonyms has at most. Scripts look for no more.
const LongestPhrase = 4

// Synonyms are words and phrases that people type in place of those that pages have: the file synonyms.yaml.
type Synonyms struct {
	Same  [][]string `yaml:"same"`  // groups of which each means all others
	Means []Meaning  `yaml:"means"` // what means something else, and is not meant by it
}

// Meaning is words and phrases, and what whoever types them may mean.
type Meaning struct {
	Typed []string `yaml:"typed"`
	Means []string `yaml:"means"`
}

// lines are the synonyms as scripts have them: "a|b" for a group, and "a|b>c|d" for what means something else.
func (s Synonyms) lines() []string {
	var lines []string
	join := func(phrases []string) string {
		words := make([]string, len(phrases))
		for i, phrase := range phrases {
			words[i] = Words(phrase)
		}
		return strings.Join(words, "|")
	}
	for _, group := range s.Same {
		lines = append(lines, join(group))
	}
	for _, m := range s.Means {
		lines = append(lines, join(m.Typed)+">"+join(m.Means))
	}
	return lines
}
