package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"handrail/internal/about"
	"handrail/internal/builder"
	"handrail/internal/check"
	"handrail/internal/parallel"
	"handrail/internal/source"
)

func checkCommand() *cobra.Command {
	var format, named, since string
	var strict, drafts bool
	var reported choice
	formats := source.Formats()
	names := slices.Sorted(maps.Keys(formats))
	cmd := &cobra.Command{
		Use:   "check [DIR]",
		Short: "Report every mistake in the sources, and write nothing",
		Long: `Report every mistake in the sources of the folder DIR, or of this folder: errors first,
then warnings, each in the order of the files. JSON keeps the order of the files for both.
Nothing is written.

The checks are, by name (--explain NAME says more, with an example, and so does
` + about.Page("reference/checks/index") + `):
` + listChecks(),
		Example: `  handrail check
  handrail check my-site --strict          warnings fail too
  handrail check --errors-only
  handrail check --only anchor,image       these two checks alone
  handrail check --since rules.json        compare the rules with those of the published site
  handrail check --format github           notes beside the lines of a pull request
  handrail check --explain anchor          what the check "anchor" finds, and how to fix it`,
		Args: takes(0, 1, "name at most one folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if named != "" {
				text, err := explain(named)
				if err != nil {
					return err
				}
				_, err = io.WriteString(cmd.OutOrStdout(), text)
				return err
			}
			if err := cmp.Or(validFormat(format, names...), reported.valid(strict)); err != nil {
				return err
			}
			src, err := openSources(folder(args))
			if err != nil {
				return err
			}
			if err := src.sayShipped(cmd.ErrOrStderr(), "check", "checking"); err != nil {
				return err
			}
			if err := src.openCaches(); err != nil {
				return err
			}
			defer src.closeCaches()
			defer src.warnOfCaches(cmd.ErrOrStderr())
			if since != "" {
				if src.since, err = readSince(since); err != nil {
					return err
				}
			}
			l, err := src.load(drafts, "")
			if err != nil {
				return err
			}
			if foreign(l.site) {
				return fmt.Errorf("%s has no rule of this site: name the rules.json of this site as it was last published", since)
			}
			if src.theme.Own != nil {
				l.diags = source.Sort(append(l.diags, l.tryLayouts()...))
			}
			diags := reported.pick(l.diags)
			if err := formats[format](cmd.OutOrStdout(), diags); err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "%s checked: %s.\n", plural(len(l.site.Pages), "page"), tallyByCheck(diags))
			if err := l.notes(cmd.ErrOrStderr()); err != nil {
				return err
			}
			if failing(diags, strict) {
				return mistakes{}
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "how to report them: "+strings.Join(names, ", "))
	cmd.Flags().StringVar(&since, "since", "", "the rules.json of the site as it was last published: report rules that have changed and do not say so")
	cmd.Flags().StringVar(&named, "explain", "", "say what the check of this name finds, and how to fix it")
	cmd.Flags().BoolVar(&strict, "strict", false, "fail for warnings too")
	reported.flags(cmd)
	cmd.Flags().BoolVar(&drafts, "drafts", false, "check pages that are marked as drafts too")
	return cmd
}

// tryLayouts renders every page with the site's own layouts: some mistakes in a layout show only then.
func (l *loaded) tryLayouts() []source.Diagnostic {
	errs := make([]error, len(l.outputs))
	parallel.Each(len(errs), func(i int) {
		if o := l.outputs[i]; path.Ext(o.Path) == ".html" { // no other file has a layout, and some are large
			errs[i] = o.Render(io.Discard)
		}
	})
	var diags []source.Diagnostic
	for _, err := range errs {
		var layout *builder.LayoutError
		if errors.As(err, &layout) {
			diags = append(diags, layout.Diagnostics...)
		}
	}
	return diags
}

// listChecks lists what is looked for, by name, with what each finds, in lines that fit a terminal.
func listChecks() string {
	const indent, width = 19, 78
	var b strings.Builder
	byName := slices.SortedFunc(slices.Values(check.Findings()), func(a, b check.Finding) int { return cmp.Compare(a.Name, b.Name) })
	for _, f := range byName {
		line := fmt.Sprintf("  %-*s", indent-3, f.Name)
		for word := range strings.FieldsSeq(f.Finds) {
			if utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
				b.WriteString(line + "\n")
				line = strings.Repeat(" ", indent-1)
			}
			line += " " + word
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// explain says what a check finds, as the documentation does.
func explain(name string) (string, error) {
	f, err := check.Named(name)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("# %s\n\n%s", f.Name, f.Markdown()), nil
}
