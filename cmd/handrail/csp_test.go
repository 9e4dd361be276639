package main

import (
	"bytes"
	"encoding/json"
	"html"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"handrail/internal/host"
)

// finding is what Google's CSP Evaluator reports about a policy.
type finding struct{ Type, Severity, Directive, Value, Description string }

// grave are the severities that need a reason: those of medium and above, and what the evaluator cannot read. The others name
// what might be wrong elsewhere, or a stricter way to write the same.
func grave() []string { return []string{"HIGH", "SYNTAX", "MEDIUM", "HIGH_MAYBE", "MEDIUM_MAYBE"} }

// accepted are the grave findings that are right as they are, each with the reason. One that is no longer found has to go.
func accepted() map[finding]string {
	return map[finding]string{
		{Type: "SCRIPT_ALLOWLIST_BYPASS", Severity: "MEDIUM_MAYBE", Directive: "script-src", Value: "'self'"}: "a build publishes no file that browsers would run unless site.yaml names it, and has no JSONP and no AngularJS",
	}
}

// TestEvaluator asks Google's CSP Evaluator about the policy that each host sends, as the files for it say, and about those in the
// pages: all that it finds grave is accepted with a reason.
func TestEvaluator(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	var policies, from []string
	add := func(where, policy string) {
		if !slices.Contains(policies, policy) {
			policies, from = append(policies, policy), append(from, where)
		}
	}
	for _, h := range host.Hosts() {
		name := h.Name
		root, include := hosted(t, name, "/")
		headers, pages := hostPolicies(t, root, include), pagePolicies(t, root)
		if len(headers) == 0 && name != "github" { // which sends no headers of a site's own
			t.Errorf("%s: no policy is found in its files", name)
		}
		if len(pages) == 0 {
			t.Errorf("%s: no policy is found in a page", name)
		}
		for _, policy := range headers {
			add("the header of "+name, policy)
		}
		for page, policy := range pages {
			add(page+" for "+name, policy)
		}
	}
	bad := len(policies) // and this one, which shows that the evaluator finds what it should
	policies = append(policies, "script-src 'unsafe-inline' *")
	found := evaluateAll(t, policies)
	if !slices.ContainsFunc(found[bad], func(f finding) bool { return f.Type == "SCRIPT_UNSAFE_INLINE" && f.Severity == "HIGH" }) {
		t.Fatalf("of a policy that allows everything, the evaluator says %+v", found[bad])
	}
	used := map[finding]bool{}
	for i, where := range from {
		for _, f := range found[i] {
			known := f
			known.Description = ""
			if _, ok := accepted()[known]; ok {
				used[known] = true
			} else if slices.Contains(grave(), f.Severity) {
				t.Errorf("%s: %s (%s) in %s %s: %s\n%s", where, f.Type, f.Severity, f.Directive, f.Value, f.Description, policies[i])
			}
		}
	}
	for f := range accepted() {
		if !used[f] {
			t.Errorf("%s is accepted, and found no more", f.Type)
		}
	}
	t.Logf("%d policies: %s", len(from), strings.Join(from, ", "))
}

// evaluateAll runs the evaluator, an npm package.
func evaluateAll(t *testing.T, policies []string) [][]finding {
	t.Helper()
	text, err := json.Marshal(policies)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", filepath.Join("testdata", "evaluate.mjs"))
	cmd.Stdin, cmd.Stderr = bytes.NewReader(text), os.Stderr
	said, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: run scripts/setup, which gets Node and its packages", err)
	}
	var found [][]finding
	if err := json.Unmarshal(said, &found); err != nil || len(found) != len(policies) {
		t.Fatalf("%v: %s", err, said)
	}
	return found
}

// hostPolicies finds every policy in what a host reads: among the pages, and in the file for its server.
func hostPolicies(t *testing.T, root, include string) []string {
	t.Helper()
	files := []string{filepath.Join(root, "_headers"), filepath.Join(root, ".htaccess")}
	if include != "" {
		files = append(files, include)
	}
	// A header's name, and its value: after a colon, in double quotes, or as a value of JSON.
	written := regexp.MustCompile(`(?m)Content-?Security-?Policy"?:? +(?:"([^"]+)"|([^"\s{].*)$)`)
	var found []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		for _, m := range written.FindAllStringSubmatch(string(text), -1) {
			found = append(found, m[1]+m[2])
		}
	}
	for _, policy := range found {
		if parsePolicy(policy)["default-src"] == nil {
			t.Errorf("this is read as a policy: %q", policy)
		}
	}
	return found
}

// pagePolicies finds the policies in the pages of a built site, each with one of the pages that has it. A page without one, or with
// two, is a mistake, except where it only leads on to another.
func pagePolicies(t *testing.T, root string) map[string]string {
	t.Helper()
	meta := regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]+)">`)
	pages, seen := map[string]string{}, map[string]bool{}
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(name) != ".html" {
			return err
		}
		text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		found := meta.FindAllSubmatch(text, -1)
		if len(found) != 1 && !bytes.Contains(text, []byte(`http-equiv="refresh"`)) {
			t.Errorf("%s has %d policies", name, len(found))
		}
		for _, m := range found {
			if policy := html.UnescapeString(string(m[1])); !seen[policy] {
				seen[policy], pages[name] = true, policy
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}
