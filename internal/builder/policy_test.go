package builder

import (
	"crypto/sha512"
	"encoding/base64"
	"path"
	"regexp"
	"strings"
	"testing"

	"handrail/content"
	"handrail/internal/site"
	"handrail/templates"
)

var loaded = regexp.MustCompile(`<(?:script(?: defer)? src|link rel="stylesheet" href)="([^"]*)"(?: data-root="[./]*")?( integrity="([^"]*)")?`)

// TestHosted: a site for a web host gives every script and style sheet with its digest; any other site gives none, as browsers
// refuse such files from a folder.
func TestHosted(t *testing.T) {
	s, _ := site.Load(content.FS, site.Options{Today: day})
	looks, diags := Theme{Default: templates.FS}.Read(s.Config.Language, Widgets(s), nil)
	if looks == nil {
		t.Fatal(diags)
	}
	for _, hosted := range []bool{false, true} {
		in := Input{Site: s, Content: content.FS, Looks: looks, Version: "test", Hosted: hosted}
		files, pages := map[string][]byte{}, map[string][]byte{}
		for _, o := range Plan(in) {
			data, err := o.Bytes()
			if err != nil {
				t.Fatal(o.Path, err)
			}
			if files[o.Path] = data; strings.HasSuffix(o.Path, ".html") {
				pages[o.Path] = data
			}
		}
		found := 0
		for name, page := range pages {
			for _, m := range loaded.FindAllSubmatch(page, -1) {
				found++
				want := ""
				if hosted {
					sum := sha512.Sum384(files[path.Join(path.Dir(name), string(m[1]))])
					want = "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
				}
				if got := strings.ReplaceAll(string(m[3]), "&#43;", "+"); got != want {
					t.Errorf("hosted %t: %s holds %s to %q, want %q", hosted, name, m[1], got, want)
				}
			}
		}
		if found < 2*(len(pages)-10) {
			t.Errorf("hosted %t: %d pages load only %d files", hosted, len(pages), found)
		}
	}
}
