package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"handrail/internal/code"
	"handrail/internal/site"
	"handrail/quiz"
	"handrail/quiz/result"
)

func quizCommand() *cobra.Command {
	return withSubcommands(&cobra.Command{
		Use:   "quiz",
		Short: "Add up the results of a quiz, and exchange quizzes with learning systems",
		Example: `  handrail quiz report results.txt
  handrail quiz report --format csv mails/* > results.csv
  handrail quiz export content/quizzes/the-basics.md --format scorm12
  handrail quiz import questions.xml --out content/quizzes/questions.md`,
	}, quizReportCommand(), quizExportCommand(), quizImportCommand())
}

func quizReportCommand() *cobra.Command {
	return reportCommand(&cobra.Command{
		Use:   "report FILES…",
		Short: "Report what a group has understood, from the results that people handed over",
		Long: `Read the results that people handed over after a quiz, and report what the group has
understood: how many passed, which rules to teach next, how each question was answered.
The results page of the quiz does the same in the browser.

The files can hold anything, such as saved emails and mailboxes, exported chats (including
the zip file that WhatsApp makes) and tables: only the codes in them are read, which begin
with HR1. The name - stands for standard input.`,
		Example: `  handrail quiz report results.txt mails/*.txt
  handrail quiz report --site my-site results.txt
  handrail quiz report --format csv results.txt > results.csv     for a spreadsheet
  handrail quiz report -                                      paste, then Ctrl+D`,
	}, "result", "the folder of the site that has the quizzes", func(dir string) (*codeReader[result.Result], map[string]reportForm, error) {
		quizzes, err := loadQuizzes(dir)
		r := &results{quizzes: quizzes}
		r.codeReader = codeReader[result.Result]{kind: result.Codes(), of: "result", take: r.take}
		return &r.codeReader, map[string]reportForm{"text": r.writeText, "json": r.writeJSON, "csv": r.writeCSV}, err
	})
}

// siteQuiz is a quiz of the site, with the results of it that were found.
type siteQuiz struct {
	name, title string
	site        *site.Site
	quiz        *quiz.Quiz
	digest      uint32 // of the name
	group       *result.Group
}

// results are the results of all quizzes of a site.
type results struct {
	codeReader[result.Result]
	quizzes []*siteQuiz
}

// loadQuizzes reads the quizzes of a site, drafts too: somebody may have tried one.
func loadQuizzes(dir string) ([]*siteQuiz, error) {
	s, err := loadBuilt(dir)
	if err != nil {
		return nil, err
	}
	var quizzes []*siteQuiz
	for _, page := range s.Pages {
		if page.Quiz != nil {
			quizzes = append(quizzes, &siteQuiz{page.Name(), page.Title, s, page.Quiz, quiz.NameDigest(page.Name()), result.NewGroup(page.Quiz)})
		}
	}
	return quizzes, nil
}

// take adds a result to those of its quiz.
func (r *results) take(f result.Found) (code.Fault, string) {
	q := r.quizOf(f.Content)
	switch {
	case q == nil:
		return result.Other, "this is a result of a quiz that this site does not have: name the folder of its site with --site"
	case !q.group.Add(f):
		return result.Unmatched, fmt.Sprintf("this is a result of the quiz %q, from %s. All its questions have been changed or removed since, so it is not counted",
			q.title, result.Date(f.Content.Day))
	}
	return "", ""
}

// quizOf is the quiz that a result is of; nil when the site does not have it.
func (r *results) quizOf(one result.Result) *siteQuiz {
	for _, q := range r.quizzes {
		if q.digest == one.Quiz {
			return q
		}
	}
	return nil
}

// taken are the quizzes of which there are results that count.
func (r *results) taken() []*siteQuiz {
	return slices.DeleteFunc(slices.Clone(r.quizzes), func(q *siteQuiz) bool { return len(q.group.Taken) == 0 })
}

func (r *results) writeCSV(out, errOut io.Writer) error {
	writeProblems(errOut, r.problems)
	quizzes := r.taken()
	if len(quizzes) > 1 {
		names := make([]string, len(quizzes))
		for i, q := range quizzes {
			names[i] = q.name
		}
		return fmt.Errorf("these are results of %d quizzes, and a table holds one: %s. Give the results of each quiz separately", len(names), strings.Join(names, ", "))
	}
	for _, q := range quizzes {
		w := bufio.NewWriter(out)
		if err := errors.Join(result.WriteCSV(w, q.group), w.Flush()); err != nil {
			return fmt.Errorf("writing the table: %w", err)
		}
	}
	return nil
}

// quizReport is the report of one quiz in JSON. Results can be read again from its codes.
type quizReport struct {
	Quiz   string        `json:"quiz"`
	Title  string        `json:"title"`
	Report result.Report `json:"report"`
	Codes  []string      `json:"codes"`
}

// writeJSON writes the lists that have an item for each result one item at a time: as a whole they can be larger than memory.
func (r *results) writeJSON(out, errOut io.Writer) error {
	writeProblems(errOut, r.problems)
	quizzes := r.taken()
	whole := struct {
		Quizzes  []quizReport `json:"quizzes"`
		Problems []problem    `json:"problems"`
	}{[]quizReport{}, append([]problem{}, r.problems...)}
	var takers [][]result.TakerReport
	for _, q := range quizzes {
		report := result.NewReport(q.group)
		takers, report.Takers = append(takers, report.Takers), []result.TakerReport{}
		whole.Quizzes = append(whole.Quizzes, quizReport{q.name, q.title, report, []string{}})
	}
	var text strings.Builder
	if err := indented(&text, "").Encode(whole); err != nil {
		return err
	}
	rest, before, w := text.String(), "", bufio.NewWriter(out)
	for i, q := range quizzes {
		before, rest, _ = strings.Cut(rest, emptyList("takers"))
		w.WriteString(before)
		writeList(w, "takers", strings.Repeat(jsonIndent, 4), slices.Values(takers[i]))
		before, rest, _ = strings.Cut(rest, emptyList("codes"))
		w.WriteString(before)
		writeList(w, "codes", strings.Repeat(jsonIndent, 3), func(yield func(string) bool) {
			for _, taken := range q.group.Taken {
				if !yield(taken.Code) {
					return
				}
			}
		})
	}
	w.WriteString(rest)
	return w.Flush() // the first error of all
}

const jsonIndent = "  "

func indented(w io.Writer, prefix string) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent(prefix, jsonIndent)
	return enc
}

// emptyList is a list without items as JSON has it. No text in JSON has quotes like these in it, as its own quotes are escaped.
func emptyList(name string) string { return fmt.Sprintf("%q: []", name) }

// writeList writes the list in place of emptyList when there are items. indent is that of the list. Flush returns the error of writing.
func writeList[T any](w *bufio.Writer, name, indent string, items iter.Seq[T]) {
	fmt.Fprintf(w, "%q: [", name)
	var item bytes.Buffer
	enc, between := indented(&item, indent+jsonIndent), ""
	for one := range items {
		item.Reset()
		_ = enc.Encode(one) // texts and numbers alone, in memory
		w.WriteString(between + "\n" + indent + jsonIndent)
		w.Write(bytes.TrimSuffix(item.Bytes(), []byte("\n")))
		between = ","
	}
	w.WriteString("\n" + indent + "]")
}
