package wording

import (
	"strings"
	"testing"

	"handrail/internal/language"
)

// TestSameMeaning: what is only spelt in another way means the same, and whatever else has changed counts.
func TestSameMeaning(t *testing.T) {
	lang := language.English()
	for _, test := range []struct {
		before, now string
		same        bool
	}{
		{"Check your list once a month.", "Check your list once a month.", true},
		{"Check your list once a month.", "check your list, once a month", true},
		{"Do not share it", "Do not share it!", true},
		{"Don't share it", "Don’t share it", true},
		{"Keep to the group's rules", "Keep to the group’s rules", true},
		{"Keep it on the group phone", "Keep it  on the\ngroup phone", true},
		{"Log in first", "Log-in first", true},
		{"Log in first", "Login first", true},
		{"Send an e-mail", "Send an email", true},
		{"Use one-to-one messages", "Use one‑to‑one messages", true},
		{"Organise the group", "Organize the group", true},
		{"Choose a colour", "Choose a color", true},
		{"Meet in the centre", "Meet in the center", true},
		{"Do not recieve files", "Do not receive files", true},
		{"Ask each volunter", "Ask each volunteer", true},
		{"Ask the administrators", "Ask the administrator", true},
		{"A naïve rule", "A nai\u0308ve rule", true},
		{"Ask “Jo” (the lead)", "Ask 'Jo', the lead", true},
		{"", "", true},

		{"Check your list every month", "Check your list every week", false},
		{"Check your list", "Check your list once", false},
		{"Check your whole list", "Check your list", false},
		{"You must ask", "You should ask", false},
		{"You should ask", "You could ask", false},
		{"Share it", "Do not share it", false},
		{"Do not share it", "Do share it", false},
		{"Do not share it", "Do now share it", false},
		{"It is never shared", "It is newer shared", false},
		{"Delete after 7 days", "Delete after 8 days", false},
		{"Delete after seven days", "Delete after eleven days", false},
		{"Delete after seventeen days", "Delete after seventeens days", false},
		{"Ask at 9:30", "Ask at 930", false},
		{"Wait 2.5 hours", "Wait 25 hours", false},
		{"Wait 5-7 days", "Wait 57 days", false},
		{"Pay 5%", "Pay 5", false},
		{"Pay £5", "Pay $5", false},
		{"Tell staff on Monday", "Tell staff on Mondays", false},
		{"Ask the trainer", "Ask the trainee", false},
		{"Write a list", "Write a lost", false},
		{"Keep the date", "Keep the data", false},
		{"Members email staff", "Staff email members", false},
		{"Ask them first, then add them", "Add them first, then ask them", false},
		{"The person agrees", "The person disagrees", false},
		{"It is typical", "It is atypical", false},
		{"Ask staff or your lead", "Ask staff and your lead", false},
		{"Ask within a day", "Ask without a day", false},
		{"Use the Portal", "Use the portals of others", false},
		{"It is not able to", "It is notable to", false},
		{"", "Ask first", false},
		{"Ask first", "", false},
	} {
		for _, pair := range [][2]string{{test.before, test.now}, {test.now, test.before}} {
			if got := SameMeaning(lang, pair[0], pair[1]); got != test.same {
				t.Errorf("%q and %q: the same meaning is %v", pair[0], pair[1], got)
			}
		}
	}
}

// TestOfNoLanguage: of a language of which nothing is known, letters and numbers are compared all the same.
func TestOfNoLanguage(t *testing.T) {
	lang, err := language.Of("de")
	if err != nil {
		t.Fatal(err)
	}
	if SameMeaning(lang, "Alle 7 Tage", "Alle 8 Tage") || SameMeaning(lang, "immer fragen", "nie fragen") || !SameMeaning(lang, "Gruppen fragen", "gruppen, fragen.") {
		t.Error("the words of another language are not compared")
	}
}

// TestMark: the words that differ are marked, with what is between them.
func TestMark(t *testing.T) {
	for _, test := range []struct{ before, now, was, is string }{
		{"Check your list once a month.", "Check your list once a week.", "Check your list once a [month].", "Check your list once a [week]."},
		{"Ask first.", "Ask first.", "Ask first.", "Ask first."},
		{"Ask first.", "ask first", "Ask first.", "ask first"},
		{"Use a PIN on the phone.", "Use a PIN or a password on the group's phone.", "Use a PIN on the phone.", "Use a PIN [or a password] on the [group's] phone."},
		{"Tell the staff of the charity at once, by phone.", "Tell the staff at once.", "Tell the staff [of the charity] at once, [by phone].", "Tell the staff at once."},
		{"Ask “Jo, the lead” about it today.", "Ask “Kim, a trainer” about it today.", "Ask “[Jo, the lead]” about it today.", "Ask “[Kim, a trainer]” about it today."},
		{"Do not share health details here.", "Keep numbers in the Portal.", "Do not share health details here.", "Keep numbers in the Portal."},
		{"", "Ask.", "", "Ask."},
	} {
		was, is := Mark(test.before, test.now)
		if marked(was) != test.was || marked(is) != test.is {
			t.Errorf("%q and %q are marked as\n%s\n%s", test.before, test.now, marked(was), marked(is))
		}
	}
}

func marked(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Differs {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// FuzzMark: the parts of a wording are the wording, however odd it is, and two that mean the same do so both ways round.
func FuzzMark(f *testing.F) {
	for _, seed := range [][2]string{{"Check it once.", "Check it twice!"}, {"a-b-", "’a’b"}, {"1.2.", "1..2"}, {"\xff\x00", "£\u0301-"}, {strings.Repeat("a b ", 600), strings.Repeat("b c ", 600)}} {
		f.Add(seed[0], seed[1])
	}
	lang := language.English()
	f.Fuzz(func(t *testing.T, before, now string) {
		was, is := Mark(before, now)
		text := func(parts []Part) string {
			var b strings.Builder
			for _, p := range parts {
				b.WriteString(p.Text)
			}
			return b.String()
		}
		if text(was) != before || text(is) != now {
			t.Errorf("%q and %q became %v and %v", before, now, was, is)
		}
		if SameMeaning(lang, before, now) != SameMeaning(lang, now, before) {
			t.Errorf("%q and %q mean the same one way round alone", before, now)
		}
		if !SameMeaning(lang, before, before) {
			t.Errorf("%q does not mean what it means", before)
		}
	})
}
