package main

import (
	"encoding/json"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// commandText is what a command says of itself: manual pages and the documentation's pages of commands are made of it.
type commandText struct {
	Name     string        `json:"name"` // with those of the commands that it is in: "handrail quiz export"
	Use      string        `json:"use"`  // how it is called, without its flags: "handrail quiz export FILE…"
	Short    string        `json:"short"`
	Long     string        `json:"long"`
	Example  string        `json:"example,omitempty"`
	Flags    []flagText    `json:"flags,omitempty"` // but for --help
	Commands []commandText `json:"commands,omitempty"`
}

// flagText is one flag of a command.
type flagText struct {
	Name      string `json:"name"`
	Shorthand string `json:"shorthand,omitempty"`
	Takes     string `json:"takes,omitempty"` // what kind of value, such as "string"; "" for a flag that is given or not
	Text      string `json:"text"`
	Default   string `json:"default,omitempty"`
}

// commandsCommand prints what the commands say of themselves. It is for what is made of that, so help does not show it.
func commandsCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "commands",
		Short:  "Print every command and flag as JSON",
		Hidden: true,
		Args:   takes(0, 0, "give nothing after the command"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			enc := json.NewEncoder(cmd.OutOrStdout())
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "  ")
			return enc.Encode(describe(cmd.Root()))
		},
	}
}

// describe gives what a command says of itself and of the commands in it. Those that cobra adds are for shells: they are left out.
func describe(cmd *cobra.Command) commandText {
	text := commandText{Name: cmd.CommandPath(), Use: strings.TrimSuffix(cmd.UseLine(), " [flags]"), Short: cmd.Short, Long: cmd.Long, Example: cmd.Example}
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		takes, usage := pflag.UnquoteUsage(f)
		flag := flagText{Name: f.Name, Shorthand: f.Shorthand, Takes: takes, Text: usage}
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" {
			flag.Default = f.DefValue
		}
		text.Flags = append(text.Flags, flag)
	})
	for _, sub := range cmd.Commands() {
		if !sub.Hidden && sub.Name() != "help" && sub.Name() != "completion" {
			text.Commands = append(text.Commands, describe(sub))
		}
	}
	return text
}
