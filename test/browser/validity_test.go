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
	"sync"
	"testing"
)

// TestValidity gives every page, also of the documentation, to the W3C's validator, which reports its errors when all tests are over.
func TestValidity(t *testing.T) {
	t.Parallel()
	full, redirects := pages(t)
	for _, page := range append(full, redirects...) {
		toValidate.add(filepath.Join(publicDir(t), page))
	}
	docs, _ := pagesIn(t, docsDir(t))
	for _, page := range docs {
		toValidate.add(filepath.Join(docsDir(t), page))
	}
}

// toValidate are the files of pages for the W3C's validator. It reads all of them when the tests are over, as it takes longer to start than to read
// them.
var toValidate validity

type validity struct {
	sync.Mutex
	files []string
}

func (v *validity) add(file string) {
	v.Lock()
	defer v.Unlock()
	v.files = append(v.files, file)
}

// validator holds the states of a page to what each page is held to, and gives them to the W3C's validator.
type validator struct {
	dir   string
	count int             // of states
	kinds map[string]bool // of elements that have been tried in each look
	looks []look
}

func newValidator(t *testing.T) *validator {
	t.Helper()
	dir, err := os.MkdirTemp(scratch, strings.ReplaceAll(t.Name(), "/", "-")+"-") // it is read when the test is over
	if err != nil {
		t.Fatal(err)
	}
	return &validator{dir: dir, kinds: map[string]bool{}, looks: looks}
}

// valid adds the page of a tab as scripts have made it.
func (v *validator) valid(b *tab, state string) {
	b.t.Helper()
	name := filepath.Join(v.dir, fmt.Sprintf("%02d-%s.html", v.count, strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, state)))
	text := "<!doctype html>\n" + eval[string](b, "document.documentElement.outerHTML")
	write(b.t, name, text)
	v.count++
	toValidate.add(name)
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

// report returns what is wrong in the pages. The validator's warnings are printed with -test.v.
func (v *validity) report() error {
	if len(v.files) == 0 {
		return nil
	}
	jar := filepath.Join(top, "node_modules", "vnu-jar", "build", "dist", "vnu.jar")
	if _, err := os.Stat(jar); err != nil {
		return fmt.Errorf("the HTML validator is missing: run scripts/setup, or npm ci (%w)", err)
	}
	var report bytes.Buffer
	java := exec.Command("java", append([]string{"-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar, "--format", "json"}, v.files...)...)
	java.Stderr = &report // the options make it start sooner, and a long run slower
	err := java.Run()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		return fmt.Errorf("the HTML validator needs Java: run scripts/setup, or on Debian: "+
			"sudo apt-get install default-jre-headless (%w)", err)
	}
	var found struct {
		Messages []struct {
			Type, URL, Message, Extract string
			LastLine                    int
		}
	}
	if err := json.Unmarshal(report.Bytes(), &found); err != nil {
		return fmt.Errorf("the validator did not report: %w\n%s", err, report.Bytes())
	}
	if err != nil && len(found.Messages) == 0 {
		return fmt.Errorf("the validator failed and found nothing: %w", err)
	}
	var errs []error
	for _, m := range found.Messages {
		says := fmt.Errorf("%s:%d: %s: %s\n%s", m.URL, m.LastLine, m.Type, m.Message, m.Extract)
		switch {
		case strings.HasPrefix(m.Message, "Resource violates Content Security Policy"):
			// The validator reads files, and a file has no origin that 'self' could name. The browsers check that.
		case m.Type != "info":
			errs = append(errs, says)
		case testing.Verbose():
			fmt.Println(says)
		}
	}
	return errors.Join(errs...)
}
