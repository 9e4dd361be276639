package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"handrail/internal/exchange"
	"handrail/internal/output"
	"handrail/internal/source"
)

// quizImport is what quiz import is asked for.
type quizImport struct {
	format, out, media string
	strict             bool
}

func quizImportCommand() *cobra.Command {
	var i quizImport
	cmd := &cobra.Command{
		Use:   "import FILE --out content/quizzes/NAME.md",
		Short: "Make a quiz of a file from a learning system or another quiz program",
		Long: `Make a quiz in markdown of a file from a learning system or another quiz program. What
is left out is reported at its line. Nothing is invented: handrail check then names each
question that lacks a rule, feedback or an explanation. The formats are:

` + listFormats(exchange.Format.Reads),
		Example: `  handrail quiz import questions.xml --out content/quizzes/questions.md
  handrail quiz import old.txt --format gift --out content/quizzes/old.md`,
		Args: takes(1, 1, "name one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return i.run(cmd.OutOrStdout(), cmd.ErrOrStderr(), args[0])
		},
	}
	cmd.Flags().StringVar(&i.format, "format", "", "the format of the file; found out from it unless it is given")
	cmd.Flags().StringVar(&i.out, "out", "", "the quiz to write, in a folder called quizzes; a file that already exists is never changed")
	cmd.Flags().StringVar(&i.media, "media", "", "the folder for its pictures; one beside the quiz unless it is given")
	cmd.Flags().BoolVar(&i.strict, "strict", false, "write nothing if anything would be left out")
	return cmd
}

func (i *quizImport) run(stdout, stderr io.Writer, file string) error {
	if err := validFormat(i.format, exchangeFormats(exchange.Format.Reads)...); err != nil {
		return err
	}
	if i.out == "" {
		return errors.New("say where to write the quiz, with --out content/quizzes/NAME.md")
	}
	format, _ := exchange.Named(i.format)
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("reading %s: %w", file, err)
	}
	set, diags := format.Read(file, data)
	if err := source.WriteText(stderr, diags); err != nil {
		return err
	}
	if set == nil || failing(diags, i.strict) {
		fmt.Fprintf(stderr, "Nothing was written: %s.\n", tally(diags))
		return mistakes{}
	}
	root, err := output.OpenFolder(filepath.Dir(i.out))
	if err != nil {
		return fmt.Errorf("opening the folder of %s: %w", i.out, err)
	}
	defer root.Close()
	if err := output.WriteNew(root, filepath.Base(i.out), exchange.Markdown(set)); errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s already exists, and is not changed: choose another name", i.out)
	} else if err != nil {
		return fmt.Errorf("writing %s: %w", i.out, err)
	}
	_, err = fmt.Fprintf(stdout, "Wrote %s: %s.\n", i.out, plural(len(set.Questions), "question"))
	return err
}
