package builder

import (
	"fmt"
	"html/template"
	"strings"

	"handrail/internal/markdown"
	"handrail/internal/site"
)

// FeedbackView is how a reader says that something on a page is wrong or unclear: by mails that say which page and which version of it they
// are about.
type FeedbackView struct {
	Email string
	Page  template.URL // a mail about the page as a whole
	Rules []MailLink   // a mail about each of its rules
	Text  string       // what a mail about the page says, for where no mail program opens
}

// MailLink leads to a mail that is not sent yet.
type MailLink struct {
	Title string
	Href  template.URL
}

// feedback is how readers of a page say what is wrong with it; nil where site.yaml names nobody to write to.
func (p *planner) feedback(page *site.Page) *FeedbackView {
	to := p.Site.Config.Feedback
	if to == nil {
		return nil
	}
	subject := p.words.must("feedback.subject", "title", page.Title)
	text := p.feedbackText(page, nil)
	v := &FeedbackView{Email: to.Email, Page: mailto(to.Email, subject, text), Text: text}
	for _, rule := range page.Doc.Rules {
		v.Rules = append(v.Rules, MailLink{rule.Plain, mailto(to.Email, subject, p.feedbackText(page, rule))})
	}
	return v
}

// feedbackText is what a mail says before its reader has written anything: room for that, and below it which page and rule are meant. rule is
// nil for the page as a whole.
func (p *planner) feedbackText(page *site.Page, rule *markdown.Rule) string {
	address, version := p.Site.Config.URL+escapePath(page.Address), page.Version()
	if date := p.words.date(page.Reviewed); date != nil {
		version = p.words.must("feedback.reviewed", "version", version, "date", date.Words)
	}
	lines := []string{p.words.must("feedback.what"), "", "", p.words.must("feedback.about", "title", page.Title)}
	if rule != nil {
		lines = append(lines, p.words.must("feedback.rule", "id", rule.ID))
		address += "#" + fragment(rule.ID)
	}
	lines = append(lines, p.words.must("feedback.address", "address", address), p.words.must("feedback.version", "version", version),
		p.words.must("feedback.site", "title", p.Site.Config.Title))
	return strings.Join(lines, "\n")
}

// mailto is the address of a mail to one person (RFC 6068). Lines of the text end with CR and LF there. All but the characters that no part
// of an address gives a meaning is encoded, as mail programs differ in what they do with the others.
func mailto(email, subject, text string) template.URL {
	mailbox, domain, _ := strings.Cut(email, "@")
	return template.URL("mailto:" + mailPart(mailbox) + "@" + mailPart(domain) + "?subject=" + mailPart(subject) +
		"&body=" + mailPart(strings.ReplaceAll(text, "\n", "\r\n")))
}

// mailPart writes a part of such an address: the unreserved characters of RFC 3986 as they are.
func mailPart(text string) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
