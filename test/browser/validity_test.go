package browser

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestValidity puts every page before the W3C's validator: no errors. What it only warns of is logged.
func TestValidity(t *testing.T) {
	t.Parallel()
	jar := filepath.Join(top, "node_modules", "vnu-jar", "build", "dist", "vnu.jar")
	if _, err := os.Stat(jar); err != nil {
		t.Fatalf("the HTML validator is missing: run scripts/setup, or npm ci (%v)", err)
	}
	full, redirects := pages(t)
	args := []string{"-jar", jar, "--format", "json"}
	for _, page := range append(full, redirects...) {
		args = append(args, filepath.Join(publicDir(t), page))
	}
	var report bytes.Buffer
	validator := exec.Command("java", args...)
	validator.Stderr = &report
	err := validator.Run()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		t.Fatalf("the HTML validator needs Java: run scripts/setup, or on Debian: "+
			"sudo apt-get install default-jre-headless (%v)", err)
	}
	var found struct {
		Messages []struct {
			Type, URL, Message, Extract string
			LastLine                    int
		}
	}
	if err := json.Unmarshal(report.Bytes(), &found); err != nil {
		t.Fatalf("the validator did not report: %v\n%s", err, report.Bytes())
	}
	if err != nil && len(found.Messages) == 0 {
		t.Fatalf("the validator failed and found nothing: %v", err)
	}
	for _, m := range found.Messages {
		switch {
		case strings.HasPrefix(m.Message, "Resource violates Content Security Policy"):
			// The validator reads files, and a file is of no origin that 'self' could name. The browser is the judge.
		case m.Type == "info":
			t.Logf("%s:%d: %s: %s", filepath.Base(m.URL), m.LastLine, m.Message, m.Extract)
		default:
			t.Errorf("%s:%d: %s: %s\n%s", m.URL, m.LastLine, m.Type, m.Message, m.Extract)
		}
	}
}
