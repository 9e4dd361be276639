package main

import (
	"context"
	"fmt"
	"os"

	"handrail/test/corpus"
)

// grown is one site of one size, and what building it cost.
type grown struct {
	what     string // what there is many of
	size     int
	cost     map[work]usage
	files    int   // that were written
	bytes    int64 // of them
	leftOut  string
	previous int // the place of the smaller one in the list, or -1
}

// wholeSite is what a growing site of guidance is called.
const wholeSite = "pages"

// measureGrowth builds sites of growing size with Handrail alone.
func measureGrowth(ctx context.Context, space workspace, t tools, o options) ([]grown, error) {
	var all []grown
	add := func(g grown, err error) error {
		all = append(all, g)
		return err
	}
	sizes := []int{1_000, 10_000}
	if o.large {
		sizes = append(sizes, 100_000)
	}
	for i, n := range sizes {
		if why, err := tooLarge(space, all, n); err != nil || why != "" {
			if err := add(grown{what: wholeSite, size: n, leftOut: why, previous: i - 1}, err); err != nil {
				return all, err
			}
			continue
		}
		g, err := growthOf(ctx, space, t, n, corpus.PerSection, o.runs)
		g.previous = i - 1
		if err := add(g, err); err != nil {
			return all, err
		}
	}
	const long = 5_000
	g, err := growthOf(ctx, space, t, 10_000, long, o.runs)
	g.what, g.previous = "pages in sections of 5,000", 1
	if err := add(g, err); err != nil {
		return all, err
	}
	for _, kind := range []struct {
		what  string
		sizes [2]int
		write func(dir string, n int) error
	}{
		{"questions in a quiz", [2]int{200, 2_000}, corpus.Quiz},
		{"rules in a checklist", [2]int{200, 2_000}, corpus.Checklist},
		{"groups of a statement", [2]int{1_000, 10_000}, corpus.Groups},
	} {
		for i, n := range kind.sizes {
			g, err := grow(ctx, space, t, kind.what, n, o.runs, kind.write)
			g.previous = -1
			if i > 0 {
				g.previous = len(all) - 1
			}
			if err := add(g, err); err != nil {
				return all, err
			}
		}
	}
	return all, nil
}

// growthOf builds a site of n guidance pages: for the first time, again, and with one body changed.
func growthOf(ctx context.Context, space workspace, t tools, n, perSection, runs int) (grown, error) {
	progress("%d pages in sections of %d", n, perSection)
	site := handrailSite{space: space, program: t.handrail, dir: space.path("site-grown"), pages: n, perSection: perSection}
	if err := corpus.WriteSections(site.dir, n, perSection, corpus.Handrail); err != nil {
		return grown{}, err
	}
	return measureSite(ctx, site, grown{what: wholeSite, size: n}, runs, []work{firstBuild, unchanged, bodyChanged})
}

// grow builds one of the small sites with a lot of one thing.
func grow(ctx context.Context, space workspace, t tools, what string, n, runs int, write func(string, int) error) (grown, error) {
	progress("%d %s", n, what)
	site := handrailSite{space: space, program: t.handrail, dir: space.path("site-grown")}
	if err := write(site.dir, n); err != nil {
		return grown{}, err
	}
	return measureSite(ctx, site, grown{what: what, size: n}, runs, []work{firstBuild, unchanged})
}

func measureSite(ctx context.Context, site handrailSite, g grown, runs int, works []work) (grown, error) {
	costs := map[work][]usage{}
	for round := range runs {
		for _, what := range works {
			if err := record(costs, what, func() (usage, error) { return site.run(ctx, what, round) }); err != nil {
				return g, err
			}
		}
	}
	g.cost = medians(costs)
	var err error
	if g.files, g.bytes, err = weigh(site.space.path("out-handrail")); err != nil {
		return g, err
	}
	return g, os.RemoveAll(site.dir)
}

// tooLarge says why a site of n pages had better not be built: what the last two grew by says how large it will be.
func tooLarge(space workspace, smaller []grown, n int) (why string, err error) {
	if len(smaller) < 2 {
		return "", nil
	}
	a, b := smaller[len(smaller)-2], smaller[len(smaller)-1]
	if a.bytes == 0 || b.bytes == 0 {
		return "", nil
	}
	each := float64(b.bytes) / float64(b.size)
	more := (each - float64(a.bytes)/float64(a.size)) / float64(b.size-a.size) // bytes on each page for one page more
	need := float64(n) * (each + max(0, more)*float64(n-b.size))
	room, err := space.room()
	if err != nil || need <= float64(room) {
		return "", err
	}
	return fmt.Sprintf("left out: it would write about %.0f GB, and there is room for %.0f GB", need/1e9, float64(room)/1e9), nil
}
