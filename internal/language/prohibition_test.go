package language

import "testing"

// TestProhibition: which sentences say not to do something.
func TestProhibition(t *testing.T) {
	for sentence, want := range map[string]bool{
		"Do not set up a group chat with members.": true,
		"Don’t reply.":         true,
		"Never reply.":         true,
		"Please do not reply.": true,
		"On a shared computer, do not leave the app open.":         true,
		"Nobody may see the list.":                                 true,
		"Volunteers must not share numbers.":                       true,
		"The list may never be shared.":                            true,
		"No photos of people.":                                     true,
		"Photos of children must not be shown.":                    true,
		"You mustn’t reply.":                                       true,
		"Smoking is not allowed in the hall.":                      true,
		"Under no circumstances may you reply.":                    true,
		"Take care not to leave the desktop app open.":             false,
		"Delete chats that are not needed.":                        false,
		"Check that nobody else can see the list.":                 false,
		"Use only numbers that are held in the Portal.":            false,
		"Note who has not answered, and do not write to them.":     false,
		"Make sure that everybody knows. Do not rely on the chat.": false,
		"Notify the office.":                                       false,
	} {
		if got := English().Prohibition().MatchString(sentence); got != want {
			t.Errorf("%q: %t", sentence, got)
		}
	}
}
