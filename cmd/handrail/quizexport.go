package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"handrail/internal/about"
	"handrail/internal/builder"
	"handrail/internal/exchange"
	"handrail/internal/output"
	"handrail/internal/site"
	"handrail/internal/source"
)

// quizExport is what quiz export is asked for.
type quizExport struct {
	format, out, all string
	strict           bool
	options          exchange.Options
}

func quizExportCommand() *cobra.Command {
	var e quizExport
	cmd := &cobra.Command{
		Use:   "export QUIZ --format FORMAT",
		Short: "Write a quiz as a file for a learning system or another quiz program",
		Long: `Write a quiz of a site as a file for a learning system or another quiz program. What
the format cannot hold is reported at the line of its question. The formats are:

` + listFormats(exchange.Format.Writes) + `

With --all, every quiz of the site in the folder SITE, or in this one, is written into
the folder DIR in every format, or in that of --format. A quiz that a format cannot
hold is reported, and all others are written. More of each format:
` + about.Page("guides/learning-systems"),
		Example: `  handrail quiz export content/quizzes/the-basics.md --format scorm12
  handrail quiz export content/quizzes/the-basics.md --format moodle --out basics.xml
  handrail quiz export content/quizzes/the-basics.md --format gift --out - | less
  handrail quiz export --all handout my-site`,
		Args: takes(0, 1, "name one quiz, or with --all the folder of one site"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := e.valid(cmd, args); err != nil {
				return err
			}
			if e.all != "" {
				return e.runAll(cmd.OutOrStdout(), cmd.ErrOrStderr(), folder(args))
			}
			return e.run(cmd.OutOrStdout(), cmd.ErrOrStderr(), args[0])
		},
	}
	cmd.Flags().StringVar(&e.format, "format", "", "the format of the file")
	cmd.Flags().StringVar(&e.out, "out", "", "the file to write, or - for standard output; one named after the quiz and the format, in this folder, unless it is given")
	cmd.Flags().StringVar(&e.all, "all", "", "the folder to write all quizzes of the site into")
	cmd.Flags().BoolVar(&e.strict, "strict", false, "write nothing if anything would be lost")
	cmd.Flags().BoolVar(&e.options.TrainerNotes, "with-trainer-notes", false, "take the notes for the trainer along (moodle, csv, xlsx)")
	cmd.Flags().IntVar(&e.options.Seconds, "seconds", 0, "how long a question is shown (kahoot, wayground)")
	cmd.Flags().BoolVar(&e.options.Mastery, "mastery", false, "name the score that passes in the package, for a system that needs it (scorm12)")
	cmd.Flags().StringVar(&e.options.Moodle, "moodle", "", "the version of Moodle that the file is for, such as 4.4 (moodle)")
	return cmd
}

// valid says what is wrong with the flags.
func (e *quizExport) valid(cmd *cobra.Command, args []string) error {
	switch {
	case e.all != "" && e.out != "":
		return errors.New("--all names the folder of the files, and --out one file: give one of the two")
	case e.all == "" && len(args) == 0:
		return errors.New("name the quiz, as in: handrail quiz export content/quizzes/phones.md --format scorm12")
	case e.all == "" && e.format == "":
		return fmt.Errorf("say which format, with --format and its name:\n%s", listFormats(exchange.Format.Writes))
	case e.format == "":
		return nil
	}
	if err := validFormat(e.format, exchangeFormats(exchange.Format.Writes)...); err != nil {
		return err
	}
	for _, option := range formatOptions() {
		if cmd.Flags().Changed(option.flag) && !slices.Contains(option.formats, e.format) {
			return fmt.Errorf("--%s is for %s, and not for %s", option.flag, strings.Join(option.formats, ", "), e.format)
		}
	}
	return nil
}

// formatOption is a flag that some formats have.
type formatOption struct {
	flag    string
	formats []string
}

func formatOptions() []formatOption {
	return []formatOption{{"with-trainer-notes", []string{"moodle", "csv", "xlsx"}}, {"seconds", []string{"kahoot", "wayground"}}, {"mastery", []string{"scorm12"}}, {"moodle", []string{"moodle"}}}
}

// formatUses says where files of each format are to be used, in a sentence.
func formatUses() map[string]string {
	return map[string]string{
		"scorm12":   "Upload it to a learning system as a SCORM package.",
		"scorm2004": "Upload it to a learning system that asks for SCORM 2004.",
		"cmi5":      "Upload it to a learning system that asks for cmi5.",
		"moodle":    "Import it into the question bank of a Moodle as Moodle XML, into a new category.",
		"gift":      "Import it into the question bank of a Moodle as GIFT, into a new category.",
		"aiken":     "Import it into the question bank of a Moodle as Aiken, into a new category.",
		"qti21":     "Import it into a system that asks for QTI 2.1.",
		"qti22":     "Import it into a system that asks for QTI 2.2.",
		"qti3":      "Import it into a system that asks for QTI 3.0.",
		"csv":       "Open it in a spreadsheet. handrail quiz import reads it again.",
		"xlsx":      "Open it in a spreadsheet. handrail quiz import reads it again.",
		"kahoot":    "Import it as a spreadsheet when you make a kahoot.",
		"wayground": "Import it as a spreadsheet when you make a quiz in Wayground.",
		"anki":      "Import it in Anki. A later file changes the cards, and adds none twice.",
	}
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
	if f, ok := stdout.(*os.File); ok && e.out == "-" && term.IsTerminal(int(f.Fd())) {
		return errors.New("a terminal cannot show this file: write it with --out FILE, or hand it to another program with |")
	}
	format, _ := exchange.Named(e.format)
	l, page, err := loadQuiz(stderr, file)
	if err != nil {
		return err
	}
	defer l.closeCaches()
	in := l.input("")
	set, diags, err := builder.ExchangeSet(in, page)
	if err != nil {
		return err
	}
	data, more, err := e.write(in, page, set, format)
	if err != nil {
		return err
	}
	diags = source.Sort(append(diags, more...))
	if err := source.WriteText(stderr, diags); err != nil {
		return err
	}
	if data == nil || failing(diags, e.strict) {
		fmt.Fprintf(stderr, "Nothing was written: %s.\n", tally(diags))
		return mistakes{}
	}
	if e.out == "-" {
		_, err := stdout.Write(data)
		return err
	}
	out := cmp.Or(e.out, format.FileName(path.Base(page.Name())))
	if err := replaceFile(out, data); err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "Wrote %s: %s, %s.\n%s\n", out, format.Title, byteSize(len(data)), formatUses()[format.Name])
	return err
}

func byteSize(n int) string {
	switch {
	case n < 1000:
		return plural(n, "byte")
	case n < 10_000_000:
		return fmt.Sprintf("%d KB", (n+500)/1000)
	}
	return fmt.Sprintf("%d MB", (n+500_000)/1_000_000)
}

// write makes the file of a quiz. Without bytes the diagnostics say why.
func (e *quizExport) write(in builder.Input, page *site.Page, set *exchange.Set, format exchange.Format) ([]byte, []source.Diagnostic, error) {
	options := e.options
	if format.Page {
		var err error
		if options.Page, err = builder.PackagePage(in, page, format.Name); err != nil {
			return nil, nil, err
		}
	}
	data, diags := format.Write(set, options)
	return data, diags, nil
}

// loadQuiz loads the site of a quiz, which has to have no errors.
func loadQuiz(stderr io.Writer, file string) (*loaded, *site.Page, error) {
	dir, name, ok := inContent(file)
	if !ok {
		return nil, nil, fmt.Errorf("%s is not in a folder called content: name a quiz of a site, for example content/quizzes/phones.md", file)
	}
	l, err := loadForExport(stderr, dir)
	if err != nil {
		return nil, nil, err
	}
	page := l.site.ByPath[name]
	switch {
	case page == nil:
		return nil, nil, fmt.Errorf("there is no page %s in the site", file)
	case page.Quiz == nil:
		return nil, nil, fmt.Errorf("%s is not a quiz: quizzes are in a folder called quizzes", file)
	}
	return l, page, nil
}

// loadForExport loads a site, which has to have no errors. What its own exchange: would lose is not reported. The caller closes the caches.
func loadForExport(stderr io.Writer, dir string) (*loaded, error) {
	src, err := openSources(dir)
	if err != nil {
		return nil, err
	}
	if err := src.sayShipped(stderr, "quiz export", "exporting a quiz of"); err != nil {
		return nil, err
	}
	if err := src.openCaches(); err != nil {
		return nil, err
	}
	l, err := src.read(true, nil)
	if err != nil {
		return nil, err
	}
	l.dress()
	if errors, _ := source.Count(l.diags); errors > 0 {
		if err := source.WriteText(stderr, l.diags); err != nil {
			return nil, err
		}
		fmt.Fprintf(stderr, "Nothing was written: the site has %s. Fix the errors first.\n", tally(l.diags))
		return nil, mistakes{}
	}
	return l, nil
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
