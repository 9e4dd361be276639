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

// size is a site of one size, to be written and built.
type size struct {
	what       string
	n          int
	previous   int // the place among its kind of the site that it is compared with, or -1
	write      func(dir string) error
	perSection int    // of a site of pages
	works      []work // what is measured
}

// kinds are the sites to measure, grouped with those that they are compared with.
func kinds(large bool) [][]size {
	pages := func(what string, n, previous, perSection int) size {
		write := func(dir string) error { return corpus.WriteSections(dir, n, perSection, corpus.Handrail) }
		return size{what, n, previous, write, perSection, []work{firstBuild, unchanged, bodyChanged}}
	}
	guidance := []size{pages(wholeSite, 1_000, -1, corpus.PerSection), pages(wholeSite, 10_000, 0, corpus.PerSection)}
	if large {
		guidance = append(guidance, pages(wholeSite, 100_000, 1, corpus.PerSection))
	}
	guidance = append(guidance, pages("pages in sections of 5,000", 10_000, 1, 5_000))
	many := func(what string, n int, write func(dir string, n int) error) []size {
		one := func(n, previous int) size {
			return size{what, n, previous, func(dir string) error { return write(dir, n) }, 0, []work{firstBuild, unchanged}}
		}
		return []size{one(n, -1), one(10*n, 0)}
	}
	return [][]size{guidance, many("questions in a quiz", 200, corpus.Quiz), many("rules in a checklist", 200, corpus.Checklist),
		many("groups of a statement", 1_000, corpus.Groups)}
}

// measureGrowth builds sites of growing size with Handrail alone.
func measureGrowth(ctx context.Context, space workspace, t tools, o options) ([]grown, error) {
	var all []grown
	for _, sizes := range kinds(o.large) {
		sites, err := measureKind(ctx, space, t, sizes, o.runs)
		for i := range sites {
			if sites[i].previous >= 0 {
				sites[i].previous += len(all)
			}
		}
		if all = append(all, sites...); err != nil {
			return all, err
		}
	}
	return all, nil
}

// measureKind builds sites of one kind in turns: if the machine is slow for a while, it is so for all of them.
func measureKind(ctx context.Context, space workspace, t tools, sizes []size, runs int) ([]grown, error) {
	all, costs := make([]grown, len(sizes)), make([]map[work][]usage, len(sizes))
	dir := func(i int) string { return space.path(fmt.Sprintf("site-grown-%d", i)) }
	for round := range runs {
		for i, size := range sizes {
			g := &all[i]
			if round == 0 {
				*g, costs[i] = grown{what: size.what, size: size.n, previous: size.previous}, map[work][]usage{}
				var err error
				if g.leftOut, err = tooLarge(space, all[:i], size.n); err != nil {
					return all, err
				}
			}
			if g.leftOut != "" {
				continue
			}
			progress("%d %s, round %d of %d", size.n, size.what, round+1, runs)
			if round == 0 {
				if err := size.write(dir(i)); err != nil {
					return all, err
				}
			}
			site := handrailSite{space: space, program: t.handrail, dir: dir(i), pages: size.n, perSection: size.perSection}
			for _, what := range size.works {
				if err := record(costs[i], what, func() (usage, error) { return site.run(ctx, what, round) }); err != nil {
					return all, err
				}
			}
			w, err := weigh(space.path("out-handrail"))
			if err != nil {
				return all, err
			}
			g.files, g.bytes = w.files, w.bytes
		}
	}
	for i := range all {
		all[i].cost = medians(costs[i])
		if err := os.RemoveAll(dir(i)); err != nil {
			return all, err
		}
	}
	return all, nil
}

// tooLarge says why a site of n pages should not be built: how large it will be follows from the growth of the last two.
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
