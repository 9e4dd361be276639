package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"time"

	"github.com/spf13/cobra"

	"handrail/internal/markdown"
	"handrail/internal/output"
	"handrail/internal/path"
	"handrail/internal/pattern"
	"handrail/internal/site"
)

// starters are the files that new writes, one for each kind of page.
//
//go:embed starters
var starters embed.FS

// starterFolders says in a folder of which name a kind of page has to be; any for a page.
func starterFolders() map[string]string {
	return map[string]string{"page": "", "quiz": "quizzes", "statement": "statements", "checklist": "checklists", "path": "paths"}
}

func newCommand() *cobra.Command {
	kinds := []string{"page", "quiz", "statement", "checklist", "path"}
	cmd := &cobra.Command{
		Use:   "new page|quiz|statement|checklist|path PATH",
		Short: "Write a new file with everything explained in it",
		Long: `Write a new page, quiz, statement, checklist or path, to be filled in. Comments in
it say what each part is for. It has no mistakes, so you can view it at once.

A quiz has to be in a folder called quizzes, a statement in one called statements,
a checklist in one called checklists, a path in one called paths. A path begins as a
list of the pages for its audience: content/paths/lead.md is the path of the audience
lead. A file that already exists is never changed.`,
		Example: `  handrail new page content/guidance/video-calls.md
  handrail new quiz content/quizzes/phones.md
  handrail new path content/paths/lead.md`,
		Args:      takes(2, 2, "name a kind and a file"),
		ValidArgs: kinds,
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(kinds, args[0]) {
				return fmt.Errorf("there is no kind %q: it can be %s", args[0], strings.Join(kinds, ", "))
			}
			written, err := writeStarter(args[0], args[1])
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "Wrote %s. Open it in your editor. To see it: %s\nThen open the page /%s\n", args[1], written.command, written.address)
			return err
		},
	}
	cmd.AddCommand(workflowCommand())
	return cmd
}

// starter is what a starter file is filled in with.
type starter struct {
	Title, Slug, Today string
	Rule               string // a rule of the site, for what has to name one
	Source             string // a source of the site, for a rule; "" when the site lists none
	Topics             [2]string
	Audience           string   // one of the site's
	Audiences          []string // all of them
	Steps, Later       []startedStep
}

// startedStep is a step of a path as its starter writes it.
type startedStep struct {
	Kind path.Kind
	Dest string // as YAML has it
}

// started is a file that new wrote, and how to see what becomes of it.
type started struct {
	command string // that shows its site
	address string // of its page in the site
}

// newPlace is where a new page of a kind goes: the folder of its site, and its path within content/.
func newPlace(kind, file string) (dir, name string, err error) {
	dir, name, ok := inContent(file)
	folder := starterFolders()[kind]
	switch {
	case !ok:
		err = fmt.Errorf("%s is not in a folder called content: write for example content/%s", file, filepath.Join(folder, filepath.Base(file)))
	case badName(name) != nil:
		err = fmt.Errorf("%s: %w", file, badName(name))
	case filepath.Ext(name) != ".md":
		err = fmt.Errorf("%s does not end in .md, as every page does", file)
	case folder != "" && !slices.Contains(strings.Split(name, "/"), folder):
		err = fmt.Errorf("a %s has to be in a folder called %s: write for example %s", kind, folder, filepath.Join(dir, "content", folder, filepath.Base(file)))
	}
	return dir, name, err
}

// badName says what is wrong with a path within content/, as the build would.
func badName(name string) error {
	parts := strings.Split(name, "/")
	for i := range parts {
		if message, hint := site.CheckName(strings.Join(parts[:i+1], "/")); message != "" {
			return fmt.Errorf("%s. %s", message, hint)
		}
	}
	return nil
}

func writeStarter(kind, file string) (started, error) {
	dir, name, err := newPlace(kind, file)
	if err != nil {
		return started{}, err
	}
	src, err := openSources(dir)
	if err != nil {
		return started{}, err
	}
	if src.shipped {
		return started{}, fmt.Errorf("there is no folder content in %s yet. %s", placeName(dir), instead(dir, "new"))
	}
	s, _ := site.Load(src.content, site.Options{Drafts: true, Blocks: src.theme.Blocks()})
	base := strings.TrimSuffix(filepath.Base(name), ".md")
	data := starter{Title: title(base), Slug: markdown.Slug(base), Today: time.Now().Format(time.DateOnly), Topics: [2]string{"first-topic", "second-topic"}}
	if len(s.Rules) > 0 {
		data.Rule = s.Rules[0].ID
	} else if kind == "quiz" {
		return started{}, errors.New("a quiz tests rules, and this site has none yet: write one first, with handrail new page")
	}
	if names := slices.Sorted(maps.Keys(s.Origins)); len(names) > 0 {
		data.Source = names[0]
		if own := slices.IndexFunc(names, func(name string) bool { return s.Origins[name].From == site.Ours }); own >= 0 {
			data.Source = names[own] // whoever writes a new rule does not speak for the others
		}
	}
	data.forAudience(s, base)
	if kind == "path" {
		if data.lead(s, name); len(data.Steps) == 0 {
			return started{}, fmt.Errorf("a path leads to the pages for its audience, and no page is for %q yet: add audience: [%s] to those that are", data.Audience, data.Audience)
		}
	}
	for _, list := range s.Lists {
		copy(data.Topics[:], list.Checklist.Topics())
	}
	tmpl, err := template.ParseFS(starters, "starters/"+kind+".md")
	if err != nil {
		return started{}, fmt.Errorf("reading the starter: %w", err)
	}
	var text strings.Builder
	if err := tmpl.Execute(&text, data); err != nil {
		return started{}, fmt.Errorf("writing the starter: %w", err)
	}
	root, err := os.OpenRoot(filepath.Join(dir, "content"))
	if err == nil {
		defer root.Close()
		err = output.WriteNew(root, filepath.FromSlash(name), []byte(text.String()))
	}
	if errors.Is(err, fs.ErrExist) {
		return started{}, fmt.Errorf("%s already exists, and is left as it is: choose another name", file)
	} else if err != nil {
		return started{}, fmt.Errorf("writing the new file: %w", err)
	}
	return started{serving(dir, strings.Contains(text.String(), "\ndraft: true")), s.AddressOf(name)}, nil
}

// forAudience fills in for whom a file with a name is: for the audience of that name, or else the first.
func (d *starter) forAudience(s *site.Site, name string) {
	for _, a := range s.Config.Audiences {
		d.Audiences = append(d.Audiences, a.Name)
	}
	if len(d.Audiences) == 0 {
		d.Audiences = []string{"volunteer"}
	}
	d.Audience = d.Audiences[0]
	if slices.Contains(d.Audiences, name) {
		d.Audience = name
	}
}

// plainPath is a path that means itself in YAML.
var plainPath = pattern.New(`^[\pL\pN_./-]+$`)

// lead fills in the steps of a path: a step for each page of its audience. What is more than the site allows comes later.
func (d *starter) lead(s *site.Site, name string) {
	for _, a := range s.Config.Audiences {
		if s.AddressOf(name) == a.Name+".html" && a.Title != "" {
			d.Title = a.Title
		}
	}
	minutes := 0
	for _, step := range s.StepsFor(d.Audience, name) {
		one := startedStep{step.Kind(), step.Dest()}
		if !plainPath().MatchString(one.Dest) {
			one.Dest = strconv.Quote(one.Dest)
		}
		if minutes += step.Minutes; len(d.Later) > 0 || len(d.Steps) > 0 && s.Config.PathMinutes > 0 && minutes > s.Config.PathMinutes {
			d.Later = append(d.Later, one)
		} else {
			d.Steps = append(d.Steps, one)
		}
	}
}

// serving is the command that shows a site, with its drafts if they are asked for.
func serving(dir string, drafts bool) string {
	command := commandLine("serve", dir)
	if drafts {
		command += " --drafts"
	}
	return command
}

// title makes a title of a file's name: "video-calls" becomes "Video calls".
func title(base string) string {
	words := strings.TrimSpace(strings.ReplaceAll(base, "-", " "))
	if words == "" {
		return "New page"
	}
	return strings.ToUpper(words[:1]) + words[1:]
}
