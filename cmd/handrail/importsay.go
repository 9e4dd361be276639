package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"handrail/internal/importer"
)

// writePlan says what an import would write.
func writePlan(w io.Writer, dir string, r *importer.Report) error {
	var b strings.Builder
	fmt.Fprintf(&b, "Would write into %s:\n", filepath.Join(dir, "content"))
	for _, page := range r.Pages {
		fmt.Fprintf(&b, "  %s", page.Path)
		switch {
		case page.Under != "":
			fmt.Fprintf(&b, " from %s, “%s”", page.File, page.Under)
		case page.File != "":
			fmt.Fprintf(&b, " from %s", page.File)
		}
		if page.Rules > 0 {
			fmt.Fprintf(&b, ": %s", plural(page.Rules, "rule"))
		}
		b.WriteByte('\n')
	}
	if r.Pictures > 0 {
		fmt.Fprintf(&b, "  %s\n", plural(r.Pictures, "picture"))
	}
	for group, title := range []string{"Would need a person", "Would be on no page", "Would be on a page in another form"} {
		if r.Count(importer.Group(group)) == 0 {
			continue
		}
		fmt.Fprintf(&b, "%s:\n", title)
		for _, s := range r.Sums {
			if s.Of == importer.Group(group) {
				fmt.Fprintf(&b, "  %d: %s\n", s.Count, s.Says)
			}
		}
	}
	b.WriteString("Nothing was written.\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// say says what was read and written, what needs a person, and what to run next.
func (i *documentImport) say(w io.Writer, r *importer.Report, report string) error {
	said := fmt.Sprintf("Read %s, and wrote %s", plural(len(r.Documents), "document"), plural(len(r.Pages), "page"))
	if r.Pictures > 0 {
		said += ", " + plural(r.Pictures, "picture")
	}
	if n := r.Rules(); n > 0 {
		said += ", " + plural(n, "rule")
	}
	said += fmt.Sprintf(" into %s.\n", filepath.Join(i.out, "content"))
	if person, left := r.Count(importer.Person), r.Count(importer.LeftOut); person+left > 0 {
		said += fmt.Sprintf("%s for a person to look at, and %s on no page: see %s.\n", plural(person, "thing"), plural(left, "thing"), report)
	} else {
		said += fmt.Sprintf("Nothing is left out. What became what is in %s.\n", report)
	}
	_, err := fmt.Fprintf(w, "%sNow run: %s\n", said, commandLine("check", i.out))
	return err
}

// sayUpdate says what became of the pages of an earlier import.
func (i *documentImport) sayUpdate(w io.Writer, u *importer.Update, r *importer.Report, report string) error {
	_, err := fmt.Fprintf(w, "Read %s. In %s, %s changed, %s new, %s left as somebody edited it, and %s in no document any more: see %s.\nNow run: %s\n",
		plural(len(r.Documents), "document"), filepath.Join(i.out, "content"), plural(len(u.Replaced), "file"), plural(u.Added, "page"),
		plural(len(u.Beside), "file"), plural(u.Gone, "page"), report, commandLine("check", i.out))
	return err
}
