package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"handrail/internal/code"
	"handrail/internal/site"
	"handrail/quiz"
	"handrail/quiz/result"
)

func quizCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "quiz",
		Short: "Add up the results of a quiz",
		Example: `  handrail quiz report results.txt
  handrail quiz report --format csv mails/* > results.csv`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("say what to do with the quiz, as in: handrail quiz report FILES…")
			}
			return fmt.Errorf("a quiz has no %q: there is handrail quiz report FILES…", args[0])
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	cmd.AddCommand(quizReportCommand())
	return cmd
}

func quizReportCommand() *cobra.Command {
	var dir, format string
	cmd := &cobra.Command{
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
		Args: takes(1, math.MaxInt, "name the files with the results"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := validFormat(format, reportFormats()...); err != nil {
				return err
			}
			write := reportForms()[format]
			quizzes, err := loadQuizzes(dir)
			if err != nil {
				return err
			}
			r := &results{quizzes: quizzes}
			for i, name := range args {
				data, err := readData(cmd.InOrStdin(), name)
				if err != nil {
					return err
				}
				r.read(place{i, name, 1}, result.Codes().Open(data))
			}
			r.sort()
			if err := write(cmd.OutOrStdout(), cmd.ErrOrStderr(), r); err != nil {
				return err
			}
			if len(r.problems) > 0 {
				return mistakes{}
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&dir, "site", ".", "the folder of the site that has the quizzes")
	formatFlag(cmd, &format, "format of the report", reportFormats()...)
	return cmd
}

// siteQuiz is a quiz of the site, with the results of it that were found.
type siteQuiz struct {
	name, title string
	site        *site.Site
	quiz        *quiz.Quiz
	digest      uint32 // of the name
	group       *result.Group
}

// place is a line of one of the files.
type place struct {
	file int    // of those on the command line, from 0
	File string `json:"file"`
	Line int    `json:"line"`
}

// problem is what could not be read or counted.
type problem struct {
	place
	Fault   code.Fault `json:"fault"`
	Message string     `json:"message"`
}

// results are the results of all quizzes of a site.
type results struct {
	quizzes  []*siteQuiz
	problems []problem
}

// loadQuizzes reads the quizzes of a site, drafts too: somebody may have tried one.
func loadQuizzes(dir string) ([]*siteQuiz, error) {
	src, err := openSources(dir)
	if err != nil {
		return nil, err
	}
	today, err := today()
	if err != nil {
		return nil, err
	}
	// Mistakes in the sources are not reported here: the results are of a site that was built before.
	s, _ := site.Load(src.content, site.Options{Drafts: true, Today: today, Blocks: src.theme.Blocks()})
	var quizzes []*siteQuiz
	for _, page := range s.Pages {
		if page.Quiz != nil {
			quizzes = append(quizzes, &siteQuiz{page.Name(), page.Title, s, page.Quiz, quiz.NameDigest(page.Name()), result.NewGroup(page.Quiz)})
		}
	}
	return quizzes, nil
}

// readData reads a file, or standard input for "-".
func readData(in io.Reader, name string) ([]byte, error) {
	var data []byte
	var err error
	if name == "-" {
		data, err = io.ReadAll(in)
	} else {
		data, err = os.ReadFile(name)
	}
	var info fs.FileInfo
	if err != nil && name != "-" {
		info, _ = os.Stat(name)
	}
	switch {
	case info != nil && info.IsDir():
		return nil, fmt.Errorf("%s is a folder: name the files in it", name)
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no file %s: check the name", name)
	case err != nil:
		return nil, fmt.Errorf("reading results: %w", err)
	}
	return data, nil
}

// read finds the results in the texts of a file.
func (r *results) read(at place, texts []code.Text) {
	if at.File == "-" {
		at.File = "standard input"
	}
	var nothing []place // where no code is
	any := false
	for _, text := range texts {
		here := place{at.file, at.File, text.Line}
		if text.Name != "" {
			here.File += "/" + text.Name
		}
		switch {
		case text.Fault != "":
			r.add(here, text.Fault, faultWords(result.Found{Fault: text.Fault}))
			any = true
		case r.take(here, text):
			any = true
		default:
			nothing = append(nothing, here)
		}
	}
	switch {
	case any: // other mails of a mailbox, and other files of an archive, may be about anything
	case len(nothing) > 0 && strings.TrimSpace(texts[0].Text) != "":
		r.add(nothing[0], code.Foreign, faultWords(result.Found{Fault: code.Foreign}))
	case len(nothing) > 0:
		r.add(nothing[0], code.Foreign, "it is empty")
	default:
		r.add(at, code.Foreign, "there is no text in it in which results could be")
	}
}

// take adds what is found in a text, and says whether there is anything. What was decoded has no lines of the file but its first.
func (r *results) take(at place, text code.Text) (any bool) {
	read := 0
	for f := range result.Find(text.Text) {
		if f.Fault == code.Foreign {
			break
		}
		any = true
		if text.AsIs {
			at.Line += strings.Count(text.Text[read:f.Offset], "\n")
		}
		read = f.Offset
		if f.Fault != "" {
			r.add(at, f.Fault, faultWords(f))
		} else if q := r.of(f.Content); q == nil {
			r.add(at, result.Other, "this is a result of a quiz that this site does not have: name the folder of its site with --site")
		} else if !q.group.Add(f) {
			r.add(at, result.Unmatched, fmt.Sprintf("this is a result of the quiz %q, from %s. All its questions have been changed or removed since, so it is not counted",
				q.title, result.Date(f.Content.Day)))
		}
	}
	return any
}

func (r *results) add(at place, fault code.Fault, message string) {
	r.problems = append(r.problems, problem{at, fault, message})
}

// of is the quiz that a result is of; nil when the site does not have it.
func (r *results) of(one result.Result) *siteQuiz {
	for _, q := range r.quizzes {
		if q.digest == one.Quiz {
			return q
		}
	}
	return nil
}

// believable is a length below which a code is believed to be as long as it says: one that was mistyped can say 15,360.
const believable = 1024

func faultWords(f result.Found) string {
	switch {
	case f.Fault == code.Foreign:
		return "there is no result code in it: copy the whole message that the person sent you"
	case f.Fault == code.Large:
		return "this archive holds more than results can be: unpack it, and give the text with the results"
	case f.Fault == code.Locked:
		return "this file of the archive has a password: unpack it, and give the text with the results"
	case f.Fault == code.Damaged:
		return "this cannot be read, because it is damaged or incomplete: copy it again"
	case f.Fault == code.Newer:
		return "this code was made by a newer version of the site: use the handrail that built that site"
	case f.Fault == code.Cut && (f.Want == 0 || f.Want >= believable):
		return "this is only the beginning of a code: ask for it again, and copy all of it"
	case f.Fault == code.Cut:
		return fmt.Sprintf("this code is cut short: %d of its %d characters are here. Ask for it again, and copy all of it", f.Have, f.Want)
	}
	return "a character of this code is wrong or missing: compare it with what the person has, or ask for it again"
}

// sort puts the problems in the order of their places, and leaves out quizzes without any result that counts.
func (r *results) sort() {
	r.quizzes = slices.DeleteFunc(r.quizzes, func(q *siteQuiz) bool { return len(q.group.Taken) == 0 })
	slices.SortStableFunc(r.problems, func(a, b problem) int { return cmp.Or(a.file-b.file, a.Line-b.Line) })
}

// reportFormats lists the formats in which results can be reported.
func reportFormats() []string { return []string{"text", "json", "csv"} }

// reportForms are the forms in which results are reported, each with its writer. What is not part of a form goes to the second writer.
func reportForms() map[string]func(out, errOut io.Writer, r *results) error {
	return map[string]func(out, errOut io.Writer, r *results) error{"text": reportText, "json": reportJSON, "csv": reportCSV}
}

func reportCSV(out, errOut io.Writer, r *results) error {
	writeProblems(errOut, r.problems)
	if len(r.quizzes) > 1 {
		names := make([]string, len(r.quizzes))
		for i, q := range r.quizzes {
			names[i] = q.name
		}
		return fmt.Errorf("these are results of %d quizzes, and a table holds one: %s. Give the results of each quiz separately", len(names), strings.Join(names, ", "))
	}
	for _, q := range r.quizzes {
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

// reportJSON writes the lists that have an item for each result one item at a time: as a whole they can be larger than memory.
func reportJSON(out, errOut io.Writer, r *results) error {
	writeProblems(errOut, r.problems)
	whole := struct {
		Quizzes  []quizReport `json:"quizzes"`
		Problems []problem    `json:"problems"`
	}{[]quizReport{}, append([]problem{}, r.problems...)}
	var takers [][]result.TakerReport
	for _, q := range r.quizzes {
		report := result.NewReport(q.group)
		takers, report.Takers = append(takers, report.Takers), []result.TakerReport{}
		whole.Quizzes = append(whole.Quizzes, quizReport{q.name, q.title, report, []string{}})
	}
	var text strings.Builder
	if err := indented(&text, "").Encode(whole); err != nil {
		return err
	}
	rest, before, w := text.String(), "", bufio.NewWriter(out)
	for i, q := range r.quizzes {
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

// writeProblems reports what could not be read or counted, a line each.
func writeProblems(w io.Writer, problems []problem) {
	for _, p := range problems {
		fmt.Fprintf(w, "%s:%d: %s.\n", p.File, p.Line, p.Message)
	}
}
