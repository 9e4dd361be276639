package docs

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Session runs the commands of a page one after another, as somebody would who types them into one window.
type Session struct {
	Dir string // in which the next command runs; cd changes it
	env []string
	pwd string // the file that the folder is written to
}

// NewSession makes a session in an empty folder. program is the path of handrail, which commands find by that name. Its day is 22
// November 2026, and its caches are in a folder of its own.
func NewSession(program, dir, scratch string) *Session {
	return &Session{Dir: dir, pwd: filepath.Join(scratch, "folder"), env: append(os.Environ(),
		"PATH="+filepath.Dir(program)+string(os.PathListSeparator)+os.Getenv("PATH"),
		"HOME="+scratch, "XDG_CACHE_HOME="+filepath.Join(scratch, "cache"), "SOURCE_DATE_EPOCH=1795305600", "LC_ALL=C.UTF-8")}
}

// Run runs a command line. printed is what it writes, errors included; an error says that there is no shell.
func (s *Session) Run(line string) (printed string, exit int, err error) {
	shell := exec.Command("sh", "-c", line+"\ncode=$?\npwd >\"$1\"\nexit $code", "sh", s.pwd)
	shell.Dir, shell.Env = s.Dir, s.env
	var out bytes.Buffer
	shell.Stdout, shell.Stderr = &out, &out
	err = shell.Run()
	if stopped := (*exec.ExitError)(nil); err != nil && !errors.As(err, &stopped) {
		return "", 0, fmt.Errorf("running %q: %w", line, err)
	}
	if folder, err := os.ReadFile(s.pwd); err == nil {
		s.Dir = strings.TrimSpace(string(folder))
	}
	return out.String(), shell.ProcessState.ExitCode(), nil
}

// Try runs the commands of an example in console, and reports those that print something else than the page shows or have another
// exit code.
func (s *Session) Try(e Example) []error {
	var wrong []error
	commands := e.Commands()
	for i, c := range commands {
		printed, exit, err := s.Run(c.Line)
		fails := e.Word == "fails" && i == len(commands)-1
		switch place := fmt.Sprintf("%s:%d: %s", e.File, c.Place, c.Line); {
		case err != nil:
			return append(wrong, err)
		case fails != (exit != 0):
			wrong = append(wrong, fmt.Errorf("%s\nends with %d, and prints:\n%s", place, exit, printed))
		case !Matches(c.Want, printed):
			wrong = append(wrong, fmt.Errorf("%s\nthe page shows:\n%s\nit prints:\n%s", place, c.Want, printed))
		}
	}
	return wrong
}
