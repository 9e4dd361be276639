package main

import (
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"

	"handrail/internal/builder"
	"handrail/internal/exchange"
	"handrail/internal/parallel"
	"handrail/internal/site"
	"handrail/internal/source"
)

// exportJob is a file that quiz export --all writes.
type exportJob struct {
	page   *site.Page
	set    *exchange.Set
	format exchange.Format
	name   string

	diags   []source.Diagnostic
	refused bool
	err     error
}

// runAll writes the quizzes of a site into a folder.
func (e *quizExport) runAll(stdout, stderr io.Writer, dir string) error {
	if err := keepApart(e.all, dir); err != nil {
		return err
	}
	l, err := loadForExport(stderr, dir)
	if err != nil {
		return err
	}
	defer l.closeCaches()
	in := l.input("")
	jobs, diags, err := e.jobs(in)
	if err != nil {
		return err
	}
	if len(jobs) == 0 {
		return errors.New("the site has no quiz: handrail new quiz makes one")
	}
	parallel.Each(len(jobs), func(i int) { e.do(in, jobs[i]) })
	written, refused := 0, ""
	var formats []exchange.Format
	var found [][]source.Diagnostic
	for _, job := range jobs {
		if job.err != nil {
			return job.err
		}
		formats, found = append(formats, job.format), append(found, job.diags)
		if job.refused {
			refused += fmt.Sprintf("Not written: %s.\n", filepath.Join(e.all, job.name))
		} else {
			written++
		}
	}
	if err := source.WriteText(stderr, source.Sort(append(diags, exchange.Combine(formats, found)...))); err != nil {
		return err
	}
	if _, err := io.WriteString(stderr, refused); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(stdout, "Wrote %s into %s.\n", plural(written, "file"), e.all); err != nil {
		return err
	}
	if refused != "" {
		return mistakes{}
	}
	return nil
}

// jobs lists the files to write, and says what no format can hold of the quizzes.
func (e *quizExport) jobs(in builder.Input) ([]*exportJob, []source.Diagnostic, error) {
	var jobs []*exportJob
	var all []source.Diagnostic
	names := map[string]int{}
	for _, page := range in.Site.Pages {
		if page.Quiz != nil {
			names[path.Base(page.Name())]++
		}
	}
	for _, page := range in.Site.Pages {
		if page.Quiz == nil {
			continue
		}
		set, diags, err := builder.ExchangeSet(in, page)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, diags...)
		base := path.Base(page.Name())
		if names[base] > 1 {
			base = strings.ReplaceAll(page.Name(), "/", "-")
		}
		for _, format := range exchange.Formats() {
			if format.Writes() && (e.format == "" || e.format == format.Name) {
				jobs = append(jobs, &exportJob{page: page, set: set, format: format, name: format.FileName(base), refused: e.strict && len(diags) > 0})
			}
		}
	}
	return jobs, all, nil
}

// do writes a file, unless its format refuses the quiz.
func (e *quizExport) do(in builder.Input, job *exportJob) {
	data, diags, err := e.write(in, job.page, job.set, job.format)
	job.diags, job.err = diags, err
	job.refused = job.refused || data == nil || failing(diags, e.strict)
	if err == nil && !job.refused {
		job.err = replaceFile(filepath.Join(e.all, job.name), data)
	}
}
