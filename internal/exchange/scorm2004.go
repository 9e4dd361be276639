package exchange

import (
	"slices"
	"unicode/utf8"

	"handrail/internal/source"
)

func scorm2004() Format {
	return Format{Name: "scorm2004", Title: "SCORM 2004 4th Edition", Ending: ".zip", Page: true, write: writeSCORM2004}
}

// Limits of the SCORM 2004 4th Edition Run-Time Environment (4.2.9, 4.2.17): every system keeps so many, and not every one keeps more.
const (
	answers2004 = 250 // interactions
	rules2004   = 100 // objectives
	text2004    = 250 // characters of an answer that is typed
)

func writeSCORM2004(s *Set, o Options, r *source.Reporter) []byte {
	s.refuseChoices(r, choicesSCORM)
	s.refuseSuspended(r, stateMost)
	l := losses{r: r}
	for _, q := range s.Questions {
		l.packaged(s, q)
		l.worded(q)
		if s.tooLong2004(q.Title) || slices.ContainsFunc(q.Rules, func(rule Rule) bool { return s.tooLong2004(rule.Title) }) {
			l.lose(q, "the end of a long title, of the question or of a rule, in the system's report", "Leave it as it is: the page shows all of it.")
		}
	}
	l.report()
	if asked := s.asked(); asked > answers2004 {
		r.Warn(s.top(), "Make several quizzes of it, or write draw: 250 or less at the top of the quiz.",
			"a system may keep only the first %d of the %d answers for its report", answers2004, asked)
	}
	if rules := len(s.rules()); rules > rules2004 {
		r.Warn(s.top(), "Make several quizzes of it.", "a system may keep only %d of the %d rules that questions test", rules2004, rules)
	}
	return writeZip(append([]File{{"imsmanifest.xml", s.manifest2004(o)}}, o.Page...))
}

// tooLong2004 says whether a title is too long for a description, which begins with its language.
func (s *Set) tooLong2004(title string) bool {
	return utf8.RuneCountInString("{lang="+s.Language+"}"+title) > text2004
}

// manifest2004 is the manifest of a package with one page (SCORM 2004 4th Edition Content Aggregation Model, 3.4). The page alone says what
// is complete and passed (Sequencing and Navigation, 3.13). There is no primary objective: it would be the first of the objectives that the
// page writes, under another name.
func (s *Set) manifest2004(o Options) []byte {
	w := newXML()
	w.start("manifest", "identifier", s.identifier(), "version", "1",
		"xmlns", "http://www.imsglobal.org/xsd/imscp_v1p1", "xmlns:adlcp", "http://www.adlnet.org/xsd/adlcp_v1p3",
		"xmlns:adlseq", "http://www.adlnet.org/xsd/adlseq_v1p3", "xmlns:imsss", "http://www.imsglobal.org/xsd/imsss",
		"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance",
		"xsi:schemaLocation", "http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd "+
			"http://www.adlnet.org/xsd/adlseq_v1p3 adlseq_v1p3.xsd http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd")
	w.metadata("2004 4th Edition")
	w.start("organizations", "default", "quiz")
	w.start("organization", "identifier", "quiz", "adlseq:objectivesGlobalToSystem", "false")
	w.leaf("title", s.Title)
	w.start("item", "identifier", "item", "identifierref", "page")
	w.leaf("title", s.Title)
	w.start("imsss:sequencing")
	w.leaf("imsss:deliveryControls", "", "tracked", "true", "completionSetByContent", "true", "objectiveSetByContent", "true")
	w.end()
	w.end()
	w.start("imsss:sequencing")
	w.leaf("imsss:controlMode", "", "choice", "true", "flow", "true")
	w.end()
	w.end()
	w.end()
	w.resources("adlcp:scormType", o.Page)
	w.end()
	return w.bytes()
}
