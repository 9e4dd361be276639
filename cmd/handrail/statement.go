package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"handrail/internal/builder"
	"handrail/internal/output"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/internal/statement"
)

// statementFlags are the flags of the command statement.
type statementFlags struct {
	site, out, format, groups string
	set                       []string
	keepGoing                 bool
}

func statementCommand() *cobra.Command {
	var flags statementFlags
	cmd := &cobra.Command{
		Use:   "statement NAME [DIR]",
		Short: "Write a statement with its gaps filled in, for one group or for all",
		Long: `Write a statement of the site in DIR, or in this folder, with its gaps filled in: to
standard output, or to the file of --out. The formats:

  txt    plain text
  md     markdown
  html   a page that needs nothing beside it
  docx   a Word document
  eml    an email that has not been sent yet: open it in your mail program

With --groups it writes a file for each group of a table (CSV) into the folder of
--out. The first line of the table names its columns: the statement's fields and,
if you like, slug, which is what a group's files are called.`,
		Example: `  handrail statement broadcast-privacy --set group="Leeds"
  handrail statement broadcast-privacy --set group="Leeds" --format docx --out leeds.docx
  handrail statement broadcast-privacy --groups groups.csv --out statements --format docx,txt`,
		Args: takes(1, 2, "name one statement, and at most one folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, err := siteFolder(args[1:], flags.site)
			if err != nil {
				return err
			}
			flags.site = dir
			return runStatement(cmd.OutOrStdout(), cmd.ErrOrStderr(), args[0], flags)
		},
	}
	f := cmd.Flags()
	siteFlag(cmd, &flags.site)
	f.StringArrayVar(&flags.set, "set", nil, "value of a field, as in group=\"Leeds\"; once for each field")
	f.StringVar(&flags.format, "format", "", "txt, md, html, docx or eml; with --groups several, with commas (default txt)")
	f.StringVar(&flags.out, "out", "", "file to write, or with --groups the folder")
	f.StringVar(&flags.groups, "groups", "", "table of the groups")
	f.BoolVar(&flags.keepGoing, "keep-going", false, "with --groups: write the other groups when a line has a mistake")
	return cmd
}

// statementFormats is how each format is written, by its name, which is the ending of its files too.
func statementFormats() map[string]func(d statement.Document, day time.Time) func(statement.Values) ([]byte, error) {
	text := func(template string, escape func(string) string) func(statement.Values) ([]byte, error) {
		return func(v statement.Values) ([]byte, error) { return []byte(v.Fill(template, escape)), nil }
	}
	type doc = statement.Document
	return map[string]func(doc, time.Time) func(statement.Values) ([]byte, error){
		"txt": func(d doc, _ time.Time) func(statement.Values) ([]byte, error) { return text(d.Text(), nil) },
		"md": func(d doc, _ time.Time) func(statement.Values) ([]byte, error) {
			return text(d.Markdown(), statement.EscapeMarkdown)
		},
		"html": func(d doc, _ time.Time) func(statement.Values) ([]byte, error) {
			return text(d.Page(), statement.EscapeXML)
		},
		"eml": func(d doc, _ time.Time) func(statement.Values) ([]byte, error) { return d.Mail },
		"docx": func(d doc, day time.Time) func(statement.Values) ([]byte, error) {
			parts := d.Word()
			return func(v statement.Values) ([]byte, error) { return statement.PackWord(parts, v) }
		},
	}
}

// formatNames lists the formats in the order in which help names them.
func formatNames() []string { return []string{"txt", "md", "html", "docx", "eml"} }

// filler writes a statement in one format for the values of a group.
type filler struct {
	format string
	digest string // of the statement with nothing filled in
	fill   func(statement.Values) ([]byte, error)
}

func newFiller(format string, doc statement.Document, day time.Time) (filler, error) {
	write := statementFormats()[format](doc, day)
	f := filler{format: format, fill: func(v statement.Values) ([]byte, error) { return write(doc.Shown(v)) }}
	blank, err := write(nil)
	sum := sha256.Sum256(blank)
	f.digest = hex.EncodeToString(sum[:])
	return f, err
}

func runStatement(stdout, stderr io.Writer, name string, flags statementFlags) error {
	if err := flags.check(); err != nil {
		return err
	}
	src, err := openSources(flags.site)
	if err != nil {
		return err
	}
	l, err := src.read(false, nil)
	if err != nil {
		return err
	}
	if n, _ := source.Count(l.diags); n > 0 {
		if err := source.WriteText(stderr, l.diags); err != nil {
			return err
		}
		return mistakes{}
	}
	page, err := findStatement(l.site, name)
	if err != nil {
		return err
	}
	if l.dress(); l.looks == nil {
		return errors.Join(source.WriteText(stderr, l.diags), mistakes{})
	}
	doc, _, diags := builder.Document(l.input(""), page)
	if len(diags) > 0 {
		return errors.Join(source.WriteText(stderr, diags), mistakes{})
	}
	var fillers []filler
	for _, format := range strings.Split(flags.format, ",") {
		f, err := newFiller(format, doc, page.Statement.Date().Time)
		if err != nil {
			return err
		}
		fillers = append(fillers, f)
	}
	if flags.groups != "" {
		return writeGroups(stdout, stderr, l.site, page, fillers, flags)
	}
	values, err := fieldValues(stderr, l.site, page, flags.set)
	if err != nil {
		return err
	}
	data, err := fillers[0].fill(values)
	if err != nil {
		return err
	}
	return writeStatement(stdout, data, flags)
}

// check reports flags that do not go together, and sets the format.
func (f *statementFlags) check() error {
	if f.format == "" {
		f.format = "txt"
	}
	formats := strings.Split(f.format, ",")
	for i, format := range formats {
		if formats[i] = strings.TrimSpace(format); !slices.Contains(formatNames(), formats[i]) {
			return fmt.Errorf("a statement cannot be written as %q: it can be %s", format, strings.Join(formatNames(), ", "))
		}
	}
	f.format = strings.Join(formats, ",")
	switch {
	case f.groups == "" && len(formats) > 1:
		return errors.New("one statement is written in one format: name several only with --groups")
	case f.groups == "" && f.keepGoing:
		return errors.New("--keep-going is for --groups")
	case f.groups != "" && len(f.set) > 0:
		return errors.New("the fields come from --groups or from --set, not from both")
	case f.groups != "" && f.out == "":
		return errors.New("say into which folder the files go: add --out DIR")
	}
	return nil
}

// findStatement finds a statement by the name of its file, with or without its folder.
func findStatement(s *site.Site, name string) (*site.Page, error) {
	want := strings.TrimSuffix(filepath.ToSlash(name), ".md")
	var names []string
	var found []*site.Page
	for _, p := range s.Pages {
		if p.Statement == nil {
			continue
		}
		full := strings.TrimSuffix(p.Path, ".md")
		names = append(names, full)
		if full == want || path.Base(full) == want {
			found = append(found, p)
		}
	}
	switch {
	case len(names) == 0:
		return nil, errors.New("this site has no statements: write one with handrail new statement content/statements/NAME.md")
	case len(found) == 0:
		return nil, fmt.Errorf("there is no statement %s: there are %s", name, strings.Join(names, ", "))
	case len(found) > 1:
		return nil, fmt.Errorf("several statements are called %s: name one with its folder, such as %s", name, strings.TrimSuffix(found[0].Path, ".md"))
	}
	return found[0], nil
}

// fieldValues reads what --set gives, and reports everything that is missing or wrong in it.
func fieldValues(stderr io.Writer, s *site.Site, page *site.Page, set []string) (statement.Values, error) {
	values := statement.Values{}
	var wrong []string
	for _, pair := range set {
		name, text, ok := strings.Cut(pair, "=")
		at := slices.IndexFunc(page.Statement.Fields, func(f statement.Field) bool { return f.Name == name })
		switch {
		case !ok:
			wrong = append(wrong, fmt.Sprintf("--set %s: write a field, =, and its text, as in --set group=\"Leeds\"", pair))
			continue
		case at < 0:
			wrong = append(wrong, fmt.Sprintf("--set %s: %s has no field %q", pair, page.Title, name))
			continue
		}
		field := page.Statement.Fields[at]
		if _, twice := values[name]; twice {
			wrong = append(wrong, fmt.Sprintf("--set %s: this field is set already", pair))
		}
		value, fault := field.Clean(text)
		if fault != "" {
			message, hint := field.Explain(fault)
			wrong = append(wrong, fmt.Sprintf("--set %s: %s. %s", name, message, hint))
		} else if shorter := field.Shorter(value, s.Config.Organisation.Names()); shorter != "" {
			fmt.Fprintf(stderr, "handrail: %q repeats what the statement already says. Write %q, unless you mean it.\n", value, shorter)
		}
		values[name] = value
	}
	for _, field := range page.Statement.Fields {
		if _, ok := values[field.Name]; !ok && field.Default != "" {
			values[field.Name] = string(field.Default)
		} else if !ok && !field.Optional {
			wrong = append(wrong, fmt.Sprintf("add --set %s=\"…\": %s", field.Name, field.Label))
		}
	}
	if len(wrong) > 0 {
		return nil, errors.New(strings.Join(wrong, "\n  "))
	}
	return values, nil
}

func writeStatement(stdout io.Writer, data []byte, flags statementFlags) error {
	if flags.out == "" {
		if f, ok := stdout.(*os.File); ok && flags.format == "docx" && term.IsTerminal(int(f.Fd())) {
			return errors.New("a Word document is not text that a terminal can show: add --out FILE.docx")
		}
		_, err := stdout.Write(data)
		return err
	}
	root, err := os.OpenRoot(filepath.Dir(flags.out))
	if err == nil {
		defer root.Close()
		err = output.Replace(root, filepath.Base(flags.out), data)
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", flags.out, err)
	}
	_, err = fmt.Fprintf(stdout, "Wrote %s\n", flags.out)
	return err
}

// writeGroups writes the statement of every group into a folder.
func writeGroups(stdout, stderr io.Writer, s *site.Site, page *site.Page, fillers []filler, flags statementFlags) error {
	start := time.Now()
	f, diags := statement.ReadTable(os.DirFS(filepath.Dir(flags.groups)), filepath.Base(flags.groups), flags.groups)
	var groups []statement.Group
	if f != nil {
		var more []source.Diagnostic
		groups, more = statement.ReadGroups(f, tableFields(s, page), s.Config.Organisation.Names())
		diags = append(diags, more...)
	}
	if err := source.WriteText(stderr, source.Sort(diags)); err != nil {
		return err
	}
	wrong, _ := source.Count(diags)
	if wrong > 0 && (!flags.keepGoing || len(groups) == 0) {
		fmt.Fprintf(stderr, "Nothing was written: %s.", tally(diags))
		if len(groups) > 0 {
			fmt.Fprint(stderr, " With --keep-going the other groups are written.")
		}
		fmt.Fprintln(stderr)
		return mistakes{}
	}
	for _, field := range page.Statement.Fields {
		if len(groups) > 0 && !field.Optional && groups[0].Values[field.Name] == "" {
			return fmt.Errorf("%s has no column %s, which this statement needs: %s", flags.groups, field.Name, field.Label)
		}
	}
	var outputs []builder.Output
	for _, g := range groups {
		for _, fill := range fillers {
			outputs = append(outputs, groupOutput(g, fill))
		}
	}
	bar := newProgress(stderr, start)
	unlock, err := lockFolder(stderr, flags.out)
	if err != nil {
		return err
	}
	defer unlock()
	result, err := builder.Write(flags.out, outputs, bar.show)
	bar.clear()
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "Wrote the statements of %s into %s in %.2f s (%d written, %d unchanged, %d removed)\n",
		plural(len(groups), "group"), flags.out, time.Since(start).Seconds(), result.Written, result.Kept, result.Removed)
	if wrong > 0 {
		return mistakes{}
	}
	return nil
}

// tableFields lists what the columns of a table can be: the fields of a statement, and those of the site's others. A table can be for
// all of them.
func tableFields(s *site.Site, page *site.Page) []statement.Field {
	fields := slices.Clone(page.Statement.Fields)
	for _, field := range s.Fields() {
		if !slices.ContainsFunc(fields, func(f statement.Field) bool { return f.Name == field.Name }) {
			field.Optional, field.Default = true, ""
			fields = append(fields, field)
		}
	}
	return fields
}

// groupOutput is one file of one group.
func groupOutput(g statement.Group, f filler) builder.Output {
	return builder.Output{Path: g.Slug + "." + f.format,
		Digest: func() string {
			values, _ := json.Marshal(g.Values) // a table of texts cannot fail
			sum := sha256.Sum256(append([]byte(f.digest), values...))
			return hex.EncodeToString(sum[:16])
		},
		Render: func(w io.Writer) error {
			data, err := f.fill(g.Values)
			if err == nil {
				_, err = w.Write(data)
			}
			return err
		}}
}
