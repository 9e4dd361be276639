package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"handrail/test/corpus"
)

// work is one thing that a program does.
type work string

const (
	firstBuild   work = "first build"
	unchanged    work = "again, nothing changed"
	bodyChanged  work = "again, one body changed"
	titleChanged work = "again, one title changed"
	checkFirst   work = "check, before any build"
	checkAfter   work = "check, after a build"
)

// builds are the medians of what each program cost, and what each wrote for one page.
type builds struct {
	handrail, hugo, bare map[work]usage
	wrote                struct{ handrail, hugo, bare weight } // files, and bytes for a page
}

// measureBuilds has the three programs build the same pages in turns, so that a busy moment of the machine affects all of
// them.
func measureBuilds(ctx context.Context, space workspace, t tools, o options) (builds, error) {
	b := builds{}
	progress("writing %d pages", o.pages)
	ours, theirs, err := writeSites(space, t, o.pages)
	if err != nil {
		return b, err
	}
	bare := bareSite{space: space, program: t.bare, dir: ours.dir}
	handrail, hugo, alone := map[work][]usage{}, map[work][]usage{}, map[work][]usage{}
	for round := range o.runs {
		progress("round %d of %d", round+1, o.runs)
		for _, what := range []work{checkFirst, firstBuild, unchanged, bodyChanged, titleChanged, checkAfter} {
			if t.hugo != "" && (what == firstBuild || what == unchanged || what == bodyChanged) {
				if err := record(hugo, what, func() (usage, error) { return theirs.run(ctx, what, round) }); err != nil {
					return b, err
				}
			}
			if what == firstBuild {
				if err := record(alone, what, func() (usage, error) { return bare.run(ctx) }); err != nil {
					return b, err
				}
			}
			if err := record(handrail, what, func() (usage, error) { return ours.run(ctx, what, round) }); err != nil {
				return b, err
			}
		}
	}
	b.handrail, b.hugo, b.bare = medians(handrail), medians(hugo), medians(alone)
	if b.wrote.handrail, err = perPage(space.path("out-handrail"), o.pages); err != nil {
		return b, err
	}
	if b.wrote.bare, err = perPage(space.path("out-bare"), o.pages); err != nil {
		return b, err
	}
	if t.hugo != "" {
		b.wrote.hugo, err = perPage(space.path("out-hugo"), o.pages)
	}
	return b, err
}

// writeSites writes the same pages for Handrail, and for Hugo where there is one.
func writeSites(space workspace, t tools, pages int) (handrailSite, hugoBuilds, error) {
	ours := handrailSite{space: space, program: t.handrail, dir: space.path("site-handrail"), pages: pages, perSection: corpus.PerSection}
	theirs := hugoBuilds{space: space, program: t.hugo, dir: space.path("site-hugo"), pages: pages}
	err := corpus.Write(ours.dir, pages, corpus.Handrail)
	if err == nil && t.hugo != "" {
		err = theirs.write()
	}
	return ours, theirs, err
}

func record(all map[work][]usage, what work, run func() (usage, error)) error {
	u, err := run()
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	all[what] = append(all[what], u)
	return nil
}

func medians(all map[work][]usage) map[work]usage {
	m := map[work]usage{}
	for what, runs := range all {
		m[what] = middle(runs)
	}
	return m
}

// perPage is what was written into a folder, with the bytes that are for one page.
func perPage(dir string, pages int) (weight, error) {
	w, err := weigh(dir)
	w.bytes, w.html = w.bytes/int64(pages), w.html/int64(pages)
	return w, err
}

// handrailSite is a site that Handrail builds.
type handrailSite struct {
	space             workspace
	program, dir      string
	pages, perSection int
}

// run does one thing. A first build has an empty cache and writes to a new folder; what follows goes on from it. A warning is
// a failure: the time to report many mistakes would be measured too.
func (s handrailSite) run(ctx context.Context, what work, round int) (usage, error) {
	home, out := s.space.path("home-handrail"), s.space.path("out-handrail")
	switch what {
	case checkFirst, firstBuild:
		if err := errors.Join(s.space.discard("home-handrail"), s.space.discard("out-handrail")); err != nil {
			return usage{}, err
		}
	case bodyChanged:
		if err := changeBody(s.file(s.pages/2), fmt.Sprintf("Round %d.", round+1)); err != nil {
			return usage{}, err
		}
	case titleChanged:
		if err := changeTitle(s.file(s.pages/2), fmt.Sprintf("Round %d", round+1)); err != nil {
			return usage{}, err
		}
	}
	if what == checkFirst || what == checkAfter {
		return command(ctx, home, s.program, "check", s.dir, "--strict")
	}
	return command(ctx, home, s.program, "build", s.dir, "--out", out, "--strict")
}

func (s handrailSite) file(page int) string {
	return filepath.Join(s.dir, "content", corpus.PagePath(page, s.perSection))
}

// bareSite is the same pages, in the bare loop.
type bareSite struct {
	space        workspace
	program, dir string
}

func (s bareSite) run(ctx context.Context) (usage, error) {
	if err := s.space.discard("out-bare"); err != nil {
		return usage{}, err
	}
	return command(ctx, s.space.dir, s.program, filepath.Join(s.dir, "content"), s.space.path("out-bare"))
}

// hugoBuilds is the same pages, with Hugo.
type hugoBuilds struct {
	space        workspace
	program, dir string
	pages        int
}

func (s hugoBuilds) write() error {
	if err := corpus.Write(s.dir, s.pages, corpus.Hugo); err != nil {
		return err
	}
	return layOut(s.dir, "hugo", ".")
}

func (s hugoBuilds) run(ctx context.Context, what work, round int) (usage, error) {
	switch what {
	case firstBuild:
		err := errors.Join(s.space.discard("home-hugo"), s.space.discard("out-hugo"), os.RemoveAll(filepath.Join(s.dir, "resources")))
		if err != nil {
			return usage{}, err
		}
	case bodyChanged:
		if err := changeBody(s.file(s.pages/2), fmt.Sprintf("Round %d.", round+1)); err != nil {
			return usage{}, err
		}
	}
	return command(ctx, s.space.path("home-hugo"), s.program, "--quiet", "--source", s.dir, "--destination", s.space.path("out-hugo"))
}

func (s hugoBuilds) file(page int) string {
	return filepath.Join(s.dir, "content", corpus.PagePath(page, corpus.PerSection))
}

// changeBody adds a paragraph to the end of a page.
func changeBody(file, words string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, "\n"+words+"\n"...), 0o644)
}

// changeTitle gives a page another title.
func changeTitle(file, title string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before, after, found := bytes.Cut(text, []byte("title: "))
	_, after, ends := bytes.Cut(after, []byte("\n"))
	if !found || !ends {
		return fmt.Errorf("%s has no title to change", file)
	}
	return os.WriteFile(file, fmt.Appendf(nil, "%stitle: %q\n%s", before, title, after), 0o644)
}
