package glossary

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// newMatcher makes a Matcher of forms, each of which is a term of its own.
func newMatcher(t testing.TB, forms ...string) *Matcher {
	t.Helper()
	m := &Matcher{}
	for _, form := range forms {
		if other, err := m.Add(form, &Term{Name: form}); err != nil || other != nil {
			t.Fatal(form, other, err)
		}
	}
	return m
}

// TestFind: terms are found as whole words, the longest first, and abbreviations as they are written alone.
func TestFind(t *testing.T) {
	m := newMatcher(t, "list", "broadcast list", "Broadcast list of friends", "opt in", "UK GDPR", "uk list", "GDPR", "ICO", "T&Cs", "group's phone", "Portal", "café", "2-step")
	for text, want := range map[string]string{
		"A broadcast list, and a list.":             "broadcast list|list",
		"BROADCAST LIST, Broadcast\nList":           "BROADCAST LIST|Broadcast\nList",
		"broadcast-list; broadcast  list":           "broadcast-list|broadcast  list",
		"broadcast listing, relist":                 "",
		"a broadcast list of friends and of foes":   "broadcast list of friends",
		"a broadcast list of foes":                  "broadcast list",
		"opt-in, opt‑in, Opt in, optin":             "opt-in|opt‑in|Opt in",
		"UK GDPR, GDPR, gdpr, Gdpr":                 "UK GDPR|GDPR",
		"UK list, uk list, UK (list)":               "UK list|uk list|list",
		"ico, Ico":                                  "",
		"the ICO's":                                 "ICO",
		"our T&amp;Cs, T & Cs":                      "T&amp;Cs",
		"the group’s phone and group's phone":       "group’s phone|group's phone",
		"portal@example.org, www.portal.org":        "",
		"a/portal, portal.html, portal_x, \\portal": "",
		"portal. Portal.":                           "portal|Portal",
		"a CAFÉ, a cafés":                           "CAFÉ",
		"2-step":                                    "2-step",
		"&quot;list&quot; &list; list":              "list|list",
		"broadcast, list":                           "list",
		"":                                          "",
	} {
		var got []string
		for _, f := range m.Find(nil, []byte(text), nil) {
			got = append(got, text[f.Start:f.End])
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestAdd: a form that is the same for a reader is one form, and what could not be found is refused.
func TestAdd(t *testing.T) {
	m := newMatcher(t, "opt in", "ICO")
	for form, want := range map[string]string{"Opt-in": "opt in", "OPT  in": "", "ico": "", "ICO": "ICO"} {
		if other, err := m.Add(form, &Term{Name: "other " + form}); err != nil || (other == nil) != (want == "") || other != nil && other.Name != want {
			t.Errorf("%q: got %v, %v; want %q", form, other, err, want)
		}
	}
	for _, form := range []string{"", " ", "-", "C++", ".net", "(bcc)", "a ( ! ) b"} {
		if other, err := m.Add(form, &Term{}); err == nil {
			t.Errorf("%q can be found, or is %v", form, other)
		}
	}
}

// TestDigest: what finds the same has one digest, and what finds something else has another.
func TestDigest(t *testing.T) {
	one, same, other := newMatcher(t, "a", "b"), newMatcher(t, "a", "b"), newMatcher(t, "a", "c")
	if one.Digest() != same.Digest() || one.Digest() == other.Digest() || (*Matcher)(nil).Digest() != "" || !(&Matcher{}).Empty() {
		t.Error("the digest does not say what is found")
	}
}

// TestAbbreviations: capitals that nobody has explained are found, and what is shouted is not.
func TestAbbreviations(t *testing.T) {
	m := newMatcher(t, "ICO", "UK GDPR")
	for text, want := range map[string]string{
		"the ICO, the EU, two FAQs and a PIN":    "EU FAQs PIN",
		"the UK GDPR, the EU GDPR":               "EU GDPR",
		"WhatsApp, iPhone, McDonald, A4, 3G, I":  "",
		"PLEASE DO NOT REPLY":                    "",
		"EU\n\nEFTA\n\nEEA":                      "EU EFTA EEA",
		"it is NOT the EU":                       "NOT EU",
		"UNESCO and COVID":                       "COVID",
		"see www.EU.org, EU@example.org, A/EU_X": "",
		"the U.S. and e.g. this":                 "",
	} {
		var got []string
		m.Find(nil, []byte(text), func(start, end int) { got = append(got, text[start:end]) })
		if strings.Join(got, " ") != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]bool{
		"European Union (EU) law": true, "the EU (European Union)": true, "( EU )": false, "(EU)": false, "the EU": false, "the EU ()": false,
		"Union (the EU)": false,
	} {
		at := strings.Index(text, "EU")
		if text == "European Union (EU) law" {
			at = strings.LastIndex(text, "EU")
		}
		if Explains([]byte(text), at, at+2) != want {
			t.Errorf("%q: want %v", text, want)
		}
	}
}

// FuzzFind: what is found is a form of its term, in order and apart, and a form that can be added is found where it is written as a sentence.
func FuzzFind(f *testing.F) {
	f.Add("A broadcast\nlist &amp; the <b>", "broadcast list")
	f.Add("ICO's \xff café", "T&Cs")
	f.Add("&#39;&", "a b c")
	f.Fuzz(func(t *testing.T, text, form string) {
		m := newMatcher(t, "list", "opt in", "ICO")
		term := &Term{Name: "mine"}
		other, err := m.Add(form, term)
		if err == nil && other == nil && utf8.ValidString(form) && norm.NFC.IsNormalString(form) {
			written := strings.Join(strings.Fields(form), " ")
			found := m.Find(nil, []byte("x x "+written+" x x"), nil)
			if i := slices.IndexFunc(found, func(f Found) bool { return f.Term == term }); i < 0 && !strings.ContainsAny(written, "&;@_./\\") {
				t.Errorf("%q is not found where it is written: %v", form, found)
			}
		}
		end := 0
		for _, at := range m.Find(nil, []byte(text), func(start, end int) { _ = text[start:end] }) {
			if at.Start < end || at.End <= at.Start || at.End > len(text) {
				t.Fatalf("%q: found at %d to %d, after %d", text, at.Start, at.End, end)
			}
			end = at.End
			again := &Matcher{}
			if _, err := again.Add(text[at.Start:at.End], at.Term); err != nil && !strings.Contains(text[at.Start:at.End], "&") {
				t.Errorf("%q is found as %q, and is no form: %v", text[at.Start:at.End], at.Term.Name, err)
			}
		}
	})
}
