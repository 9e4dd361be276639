package main

import (
	"cmp"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"handrail/internal/builder"
	"handrail/internal/exchange"
	"handrail/internal/output"
	"handrail/internal/site"
	"handrail/internal/source"
)

// quizExport is what quiz export is asked for.
type quizExport struct {
	format, out string
	strict      bool
	options     exchange.Options
}

func quizExportCommand() *cobra.Command {
	var e quizExport
	cmd := &cobra.Command{
		Use:   "export QUIZ --format FORMAT",
		Short: "Write a quiz as a file for a learning system or another quiz program",
		Long: `Write a quiz of a site as a file for a learning system or another quiz program. What
the format cannot hold is reported at the line of its question. The formats are:

` + listFormats(exchange.Format.Writes),
		Example: `  handrail quiz export content/quizzes/the-basics.md --format scorm12
  handrail quiz export content/quizzes/the-basics.md --format moodle --out basics.xml`,
		Args: takes(1, 1, "name one quiz"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return e.run(cmd.OutOrStdout(), cmd.ErrOrStderr(), args[0])
		},
	}
	cmd.Flags().StringVar(&e.format, "format", "", "the format of the file")
	cmd.Flags().StringVar(&e.out, "out", "", "the file to write; one named after the quiz and the format, in this folder, unless it is given")
	cmd.Flags().BoolVar(&e.strict, "strict", false, "write nothing if anything would be lost")
	cmd.Flags().BoolVar(&e.options.TrainerNotes, "with-trainer-notes", false, "take the notes for the trainer along (moodle, csv, xlsx)")
	cmd.Flags().IntVar(&e.options.Seconds, "seconds", 0, "how long a question is shown (kahoot, wayground)")
	cmd.Flags().BoolVar(&e.options.Mastery, "mastery", false, "name the score that passes in the package, for a system that needs it (scorm12)")
	cmd.Flags().StringVar(&e.options.Moodle, "moodle", "", "the version of Moodle that the file is for, such as 4.4 (moodle)")
	return cmd
}

// listFormats lists the formats that can do something, a line for each.
func listFormats(can func(exchange.Format) bool) string {
	var b strings.Builder
	for _, f := range exchange.Formats() {
		if can(f) {
			fmt.Fprintf(&b, "  %-12s %s (%s)\n", f.Name, f.Title, f.Ending)
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// exchangeFormats lists the names of the formats that can do something.
func exchangeFormats(can func(exchange.Format) bool) []string {
	var names []string
	for _, f := range exchange.Formats() {
		if can(f) {
			names = append(names, f.Name)
		}
	}
	return names
}

func (e *quizExport) run(stdout, stderr io.Writer, file string) error {
	if err := validFormat(e.format, exchangeFormats(exchange.Format.Writes)...); err != nil {
		return err
	}
	format, _ := exchange.Named(e.format)
	l, page, err := loadQuiz(stderr, file)
	if err != nil {
		return err
	}
	data, diags, err := e.export(l, page, format)
	if err != nil {
		return err
	}
	if err := source.WriteText(stderr, diags); err != nil {
		return err
	}
	if data == nil || failing(diags, e.strict) {
		fmt.Fprintf(stderr, "Nothing was written: %s.\n", tally(diags))
		return mistakes{}
	}
	out := cmp.Or(e.out, format.FileName(path.Base(page.Name())))
	if err := replaceFile(out, data); err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "Wrote %s: %s, %s, %s.\n", out, format.Title, plural(len(page.Quiz.Questions), "question"), byteSize(len(data)))
	return err
}

func byteSize(n int) string {
	if n < 1000 {
		return plural(n, "byte")
	}
	return fmt.Sprintf("%d KB", (n+500)/1000)
}

// export makes the file. Without bytes the diagnostics say why.
func (e *quizExport) export(l *loaded, page *site.Page, format exchange.Format) ([]byte, []source.Diagnostic, error) {
	in := l.input("")
	set, diags, err := builder.ExchangeSet(in, page)
	if err != nil {
		return nil, nil, err
	}
	options := e.options
	if format.Page {
		if options.Page, err = builder.PackagePage(in, page, format.Name); err != nil {
			return nil, nil, err
		}
	}
	data, more := format.Write(set, options)
	return data, source.Sort(append(diags, more...)), nil
}

// loadQuiz loads the site of a quiz, which has to have no errors.
func loadQuiz(stderr io.Writer, file string) (*loaded, *site.Page, error) {
	dir, name, ok := inContent(file)
	if !ok {
		return nil, nil, fmt.Errorf("%s is not in a folder called content: name a quiz of a site, for example content/quizzes/phones.md", file)
	}
	src, err := openSources(dir)
	if err != nil {
		return nil, nil, err
	}
	if err := src.sayShipped(stderr, "quiz export", "exporting a quiz of"); err != nil {
		return nil, nil, err
	}
	l, err := src.load(true, "")
	if err != nil {
		return nil, nil, err
	}
	page := l.site.ByPath[name]
	switch errors, _ := source.Count(l.diags); {
	case errors > 0:
		if err := source.WriteText(stderr, l.diags); err != nil {
			return nil, nil, err
		}
		fmt.Fprintf(stderr, "Nothing was written: the site has %s. Fix the errors first.\n", tally(l.diags))
		return nil, nil, mistakes{}
	case page == nil:
		return nil, nil, fmt.Errorf("there is no page %s in the site", file)
	case page.Quiz == nil:
		return nil, nil, fmt.Errorf("%s is not a quiz: quizzes are in a folder called quizzes", file)
	}
	return l, page, nil
}

// replaceFile writes a file whole, and replaces what has its name.
func replaceFile(name string, data []byte) error {
	root, err := output.OpenFolder(filepath.Dir(name))
	if err != nil {
		return fmt.Errorf("opening the folder of %s: %w", name, err)
	}
	defer root.Close()
	if err := output.Replace(root, filepath.Base(name), data); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}
