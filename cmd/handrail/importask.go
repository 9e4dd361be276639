package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"handrail/internal/importer"
	"handrail/internal/markdown"
)

// asker asks somebody at a terminal which sentences are rules. What it writes are lines, one after another: nothing moves or changes, so a screen reader reads all of it.
type asker struct {
	out   io.Writer
	width int                                                       // characters of a line
	key   func() (rune, error)                                      // waits for a key
	line  func() (string, error)                                    // waits for a line
	fault func(all []*importer.Candidate, at int, id string) string // why an identifier cannot be that of a candidate; "" when it can
}

// newAsker asks at a terminal.
func newAsker(plan *importer.Plan, in, out *os.File) *asker {
	a := &asker{out: out, width: 80, fault: plan.IdentifierFault}
	if width, _, err := term.GetSize(int(out.Fd())); err == nil && width > 0 {
		a.width = min(width, 100)
	}
	a.line = func() (string, error) { return readLine(in) }
	a.key = func() (rune, error) {
		state, err := term.MakeRaw(int(in.Fd()))
		if err != nil {
			return 0, fmt.Errorf("asking for a key: %w", err)
		}
		defer term.Restore(int(in.Fd()), state)
		one := make([]byte, 1)
		_, err = in.Read(one)
		return rune(one[0]), err
	}
	return a
}

// readLine reads a line and nothing after it.
func readLine(in io.Reader) (string, error) {
	var line []byte
	one := make([]byte, 1)
	for {
		n, err := in.Read(one)
		switch {
		case n > 0 && one[0] == '\n':
			return strings.TrimSpace(string(line)), nil
		case n > 0:
			line = append(line, one[0])
		case err != nil:
			return "", err
		}
	}
}

const askKeys = "Keys: y it is a rule, n it is not, m another kind, e another identifier, b back, a all the rest are rules, q stop, ? these keys"

// The keys that end a program: Ctrl+C, Ctrl+D and Ctrl+Backslash.
const (
	ctrlC         = 3
	ctrlD         = 4
	ctrlBackslash = 28
)

// all asks for each candidate that nobody has decided on. The error errStopped says that nothing is to be written.
func (a *asker) all(candidates []*importer.Candidate) error {
	var open []int
	for i, c := range candidates {
		if !c.Decided {
			open = append(open, i)
		}
	}
	if len(open) == 0 {
		return nil
	}
	a.say(plural(len(open), "sentence") + " may be a rule. " + askKeys + ".")
	for at := 0; at < len(open); {
		a.show(candidates[open[at]], at+1, len(open))
		step, err := a.one(candidates, open[at])
		switch {
		case err != nil:
			return err
		case step == restAreRules:
			for _, i := range open[at:] {
				candidates[i].Rule, candidates[i].Decided = true, true
			}
			return nil
		case step == keepAndStop:
			return nil
		}
		at = max(at+step, 0)
	}
	return nil
}

// What one returns beside 1, for the next candidate, and -1, for the one before it.
const (
	restAreRules = 2
	keepAndStop  = 3
)

// show says what a candidate is.
func (a *asker) show(c *importer.Candidate, number, of int) {
	fmt.Fprintln(a.out)
	where := "Page: " + c.Page
	if c.Section != "" {
		where += ". Section: " + c.Section
	}
	a.say(fmt.Sprintf("Sentence %d of %d. %s", number, of, where))
	if c.Paragraph != c.Says {
		a.say("Paragraph: " + c.Paragraph)
	}
	a.say("Sentence: " + c.Says)
	if c.Was != "" {
		a.say("Before: " + c.Was)
	}
	a.kind(c)
}

func (a *asker) kind(c *importer.Candidate) {
	a.say(fmt.Sprintf("Kind: %s. Identifier: %s", c.Kind, c.ID))
}

// one asks about a candidate, and returns what comes next.
func (a *asker) one(all []*importer.Candidate, at int) (step int, err error) {
	c := all[at]
	for {
		fmt.Fprint(a.out, "Is it a rule? ")
		key, err := a.key()
		if err != nil || key == ctrlC || key == ctrlD || key == ctrlBackslash {
			fmt.Fprintln(a.out)
			return 0, errStopped
		}
		fmt.Fprintf(a.out, "%c\n", key)
		switch key {
		case 'y', 'Y':
			c.Rule, c.Decided = true, true
			return 1, nil
		case 'n', 'N':
			c.Rule, c.Decided = false, true
			return 1, nil
		case 'b', 'B':
			return -1, nil
		case 'a', 'A':
			return restAreRules, nil
		case 'm', 'M':
			c.Kind = nextKind(c.Kind)
			a.kind(c)
		case 'e', 'E':
			if err := a.identifier(all, at); err != nil {
				return 0, err
			}
		case 'q', 'Q':
			return a.stop()
		default:
			a.say(askKeys + ".")
		}
	}
}

// nextKind is the kind after another, in turn.
func nextKind(kind markdown.RuleKind) markdown.RuleKind {
	kinds := markdown.RuleKinds()
	for i, k := range kinds {
		if k == kind {
			return kinds[(i+1)%len(kinds)]
		}
	}
	return kinds[0]
}

// identifier asks for another identifier. An empty line keeps it.
func (a *asker) identifier(all []*importer.Candidate, at int) error {
	for {
		fmt.Fprint(a.out, "Identifier: ")
		id, err := a.line()
		if err != nil {
			return errStopped
		}
		if id == "" {
			break
		}
		fault := a.fault(all, at, id)
		if fault == "" {
			all[at].ID = id
			break
		}
		a.say(fault)
	}
	a.kind(all[at])
	return nil
}

// stop asks what becomes of what has been decided.
func (a *asker) stop() (step int, err error) {
	fmt.Fprint(a.out, "Go on without rules from here, and write the site? y yes, n no, write nothing: ")
	key, err := a.key()
	fmt.Fprintf(a.out, "%c\n", key)
	if err == nil && (key == 'y' || key == 'Y') {
		return keepAndStop, nil
	}
	return 0, errStopped
}

// say writes a text in lines that fit.
func (a *asker) say(words string) {
	var line string
	for _, word := range strings.Fields(words) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > a.width-1 {
			fmt.Fprintln(a.out, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	fmt.Fprintln(a.out, line)
}
