// Command part builds a site without some of its files, so that these can be measured by what a build takes with and without them. It keeps
// nothing between runs but what it writes.
//
//	part TEMPLATES SITE OUT [PREFIX ...]
//
// Left out are the files whose paths begin with one of the prefixes, and the service worker, which lists all files.
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"handrail/internal/builder"
	"handrail/internal/site"
	"handrail/internal/source"
)

func main() {
	if len(os.Args) < 4 {
		fmt.Fprintln(os.Stderr, "part: name the folder of the templates, that of a site, a folder to write to, and what to leave out")
		os.Exit(2)
	}
	if err := run(os.DirFS(os.Args[1]), os.Args[2], os.Args[3], os.Args[4:]); err != nil {
		fmt.Fprintln(os.Stderr, "part:", err)
		os.Exit(1)
	}
}

func run(templates fs.FS, dir, out string, leaveOut []string) error {
	content := os.DirFS(filepath.Join(dir, "content"))
	s, diags := site.Load(content, site.Options{Today: source.Date{Time: time.Now()}})
	looks, more := builder.Theme{Default: templates}.Read(s.Config.Language, builder.Widgets(s), nil)
	if errors, _ := source.Count(append(diags, more...)); errors > 0 {
		return fmt.Errorf("the site has %d errors", errors)
	}
	outputs := builder.Plan(builder.Input{Site: s, Content: content, Looks: looks, Version: "part"})
	outputs = slices.DeleteFunc(outputs, func(o builder.Output) bool {
		return o.Listing != nil || slices.ContainsFunc(leaveOut, func(prefix string) bool { return strings.HasPrefix(o.Path, prefix) })
	})
	_, err := builder.Write(out, outputs, nil)
	return err
}
