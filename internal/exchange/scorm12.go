package exchange

import (
	"strconv"

	"handrail/internal/source"
)

func scorm12() Format {
	return Format{Name: "scorm12", Title: "SCORM 1.2", Ending: ".zip", Page: true, write: writeSCORM12}
}

// text12 is how many characters of an answer that is typed SCORM 1.2 keeps (Run-Time Environment, 3.4).
const text12 = 255

func writeSCORM12(s *Set, o Options, r *source.Reporter) []byte {
	s.refuseChoices(r, choicesSCORM)
	s.refuseSuspended(r, suspend12)
	l := losses{r: r}
	for _, q := range s.Questions {
		l.packaged(s, q)
		l.cut(q, text12)
		l.tolerance(q)
		l.lose(q, "all words in the system's report, as there is room for the names of questions and letters for answers alone",
			"Read the report beside the page of answers of the site, or use --format scorm2004 if the system takes it.")
	}
	l.report()
	if o.Mastery && s.Pass == 0 {
		r.Warn(s.top(), "Write pass: 80%, or as you like, at the top of the quiz.", "the package names no score that passes, as this quiz has none")
	}
	return writeZip(append([]File{{"imsmanifest.xml", s.manifest12(o)}}, o.Page...))
}

// manifest12 is the manifest of a package with one page (SCORM 1.2 Content Aggregation Model, 2.3.2).
//
// It names no score that passes unless that is asked for: with one, Moodle takes the score for the status that the page has set.
func (s *Set) manifest12(o Options) []byte {
	w := newXML()
	w.start("manifest", "identifier", s.identifier(), "version", "1.2",
		"xmlns", "http://www.imsproject.org/xsd/imscp_rootv1p1p2", "xmlns:adlcp", "http://www.adlnet.org/xsd/adlcp_rootv1p2",
		"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance",
		"xsi:schemaLocation", "http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd")
	w.metadata("1.2")
	w.start("organizations", "default", "quiz")
	w.start("organization", "identifier", "quiz")
	w.leaf("title", s.Title)
	w.start("item", "identifier", "item", "identifierref", "page", "isvisible", "true")
	w.leaf("title", s.Title)
	if o.Mastery && s.Pass > 0 {
		w.leaf("adlcp:masteryscore", strconv.Itoa(s.Pass))
	}
	w.end()
	w.end()
	w.end()
	w.resources("adlcp:scormtype", o.Page)
	w.end()
	return w.bytes()
}

// metadata says which version of SCORM a manifest is of.
func (w *xmlWriter) metadata(version string) {
	w.start("metadata")
	w.leaf("schema", "ADL SCORM")
	w.leaf("schemaversion", version)
	w.end()
}

// resources lists the files of a package. kind is the attribute that says that a learner's page is one that speaks to the system: its name
// differs between versions by a capital, and a system that looks for the other records nothing.
func (w *xmlWriter) resources(kind string, files []File) {
	w.start("resources")
	w.start("resource", "identifier", "page", "type", "webcontent", kind, "sco", "href", files[0].Name)
	for _, file := range files {
		w.leaf("file", "", "href", file.Name)
	}
	w.end()
	w.end()
}
