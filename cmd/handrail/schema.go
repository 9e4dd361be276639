package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"handrail/internal/about"
	"handrail/internal/site"
)

// schemaCommand prints the schemas by which editors complete and check what is typed.
func schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema NAME",
		Short: "Print the JSON Schema of a file, for editors that check as you type",
		Long: `Print what a file of a site can hold as a JSON Schema (draft 7). Editors that know one
complete keys, say what each is for, and underline what is wrong while you type.

NAME is a file of the content folder, or the kind of page whose front matter it is for:

` + listTables() + `
An editor cannot see the other files of the site: handrail check finds more.`,
		Example: `  handrail schema site.yaml > site.schema.json
  handrail schema quiz > quiz.schema.json`,
		Args: takes(1, 1, "name one file or kind of page"),
		RunE: func(cmd *cobra.Command, args []string) error {
			table, ok := site.TableOf(args[0])
			if !ok {
				return fmt.Errorf("there is no schema %q: choose one of %s", args[0], strings.Join(tableNames(), ", "))
			}
			schema, err := table.Schema(about.Home + "reference/schemas/" + schemaFile(table.Name))
			if err != nil {
				return fmt.Errorf("making the schema: %w", err)
			}
			_, err = cmd.OutOrStdout().Write(schema)
			return err
		},
	}
}

// schemaFile is what the documentation calls the file of a schema.
func schemaFile(table string) string { return strings.TrimSuffix(table, ".yaml") + ".schema.json" }

// tableNames lists the names that a schema can be asked for by.
func tableNames() []string {
	var names []string
	for _, table := range site.Tables() {
		names = append(names, table.Name)
	}
	return names
}

// listTables lists the files and kinds of pages that have a schema, a line for each.
func listTables() string {
	var b strings.Builder
	for _, table := range site.Tables() {
		text, _, _ := strings.Cut(table.Text, ":")
		text, _, _ = strings.Cut(text, ". ")
		fmt.Fprintf(&b, "  %-14s %s\n", table.Name, strings.TrimSuffix(strings.ReplaceAll(text, "`", ""), "."))
	}
	return b.String()
}
