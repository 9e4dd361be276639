package statement

import (
	"strings"
	"testing"

	"handrail/internal/language"
)

// TestIsForm: which brackets were left for somebody to fill in, and which are labels, keys or asides.
func TestIsForm(t *testing.T) {
	const forms = `insert name|insert|Insert group name here|_____|....|…|...|… name|__|??|name: ____|your name|Your group's phone number|name|Name|NAME|
date|DATE OF MEETING|name of group|Name of the local group|date and time|group name|branch name|meeting date|lead's email|add name|Add name|
add your words|enter date|enter the date of your next meeting|type here|link|link to the policy|TBC|tbc by Jo|tba|xx|XXX|to be confirmed|Fill in your role|
delete as appropriate|put the address here|phone number|email address|add meeting date|town|number of people|the date|write the venue|GROUP`
	const others = `Add people|Enter|Insert|group chat|Group chat|Email Alert API …|Email Alert API|Add|New group|Group info|Group|Contact|Details|Link a device|
Type a message|Add to group|Add group description|Change name|Link with phone number|Edit your name|a note|sic|1|see below|x| |Ctrl|Save|RFC 2119|he|their words|
Text|Select all|Choose a theme|Add Member|address bar|date picker|phone book|names and faces|Email us|Settings|WhatsApp|the lead|the group|Reminder`
	for _, word := range strings.Split(forms, "|") {
		if word = strings.TrimPrefix(word, "\n"); !IsForm(language.English().Forms, word, false) {
			t.Errorf("[%s] is no form", word)
		}
	}
	for _, word := range strings.Split(others, "|") {
		if word = strings.TrimPrefix(word, "\n"); IsForm(language.English().Forms, word, false) {
			t.Errorf("[%s] is a form", word)
		}
	}
	for _, word := range []string{"Group", "Contact", "Lead"} {
		if !IsForm(language.English().Forms, word, true) {
			t.Errorf("in a statement, [%s] is no form", word)
		}
	}
}
