package browser

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestValidity checks every page, also of the documentation, with the W3C's validator: there are no errors. Its warnings are logged.
func TestValidity(t *testing.T) {
	t.Parallel()
	full, redirects := pages(t)
	v := newValidator(t)
	for _, page := range append(full, redirects...) {
		v.files = append(v.files, filepath.Join(publicDir(t), page))
	}
	docs, _ := pagesIn(t, docsDir(t))
	for _, page := range docs {
		v.files = append(v.files, filepath.Join(docsDir(t), page))
	}
	v.run()
}

// validator checks pages with the W3C's validator, all at once: it takes longer to start than to read them.
type validator struct {
	t     *testing.T
	dir   string
	files []string
	kinds map[string]bool // of elements that have been tried in each look
	looks []look
}

func newValidator(t *testing.T) *validator {
	return &validator{t: t, dir: t.TempDir(), kinds: map[string]bool{}, looks: looks}
}

// valid adds the page of a tab as scripts have made it.
func (v *validator) valid(b *tab, state string) {
	b.t.Helper()
	name := filepath.Join(v.dir, fmt.Sprintf("%02d-%s.html", len(v.files), strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, state)))
	text := "<!doctype html>\n" + eval[string](b, "document.documentElement.outerHTML")
	write(b.t, name, text)
	v.files = append(v.files, name)
}

// hold tries a state of a page that scripts have made: now, and by the validator with the others. Where elements are of kinds that no
// earlier state had, it tries them in each look, and with -every what axe finds at both widths. It says whether there are such elements.
func (v *validator) hold(b *tab, state string) (fresh bool) {
	b.t.Helper()
	v.valid(b, state)
	fresh = v.learn(b)
	if !eval[bool](b, "'axe' in window") { // a page takes as long to read it as to open
		axe, err := axeScript()
		if err != nil {
			b.t.Fatal(err)
		}
		b.run(axe)
	}
	if *every && fresh {
		testLooks(b, state)
		return fresh
	}
	testShape(b, state)
	if fresh {
		testColours(b, state, v.looks)
	}
	return fresh
}

// learn adds the kinds of elements that the page of a tab has, and says whether there is a new one. What has it is then what audit.js tries in
// each look.
func (v *validator) learn(b *tab) bool {
	b.t.Helper()
	known, err := json.Marshal(slices.Collect(maps.Keys(v.kinds)))
	if err != nil {
		b.t.Fatal(err)
	}
	found := eval[[]string](b, fmt.Sprintf("audit.kinds(%s ?? [], %t)", known, *every))
	for _, kind := range found {
		v.kinds[kind] = true
	}
	return len(found) > 0
}

// run reports what is wrong in the pages that were collected.
func (v *validator) run() {
	v.t.Helper()
	jar := filepath.Join(top, "node_modules", "vnu-jar", "build", "dist", "vnu.jar")
	if _, err := os.Stat(jar); err != nil {
		v.t.Fatalf("the HTML validator is missing: run scripts/setup, or npm ci (%v)", err)
	}
	var report bytes.Buffer
	java := exec.Command("java", append([]string{"-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar, "--format", "json"}, v.files...)...)
	java.Stderr = &report // the options make it start sooner, and a long run slower
	err := java.Run()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		v.t.Fatalf("the HTML validator needs Java: run scripts/setup, or on Debian: "+
			"sudo apt-get install default-jre-headless (%v)", err)
	}
	var found struct {
		Messages []struct {
			Type, URL, Message, Extract string
			LastLine                    int
		}
	}
	if err := json.Unmarshal(report.Bytes(), &found); err != nil {
		v.t.Fatalf("the validator did not report: %v\n%s", err, report.Bytes())
	}
	if err != nil && len(found.Messages) == 0 {
		v.t.Fatalf("the validator failed and found nothing: %v", err)
	}
	for _, m := range found.Messages {
		switch {
		case strings.HasPrefix(m.Message, "Resource violates Content Security Policy"):
			// The validator reads files, and a file has no origin that 'self' could name. The browsers check that.
		case m.Type == "info":
			v.t.Logf("%s:%d: %s: %s", filepath.Base(m.URL), m.LastLine, m.Message, m.Extract)
		default:
			v.t.Errorf("%s:%d: %s: %s\n%s", m.URL, m.LastLine, m.Type, m.Message, m.Extract)
		}
	}
}
