package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"handrail/internal/code"
	"handrail/internal/site"
)

// withSubcommands completes a command that does nothing itself: it says which commands there are below it.
func withSubcommands(cmd *cobra.Command, below ...*cobra.Command) *cobra.Command {
	uses := make([]string, len(below))
	for i, sub := range below {
		uses[i] = "handrail " + cmd.Name() + " " + sub.Use
	}
	list := strings.Join(uses, ", ")
	if last := len(uses) - 1; last > 0 {
		list = strings.Join(uses[:last], ", ") + " or " + uses[last]
	}
	cmd.Args = func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return fmt.Errorf("say what to do with the %s, as in: %s", cmd.Name(), list)
		}
		return fmt.Errorf("a %s has no %q: there is %s", cmd.Name(), args[0], list)
	}
	cmd.RunE = func(*cobra.Command, []string) error { return nil }
	cmd.AddCommand(below...)
	return cmd
}

// reportCommand completes a command that reads files and reports the codes of a kind that are in them. load reads the site, whose folder is given,
// and returns what takes the codes in and what writes each format.
func reportCommand[T any](cmd *cobra.Command, of, siteFlag string, load func(dir string) (*codeReader[T], map[string]reportForm, error)) *cobra.Command {
	var dir, format string
	cmd.Args = takes(1, math.MaxInt, fmt.Sprintf("name the files with the %ss", of))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := validFormat(format, reportFormats()...); err != nil {
			return err
		}
		r, forms, err := load(dir)
		if err != nil {
			return err
		}
		collect(gcAfter)
		for i, name := range args {
			if err := r.file(cmd.InOrStdin(), place{i, name, 1}); err != nil {
				return err
			}
		}
		slices.SortStableFunc(r.problems, func(a, b problem) int { return cmp.Or(a.file-b.file, a.Line-b.Line) })
		if err := forms[format](cmd.OutOrStdout(), cmd.ErrOrStderr()); err != nil {
			return err
		}
		if len(r.problems) > 0 {
			return mistakes{}
		}
		return nil
	}
	cmd.Flags().StringVar(&dir, "site", ".", siteFlag)
	formatFlag(cmd, &format, "format of the report", reportFormats()...)
	return cmd
}

// loadBuilt reads a site that was built before, with its drafts. Mistakes in its sources are not reported: its codes may be older than they are.
func loadBuilt(dir string) (*site.Site, error) {
	src, err := openSources(dir)
	if err != nil {
		return nil, err
	}
	today, err := today()
	if err != nil {
		return nil, err
	}
	s, _ := site.Load(src.content, site.Options{Drafts: true, Today: today, Blocks: src.theme.Blocks()})
	return s, nil
}

// reportFormats lists the formats in which codes can be reported.
func reportFormats() []string { return []string{"text", "json", "csv"} }

// reportForm writes a report. What is not part of it goes to the second writer.
type reportForm func(out, errOut io.Writer) error

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

// codeReader reads the codes of a kind from files.
type codeReader[T any] struct {
	kind code.Kind[T]
	of   string // what one is a code of, such as "result"
	// take takes in a code that can be read. Of one that is not counted it returns why, and that in words.
	take     func(code.Found[T]) (code.Fault, string)
	problems []problem
}

// file takes in the codes of a file, or of standard input for "-".
func (r *codeReader[T]) file(in io.Reader, at place) error {
	name := at.File
	if name == "-" {
		at.File = "standard input"
	} else {
		file, err := openCodes(name, r.of)
		if err != nil {
			return err
		}
		defer file.Close()
		in = file
	}
	any, blank, first := false, true, place{}
	for text, err := range r.kind.Stream(in) {
		if err != nil {
			return fmt.Errorf("reading %ss: %w", r.of, err)
		}
		here := place{at.file, at.File, text.Line}
		if text.Name != "" {
			here.File += "/" + text.Name
		}
		if first.File == "" {
			first = here
		}
		blank = blank && strings.TrimSpace(text.Text) == ""
		if text.Fault != "" {
			r.add(here, text.Fault, faultWords(r.of, code.Found[T]{Fault: text.Fault}))
			any = true
		} else if r.find(here, text) {
			any = true
		}
	}
	switch {
	case any: // other mails of a mailbox, and other files of an archive, may be about anything
	case first.File == "":
		r.add(at, code.Foreign, fmt.Sprintf("there is no text in it in which %ss could be", r.of))
	case blank:
		r.add(first, code.Foreign, "it is empty")
	default:
		r.add(first, code.Foreign, faultWords(r.of, code.Found[T]{Fault: code.Foreign}))
	}
	return nil
}

// openCodes opens a file.
func openCodes(name, of string) (*os.File, error) {
	file, err := os.Open(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no file %s: check the name", name)
	case err != nil:
		return nil, fmt.Errorf("reading %ss: %w", of, err)
	}
	if info, err := file.Stat(); err == nil && info.IsDir() {
		file.Close()
		return nil, fmt.Errorf("%s is a folder: name the files in it", name)
	}
	return file, nil
}

// find takes in what is found in a text, and says whether there is anything. What was decoded has no lines of the file but its first.
func (r *codeReader[T]) find(at place, text code.Text) (any bool) {
	read := 0
	for f := range r.kind.Find(text.Text) {
		if f.Fault == code.Foreign {
			break
		}
		any = true
		if text.AsIs {
			at.Line += strings.Count(text.Text[read:f.Offset], "\n")
		}
		read = f.Offset
		if f.Fault != "" {
			r.add(at, f.Fault, faultWords(r.of, f))
			continue
		}
		if fault, message := r.take(f); fault != "" {
			r.add(at, fault, message)
		}
	}
	return any
}

func (r *codeReader[T]) add(at place, fault code.Fault, message string) {
	r.problems = append(r.problems, problem{at, fault, message})
}

// believable is a length below which a code is believed to be as long as it says: one that was mistyped can say 15,360.
const believable = 1024

func faultWords[T any](of string, f code.Found[T]) string {
	switch {
	case f.Fault == code.Foreign:
		return fmt.Sprintf("there is no %s code in it: copy the whole message that the person sent you", of)
	case f.Fault == code.Large:
		return fmt.Sprintf("this archive holds more than %ss can be: unpack it, and give the text with the %ss", of, of)
	case f.Fault == code.Locked:
		return fmt.Sprintf("this file of the archive has a password: unpack it, and give the text with the %ss", of)
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

// writeProblems reports what could not be read or counted, a line each.
func writeProblems(w io.Writer, problems []problem) {
	for _, p := range problems {
		fmt.Fprintf(w, "%s:%d: %s.\n", p.File, p.Line, p.Message)
	}
}

// writeNotCounted ends a report for people with what could not be read or counted.
func writeNotCounted(w io.Writer, problems []problem) {
	if len(problems) > 0 {
		fmt.Fprintf(w, "NOT COUNTED: %d\n\n", len(problems))
		writeProblems(w, problems)
	}
}
