package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"handrail/content"
	"handrail/internal/output"
	"handrail/internal/pattern"
	"handrail/internal/site"
	"handrail/templates"
)

func initCommand() *cobra.Command {
	var empty bool
	cmd := &cobra.Command{
		Use:   "init DIR",
		Short: "Start a site of your own from the one that ships with Handrail",
		Long: `Write the content that ships with Handrail into DIR/content, for you to edit. With
--empty, write one page and the settings of a site instead.

The words of the interface go to DIR/templates/strings/en-GB.yaml.example, to
start another language from. That file itself is never read, so the words of a
later version of Handrail reach your site.

A folder DIR/content that already exists is never changed.`,
		Example: `  handrail init my-site
  handrail init my-site --empty
  handrail serve my-site`,
		Args: takes(1, 1, "name the folder for your site"),
		RunE: func(cmd *cobra.Command, args []string) error {
			files, err := newSite(empty)
			if err != nil {
				return err
			}
			words, err := writeSite(args[0], files)
			if err != nil {
				return err
			}
			dir := filepath.Join(args[0], "content")
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "Wrote %s into %s. Start with %s, and see it with: %s\nTo show the site in another language, start from %s.\n",
				plural(len(files), "file"), dir, filepath.Join(dir, "site.yaml"), serving(args[0], false), words)
			return err
		},
	}
	cmd.Flags().BoolVar(&empty, "empty", false, "start with one page")
	return cmd
}

// ownID is the line of site.yaml that distinguishes a site from every other one.
var ownID = pattern.New(`(?m)^id: .*$`)

// newSite returns the files of a new site within content/: those that ship, or one page and the settings. It has an identifier of
// its own.
func newSite(empty bool) (map[string][]byte, error) {
	files := map[string][]byte{}
	if empty {
		for _, name := range []string{"site.yaml", "index.md"} {
			data, err := starters.ReadFile("starters/empty/" + name)
			if err != nil {
				return nil, fmt.Errorf("reading the new site: %w", err)
			}
			files[name] = data
		}
	} else {
		err := fs.WalkDir(content.FS, ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			files[name], err = fs.ReadFile(content.FS, name)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("reading the content that ships: %w", err)
		}
	}
	files["site.yaml"] = ownID().ReplaceAll(files["site.yaml"], []byte("id: "+site.NewID()))
	return files, nil
}

// writeSite writes the files of a new site into content/ of a folder, and the words of the interface for another language to start
// from; it returns where these are.
func writeSite(dir string, files map[string][]byte) (words string, err error) {
	root, err := output.OpenFolder(dir)
	if err != nil {
		return "", fmt.Errorf("making the folder: %w", err)
	}
	defer root.Close()
	if err := writeContent(root, dir, files); err != nil {
		return "", err
	}
	return writeWords(root, dir)
}

// writeWords writes the words of the interface for another language to start from, and returns where. A file that already exists
// is left as it is.
func writeWords(root *os.Root, dir string) (string, error) {
	const name = "strings/en-GB.yaml"
	words, err := fs.ReadFile(templates.FS, name)
	if err != nil {
		return "", fmt.Errorf("reading the words of the interface: %w", err)
	}
	const how = `# Every word of the interface, in English. Handrail does not read this file.
# To show a site in Welsh, for example: copy this file to cy.yaml beside it, translate
# the text of each line, and write language: cy in content/site.yaml.
# Lines that you leave out stay English. To change a few English words, write only
# those lines into en-GB.yaml beside this file.

`
	file := filepath.Join("templates", filepath.FromSlash(name)+".example")
	if err := output.WriteNew(root, file, append([]byte(how), words...)); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", fmt.Errorf("writing the words of the interface: %w", err)
	}
	return filepath.Join(dir, file), nil
}

// writeContent writes the files of a new site into content/ of the folder dir: beside its place first, so that it exists whole or not at all.
func writeContent(root *os.Root, dir string, files map[string][]byte) error {
	if _, err := root.Lstat("content"); err == nil {
		return fmt.Errorf("%s already exists, and is left as it is: name another folder", filepath.Join(dir, "content"))
	}
	temp := output.Temporary()
	defer func() { _ = output.RemoveAll(root, temp) }() // nothing is there when all went well
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := output.WriteNew(root, filepath.Join(temp, filepath.FromSlash(name)), files[name]); err != nil {
			return fmt.Errorf("writing the content: %w", err)
		}
	}
	if err := output.Rename(root, temp, "content"); err != nil {
		return fmt.Errorf("writing the content: %w", err)
	}
	return nil
}
