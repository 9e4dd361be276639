package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"handrail/internal/code"
	"handrail/internal/record"
	"handrail/internal/site"
)

func recordCommand() *cobra.Command {
	return withSubcommands(&cobra.Command{
		Use:   "record",
		Short: "Add up the records of people's paths",
		Example: `  handrail record report records.txt
  handrail record report --format csv mails/* > records.csv`,
	}, recordReportCommand())
}

func recordReportCommand() *cobra.Command {
	return reportCommand(&cobra.Command{
		Use:   "report FILES…",
		Short: "Report how far people have come, from the records that they handed over",
		Long: `Read the records that people handed over from the page of a path, and report how far they
have come: who has done which steps, who must read again which rule that has changed, and
which rules are known least. The page record.html of the site does the same in the browser.

The files can hold anything, such as saved emails and mailboxes, exported chats (including
the zip file that WhatsApp makes) and tables: only the codes in them are read, which begin
with HT1. The name - stands for standard input.`,
		Example: `  handrail record report records.txt mails/*.txt
  handrail record report --site my-site records.txt
  handrail record report --format csv records.txt > records.csv     for a spreadsheet
  handrail record report -                                       paste, then Ctrl+D`,
	}, "record", "the folder of the site that has the paths", loadRecords)
}

// records are the records of the paths of a site.
type records struct {
	codeReader[record.Record]
	site  *site.Site
	group *record.Group
}

// loadRecords reads the paths of a site.
func loadRecords(dir string) (*codeReader[record.Record], map[string]reportForm, error) {
	s, err := loadBuilt(dir)
	if err != nil {
		return nil, nil, err
	}
	r := &records{site: s, group: record.NewGroup(s.Plan(), int(s.Today.Unix()/int64(24*time.Hour/time.Second)))}
	r.codeReader = codeReader[record.Record]{kind: record.Codes(), of: "record", take: r.take}
	return &r.codeReader, map[string]reportForm{"text": r.writeText, "json": r.writeJSON, "csv": r.writeCSV}, nil
}

func (r *records) take(f code.Found[record.Record]) (code.Fault, string) {
	fault := r.group.Add(f)
	switch fault {
	case record.Other:
		return fault, "this is a record of another site: name the folder of its site with --site"
	case record.Gone:
		return fault, "this is a record of a path that this site does not have now, so it is not counted"
	}
	return "", ""
}

func (r *records) writeCSV(out, errOut io.Writer) error {
	writeProblems(errOut, r.problems)
	w := bufio.NewWriter(out)
	if err := errors.Join(record.WriteCSV(w, r.group), w.Flush()); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	return nil
}

// writeJSON writes the lists that have an item for each person one item at a time: as a whole they can be larger than memory.
func (r *records) writeJSON(out, errOut io.Writer) error {
	writeProblems(errOut, r.problems)
	whole := struct {
		Report   record.Report `json:"report"`
		Codes    []string      `json:"codes"`
		Problems []problem     `json:"problems"`
	}{r.group.Report(), []string{}, append([]problem{}, r.problems...)}
	for i := range whole.Report.Paths {
		whole.Report.Paths[i].People = []record.PersonReport{}
	}
	var text strings.Builder
	if err := indented(&text, "").Encode(whole); err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	before, rest := "", text.String()
	for i := range r.group.Plan.Paths {
		if r.group.Len(i) == 0 {
			continue
		}
		before, rest, _ = strings.Cut(rest, emptyList("people"))
		w.WriteString(before)
		writeList(w, "people", strings.Repeat(jsonIndent, 4), func(yield func(record.PersonReport) bool) {
			for one := range r.group.People(i) {
				if !yield(one) {
					return
				}
			}
		})
	}
	if before, after, ok := strings.Cut(rest, emptyList("codes")); ok && r.group.Report().People > 0 {
		w.WriteString(before)
		writeList(w, "codes", jsonIndent, r.group.Codes())
		rest = after
	}
	w.WriteString(rest)
	return w.Flush() // the first error of all
}
