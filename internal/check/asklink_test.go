package check

import (
	"strings"
	"testing"
	"testing/fstest"

	"handrail/internal/site"
)

// TestAskLink: each link to whom readers can ask that leads nowhere is reported, and no other.
func TestAskLink(t *testing.T) {
	for link, want := range map[string]string{
		"link:hub": "", "mailto:office@example.org": "", "tel:+442072504444": "", "help.md": "", "help.md#part": "", "index.md": "",
		"link:hubb": "leads nowhere", "link:later": "has no address yet", "mailto:office": "not an email address", "tel:call us": "not a number",
		"helpp.md": "leads nowhere", "help.md#prt": "has no part of this name", "form.pdf": "none of those", "https://example.org": "none of those", "javascript:x": "leads nowhere",
	} {
		fsys := fstest.MapFS{
			"site.yaml":  {Data: []byte("title: A site\nask: Ask us.\nask_link: \"" + link + "\"\n")},
			"links.yaml": {Data: []byte("hub: {address: \"https://example.org/hub\", title: Hub}\nlater: {title: Later, ask: us}\n")},
			"index.md":   {Data: []byte("# Home\n")},
			"help.md":    {Data: []byte("# Help\n\n## Part\n")},
			"form.pdf":   {Data: []byte("%PDF")},
		}
		s, diags := site.Load(fsys, site.Options{})
		if len(diags) > 0 {
			t.Fatal(diags)
		}
		switch got := askLink(s); {
		case want == "" && len(got) > 0:
			t.Errorf("%s: %v", link, got)
		case want != "" && (len(got) != 1 || !strings.Contains(got[0].Message, want) || got[0].Line != 3):
			t.Errorf("%s: %v, want %q on line 3", link, got, want)
		}
	}
}
