package exchange

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// moodle is Moodle XML (https://docs.moodle.org/en/Moodle_XML_format): questions for a question bank. Moodle makes new questions at each import,
// and never changes those that it has.
func moodle() Format {
	return Format{Name: "moodle", Title: "Moodle XML", Ending: ".xml", write: writeMoodle, read: readMoodle, is: isMoodle}
}

// isMoodle says whether the root of an XML file is that of Moodle's questions.
func isMoodle(data []byte) bool {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	for {
		token, err := d.RawToken()
		if err != nil {
			return false
		}
		if start, ok := token.(xml.StartElement); ok {
			return start.Name.Local == "quiz"
		}
	}
}

// pluginFile is what Moodle writes before the name of a file that goes along with a text.
const pluginFile = "@@PLUGINFILE@@/"

// isEnglish says whether a quiz is in English, in which there are words for places, and in which Moodle's own words are.
func (s *Set) isEnglish() bool { return s.Language == "en" || strings.HasPrefix(s.Language, "en-") }

// ordinal names a place in an order, as the left side of a matching question.
func ordinal(n int, english bool) string {
	if !english {
		return fmt.Sprintf("%d.", n)
	}
	ending := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			ending = "st"
		case 2:
			ending = "nd"
		case 3:
			ending = "rd"
		}
	}
	return fmt.Sprint(n, ending)
}
