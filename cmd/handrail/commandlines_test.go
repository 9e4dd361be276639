package main

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"handrail/test/docs"
)

// TestCommandLines: each command line that the program's help, README.md or the documentation shows is one that the program takes.
func TestCommandLines(t *testing.T) {
	tried := 0
	var examples func(cmd *cobra.Command)
	examples = func(cmd *cobra.Command) {
		for _, line := range strings.Split(cmd.Example, "\n") {
			line, _, _ = strings.Cut(strings.TrimSpace(line), "  ") // what follows says what it does
			if line != "" {
				tried++
				tryLine(t, cmd.CommandPath()+" --help", line)
			}
		}
		for _, sub := range cmd.Commands() {
			examples(sub)
		}
	}
	examples(rootCommand())
	pages := []string{"../../README.md", "../../CONTRIBUTING.md"}
	err := filepath.WalkDir("../../docs", func(file string, _ fs.DirEntry, err error) error {
		if filepath.Ext(file) == ".md" {
			pages = append(pages, file)
		}
		return err
	})
	if err != nil || len(pages) < 50 {
		t.Fatalf("%d pages: %v", len(pages), err)
	}
	for _, page := range pages {
		all, err := docs.Read(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range all {
			for i, c := range e.Commands() {
				if fails := e.Word == "fails" && i == len(e.Commands())-1; !fails {
					tried++
					tryLine(t, page, c.Line)
				}
			}
		}
	}
	if tried < 150 {
		t.Errorf("only %d command lines were tried", tried)
	}
}

// tryLine reports a command line of handrail with a command, a flag or a number of arguments that there is not.
func tryLine(t *testing.T, place, line string) {
	t.Helper()
	if err := lineFault(line); err != nil {
		t.Errorf("%s: %s: %v", place, line, err)
	}
}

func lineFault(line string) error {
	words := docs.Words(line)
	if at := slices.Index(words, "./cmd/handrail"); at > 0 && words[0] == "go" && words[1] == "run" {
		words = words[at:]
	}
	if len(words) == 0 || words[0] != "handrail" && words[0] != "./cmd/handrail" {
		return nil // a command of the shell
	}
	root := rootCommand()
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	root.InitDefaultVersionFlag()
	cmd, args, err := root.Find(words[1:])
	if err != nil {
		return err
	}
	cmd.InitDefaultHelpFlag()
	if err := cmd.ParseFlags(args); err != nil {
		return err
	}
	if help, _ := cmd.Flags().GetBool("help"); help || cmd == root {
		return nil
	}
	if !cmd.Runnable() && cmd.Name() != "help" {
		return errors.New("it is a family of commands")
	}
	return cmd.ValidateArgs(cmd.Flags().Args())
}

// TestLineFaults: what the program does not take is found.
func TestLineFaults(t *testing.T) {
	for line, wrong := range map[string]bool{
		"handrail build my-site --strict": false, "handrail biuld": true, "handrail build --strickt": true, "handrail build a b": true, "handrail show": true,
		"handrail quiz": true, "handrail --help": false, "ls -l": false, "go run ./cmd/handrail build --nothing": true, "handrail serve --port": true, "handrail serve --port web": true,
	} {
		if (lineFault(line) != nil) != wrong {
			t.Errorf("%s: %v", line, lineFault(line))
		}
	}
}
