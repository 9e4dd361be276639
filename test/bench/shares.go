package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"handrail/test/corpus"
)

// share is a part of a site, and what builds of the site cost with it and without.
type share struct {
	part, site string
	leaveOut   []string // what the paths of its files begin with
	never      []string // what the paths of files begin with that both builds are without, as they would need those of the share
	dir        string   // of the site, by its name in the workspace
	whole, not map[work]usage
}

// shareTarget is the maximum that a share may take of a first build, in hundredths.
const shareTarget = 15

// measureShares builds a large site and the site that ships with and without parts of them, in turns. The program is test/bench/part, as no
// site can be built without them.
func measureShares(ctx context.Context, space workspace, t tools, o options) ([]share, error) {
	search := []string{"assets/search-pages", "assets/search-terms"}
	shares := []share{
		{part: "the search index", site: thousands(o.pages) + " pages", leaveOut: search, dir: "site-handrail"},
		{part: "the search index", site: "the site that ships", leaveOut: search, dir: "site-shipped"},
		// The page of the handbook says how large the files are, so it needs them.
		{part: "the handbook as an e-book", site: "the site that ships", leaveOut: []string{"handbook.epub"}, never: []string{"handbook.html", "handbook.docx"}, dir: "site-shipped"},
		{part: "the handbook as a Word document", site: "the site that ships", leaveOut: []string{"handbook.docx"}, never: []string{"handbook.html", "handbook.epub"}, dir: "site-shipped"},
	}
	if err := corpus.Write(space.path("site-handrail"), o.pages, corpus.Handrail); err != nil {
		return nil, err
	}
	if _, err := command(ctx, space.dir, t.handrail, "init", space.path("site-shipped")); err != nil {
		return nil, err
	}
	for i, s := range shares {
		runs := o.runs
		if s.dir == "site-shipped" {
			runs = max(runs, smallRuns)
		}
		whole, not := map[work][]usage{}, map[work][]usage{}
		for round := range runs {
			progress("%s of %s, round %d of %d", s.part, s.site, round+1, runs)
			for _, way := range []struct {
				all      map[work][]usage
				out      string
				leaveOut []string
			}{{whole, "out-whole", s.never}, {not, "out-without", slices.Concat(s.never, s.leaveOut)}} {
				if err := space.discard(way.out); err != nil {
					return shares, err
				}
				for _, what := range []work{firstBuild, unchanged} {
					args := append([]string{"templates", space.path(s.dir), space.path(way.out)}, way.leaveOut...)
					if err := record(way.all, what, func() (usage, error) { return command(ctx, space.dir, t.part, args...) }); err != nil {
						return shares, err
					}
				}
			}
		}
		shares[i].whole, shares[i].not = medians(whole), medians(not)
	}
	return shares, nil
}

// takes is the part of the processor time of a build that the share takes: the time on the clock depends on what else is done meanwhile.
func (s share) takes(what work) float64 {
	if s.whole[what].cpu == 0 {
		return 0
	}
	return 1 - s.not[what].cpu.Seconds()/s.whole[what].cpu.Seconds()
}

// String says what the share takes, and whether it may.
func (s share) String() string {
	whole, without := s.whole[firstBuild].cpu, s.not[firstBuild].cpu
	within := 100*(whole-without) <= shareTarget*whole
	return fmt.Sprintf("- %s, of %s: %s of the processor time of a first build without a cache; the target is at most %d%%: %s. Of one with nothing changed: %s.",
		strings.ToUpper(s.part[:1])+s.part[1:], s.site, percentage(s.takes(firstBuild)), shareTarget, verdict(whole > 0, within), percentage(s.takes(unchanged)))
}

func percentage(part float64) string { return fmt.Sprintf("%.0f%%", 100*part) }
