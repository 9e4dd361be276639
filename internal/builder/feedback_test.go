package builder

import (
	"html"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/content"
)

// readMail reads the address of a mail as RFC 6068 has it, with the readers of net/url and net/mail.
func readMail(t *testing.T, href string) (to, subject, body string) {
	t.Helper()
	// What is not encoded, programs read in several ways: + as a space, a second ? or & as the end of a part.
	if !regexp.MustCompile(`^mailto:[\w.~%-]+@[\w.-]+\?subject=[\w.~%-]*&body=[\w.~%-]*$`).MatchString(href) {
		t.Errorf("parts of %q are not encoded", href)
	}
	u, err := url.Parse(href)
	if err != nil {
		t.Fatal(err)
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil || len(query) != 2 {
		t.Errorf("%q has other parts than a subject and a body: %v, %v", href, query, err)
	}
	to, err = url.PathUnescape(u.Opaque)
	if err != nil {
		t.Error(err)
	}
	list, err := mail.ParseAddressList(to)
	if err != nil || len(list) != 1 || list[0].Address != to {
		t.Errorf("%q goes to %v, %v", href, list, err)
	}
	subject, body = query.Get("subject"), query.Get("body")
	if strings.ContainsAny(subject, "\r\n") || strings.Count(body, "\r\n") != strings.Count(body, "\n") || strings.Count(body, "\r\n") != strings.Count(body, "\r") {
		t.Errorf("lines of the mail do not end with CR and LF: %q, %q", subject, body)
	}
	return to, subject, body
}

// mails are the mails of a page, as a browser reads their addresses, and the text to copy.
func mails(page string) (hrefs []string, text string) {
	_, part, _ := strings.Cut(page, `<div class="feedback">`)
	for _, m := range regexp.MustCompile(`href="(mailto:[^"]*)"`).FindAllStringSubmatch(part, -1) {
		hrefs = append(hrefs, html.UnescapeString(m[1]))
	}
	if m := regexp.MustCompile(`(?s)<p class="sheet">(.*?)</p>`).FindStringSubmatch(part); m != nil {
		text = html.UnescapeString(m[1])
	}
	return hrefs, text
}

// TestFeedback: each page with a text of its own ends with mails that say which page, version and rule they are about, whatever is in titles
// and in the address.
func TestFeedback(t *testing.T) {
	title := `A & <b> #1? 100% “O'Brien” a+b=c; 🙂 שלום`
	fsys := small()
	fsys["g/a&b.md"] = &fstest.MapFile{Data: []byte("---\ntitle: '" + strings.ReplaceAll(title, "'", "''") + "'\nreviewed: 2026-10-01\n---\n:::must {#one}\nDo *one* & two.\n:::\n\n:::should {#two}\nDo two.\n:::\n")}
	before := plan(t, fsys)
	fsys["site.yaml"].Data = append(fsys["site.yaml"].Data, "feedback: {email: o'brien+site&more%x@mail.example.org}\n"...)
	after := plan(t, fsys)
	for name, o := range after {
		if !strings.HasSuffix(name, ".html") || strings.Contains(render(t, o), `http-equiv="refresh"`) {
			continue
		}
		own := slices.Contains([]string{"g/a.html", "g/a&b.html", "g/b.html", "g/index.html", "statements/s.html"}, name)
		if hrefs, _ := mails(render(t, o)); len(hrefs) > 0 != own {
			t.Errorf("%s has %d mails", name, len(hrefs))
		}
		if own && o.Digest() == before[name].Digest() {
			t.Errorf("%s has the digest that it had without them", name)
		}
		if hrefs, text := mails(render(t, before[name])); len(hrefs) > 0 || text != "" {
			t.Errorf("%s has mails, and site.yaml names nobody", name)
		}
	}
	page := render(t, after["g/a&b.html"])
	hrefs, text := mails(page)
	if len(hrefs) != 3 || !strings.Contains(page, `<span class="hidden">Write about the rule </span>“Do one &amp; two.”</a>`) {
		t.Fatalf("%d mails in\n%s", len(hrefs), page)
	}
	version := regexp.MustCompile(`(?m)^Version: ([0-9A-HJKMNP-TV-Z]{4}), reviewed 1 October 2026$`).FindString(text)
	for i, href := range hrefs {
		to, subject, body := readMail(t, href)
		rule, anchor := "", ""
		if i > 0 {
			id := []string{"one", "two"}[i-1]
			rule, anchor = "Rule: "+id+"\n", "#"+id
		}
		want := "What is wrong or unclear:\n\n\nPage: " + title + "\n" + rule + "Address: https://example.org/sub/g/a&b.html" + anchor + "\n" + version + "\nSite: Site <&>"
		if body = strings.ReplaceAll(body, "\r\n", "\n"); to != "o'brien+site&more%x@mail.example.org" || subject != "Wrong or unclear: "+title || body != want {
			t.Errorf("mail %d is to %q, about %q:\n%s\nwant\n%s", i, to, subject, body, want)
		}
		if i == 0 && text != body {
			t.Errorf("the text to copy is\n%s\nand the mail says\n%s", text, body)
		}
	}
	if version == "" {
		t.Errorf("no version in %s", text)
	}
	fsys["g/a&b.md"].Data = append(fsys["g/a&b.md"].Data, "More.\n"...)
	if _, text := mails(render(t, plan(t, fsys)["g/a&b.html"])); strings.Contains(text, version) {
		t.Error("another version of a page has the same digest in its mails")
	}
}

// TestFeedbackLength: no mail of the site that ships has an address that Windows would cut: a program that is opened by one gets 2,047
// characters of it.
func TestFeedbackLength(t *testing.T) {
	fsys := filesOf(t, content.FS)
	fsys["site.yaml"].Data = append(fsys["site.yaml"].Data, "\nurl: https://volunteers.example.org/local-groups/whatsapp/\nfeedback: {email: local-groups@example.org}\n"...)
	longest, all := 0, 0
	for name, o := range plan(t, fsys) {
		if strings.HasSuffix(name, ".html") {
			hrefs, _ := mails(render(t, o))
			for _, href := range hrefs {
				readMail(t, href)
				all, longest = all+1, max(longest, len(href))
			}
		}
	}
	if all < 60 || longest > 1500 {
		t.Errorf("%d mails, the longest address has %d characters", all, longest)
	}
}
