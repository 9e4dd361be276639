package site

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestNewID(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		id := NewID()
		if !validID(id) || seen[id] {
			t.Fatalf("%q cannot be the identifier of a site, or was returned before", id)
		}
		seen[id] = true
	}
}

// TestIdentity: what differs between two sites makes two identities, and the way that an address is written does not.
func TestIdentity(t *testing.T) {
	of := func(settings string) string {
		c, diags := LoadConfig(fstest.MapFS{"site.yaml": {Data: []byte(settings)}})
		if len(diags) > 0 {
			t.Errorf("%s: %v", settings, diags)
		}
		id := c.Identity()
		if !validID(id) {
			t.Errorf("%s: %q", settings, id)
		}
		return id
	}
	if got := of("title: A\nid: my-site-7\nurl: https://a.example/\n"); got != "my-site-7" {
		t.Errorf("id: my-site-7 gives %s", got)
	}
	seen := map[string]string{}
	for _, settings := range []string{"title: A", "title: B", "title: A\norganisation: {name: X}", "title: A\norganisation: {name: Y}", "title: XA",
		"title: A\nurl: https://a.example/", "title: A\nurl: https://a.example/x/", "title: A\nurl: https://b.example/", "title: A\nid: abcd", "title: A\nid: \"0123\""} {
		id := of(settings)
		if other, taken := seen[id]; taken {
			t.Errorf("%s and %s have the same identity", settings, other)
		}
		seen[id] = settings
	}
	if of("title: A\nurl: https://a.example/x") != of("title: B\nurl: http://A.example/x/") {
		t.Error("one address, written in two ways, has two identities")
	}
}

func TestIDOfOthers(t *testing.T) {
	for _, id := range []string{"abc", "My-Site", "a b c d", "ä-site", "a.b.c.d", "site_1", "x@example.org", strings.Repeat("a", 41), "'site\n  '"} {
		c, diags := LoadConfig(fstest.MapFS{"site.yaml": {Data: []byte("title: A\nid: " + id + "\n")}})
		if len(diags) != 1 || diags[0].Line != 2 || !strings.Contains(diags[0].Message, "cannot be the identifier of a site") || !strings.Contains(diags[0].Hint, "4 to 40") {
			t.Errorf("%s: %v", id, diags)
		}
		if !validID(c.Identity()) {
			t.Errorf("%s: the site goes by %q", id, c.Identity())
		}
	}
}
