package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"handrail/internal/exchange"
	"handrail/internal/language"
	"handrail/internal/output"
	"handrail/internal/site"
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
	if i.format != "" {
		if err := validFormat(i.format, exchangeFormats(exchange.Format.Reads)...); err != nil {
			return err
		}
	}
	place, err := i.place()
	if err != nil {
		return err
	}
	data, err := readImport(file)
	if err != nil {
		return err
	}
	format, err := i.formatOf(file, data)
	if err != nil {
		return err
	}
	set, diags := format.Read(file, data)
	if set != nil {
		diags = append(diags, exchange.Adopt(set, place.site)...)
		if set.Title == "" {
			set.Title = title(strings.TrimSuffix(path.Base(place.quiz), ".md"))
		}
	}
	if err := source.WriteText(stderr, source.Sort(diags)); err != nil {
		return err
	}
	if set != nil && len(set.Questions) == 0 {
		return fmt.Errorf("%s has no question that can be read as %s. If it has another format, name it with --format", file, format.Title)
	}
	if set == nil || failing(diags, i.strict) {
		fmt.Fprintf(stderr, "Nothing was written: %s.\n", tally(diags))
		return mistakes{}
	}
	if err := place.write(set); errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s already exists, and is not changed: choose another name", i.out)
	} else if err != nil {
		return fmt.Errorf("writing %s: %w", i.out, err)
	}
	_, err = fmt.Fprintf(stdout, "Read %s as %s, and wrote %s.\n%s\n", file, format.Title, i.out, lacking(set))
	return err
}

// readImport reads a file that is imported, or what is typed for "-". One that is too large is not read whole.
func readImport(file string) ([]byte, error) {
	in := io.Reader(os.Stdin)
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", file, err)
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, exchange.MaxImport+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading %s: %w", file, err)
	case len(data) > exchange.MaxImport:
		return nil, fmt.Errorf("%s is larger than %d MB: export the questions in several files", file, exchange.MaxImport>>20)
	}
	return data, nil
}

// formatOf is the format of a file: the one that was named, or the only one that it can be.
func (i *quizImport) formatOf(file string, data []byte) (exchange.Format, error) {
	if format, ok := exchange.Named(i.format); ok {
		return format, nil
	}
	found := exchange.Recognise(file, data)
	if len(found) == 1 {
		return found[0], nil
	}
	names := exchangeFormats(exchange.Format.Reads)
	which := "is in no format that is known by its ending or by what is in it"
	if len(found) > 1 {
		names = nil
		for _, format := range found {
			names = append(names, format.Name)
		}
		which = "can be in several formats"
	}
	return exchange.Format{}, fmt.Errorf("%s %s: name it, with --format %s", file, which, strings.Join(names, " or "))
}

// importPlace is where an imported quiz goes.
type importPlace struct {
	content string // the folder
	quiz    string // its path there
	media   string // the folder of its pictures there
	site    exchange.Site
}

// place finds out where the quiz goes, and what its site has.
func (i *quizImport) place() (*importPlace, error) {
	if i.out == "" {
		return nil, errors.New("say where to write the quiz, with --out content/quizzes/NAME.md")
	}
	dir, name, err := newPlace("quiz", i.out)
	if err != nil {
		return nil, err
	}
	src, err := openSources(dir)
	if err != nil {
		return nil, err
	}
	if src.shipped {
		return nil, fmt.Errorf("there is no folder content in %s yet. %s", placeName(dir), instead(dir, "quiz import"))
	}
	p := &importPlace{content: filepath.Join(dir, "content"), quiz: name, media: strings.TrimSuffix(name, ".md")}
	if _, err := fs.Stat(src.content, name); err == nil {
		return nil, fmt.Errorf("%s already exists, and is not changed: choose another name", i.out)
	}
	if i.media != "" {
		other, media, ok := inContent(filepath.Join(i.media, "picture"))
		if !ok || filepath.Clean(other) != filepath.Clean(dir) {
			return nil, fmt.Errorf("the folder for pictures, %s, is not in %s: a page can show only what is there", i.media, p.content)
		}
		p.media = path.Dir(media)
	}
	s, _ := site.Load(src.content, site.Options{Drafts: true, Blocks: src.theme.Blocks()})
	lang, _ := language.Of(s.Config.Language) // check reports what is no language
	media, err := filepath.Rel(filepath.FromSlash(path.Dir(name)), filepath.FromSlash(p.media))
	if err != nil {
		return nil, fmt.Errorf("finding the folder of the pictures: %w", err)
	}
	p.site = exchange.Site{Language: lang, Rule: func(id string) bool { return s.Basis(id) != nil }, Retired: func(id string) bool { return s.Retired[id] != nil },
		Media: strings.TrimPrefix(filepath.ToSlash(media)+"/", "./")}
	return p, nil
}

// write writes the pictures and then the quiz, or none of them.
func (p *importPlace) write(set *exchange.Set) (err error) {
	root, err := output.OpenFolder(p.content)
	if err != nil {
		return err
	}
	defer root.Close()
	files := &newFiles{root: root}
	defer func() {
		if err != nil {
			files.undo()
		}
	}()
	for _, href := range slices.Sorted(maps.Keys(set.Images)) {
		image := set.Images[href]
		name := path.Join(p.media, image.Name)
		err := files.put(name, image.Data)
		if errors.Is(err, fs.ErrExist) { // it is named after what it holds
			if old, readErr := root.ReadFile(filepath.FromSlash(name)); readErr == nil && bytes.Equal(old, image.Data) {
				err = nil
			}
		}
		if err != nil {
			return err
		}
	}
	return files.put(p.quiz, exchange.Markdown(set))
}

// lacking says how much was read, and what handrail check will ask for.
func lacking(set *exchange.Set) string {
	rules, feedback, explanations := 0, 0, 0
	for _, q := range set.Questions {
		if len(q.Rules) == 0 {
			rules++
		}
		if len(q.Explanation) == 0 {
			explanations++
		}
		for _, c := range q.Choices {
			if !c.Right && len(c.Feedback) == 0 {
				feedback++
			}
		}
	}
	said := plural(len(set.Questions), "question") + " read"
	if set.LeftOut > 0 {
		said += fmt.Sprintf(", %d left out", set.LeftOut)
	}
	said += "."
	for _, part := range []struct {
		n         int
		one, many string
	}{
		{rules, "question names no rule yet", "questions name no rule yet"},
		{feedback, "wrong choice has no feedback", "wrong choices have no feedback"},
		{explanations, "question has no explanation", "questions have no explanation"},
	} {
		switch {
		case part.n == 1:
			said += " 1 " + part.one + "."
		case part.n > 1:
			said += fmt.Sprintf(" %d %s.", part.n, part.many)
		}
	}
	return said + " Now run: handrail check"
}
