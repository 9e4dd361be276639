package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"handrail/content"
	"handrail/internal/builder"
	"handrail/internal/check"
	"handrail/internal/output"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/templates"
)

// sources is where the sources of a site are.
type sources struct {
	dir     string // the site's folder
	content fs.FS  // its folder content/, or the embedded one
	theme   builder.Theme
	shipped bool             // the folder has no content of its own
	since   []site.Published // the rules of the published site; nil when nothing is compared with them
	program string           // names this program: another one may keep other things
	version string           // names what this program writes: another one may write other bytes

	loader *site.Loader   // once the site has been loaded
	looks  *builder.Looks // once it has been planned
	kept   caches

	timings *timings // of its stages, from when it was opened

	hosted    bool // the site is for a web host
	keepGoing bool // mistakes in the table of groups do not stop a build
}

// openSources opens the sources of the site in a folder. Nothing outside it can be reached through a link.
func openSources(dir string) (*sources, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no folder %s: check the name, or make a site there with: handrail init %s", dir, dir)
	case err != nil:
		return nil, fmt.Errorf("opening the site's folder: %w", err)
	case !info.IsDir():
		return nil, fmt.Errorf("%s is a file: name the folder that holds content/", dir)
	}
	s := &sources{timings: newTimings(), dir: dir, content: content.FS, shipped: true, theme: builder.Theme{Default: templates.FS}}
	if own, err := openFolder(filepath.Join(dir, "content")); err != nil {
		return nil, err
	} else if own != nil {
		s.content, s.shipped = own, false
	}
	s.theme.Own, err = openFolder(filepath.Join(dir, "templates"))
	return s, err
}

// openFolder opens a folder for reading; nil when there is none.
func openFolder(name string) (fs.FS, error) {
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && !info.IsDir() {
		return nil, fmt.Errorf("%s is a file, and a folder was expected", name)
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", name, err)
	}
	return output.FS(root), nil
}

// loaded is a site with the files that it is built into, and everything that is wrong with its sources.
type loaded struct {
	*sources
	site    *site.Site
	outputs []builder.Output // nil when there are errors
	diags   []source.Diagnostic
	off     int  // how many more site.yaml has turned off
	waiting bool // some checks wait until what they would look at can be read
}

// load reads, checks and plans a site. live is the address of the development server's script, "" for a real build.
func (s *sources) load(drafts bool, live string) (*loaded, error) {
	l, err := s.read(drafts, nil)
	if err != nil {
		return nil, err
	}
	l.plan(live)
	return l, nil
}

// read reads and checks a site, and plans nothing of what is built of it. When only some files can have changed since the
// last time, changed has their paths within content/; it is nil when any can.
func (s *sources) read(drafts bool, changed []string) (*loaded, error) {
	today, err := today()
	if err != nil {
		return nil, err
	}
	if s.loader == nil {
		s.loader = site.NewLoader(s.content, site.Options{Drafts: drafts, Blocks: s.theme.Blocks(), Examine: check.Texts(), Cache: s.kept.site, Since: s.since})
	}
	l := &loaded{sources: s}
	if changed == nil {
		l.site, l.diags = s.loader.Load(today)
	} else {
		l.site, l.diags = s.loader.Reload(today, changed)
	}
	collect(gcAfter)
	s.timings.done("read the sources, and check each")
	report := check.Finish(l.site, l.diags)
	l.diags, l.off, l.waiting = report.Diagnostics, report.Off, report.Waiting
	s.timings.done("check what they say of one another")
	return l, nil
}

// plan plans what is built of a site, if nothing is wrong with it.
func (l *loaded) plan(live string) {
	l.dress()
	if errors, _ := source.Count(l.stopping(l.diags)); errors == 0 {
		l.reportLosses()
	}
	if errors, _ := source.Count(l.stopping(l.diags)); errors == 0 {
		l.outputs = builder.Plan(l.input(live))
	}
	l.timings.done("plan the files")
}

// reportLosses adds what the files of quizzes for learning systems cannot hold. It waits until nothing else is wrong, as some of that
// would be reported again.
func (l *loaded) reportLosses() {
	levels, _ := check.ReadLevels(l.site) // what is wrong with them has been reported
	kept, off := levels.Apply(builder.ExchangeLosses(l.input("")))
	l.diags, l.off = source.Sort(append(l.diags, kept...)), l.off+off
	l.timings.done("find what quizzes lose in the formats of learning systems")
}

// dress reads the theme in the site's language, if that has not been done.
func (l *loaded) dress() {
	language, widgets := l.site.Config.Language, builder.Widgets(l.site)
	if l.looks == nil || l.looks.Language != language || !slices.Equal(l.looks.Widgets, widgets) {
		var more []source.Diagnostic
		l.looks, more = l.theme.Read(language, widgets, l.kept.bundles)
		l.diags = source.Sort(append(l.diags, more...))
	}
	l.timings.done("read layouts, words, styles and scripts")
}

// input is what is built, once the theme has been read.
func (l *loaded) input(live string) builder.Input {
	return builder.Input{Site: l.site, Content: l.content, Looks: l.looks, Version: l.version, Live: live, Hosted: l.hosted, Words: l.kept.words}
}

// stopping gives the diagnostics that can stop a build: under keepGoing not those of the table of groups, as the groups
// with mistakes are left out.
func (s *sources) stopping(diags []source.Diagnostic) []source.Diagnostic {
	if !s.keepGoing {
		return diags
	}
	var stop []source.Diagnostic
	for _, d := range diags {
		if d.File != "content/groups.csv" {
			stop = append(stop, d)
		}
	}
	return stop
}

// today is the day for which a site is built: now, or what SOURCE_DATE_EPOCH says, so that a build can be repeated
// (https://reproducible-builds.org/specs/source-date-epoch/).
func today() (source.Date, error) {
	now := time.Now()
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return source.Date{}, fmt.Errorf("SOURCE_DATE_EPOCH is %q: it has to be a number of seconds", epoch)
		}
		now = time.Unix(seconds, 0).UTC()
	}
	return source.Date{Time: time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)}, nil
}

// folder is the argument DIR of a command: the current folder when none is given.
func folder(args []string) string {
	if len(args) == 0 {
		return "."
	}
	return args[0]
}

// plural writes a number with its noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// failing says whether the diagnostics stop a build.
func failing(diags []source.Diagnostic, strict bool) bool {
	errors, warnings := source.Count(diags)
	return errors > 0 || strict && warnings > 0
}
