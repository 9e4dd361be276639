package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/term"

	"handrail/internal/importer"
	"handrail/internal/source"
)

// errStopped says that whoever was asked wants nothing to be written.
var errStopped = errors.New("nothing was written, as you stopped")

// ruleImport is how rules are found among the sentences of documents.
type ruleImport struct {
	rules     string // "ask", "all", "none", or "" for what can be done here
	decisions string // a file
	quiz      bool   // quizzes on them are started
}

// check reports what cannot be asked for, before anything is read.
func (r *ruleImport) check(stdin io.Reader, stdout io.Writer) error {
	if !slices.Contains([]string{"", "ask", "all", "none"}, r.rules) {
		return fmt.Errorf("rules cannot be found as %q: write --rules ask, --rules all or --rules none", r.rules)
	}
	if r.rules == "ask" && !atTerminal(stdin, stdout) {
		return errors.New("nobody can be asked here, as this is not typed at a terminal: write --rules all or --rules none, or name decisions with --decisions FILE")
	}
	return nil
}

// atTerminal says whether somebody can be asked.
func atTerminal(stdin io.Reader, stdout io.Writer) bool {
	in, isFile := stdin.(*os.File)
	out, isOut := stdout.(*os.File)
	return isFile && isOut && term.IsTerminal(int(in.Fd())) && term.IsTerminal(int(out.Fd()))
}

// earlier reads the decisions that were named, and those of the site, which are kept.
func (r *ruleImport) earlier(dir string) (named, kept *importer.Decisions, diags []source.Diagnostic, err error) {
	read := func(name string) *importer.Decisions {
		data, readErr := os.ReadFile(name)
		if readErr != nil {
			err = readErr
			return &importer.Decisions{}
		}
		d, more := importer.ReadDecisions(name, data)
		diags = append(diags, more...)
		return d
	}
	own := filepath.Join(dir, importer.DecisionsFile)
	if kept = read(own); errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	named = &importer.Decisions{}
	if r.decisions != "" && err == nil {
		if named = read(r.decisions); filepath.Clean(r.decisions) == own { // it takes the place of what it was
			kept, diags = &importer.Decisions{Written: named.Written, Top: named.Top}, diags[:len(diags)/2]
		}
	}
	if err != nil {
		err = fmt.Errorf("reading decisions: %w", err)
	}
	return named, kept, diags, err
}

// decide finds the rules of a plan, has them decided and places them. It returns what was decided.
func (r *ruleImport) decide(plan *importer.Plan, named, kept *importer.Decisions, today source.Date, stdin io.Reader, stdout io.Writer) (*importer.Decisions, error) {
	candidates := plan.FindRules()
	others := append(kept.Rules, plan.Decide(candidates, named.Rules, today)...)
	rules, open := r.rules, 0
	if rules == "" && atTerminal(stdin, stdout) {
		rules = "ask"
	}
	switch rules {
	case "ask":
		in, out := stdin.(*os.File), stdout.(*os.File)
		if err := newAsker(plan, in, out).all(candidates); err != nil {
			return nil, err
		}
	case "all":
		for _, c := range candidates {
			if !c.Decided {
				c.Rule, c.Decided = true, true
			}
		}
	}
	for _, c := range candidates {
		if !c.Decided {
			open++
		}
	}
	if open > 0 {
		fmt.Fprintf(stdout, "No rule was made of %s that could be one: %s lists them. Decide with --rules ask or --rules all, or in that file, and name it with --decisions.\n", plural(open, "sentence"), importer.DecisionsFile)
	}
	plan.PlaceRules(candidates)
	if r.quiz {
		plan.AddQuizzes(candidates)
	}
	return importer.DecisionsOf(candidates, others), nil
}
