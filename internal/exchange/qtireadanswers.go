package exchange

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"handrail/quiz"
)

// most is the highest value that an answer is mapped to.
func (r *qtiResponse) most() float64 {
	most := 0.0
	for _, m := range r.mapped {
		most = max(most, m.value)
	}
	return most
}

// right lists what is right: the correct response, or else what is mapped to points. Of a single response that is what gets the most of them, and others are in part.
func (r *qtiResponse) right() (values, part []string) {
	if len(r.correct) > 0 {
		return r.correct, nil
	}
	most := r.most()
	for _, m := range r.mapped {
		switch {
		case m.value <= 0:
		case r.cardinality == "single" && m.value < most:
			part = append(part, m.key)
		default:
			values = append(values, m.key)
		}
	}
	return values, part
}

// answers reads what there is to answer, and what of it is right.
func (x *qtiItem) answers() string {
	right, part := x.response.right()
	if len(part) > 0 {
		x.Warn(x.interaction.Pos, "Look whether they should count: an answer is right or wrong, and nothing between.",
			"answers that get a part of the points count as wrong: %s", strings.Join(part, ", "))
	}
	if len(right) == 0 && len(x.response.ranges) == 0 {
		return "it does not say what is right"
	}
	if len(x.interaction.deep("simpleChoice"))+len(x.interaction.deep("simpleAssociableChoice")) > mostOffered {
		return "it offers more than " + strconv.Itoa(mostOffered) + " things to choose from"
	}
	switch x.interaction.Name {
	case "choiceInteraction":
		return x.choose(right)
	case "orderInteraction":
		return x.order(right)
	case "matchInteraction":
		return x.match(right)
	case "textEntryInteraction":
		return x.short(right)
	}
	return "<" + x.interaction.Name + "> is not a kind of question here"
}

// offered reads things to choose from.
func (x *qtiItem) offered(parent *xmlNode, name string) (identifiers []string, texts []Text) {
	for _, n := range parent.all(name) {
		identifiers, texts = append(identifiers, n.attr("identifier")), append(texts, x.of(n))
	}
	return identifiers, texts
}

func (x *qtiItem) choose(right []string) string {
	identifiers, texts := x.offered(x.interaction, "simpleChoice")
	for _, identifier := range right {
		if !slices.Contains(identifiers, identifier) {
			return "what is right is none of its choices: " + strconv.Quote(identifier)
		}
	}
	switch {
	case twice(identifiers):
		return "two of its choices have the same identifier"
	case x.response.cardinality == "multiple":
		x.q.Kind = quiz.Many
	case len(right) > 1:
		return "each of several choices is right by itself"
	default:
		x.q.Kind = quiz.One
	}
	x.choices = identifiers
	for i, text := range texts {
		x.q.Choices = append(x.q.Choices, Choice{Text: text, Right: slices.Contains(right, identifiers[i])})
	}
	x.shuffled[x.interaction.attr("shuffle") == "true"]++
	return ""
}

func (x *qtiItem) order(right []string) string {
	identifiers, texts := x.offered(x.interaction, "simpleChoice")
	if len(right) < 2 || twice(right) || twice(identifiers) {
		return "its right order cannot be read"
	}
	x.q.Kind = quiz.Order
	for _, identifier := range right {
		i := slices.Index(identifiers, identifier)
		if i < 0 {
			return "its right order has something that it does not show: " + strconv.Quote(identifier)
		}
		x.q.Items = append(x.q.Items, texts[i])
	}
	if more := len(identifiers) - len(right); more > 0 {
		x.Warn(x.interaction.Pos, "Look whether the question still makes sense: all that is shown has a place in the order.",
			"things that have no place in the order are left out (%d)", more)
	}
	return ""
}

// match reads pairs. Where several belong to the same, they are things under headings.
func (x *qtiItem) match(right []string) string {
	sets := x.interaction.all("simpleMatchSet")
	if len(sets) != 2 {
		return "it does not have two sets to match"
	}
	lefts, leftTexts := x.offered(sets[0], "simpleAssociableChoice")
	rights, rightTexts := x.offered(sets[1], "simpleAssociableChoice")
	if twice(lefts) || twice(rights) {
		return "two things to match have the same identifier"
	}
	to := make([]int, len(lefts)) // the place of what each on the left belongs to, from 1
	used := make([]bool, len(rights))
	for _, pair := range right {
		left, other, _ := strings.Cut(pair, " ")
		from, at := slices.Index(lefts, left), slices.Index(rights, strings.TrimSpace(other))
		if from < 0 || at < 0 {
			return "a right pair is none of what it shows: " + strconv.Quote(pair)
		}
		if to[from] > 0 {
			return "something in it belongs to several others"
		}
		to[from], used[at] = at+1, true
	}
	for from, at := range to {
		if at > 0 {
			x.q.Pairs = append(x.q.Pairs, Pair{leftTexts[from], rightTexts[at-1]})
		}
	}
	x.q.matched()
	free := func(n *xmlNode) bool { return n.attr("matchMax") == "0" } // any number can belong to it
	if x.q.Kind == quiz.Categorise || !slices.ContainsFunc(sets[1].all("simpleAssociableChoice"), func(n *xmlNode) bool { return !free(n) }) {
		x.q.Kind, x.q.Headings = quiz.Categorise, nil
		seen := map[string]bool{}
		for at, text := range rightTexts {
			if words := text.HTML(nil); used[at] && !seen[words] {
				seen[words] = true
				x.q.Headings = append(x.q.Headings, text)
			}
		}
	}
	if without := len(lefts) + len(rights) - len(x.q.Pairs) - count(used, true); without > 0 {
		x.Warn(x.interaction.Pos, "Look whether the question still makes sense: each thing belongs to another.",
			"things that belong to nothing are left out (%d)", without)
	}
	return ""
}

func count[T comparable](list []T, value T) int {
	n := 0
	for _, v := range list {
		if v == value {
			n++
		}
	}
	return n
}

// twice says whether something is in a list twice.
func twice(list []string) bool {
	sorted := slices.Sorted(slices.Values(list))
	return len(slices.Compact(sorted)) < len(list)
}

func (x *qtiItem) short(right []string) string {
	x.q.Kind = quiz.Short
	r := x.response
	switch r.baseType {
	case "string":
		seen, most := map[string]bool{}, r.most()
		for _, words := range right {
			seen[words] = true
		}
		for _, m := range r.mapped {
			if m.value >= most && m.value > 0 && !seen[m.key] {
				seen[m.key], right = true, append(right, m.key)
			} else if m.value > 0 && m.value < most && len(r.correct) > 0 {
				x.Warn(x.interaction.Pos, "Look whether it should count: an answer is right or wrong, and nothing between.",
					"the answer %q, which gets a part of the points, is left out", m.key)
			}
			if m.sensitive && m.value > 0 && strings.ToLower(m.key) != strings.ToUpper(m.key) {
				x.Warn(x.interaction.Pos, "Say in the question how the answer is to be written if that matters.", "capitals and lowercase letters are the same in the answer, and not in the file")
			}
		}
		for _, words := range right {
			x.q.Accepted = append(x.q.Accepted, acceptedWords(words))
		}
	case "float", "integer":
		for _, span := range r.ranges {
			x.q.Accepted = append(x.q.Accepted, acceptedNumber(steady((span[0]+span[1])/2), steady((span[1]-span[0])/2)))
		}
		if len(r.ranges) > 0 {
			return ""
		}
		for _, words := range right {
			n, err := strconv.ParseFloat(words, 64)
			if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
				return "its right answer is not a number: " + strconv.Quote(words)
			}
			x.q.Accepted = append(x.q.Accepted, acceptedNumber(n, 0))
		}
	default:
		return "its answer is of the type " + strconv.Quote(r.baseType)
	}
	return ""
}

// acceptedWords accepts words, or the number that they are in the markdown of a quiz.
func acceptedWords(words string) Accepted {
	a := Accepted{Forms: []string{words}}
	if plainNumber().MatchString(words) {
		a.Number, _ = strconv.ParseFloat(words, 64)
		a.IsNumber = true
	}
	return a
}

// ranges reads the ranges in which numbers are right: and(gte, lte) of the response and two numbers, which is a tolerance that all systems know.
func ranges(n *xmlNode) [][2]float64 {
	if n == nil {
		return nil
	}
	var list [][2]float64
	if low, high := n.child("gte").child("baseValue"), n.child("lte").child("baseValue"); n.Name == "and" && low != nil && high != nil {
		from, err := strconv.ParseFloat(strings.TrimSpace(low.text()), 64)
		to, toErr := strconv.ParseFloat(strings.TrimSpace(high.text()), 64)
		if err == nil && toErr == nil && from <= to && !math.IsInf(to-from, 0) {
			list = append(list, [2]float64{from, to})
		}
	}
	for i := range n.Children {
		list = append(list, ranges(&n.Children[i])...)
	}
	return list
}
