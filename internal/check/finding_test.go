package check_test

import (
	"flag"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"handrail/internal/builder"
	"handrail/internal/check"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/templates"
)

var update = flag.Bool("update", false, "write what the fixtures expect as it is reported")

// TestFindings holds each row of the tables to what it says: it is whole, its example has the mistake, and what is fixed has
// no mistake that stops a build.
func TestFindings(t *testing.T) {
	names := map[string]bool{}
	all := check.Findings()
	if len(all) != len(check.All())+len(check.WhileReading()) {
		t.Error("a finding is in none of the groups")
	}
	for _, f := range all {
		t.Run(f.Name, func(t *testing.T) {
			if names[f.Name] {
				t.Error("the name is used twice")
			}
			names[f.Name] = true
			for what, text := range map[string]string{"finds": f.Finds, "why": f.Why, "fix": f.Fix} {
				if !strings.HasSuffix(text, ".") {
					t.Errorf("%s has to be whole sentences: %q", what, text)
				}
			}
			if (f.Stays == check.Nothing) != (f.Because == "") || f.Stays == check.Errors && f.Warns == "" {
				t.Error("what stays, and why, do not go together")
			}
			reported := func(example string) []source.Diagnostic { return tryExample(t, example) }
			if !slices.ContainsFunc(reported(f.Example), func(d source.Diagnostic) bool { return d.Check == f.Name }) {
				t.Errorf("the example does not have the mistake; it has: %v", reported(f.Example))
			}
			for _, d := range reported(f.Fixed) {
				if d.Check == f.Name || d.Severity == source.Error {
					t.Errorf("what is fixed has a mistake: %s %s: %s", d.Pos, d.Check, d.Message)
				}
			}
		})
	}
}

// tryExample returns what is reported of the example of a finding.
func tryExample(t *testing.T, example string) []source.Diagnostic {
	t.Helper()
	content := fstest.MapFS{
		"site.yaml": {Data: []byte("title: A site\nreading: {age: 11, sentence: 25}\n")},
		"index.md":  {Data: []byte("---\ntitle: Home\n---\n")},
		"phones.md": {Data: []byte("---\ntitle: Phones\n---\n## Before you start\n")},
	}
	own := fstest.MapFS{}
	var since []site.Published
	archive := txtar.Parse([]byte(example))
	if len(archive.Comment) > 0 {
		content["page.md"] = &fstest.MapFile{Data: append([]byte("---\ntitle: A page\n---\n"), archive.Comment...)}
	}
	for _, f := range archive.Files {
		if f.Name == rulesFile {
			since = readPublished(t, f.Data)
		} else if name, isTemplate := strings.CutPrefix(f.Name, "templates/"); isTemplate {
			own[name] = &fstest.MapFile{Data: f.Data}
		} else {
			content[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	s, diags := site.Load(content, site.Options{Today: today, Examine: check.Texts(), Since: since})
	diags = check.Finish(s, diags).Diagnostics
	if len(own) > 0 {
		looks, more := builder.Theme{Default: templates.FS, Own: own}.Read("en-GB", builder.Widgets(s), nil)
		diags = append(diags, more...)
		if looks != nil {
			for _, o := range builder.Plan(builder.Input{Site: s, Content: content, Looks: looks, Version: "test"}) {
				_, err := o.Bytes()
				if layout, ok := err.(*builder.LayoutError); ok {
					diags = append(diags, layout.Diagnostics...)
				}
			}
		}
	}
	return source.Sort(diags)
}
