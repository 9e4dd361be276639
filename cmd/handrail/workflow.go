package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"github.com/spf13/cobra"

	"handrail/internal/about"
	"handrail/internal/output"
)

// workflows are the files with which services that keep a site's sources build and publish it.
//
//go:embed workflows
var workflows embed.FS

// workflowFiles says where each service looks for its file, in a repository.
func workflowFiles() map[string]string {
	return map[string]string{"github": ".github/workflows/handrail.yml", "gitlab": ".gitlab-ci.yml"}
}

func workflowCommand() *cobra.Command {
	services := []string{"github", "gitlab"}
	return &cobra.Command{
		Use:   "workflow github|gitlab [DIR]",
		Short: "Write the file with which GitHub or GitLab builds and publishes a site",
		Long: `Write the file with which GitHub Pages or GitLab Pages builds the site of the folder
DIR, or of this folder, and publishes it, each time that its sources change there.

The file goes where the service looks for it, at the top of the Git repository that
the folder is in. It gets this version of Handrail, compares its checksum, and builds;
a mistake in the sources stops it, and the published site stays as it was. A file that
already exists is never changed.`,
		Example: `  handrail new workflow github
  handrail new workflow gitlab my-site`,
		Args:      takes(1, 2, "name a service, and at most one folder"),
		ValidArgs: services,
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(services, args[0]) {
				return fmt.Errorf("there is no workflow for %q: it can be %s", args[0], strings.Join(services, ", "))
			}
			file, err := writeWorkflow(args[0], folder(args[1:]))
			if err != nil {
				return err
			}
			w := cmd.OutOrStdout()
			fmt.Fprintf(w, "Wrote %s. Add it to the repository, and push.\n", file)
			if about.IsPlaceholder() {
				fmt.Fprintf(w, "%s is not a real address, as Handrail has no public home yet: put the program's archive and checksums.txt on a server of yours,\nand write its address after HANDRAIL_DOWNLOADS.\n", about.Home)
			}
			return nil
		},
	}
}

// writeWorkflow writes the file of a service for the site in a folder, and returns where.
func writeWorkflow(service, dir string) (string, error) {
	if !holdsSources(filepath.Join(dir, "content")) {
		return "", fmt.Errorf("there is no folder content in %s yet. %s", placeName(dir), instead(dir, "new workflow"))
	}
	repository, within, err := repositoryOf(dir)
	if err != nil {
		return "", err
	}
	tmpl, err := template.ParseFS(workflows, "workflows/"+service+".yml")
	if err != nil {
		return "", fmt.Errorf("reading the workflow: %w", err)
	}
	var text strings.Builder
	err = tmpl.Execute(&text, map[string]string{
		"Version":   about.Version,
		"Downloads": about.Downloads(about.Version),
		"Archive":   about.File(about.Version, "linux_amd64.tar.gz"),
		"Dir":       within,
	})
	if err != nil {
		return "", fmt.Errorf("writing the workflow: %w", err)
	}
	root, err := os.OpenRoot(repository)
	if err != nil {
		return "", err
	}
	defer root.Close()
	name := filepath.FromSlash(workflowFiles()[service])
	file := filepath.Join(repository, name)
	err = root.MkdirAll(filepath.Dir(name), 0o755)
	if err == nil {
		err = output.WriteNew(root, name, []byte(text.String()))
	}
	if errors.Is(err, fs.ErrExist) {
		return "", fmt.Errorf("%s already exists, and is left as it is: rename it, write a new one, and take over what you need", file)
	} else if err != nil {
		return "", fmt.Errorf("writing the workflow: %w", err)
	}
	return file, nil
}

// repositoryOf returns the top folder of the Git repository that a folder is in, or the folder itself where it is in none; and the folder's
// path within it as a shell takes it.
func repositoryOf(dir string) (repository, within string, err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return "", "", err
	}
	repository = dir
	for above := dir; ; above = filepath.Dir(above) {
		if _, err := os.Lstat(filepath.Join(above, ".git")); err == nil { // a folder, or a file in a linked worktree
			repository = above
			break
		}
		if above == filepath.Dir(above) {
			break
		}
	}
	within, err = filepath.Rel(repository, dir)
	if err != nil {
		return "", "", err
	}
	within = filepath.ToSlash(within)
	if !plainPath().MatchString(within) {
		return "", "", fmt.Errorf("the folder %s has a character in its name that the services' scripts would not take: use letters, digits, dashes and underscores", within)
	}
	return repository, within, nil
}
