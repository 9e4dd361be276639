package exchange

import (
	"cmp"

	"handrail/internal/source"
)

func cmi5() Format {
	return Format{Name: "cmi5", Title: "cmi5", Ending: ".zip", Page: true, write: writeCMI5}
}

func writeCMI5(s *Set, o Options, r *source.Reporter) []byte {
	if s.Address == "" {
		r.Add(s.top(), "Write the address of the site in site.yaml, as url: a system that takes cmi5 knows quizzes by it.", "a package needs the address of the site")
		return nil
	}
	s.refuseSuspended(r, stateMost)
	l := losses{r: r}
	for _, q := range s.Questions {
		l.packaged(s, q)
		l.worded(q)
	}
	l.report()
	return writeZip(append([]File{{"cmi5.xml", s.courseStructure(o)}}, o.Page...))
}

// courseStructure is the description of a course with one assignable unit, the page (cmi5 specification, 13.1). Its identifiers are IRIs
// below the address of the site, and the course and the unit differ. Rules are its objectives, as contextActivities of statements name them.
func (s *Set) courseStructure(o Options) []byte {
	quiz := s.Address + escapePath(s.Name)
	w := newXML()
	w.start("courseStructure", "xmlns", "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd")
	w.start("course", "id", quiz+"/course")
	s.described(w, s.Title, s.Intro.Plain())
	w.end()
	rules := s.rules()
	if len(rules) > 0 {
		w.start("objectives")
		for _, rule := range rules {
			w.start("objective", "id", s.objective(rule))
			s.described(w, cmp.Or(rule.Title, rule.ID), "")
			w.end()
		}
		w.end()
	}
	unit := []string{"id", quiz, "moveOn", "Completed"}
	if s.Pass > 0 {
		unit = []string{"id", quiz, "moveOn", "CompletedAndPassed", "masteryScore", trim(float64(s.Pass) / 100)}
	}
	w.start("au", append(unit, "launchMethod", "AnyWindow", "activityType", "http://adlnet.gov/expapi/activities/assessment")...)
	s.described(w, s.Title, s.Intro.Plain())
	if len(rules) > 0 {
		w.start("objectives")
		for _, rule := range rules {
			w.leaf("objective", "", "idref", s.objective(rule))
		}
		w.end()
	}
	w.leaf("url", o.Page[0].Name)
	w.end()
	w.end()
	return w.bytes()
}

// objective is the IRI of a rule. It stays when the rule moves to another page.
func (s *Set) objective(rule Rule) string { return s.Address + "rules/" + rule.ID }

// described writes a title and a description, which cmi5 requires of everything: the title again where there is none.
func (s *Set) described(w *xmlWriter, title, description string) {
	w.start("title")
	w.leaf("langstring", title, "lang", s.Language)
	w.end()
	w.start("description")
	w.leaf("langstring", cmp.Or(description, title), "lang", s.Language)
	w.end()
}
