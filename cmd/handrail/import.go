package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"handrail/internal/importer"
	"handrail/internal/language"
	"handrail/internal/output"
	"handrail/internal/site"
	"handrail/internal/source"
)

// documentImport is what import is asked for.
type documentImport struct {
	out string
}

func importCommand() *cobra.Command {
	var i documentImport
	cmd := &cobra.Command{
		Use:   "import SOURCE… --out DIR",
		Short: "Make pages of documents: Word, OpenDocument, web pages and markdown",
		Long: `Make the pages of a site from documents that were written for something else. A source is
a file or a folder. A file that already exists is never changed.`,
		Example: `  handrail import handbook.docx --out my-site
  handrail import docs --out my-site`,
		Args: takes(1, math.MaxInt, "name the documents"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return i.run(cmd.OutOrStdout(), cmd.ErrOrStderr(), args)
		},
	}
	cmd.Flags().StringVar(&i.out, "out", "", "the folder of the site; it is made if it does not exist")
	return cmd
}

func (i *documentImport) run(stdout, stderr io.Writer, args []string) error {
	if i.out == "" {
		return errors.New("say which site the pages are for, with --out DIR")
	}
	into, err := i.site()
	if err != nil {
		return err
	}
	var documents []*importer.Document
	var diags []source.Diagnostic
	for _, name := range args {
		root, err := os.OpenRoot(filepath.Dir(name))
		if err != nil {
			return fmt.Errorf("reading %s: %w", name, err)
		}
		defer root.Close()
		d, more := importer.ReadFile(root.FS(), filepath.Base(name), into.Language)
		if diags = append(diags, more...); d != nil {
			documents = append(documents, d)
		}
	}
	if err := source.WriteText(stderr, source.Sort(diags)); err != nil {
		return err
	}
	if len(documents) < len(args) {
		fmt.Fprintf(stderr, "Nothing was written: %s.\n", tally(diags))
		return mistakes{}
	}
	files := importer.NewPlan(documents, into).Files()
	if into.New {
		shared, err := newSite(true)
		if err != nil {
			return err
		}
		for name, data := range shared {
			files = append(files, importer.File{Path: "content/" + name, Data: data})
		}
	}
	root, err := output.OpenFolder(i.out)
	if err != nil {
		return fmt.Errorf("making the folder: %w", err)
	}
	defer root.Close()
	for _, file := range files {
		if err := output.WriteNew(root, filepath.FromSlash(file.Path), file.Data); err != nil {
			return fmt.Errorf("writing %s: %w", file.Path, err)
		}
	}
	_, err = fmt.Fprintf(stdout, "Read %s, and wrote %s.\n", plural(len(documents), "document"), plural(len(files), "file"))
	return err
}

// site finds out what the site has that the pages are for.
func (i *documentImport) site() (importer.Site, error) {
	into := importer.Site{Has: func(string) bool { return false }, Taken: func(string) bool { return false }, New: true}
	tag := site.Config{Language: "en-GB"}.Language
	if _, err := os.Stat(filepath.Join(i.out, "content")); err == nil {
		src, err := openSources(i.out)
		if err != nil {
			return into, err
		}
		s, _ := site.Load(src.content, site.Options{Drafts: true, Blocks: src.theme.Blocks()})
		tag, into.New = s.Config.Language, false
		into.Has = func(name string) bool { _, err := fs.Stat(src.content, name); return err == nil }
		into.Taken = func(id string) bool { return s.Basis(id) != nil || s.Retired[id] != nil }
	}
	var err error
	into.Language, err = language.Of(tag)
	return into, err
}
