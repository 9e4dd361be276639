package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"

	"handrail/test/corpus"
	"handrail/test/report"
)

// smallPages is how many pages of guidance a charity's site has, about.
const smallPages = 60

// smallRuns is how often each build of a small site is run at least: it takes so little time that anything else on the machine counts.
const smallRuns = 7

const (
	shippedFirst     work = "the site that ships, first build"
	shippedCached    work = "the site that ships, first build with the cache"
	shippedUnchanged work = "the site that ships, again, nothing changed"
	version          work = "`handrail --version`"
)

// smallBuilds are the medians of what each program cost with a site of smallPages pages, and Handrail with the site that ships.
type smallBuilds struct {
	handrail, hugo, eleventy map[work]usage
	runs                     int
	files                    int // that the site that ships has when it is built
}

// measureSmall has the programs build small sites in turns.
func measureSmall(ctx context.Context, space workspace, t tools, o options) (smallBuilds, error) {
	s := smallBuilds{runs: max(o.runs, smallRuns)}
	shipped := shippedSite{space: space, program: t.handrail, dir: space.path("site-shipped")}
	if _, err := command(ctx, space.path("home-shipped"), t.handrail, "init", shipped.dir); err != nil {
		return s, err
	}
	ours, theirs, err := writeSites(space, t, smallPages)
	if err != nil {
		return s, err
	}
	others := eleventySite{space: space, program: t.eleventy, dir: space.path("site-eleventy")}
	if t.eleventy != "" {
		if err := others.write(); err != nil {
			return s, err
		}
	}
	handrail, hugo, eleventy := map[work][]usage{}, map[work][]usage{}, map[work][]usage{}
	for round := range s.runs {
		progress("small sites, round %d of %d", round+1, s.runs)
		for _, what := range []work{shippedFirst, shippedCached, shippedUnchanged, version} {
			if err := record(handrail, what, func() (usage, error) { return shipped.run(ctx, what) }); err != nil {
				return s, err
			}
		}
		if err := record(handrail, firstBuild, func() (usage, error) { return ours.run(ctx, firstBuild, round) }); err != nil {
			return s, err
		}
		if t.hugo != "" {
			if err := record(hugo, firstBuild, func() (usage, error) { return theirs.run(ctx, firstBuild, round) }); err != nil {
				return s, err
			}
		}
		if t.eleventy != "" {
			if err := record(eleventy, firstBuild, func() (usage, error) { return others.run(ctx) }); err != nil {
				return s, err
			}
		}
	}
	s.handrail, s.hugo, s.eleventy = medians(handrail), medians(hugo), medians(eleventy)
	w, err := weigh(space.path("out-shipped"))
	s.files = w.files
	return s, err
}

// shippedSite is the site that ships, as an editor begins with it. It has warnings, as it names what a charity adds first.
type shippedSite struct {
	space        workspace
	program, dir string
}

func (s shippedSite) run(ctx context.Context, what work) (usage, error) {
	home, out := s.space.path("home-shipped"), s.space.path("out-shipped")
	if what == version {
		return command(ctx, home, s.program, "--version")
	}
	var err error
	if what == shippedFirst {
		err = s.space.discard("home-shipped")
	}
	if what != shippedUnchanged {
		err = errors.Join(err, s.space.discard("out-shipped"))
	}
	if err != nil {
		return usage{}, err
	}
	return command(ctx, home, s.program, "build", s.dir, "--out", out)
}

// eleventySite is the same pages as Hugo's, with Eleventy.
type eleventySite struct {
	space        workspace
	program, dir string
}

// write writes the pages, and layouts with Hugo's style and script.
func (s eleventySite) write() error {
	return errors.Join(corpus.Write(s.dir, smallPages, corpus.Eleventy), layOut(s.dir, "hugo/assets", "assets"), layOut(s.dir, "eleventy", "."))
}

func (s eleventySite) run(ctx context.Context) (usage, error) {
	if err := s.space.discard("out-eleventy"); err != nil {
		return usage{}, err
	}
	out, err := filepath.Rel(s.dir, s.space.path("out-eleventy"))
	if err != nil {
		return usage{}, err
	}
	cmd := exec.CommandContext(ctx, "node", s.program, "--quiet", "--output="+out)
	cmd.Dir = s.dir
	return timed(cmd, s.space.path("home-eleventy"))
}

// smallText is the report on small sites, with what Handrail may take.
func (m results) smallText() string {
	s := m.small
	table := report.Table{Columns: []string{"work", "Handrail:", "processor time:", "peak memory:", "Hugo:", "Eleventy:"}}
	for _, what := range []work{shippedFirst, shippedCached, shippedUnchanged, version, firstBuild} {
		name, ours := string(what), s.handrail[what]
		if what == firstBuild {
			name = fmt.Sprintf("%d pages, first build", smallPages)
		}
		table.Rows = append(table.Rows, []string{name, inMilliseconds(ours.wall), inMilliseconds(ours.cpu), megabytes.text(float64(ours.memory) / 1e6),
			inMilliseconds(s.hugo[what].wall), inMilliseconds(s.eleventy[what].wall)})
	}
	text := fmt.Sprintf(`The site that ships has %s files when it is built: pages, quizzes, statements, a checklist, documents and icons. The %d pages are
as those above, with much the same layouts for Hugo and Eleventy. The programs take turns, %s each. Figures are
medians. A first build has no cache, unless it is said, and no folder to write to.

%s
`, thousands(s.files), smallPages, often(s.runs), table)
	return text + strings.Join(s.targets(), "\n") + "\n"
}

// targets says whether Handrail takes no longer than it may.
func (s smallBuilds) targets() []string {
	var lines []string
	for _, t := range []struct {
		what   work
		atMost float64 // milliseconds
	}{{shippedFirst, 60}, {shippedCached, 35}, {shippedUnchanged, 18}, {version, 6}} {
		took := s.handrail[t.what].wall.Seconds() * 1000
		within, target := took <= t.atMost, fmt.Sprintf("at most %.0f ms", t.atMost)
		if t.what == shippedFirst {
			hugo := s.hugo[firstBuild].wall
			within = within && s.handrail[t.what].wall < hugo
			target += fmt.Sprintf(", and less than Hugo takes for %d pages, %s", smallPages, inMilliseconds(hugo))
		}
		lines = append(lines, fmt.Sprintf("- %s: %s; the target is %s: %s.", t.what, milliseconds.text(took), target, verdict(took > 0, within)))
	}
	return lines
}
