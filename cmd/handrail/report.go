package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"handrail/internal/check"
	"handrail/internal/source"
)

// choice is which diagnostics a command reports.
type choice struct {
	errorsOnly   bool
	only, except []string // names of checks
}

func (c *choice) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&c.errorsOnly, "errors-only", false, "leave out the warnings")
	cmd.Flags().StringSliceVar(&c.only, "only", nil, "report only these checks, by their names with commas between them")
	cmd.Flags().StringSliceVar(&c.except, "except", nil, "report all checks except these")
}

// valid is an error if there is no such choice.
func (c choice) valid(strict bool) error {
	for _, name := range slices.Concat(c.only, c.except) {
		if _, err := check.Named(name); err != nil {
			return err
		}
	}
	if c.errorsOnly && strict {
		return errors.New("--strict lets warnings count and --errors-only leaves them out: give one of the two")
	}
	return nil
}

// pick gives the diagnostics that are to be reported, in their order.
func (c choice) pick(diags []source.Diagnostic) []source.Diagnostic {
	var picked []source.Diagnostic
	for _, d := range diags {
		if c.errorsOnly && d.Severity != source.Error || len(c.only) > 0 && !slices.Contains(c.only, d.Check) || slices.Contains(c.except, d.Check) {
			continue
		}
		picked = append(picked, d)
	}
	return picked
}

// tally says how many mistakes there are: "2 errors and 1 warning".
func tally(diags []source.Diagnostic) string {
	errors, warnings := source.Count(diags)
	switch {
	case errors == 0 && warnings == 0:
		return "no mistakes"
	case warnings == 0:
		return plural(errors, "error")
	case errors == 0:
		return plural(warnings, "warning")
	}
	return plural(errors, "error") + " and " + plural(warnings, "warning")
}

// tallyByCheck says how many mistakes there are, and of which checks: "2 errors and 1 warning: 2 page-link, 1 sentence". Checks
// with errors come first, and of these the most frequent.
func tallyByCheck(diags []source.Diagnostic) string {
	type count struct {
		name       string
		errors, of int
	}
	var counts []count
	for _, d := range diags {
		at := slices.IndexFunc(counts, func(c count) bool { return c.name == d.Check })
		if at < 0 {
			at = len(counts)
			counts = append(counts, count{name: d.Check})
		}
		counts[at].of++
		if d.Severity == source.Error {
			counts[at].errors++
		}
	}
	slices.SortFunc(counts, func(a, b count) int {
		return cmp.Or(cmp.Compare(min(b.errors, 1), min(a.errors, 1)), cmp.Compare(b.of, a.of), cmp.Compare(a.name, b.name))
	})
	var parts []string
	for _, c := range counts {
		parts = append(parts, fmt.Sprintf("%d %s", c.of, c.name))
	}
	if len(parts) == 0 {
		return tally(diags)
	}
	return tally(diags) + ": " + strings.Join(parts, ", ")
}

// notes says what is not reported although it may be there.
func (l *loaded) notes(w io.Writer) error {
	var err error
	if l.off > 0 {
		_, err = fmt.Fprintf(w, "%d not reported: turned off in content/site.yaml.\n", l.off)
	}
	if l.waiting {
		_, more := fmt.Fprintln(w, "References to the files above that could not be fully read are checked once they can be.")
		err = errors.Join(err, more)
	}
	return err
}
