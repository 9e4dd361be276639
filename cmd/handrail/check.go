package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"handrail/internal/build"
	"handrail/internal/check"
	"handrail/internal/parallel"
	"handrail/internal/source"
)

func checkCommand() *cobra.Command {
	var format string
	var strict, drafts bool
	formats := source.Formats()
	names := slices.Sorted(maps.Keys(formats))
	cmd := &cobra.Command{
		Use:   "check [DIR]",
		Short: "Tell every mistake in the sources, and write nothing",
		Long:  "Tell every mistake in the sources of the folder DIR, or of this folder, in the order of\nthe files. Nothing is written.\n\nWhat is looked for:\n" + listChecks(),
		Example: `  handrail check
  handrail check my-site --strict          warnings fail too
  handrail check --format github           notes beside the lines of a pull request`,
		Args: takes(0, 1, "name one folder at most"),
		RunE: func(cmd *cobra.Command, args []string) error {
			write, known := formats[format]
			if !known {
				return fmt.Errorf("there is no format %q: it can be %s", format, strings.Join(names, ", "))
			}
			src, err := openSources(folder(args))
			if err != nil {
				return err
			}
			if err := src.openCaches(); err != nil {
				return err
			}
			defer src.closeCaches()
			l, err := src.load(drafts, "")
			if err != nil {
				return err
			}
			if src.theme.Own != nil {
				l.diags = source.Sort(append(l.diags, l.tryLayouts()...))
			}
			if err := write(cmd.OutOrStdout(), l.diags); err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "%s checked: %s.\n", plural(len(l.site.Pages), "page"), tally(l.diags))
			if failing(l.diags, strict) {
				return mistakes{}
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "how to tell them: "+strings.Join(names, ", "))
	cmd.Flags().BoolVar(&strict, "strict", false, "fail for warnings too")
	cmd.Flags().BoolVar(&drafts, "drafts", false, "check pages that are marked as drafts too")
	return cmd
}

// tryLayouts renders every page with the site's own layouts: some mistakes in a layout show only then.
func (l *loaded) tryLayouts() []source.Diagnostic {
	errs := make([]error, len(l.outputs))
	parallel.Each(len(errs), func(i int) { _, errs[i] = l.outputs[i].Bytes() })
	var diags []source.Diagnostic
	for _, err := range errs {
		var layout *build.LayoutError
		if errors.As(err, &layout) {
			diags = append(diags, layout.Diagnostics...)
		}
	}
	return diags
}

// listChecks lists what is looked for, a line each.
func listChecks() string {
	var b strings.Builder
	for _, f := range check.Reading() {
		fmt.Fprintf(&b, "  %-13s %s\n", f.Name, f.Doc)
	}
	for _, c := range check.All() {
		fmt.Fprintf(&b, "  %-13s %s\n", c.Name, c.Doc)
	}
	return b.String()
}
