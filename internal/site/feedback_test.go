package site

import (
	"net/mail"
	"strings"
	"testing"
	"testing/fstest"
)

// TestFeedback: readers write to one address; anything else is reported with what to do, and left out.
func TestFeedback(t *testing.T) {
	long := strings.Repeat("a", 64)
	for _, test := range []struct{ yaml, want string }{
		{"", ""},
		{"feedback: {email: guidance@example.org}", "guidance@example.org"},
		{"feedback: {email: o'brien+site&more%x@mail.example-charity.org.uk}", "o'brien+site&more%x@mail.example-charity.org.uk"},
		{"feedback: {email: " + long + "@example.org}", long + "@example.org"},
		{"feedback:", ""}, // nothing is said
		{"feedback: {}", "feedback has no address"},
		{"feedback: {email: }", "feedback has no address"},
		{"feedback: {email: a" + long + "@example.org}", `"a` + long + `@example.org" is not an email address`},
		{"feedback: {email: office}", `"office" is not an email address`},
		{"feedback: {email: office@localhost}", `"office@localhost" is not an email address`},
		{"feedback: {email: office@127.0.0.1}", `"office@127.0.0.1" is not an email address`},
		{"feedback: {email: .office@example.org}", `".office@example.org" is not an email address`},
		{"feedback: {email: of..fice@example.org}", `"of..fice@example.org" is not an email address`},
		{"feedback: {email: office@example..org}", `"office@example..org" is not an email address`},
		{"feedback: {email: 'mailto:office@example.org'}", `"mailto:office@example.org" is not an email address`},
		{"feedback: {email: Office <office@example.org>}", `"Office <office@example.org>" is not an email address`},
		{"feedback: {email: 'a@example.org, b@example.org'}", `feedback goes to one address, and this is not one: "a@example.org, b@example.org"`},
		{"feedback:\n  email: |\n    a@example.org\n    Bcc= b@example.org", `feedback goes to one address, and this is not one: "a@example.org Bcc= b@example.org"`},
		{"feedback:\n  email: |\n    a@example.org\n    Subject= x", `"a@example.org Subject= x" is not an email address`},
		{"feedback: {email: a@example.org?bcc=b}", `"a@example.org?bcc=b" is not an email address`},
	} {
		c, diags := LoadConfig(fstest.MapFS{"site.yaml": {Data: []byte("title: Site\n" + test.yaml + "\n")}})
		got := ""
		for _, d := range diags {
			if got += d.Message; d.Hint == "" || d.Line < 2 {
				t.Errorf("%s: no hint, or no place: %s", test.yaml, d)
			}
		}
		if c.Feedback != nil {
			if len(diags) > 0 {
				t.Errorf("%s: it is used all the same", test.yaml)
			}
			got = c.Feedback.Email
			if parsed, err := mail.ParseAddress(got); err != nil || parsed.Name != "" || parsed.Address != got {
				t.Errorf("%s: net/mail reads %v, %v", test.yaml, parsed, err)
			}
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.yaml, got, test.want)
		}
	}
}
