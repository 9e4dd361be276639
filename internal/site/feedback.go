package site

import (
	"strings"

	"handrail/internal/pattern"
)

// Feedback says where readers write about a page that is wrong or unclear.
type Feedback struct {
	Email string `yaml:"email" json:"email,omitempty"` // one address; "" for none
}

// mailAddress is one email address, as browsers take it in a form (https://html.spec.whatwg.org/#valid-e-mail-address), with at least
// two labels in its domain and no second dot after a dot (RFC 5322, dot-atom). It has no name, comma or line break, so it is one address.
var mailAddress = pattern.New(`^[\w!#$%&'*+/=?^{|}~` + "`" + `-]+(\.[\w!#$%&'*+/=?^{|}~` + "`" + `-]+)*` +
	`@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$`)

// maxMailAddress and maxMailbox are the longest address, and the longest part of one before its @, in bytes (RFC 5321, 4.5.3.1; RFC 3696,
// erratum 1690).
const (
	maxMailAddress = 254
	maxMailbox     = 64
)

// checkFeedback checks where readers are to write. What cannot be used is left out.
func (c *Config) checkFeedback(bad func(key, hint, format string, args ...any)) {
	if c.Feedback == nil {
		return
	}
	email := c.Feedback.Email
	const hint = "Write one address alone, for example email: guidance@example.org."
	switch {
	case email == "":
		bad("feedback", "Add email: and the address to which readers write, or remove feedback.", "feedback has no address")
	case strings.Count(email, "@") > 1:
		bad("feedback.email", hint, "feedback goes to one address, and this is not one: %q", email)
	case !mailAddress().MatchString(email) || len(email) > maxMailAddress || strings.Index(email, "@") > maxMailbox:
		bad("feedback.email", hint, "%q is not an email address", email)
	default:
		return
	}
	c.Feedback = nil
}
