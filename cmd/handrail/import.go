package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"handrail/internal/importer"
	"handrail/internal/output"
	"handrail/internal/source"
)

// documentImport is what import is asked for.
type documentImport struct {
	out, generator string
	dryRun, update bool
	rules          ruleImport
}

func importCommand() *cobra.Command {
	var i documentImport
	cmd := &cobra.Command{
		Use:   "import SOURCE… --out DIR",
		Short: "Make pages of documents: Word, OpenDocument, web pages and markdown",
		Long: `Make pages of documents that were written for something else, in a new site or in one that
exists. A source is a document, such as handbook.docx, or a folder of documents, which may
have been made for another program. A long document becomes a page for each of its main
headings, and one that introduces them. The files of a folder stay a page each.

Nothing that exists is changed: pages get names that are free, and if one file cannot be
written, none is. Each word of a document is on a page or in DIR/import-report.md. That
report says what became what, what is on no page, and what needs a person, which comes
first. DIR/import-report.json is the same for programs.

Sentences that oblige somebody, such as "You must lock the door", can become rules, which
quizzes and checklists act on. At a terminal you are asked about each; elsewhere none is
made unless you write --rules all. What was decided is in DIR/import-decisions.yaml, which
you can change and name with --decisions.

With --update the documents are newer versions of those that the site was made of. Pages
that nobody has edited since get the new text, rules keep their identifiers, and the report
says what is new, has changed and is gone. The new text of a page that somebody has edited
goes to DIR/import-update.`,
		Example: `  handrail import handbook.docx --out my-site
  handrail import handbook.docx --out my-site --dry-run
  handrail import phones.odt expenses.html --out my-site
  handrail import handbook.docx --out my-site --rules all
  handrail import handbook.docx --out my-site --update
  handrail import old-site --generator hugo --out my-site`,
		Args: takes(1, math.MaxInt, "name the documents, or the folders that they are in"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return i.run(cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr(), args)
		},
	}
	cmd.Flags().StringVar(&i.out, "out", "", "the folder of the site; a new site is started there if it has none")
	cmd.Flags().StringVar(&i.generator, "generator", "", "what a folder was made for, if it is not found out: "+strings.Join(generatorNames(), ", "))
	cmd.Flags().BoolVar(&i.dryRun, "dry-run", false, "say what would be written, and write nothing")
	cmd.Flags().StringVar(&i.rules.rules, "rules", "", "which sentences become rules: ask for each, all or none; ask at a terminal and none elsewhere unless it is given")
	cmd.Flags().StringVar(&i.rules.decisions, "decisions", "", "a file that says which sentences are rules, as DIR/import-decisions.yaml does")
	cmd.Flags().BoolVar(&i.update, "update", false, "the documents are newer versions of those that the site was made of")
	cmd.Flags().BoolVar(&i.rules.quiz, "quiz", false, "start a quiz for each page with rules: a draft, with a question on each rule that you write")
	return cmd
}

// generatorNames are the names of what folders of documents are made for.
func generatorNames() []string {
	var names []string
	for _, g := range importer.Generators() {
		names = append(names, g.Name)
	}
	return names
}

func (i *documentImport) run(stdin io.Reader, stdout, stderr io.Writer, args []string) error {
	if i.out == "" {
		return errors.New("say which site the pages are for, with --out DIR")
	}
	if i.update && i.rules.decisions != "" {
		return errors.New("an update keeps to the decisions of the site: leave out --decisions, or --update")
	}
	if i.update {
		i.rules.decisions = filepath.Join(i.out, importer.DecisionsFile)
	}
	if err := i.rules.check(stdin, stdout); err != nil {
		return err
	}
	into, err := openImportSite(i.out)
	if err != nil {
		return err
	}
	if names := generatorNames(); i.generator != "" && !slices.Contains(names, i.generator) {
		return fmt.Errorf("there is no generator %q: it can be %s", i.generator, strings.Join(names, ", "))
	}
	day, err := today()
	if err != nil {
		return err
	}
	named, kept, diags, err := i.rules.earlier(i.out)
	if err != nil {
		return err
	}
	documents, more, err := i.read(stderr, args, into)
	if err != nil {
		return err
	}
	diags = append(diags, more...)
	if err := source.WriteText(stderr, source.Sort(diags)); err != nil {
		return err
	}
	if failing(diags, false) {
		fmt.Fprintf(stderr, "Nothing was written: %s.\n", tally(diags))
		return mistakes{}
	}
	if i.update {
		if err := into.again(documents, kept); err != nil {
			return err
		}
	}
	before := named.YAML()
	plan := importer.NewPlan(documents, into.Site)
	if i.dryRun && i.rules.rules == "" {
		i.rules.rules = "none"
	}
	decisions, err := i.rules.decide(plan, named, kept, day, stdin, stdout)
	if err != nil {
		return err
	}
	update := &importer.Update{}
	if i.update {
		update = plan.Update(kept.Written, i.now)
	}
	decisions.Written, decisions.Top = plan.Written(kept.Written, day), into.New || kept.Top
	if i.update && bytes.Equal(before, decisions.YAML()) {
		_, err := fmt.Fprintf(stdout, "Read %s. The site has all of it already. Nothing was written.\n", plural(len(documents), "document"))
		return err
	}
	report := plan.Report(day)
	if i.dryRun {
		return writePlan(stdout, i.out, report)
	}
	name, err := i.write(plan, update, report, decisions, into)
	if err != nil {
		return err
	}
	if i.update {
		return i.sayUpdate(stdout, update, report, filepath.Join(i.out, name))
	}
	return i.say(stdout, report, filepath.Join(i.out, name))
}

// read reads the documents, and says what each folder was taken for.
func (i *documentImport) read(stderr io.Writer, args []string, into *importSite) (documents []*importer.Document, diags []source.Diagnostic, err error) {
	collect(gcAfter) // most of what is read is pictures, which are held until they are written
	for _, name := range args {
		info, err := os.Stat(name)
		if err != nil {
			return nil, nil, fmt.Errorf("reading %s: %w", name, err)
		}
		dir := name
		if !info.IsDir() {
			dir = filepath.Dir(name)
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			return nil, nil, fmt.Errorf("reading %s: %w", name, err)
		}
		defer root.Close()
		if !info.IsDir() {
			d, more := importer.ReadFile(root.FS(), filepath.Base(name), into.Language)
			if diags = append(diags, more...); d != nil {
				documents = append(documents, d)
			}
			continue
		}
		f, more := importer.ReadFolder(root.FS(), i.generator, into.Language)
		if diags = append(diags, more...); f == nil {
			continue
		}
		f.Name = title(filepath.Base(filepath.Clean(name)))
		documents = append(documents, f.Documents...)
		if len(f.Documents) == 0 && !failing(more, false) {
			return nil, nil, fmt.Errorf("%s has no document that can be read", name)
		}
		fmt.Fprintf(stderr, "Read %s as %s. If it is something else, name that with --generator.\n", name, f.Generator.Title)
	}
	return documents, diags, nil
}

// now is a file of the site as it is; nil when it is not there.
func (i *documentImport) now(name string) []byte {
	data, err := os.ReadFile(filepath.Join(i.out, filepath.FromSlash(name)))
	if err != nil {
		return nil
	}
	return data
}

// write writes the site and the report, or none of it, and returns the name of the report.
func (i *documentImport) write(plan *importer.Plan, update *importer.Update, report *importer.Report, decisions *importer.Decisions, into *importSite) (name string, err error) {
	files := plan.Files()
	if into.New {
		settings, err := into.settings(plan.Title())
		if err != nil {
			return "", err
		}
		files = append(files, importer.File{Path: "content/site.yaml", Data: settings})
	}
	root, err := output.OpenFolder(i.out)
	if err != nil {
		return "", fmt.Errorf("making the folder: %w", err)
	}
	defer root.Close()
	name = freeName(root, "import-report", ".md", ".json")
	beside := freeName(root, "import-update", "")
	for _, file := range update.Beside {
		files = append(files, importer.File{Path: beside + "/" + file.Path, Data: file.Data})
	}
	files = append(files, importer.File{Path: name + ".md", Data: report.Markdown()}, importer.File{Path: name + ".json", Data: report.JSON()})
	w := &newFiles{root: root}
	for _, file := range files {
		if err := w.put(file.Path, file.Data); err != nil {
			w.undo()
			if errors.Is(err, fs.ErrExist) {
				err = errors.New("it was made by somebody else meanwhile, and is not changed")
			}
			return "", fmt.Errorf("writing %s: %w. Nothing was written", filepath.Join(i.out, filepath.FromSlash(file.Path)), err)
		}
	}
	for _, file := range append(update.Replaced, importer.File{Path: importer.DecisionsFile, Data: decisions.YAML()}) { // that file has what was decided before as well
		if err := w.replace(file.Path, file.Data); err != nil {
			w.undo()
			return "", fmt.Errorf("writing %s: %w. Nothing was written", filepath.Join(i.out, filepath.FromSlash(file.Path)), err)
		}
	}
	if into.New {
		if err := into.settle(root, i.out); err != nil {
			w.undo()
			return "", fmt.Errorf("checking the new site: %w. Nothing was written", err)
		}
	}
	return name + ".md", nil
}

// freeName is a name in a folder, without its endings, that nothing has.
func freeName(root *os.Root, stem string, endings ...string) string {
	name := stem
	for n := 2; slices.ContainsFunc(endings, func(ending string) bool {
		_, err := root.Lstat(name + ending)
		return !errors.Is(err, fs.ErrNotExist)
	}); n++ {
		name = stem + "-" + strconv.Itoa(n)
	}
	return name
}
