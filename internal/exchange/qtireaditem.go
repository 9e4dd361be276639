package exchange

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// qtiItem is an item that is being read.
type qtiItem struct {
	*qtiText
	q           *Question
	root        *xmlNode
	interaction *xmlNode
	response    qtiResponse
	choices     []string // the identifiers of q.Choices
}

// qtiResponse is what an item declares of its response. What is right is read from it alone, and not from how it is processed, but for
// the ranges of numbers.
type qtiResponse struct {
	cardinality, baseType string
	correct               []string
	mapped                []qtiMapped
	ranges                [][2]float64
}

type qtiMapped struct {
	key       string
	value     float64
	sensitive bool // to capitals
}

// item reads an item, and adds its question to the quiz.
func (p *qtiReading) item(file string, root *xmlNode, rules []Rule, scenario *Scenario) {
	x := &qtiItem{qtiText: &qtiText{qtiReading: p, file: file}, root: root}
	x.q = &Question{ID: strings.TrimPrefix(root.attr("identifier"), "q-"), Rules: rules, Scenario: scenario, Pos: root.Pos}
	if p.set.Language == "" {
		p.set.Language = root.attr("lang")
	}
	p.set.Title = cmp.Or(p.set.Title, root.attr("title"))
	if why := x.read(); why != "" {
		p.leaveOut(root.Pos, "Write it in the quiz yourself, as a question of one of its kinds.", "the question %q is left out: %s", cmp.Or(root.attr("title"), x.q.ID), why)
		return
	}
	p.set.Questions = append(p.set.Questions, x.q)
}

// read reads the item. It says why it cannot be read; "" when it can.
func (x *qtiItem) read() string {
	body := x.root.child("itemBody")
	list := interactions(body)
	switch {
	case x.root.attr("adaptive") == "true":
		return "it is adaptive, which has no place in a quiz"
	case x.root.child("templateDeclaration") != nil:
		return "its words or numbers are chosen by chance each time"
	case len(list) == 0:
		return "it has no interaction, so there is nothing to answer"
	case len(list) > 1:
		return "it has " + strconv.Itoa(len(list)) + " interactions, and a question has one"
	}
	x.interaction = list[0]
	text := x.of(body)
	if prompt := x.interaction.child("prompt"); prompt != nil {
		text = append(x.of(prompt), text...)
	}
	if len(text) == 0 {
		text = Words(x.root.attr("title"))
	}
	x.titled(x.q, text)
	for _, n := range x.root.all("modalFeedback") {
		x.other(n)
	}
	if why := x.declared(); why != "" {
		return why
	}
	if why := x.answers(); why != "" {
		return why
	}
	x.q.Hint, x.q.Trainer, x.q.Points = x.hint, x.trainer, x.points()
	x.explain()
	x.processed()
	return ""
}

// interactions lists the interactions in an element.
func interactions(n *xmlNode) []*xmlNode {
	var list []*xmlNode
	if n == nil {
		return nil
	}
	for i := range n.Children {
		if child := &n.Children[i]; strings.HasSuffix(child.Name, "Interaction") {
			list = append(list, child)
		} else {
			list = append(list, interactions(child)...)
		}
	}
	return list
}

// declared reads the declaration of the response.
func (x *qtiItem) declared() string {
	all := x.root.all("responseDeclaration")
	i := slices.IndexFunc(all, func(n *xmlNode) bool { return n.attr("identifier") == x.interaction.attr("responseIdentifier") })
	if i < 0 {
		return "its response is not declared"
	}
	x.response = qtiResponse{cardinality: all[i].attr("cardinality"), baseType: all[i].attr("baseType")}
	for _, value := range all[i].child("correctResponse").all("value") {
		x.response.correct = append(x.response.correct, strings.TrimSpace(value.text()))
	}
	for _, entry := range all[i].child("mapping").all("mapEntry") {
		value, _ := strconv.ParseFloat(entry.attr("mappedValue"), 64) // what is no number gives no points
		x.response.mapped = append(x.response.mapped, qtiMapped{strings.TrimSpace(entry.attr("mapKey")), value, entry.attr("caseSensitive") != "false"})
	}
	x.response.ranges = ranges(x.root.child("responseProcessing"))
	return ""
}

// points reads what the question counts: MAXSCORE, or the highest value of SCORE, or what the right answers are mapped to.
func (x *qtiItem) points() int {
	points, found := 0.0, false
	for _, outcome := range x.root.all("outcomeDeclaration") {
		words := ""
		switch outcome.attr("identifier") {
		case "MAXSCORE":
			words = strings.TrimSpace(outcome.child("defaultValue").child("value").text())
		case "SCORE":
			words = outcome.attr("normalMaximum")
		}
		if n, err := strconv.ParseFloat(words, 64); err == nil && n > points {
			points, found = n, true
		}
	}
	if !found && len(x.response.mapped) > 0 {
		points = x.response.most()
		if x.response.cardinality != "single" {
			points = 0
			for _, m := range x.response.mapped {
				points += max(m.value, 0)
			}
		}
		found = true
	}
	if !found {
		return 1
	}
	whole := max(1, min(int(math.Round(min(points, mostPoints))), mostPoints))
	if float64(whole) != points {
		x.Warn(x.root.Pos, "Change the points of all questions alike, so that they are whole.", "the question counts for %s, and not for %s", trim(float64(whole)), trim(points))
	}
	return whole
}

// mostPoints is more than any question can have, and an int holds it.
const mostPoints = 1_000_000

// explain puts feedback where it belongs: that of a choice to the choice, and what always shows into the explanation.
func (x *qtiItem) explain() {
	set := map[string]bool{} // what the outcome can have
	for _, n := range x.root.child("responseProcessing").deep("baseValue") {
		set[strings.TrimSpace(n.text())] = true
	}
	for _, f := range x.feedback {
		i := slices.Index(x.choices, f.identifier)
		switch {
		case len(f.text) == 0:
		case i >= 0 && !f.unless:
			x.q.Choices[i].Feedback = append(x.q.Choices[i].Feedback, f.text...)
		case i < 0 && f.unless && !set[f.identifier]:
			x.q.Explanation = append(x.q.Explanation, f.text...)
		default:
			x.Warn(f.pos, "Put it below a choice, or into the explanation.", "the feedback %q is left out, as it belongs to no choice: %s", f.identifier, f.text.Plain())
		}
	}
}

// deep lists the elements of a name anywhere in an element.
func (n *xmlNode) deep(name string) []*xmlNode {
	if n == nil {
		return nil
	}
	list := n.all(name)
	for i := range n.Children {
		list = append(list, n.Children[i].deep(name)...)
	}
	return list
}

// processed reports an item that is marked by more than what it declares.
func (x *qtiItem) processed() {
	processing := x.root.child("responseProcessing")
	if processing == nil {
		return
	}
	template := processing.attr("template")
	if x.response.cardinality != "single" && (strings.Contains(template, "map_response") || len(processing.deep("mapResponse")) > 0) {
		x.Warn(processing.Pos, "Look at the points of the question: all of it has to be right.", "an answer that is right in part gets no points")
	}
	known := strings.Fields("responseCondition responseIf responseElseIf responseElse match variable correct setOutcomeValue baseValue mapResponse gt or and gte lte isNull not")
	if other := unknown(processing, known); other != "" {
		x.Warn(processing.Pos, "Look at what is marked as right.", "the question is marked in a way that is not read, with <%s>: what it declares as right is taken", other)
	}
}

// unknown is the name of an element that is not in a list, among those in an element; "" for none.
func unknown(n *xmlNode, known []string) string {
	for i := range n.Children {
		child := &n.Children[i]
		if child.Name != "" && !slices.Contains(known, child.Name) {
			return child.Name
		}
		if name := unknown(child, known); name != "" {
			return name
		}
	}
	return ""
}
