package exchange

import (
	"fmt"
	"strings"
)

// moodle is Moodle XML (https://docs.moodle.org/en/Moodle_XML_format): questions for a question bank. Moodle makes new questions at each import,
// and never changes those that it has.
func moodle() Format {
	return Format{Name: "moodle", Title: "Moodle XML", Ending: ".xml", write: writeMoodle, read: readMoodle, is: func(data []byte) bool { return rootOf(data).Local == "quiz" }}
}

// pluginFile is what Moodle writes before the name of a file that goes along with a text.
const pluginFile = "@@PLUGINFILE@@/"

// isEnglish says whether a quiz is in English, in which there are words for places.
func (s *Set) isEnglish() bool { return s.Language == "en" || strings.HasPrefix(s.Language, "en-") }

// categoryPath is the category of a quiz, within the top category of a course. Moodle reads a slash within a name from two, and a path has none
// at its ends.
func categoryPath(title string) string {
	if title == "" {
		return topCategory
	}
	name := strings.ReplaceAll(title, "/", "//")
	if strings.HasPrefix(name, "/") || strings.HasSuffix(name, "/") {
		name = " " + name + " "
	}
	return topCategory + "/" + name
}

// topCategory is the category in which the others of a course are.
const topCategory = "$course$/top"

// lastCategory is the last name in the path of a category; "" for the top of them all.
func lastCategory(path string) string {
	if path == topCategory {
		return ""
	}
	const slash = "\x00"
	path = strings.ReplaceAll(path, "//", slash)
	return strings.TrimSpace(strings.ReplaceAll(path[strings.LastIndex(path, "/")+1:], slash, "/"))
}

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
