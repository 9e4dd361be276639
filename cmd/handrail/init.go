package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"handrail/content"
)

func initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init DIR",
		Short: "Start a site of your own from the one that ships with Handrail",
		Long: `Write the content that ships with Handrail into DIR/content, for you to edit.

A folder DIR/content that is there already is never changed.`,
		Example: `  handrail init my-site
  handrail serve my-site`,
		Args: takes(1, 1, "name the folder for your site"),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := writeContent(args[0])
			if err != nil {
				return err
			}
			dir := filepath.Join(args[0], "content")
			fmt.Fprintf(cmd.OutOrStdout(), "Wrote %s into %s. Start with %s, and see it with: handrail serve %s\n",
				plural(n, "file"), dir, filepath.Join(dir, "site.yaml"), args[0])
			return nil
		},
	}
}

// writeContent writes the embedded content into dir/content: beside its place first, so that it is there whole or not
// at all.
func writeContent(dir string) (files int, err error) {
	place := filepath.Join(dir, "content")
	if _, err := os.Lstat(place); err == nil {
		return 0, fmt.Errorf("%s is there already, and is left as it is: name another folder", place)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("looking for %s: %w", place, err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return 0, fmt.Errorf("making the folder: %w", err)
	}
	temp, err := os.MkdirTemp(dir, ".handrail-new-")
	if err != nil {
		return 0, fmt.Errorf("making the folder: %w", err)
	}
	defer os.RemoveAll(temp)
	err = fs.WalkDir(content.FS, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(content.FS, name)
		if err != nil {
			return err
		}
		files++
		return writeNew(filepath.Join(temp, filepath.FromSlash(name)), data)
	})
	if err == nil {
		err = os.Chmod(temp, 0o755)
	}
	if err == nil {
		err = os.Rename(temp, place)
	}
	if err != nil {
		return 0, fmt.Errorf("writing the content: %w", err)
	}
	return files, nil
}
