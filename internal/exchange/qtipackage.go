package exchange

import (
	"slices"
	"strconv"
	"strings"
)

// test writes the assessment test (QTI 2.1, 10): the order of the items, and what passes.
func (p *qtiPackage) test() []byte {
	w := newQTI(p.v, "assessmentTest", "identifier", p.identifier(), "title", p.Title)
	w.outcome("SCORE", "single", "float", "0")
	w.outcome("MAXSCORE", "single", "float", "0")
	if p.Pass > 0 {
		w.outcome("PERCENT", "single", "float", "0", "normalMaximum", "100", "normalMinimum", "0", "masteryValue", strconv.Itoa(p.Pass))
		w.outcome("RESULT", "single", "identifier", "")
	}
	// Where answers are explained at the end, all are submitted at the end.
	mode := "individual"
	if p.Feedback == "at-end" {
		mode = "simultaneous"
	}
	w.around("testPart", func() {
		w.leaf("itemSessionControl", "", "maxAttempts", "1", "showFeedback", "true", "allowReview", "true")
		w.around("assessmentSection", func() { p.section(w) }, "identifier", "questions", "title", p.Title, "visible", "true")
	}, "identifier", "part", "navigationMode", "nonlinear", "submissionMode", mode)
	p.outcomes(w)
	if p.Pass > 0 && p.english() {
		w.body("testFeedback", "<p>You have passed.</p>", "access", "atEnd", "outcomeIdentifier", "RESULT", "identifier", "passed", "showHide", "show")
		w.body("testFeedback", "<p>You have not passed yet: you need "+strconv.Itoa(p.Pass)+"%.</p>",
			"access", "atEnd", "outcomeIdentifier", "RESULT", "identifier", "failed", "showHide", "show")
	}
	w.end()
	return w.bytes()
}

// section writes the questions, those of a scenario in a section of their own.
func (p *qtiPackage) section(w *qtiWriter) {
	if p.drawn() {
		w.leaf("selection", "", "select", strconv.Itoa(p.Draw))
	}
	if p.Shuffle == "questions" || p.Shuffle == "both" {
		w.leaf("ordering", "", "shuffle", "true")
	}
	if len(p.Intro) > 0 {
		w.rubric(p.markup(p.Intro))
	}
	for i, q := range p.Questions {
		scenario := q.Scenario
		if scenario == nil || p.drawn() {
			p.reference(w, q)
			continue
		}
		if i > 0 && p.Questions[i-1].Scenario == scenario {
			continue // it is in the section already
		}
		w.around("assessmentSection", func() {
			if len(scenario.Story) > 0 {
				w.rubric(p.markup(scenario.Story))
			}
			for _, of := range p.Questions[i:] {
				if of.Scenario != scenario {
					break
				}
				p.reference(w, of)
			}
		}, "identifier", "s-"+scenario.ID, "title", scenario.Title, "visible", "true", "keepTogether", "true")
	}
}

func (p *qtiPackage) reference(w *qtiWriter, q *Question) {
	attrs := []string{"identifier", qtiName(q), "href", p.file(q)}
	var rules []string
	for _, rule := range q.Rules {
		rules = append(rules, "rule-"+rule.ID)
	}
	if len(rules) > 0 {
		attrs = append(attrs, "category", strings.Join(rules, " "))
	}
	w.leaf("assessmentItemRef", "", attrs...)
}

// outcomes writes what is made of the scores of the items (QTI 2.1, 14 Outcome Processing).
func (p *qtiPackage) outcomes(w *qtiWriter) {
	variable := func(name string) { w.leaf("variable", "", "identifier", name) }
	sum := func(name string) {
		w.set(name, func() {
			w.around("sum", func() { w.leaf("testVariables", "", "variableIdentifier", name) })
		})
	}
	result := func(name string) { w.set("RESULT", func() { w.value(name, "identifier") }) }
	w.around("outcomeProcessing", func() {
		sum("SCORE")
		sum("MAXSCORE")
		if p.Pass == 0 {
			return
		}
		w.set("PERCENT", func() {
			w.around("divide", func() {
				w.around("product", func() { variable("SCORE"); w.value("100", "float") })
				variable("MAXSCORE")
			})
		})
		w.around("outcomeCondition", func() {
			w.around("outcomeIf", func() {
				w.around("gte", func() { variable("PERCENT"); w.value(strconv.Itoa(p.Pass), "float") })
				result("passed")
			})
			w.around("outcomeElse", func() { result("failed") })
		})
	})
}

// manifest writes what the package holds (IMS Content Packaging 1.1).
func (p *qtiPackage) manifest() []byte {
	w := newXML()
	w.start("manifest", "xmlns", p.v.content, "identifier", "manifest-"+p.identifier())
	w.start("metadata")
	w.leaf("schema", p.v.profile)
	w.leaf("schemaversion", p.v.profileVersion)
	w.end()
	w.leaf("organizations", "")
	w.start("resources")
	resource := func(kind, identifier, file string, images []*Image, needs ...string) {
		w.start("resource", "identifier", identifier, "type", "imsqti_"+kind+"_xml"+p.v.number, "href", file)
		w.leaf("file", "", "href", file)
		for _, image := range images {
			w.leaf("file", "", "href", qtiImage(image))
		}
		for _, need := range needs {
			w.leaf("dependency", "", "identifierref", need)
		}
		w.end()
	}
	var items []string
	for _, q := range p.Questions {
		items = append(items, qtiName(q))
	}
	resource("test", p.identifier(), "test.xml", p.testImages(), slices.Clone(items)...)
	for _, q := range p.Questions {
		resource("item", qtiName(q), p.file(q), p.images(q))
	}
	w.end()
	w.end()
	return w.bytes()
}
