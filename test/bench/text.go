package main

import (
	"fmt"
	"strings"
	"time"

	"handrail/test/report"
)

// results is everything that one run has measured.
type results struct {
	options options
	day     time.Time
	busy    string // the machine's load as it began
	space   string
	tools   tools
	builds  builds
	servers servers
	small   smallBuilds
	shares  []share
	reports []reported
	growth  []grown
}

// markdown is the report on the run.
func (m results) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "## Times and memory\n\n%s\n%s. %s. Files are in %s.\n", report.Machine(m.day), m.tools.hugoSays, m.tools.eleventySays, m.space)
	if m.busy != "" {
		fmt.Fprintf(&b, "The machine's load as the run began, an average of one minute: %s.\n", m.busy)
	}
	b.WriteString("\n")
	fmt.Fprintf(&b, "### Beside Hugo and a bare loop, with %s pages\n\n", thousands(m.options.pages))
	b.WriteString(m.method() + "\n")
	table := report.Table{Columns: []string{"work", "Handrail:", "Hugo:", "bare loop:", "of Hugo:", "of bare:", "target, at most", "met"}}
	for _, r := range m.rows() {
		table.Rows = append(table.Rows, []string{
			r.work, r.unit.text(r.handrail), r.unit.text(r.hugo), r.unit.text(r.bare),
			ratio(r.handrail, r.hugo), ratio(r.handrail, r.bare), r.target(), r.met(),
		})
	}
	b.WriteString(table.String())
	b.WriteString(m.builds.weights())
	if m.options.small {
		b.WriteString("\n### Small sites\n\n" + m.smallText())
	}
	b.WriteString("\n### What parts of a site take\n\n" + m.partsText())
	if m.options.growth {
		b.WriteString("\n### How Handrail grows\n\n" + m.growthText())
	}
	b.WriteString("\nTo repeat this: `make bench`, or `go run ./test/bench -help` for parts of it.\n")
	return b.String()
}

// partsText is the report on what parts of a site cost, and reports on codes.
func (m results) partsText() string {
	text := "Builds with and without what is named take turns, and figures are medians, as above.\n\n"
	for _, s := range m.shares {
		text += s.String() + "\n"
	}
	for _, r := range m.reports {
		text += r.String() + "\n"
	}
	return text
}

// pageTarget is the maximum of bytes that a page may have, on average.
const pageTarget = 10_500

// weights says what pages weigh.
func (b builds) weights() string {
	of := func(bytes func(weight) int64) string {
		figure := func(w weight) string {
			if w.files == 0 {
				return "–"
			}
			return thousands(int(bytes(w)))
		}
		return fmt.Sprintf("Handrail %s, Hugo %s, the bare loop %s", figure(b.wrote.handrail), figure(b.wrote.hugo), figure(b.wrote.bare))
	}
	return fmt.Sprintf("\n- Bytes of a page, on average: %s; the target for Handrail is at most %s: %s.\n- Bytes of all that is written, for each page: %s. Handrail's has what is searched.\n",
		of(func(w weight) int64 { return w.html }), thousands(pageTarget), verdict(b.wrote.handrail.html > 0, b.wrote.handrail.html <= pageTarget), of(func(w weight) int64 { return w.bytes }))
}

// method says what was measured, and how.
func (m results) method() string {
	text := fmt.Sprintf(`Each page has about 680 words, with headings, lists, links, quotes and, on every third page, a table. There are 50 pages
in a section. The bodies are the same for all three programs.

- **Hugo** has layouts that make much the same page: header, breadcrumbs, the pages of the section that are near it,
  contents, the pages before and after, footer, and a style and a script named by their digests.
- **The bare loop** reads each page, converts it with goldmark, runs one template, and writes the file. It resolves no
  link, checks nothing, and makes no other file. It is the least there is to do.
- The builds take turns. Each was run %s. A figure is the median. Processor time is the program's and the kernel's, on all
  cores. Peak memory is the most that was resident.
- Before a first build there is no cache and no folder to write to. The files to read are in memory already.
- A check is held to the first build of the same run.
`, often(m.options.runs))
	if m.options.server {
		text += fmt.Sprintf(`- With each server, %d bodies and %d titles were changed, one at a time. The clock starts before the file is written. The
  page is asked for each millisecond, and the clock stops when it has the new words.
`, m.options.edits, m.options.edits)
	}
	return text
}

// grownTarget is how many times as much a site of ten times the size may cost. largeTarget is that of a first build of 100,000 pages, and largeMemory how
// much memory it may take.
const (
	grownTarget = 11
	largeTarget = 10.2
	largeMemory = 600_000_000
)

func (m results) growthText() string {
	table := report.Table{Columns: []string{"site", "work", "time:", "processor time:", "peak memory:", "written:", "time, of the smaller:", "processor:", "memory:"}}
	var within []string
	for _, g := range m.growth {
		name := thousands(g.size) + " " + g.what
		if g.leftOut != "" {
			table.Rows = append(table.Rows, []string{name, g.leftOut, "–", "–", "–", "–", "–", "–", "–"})
			continue
		}
		for _, what := range []work{firstBuild, unchanged, bodyChanged} {
			cost, measured := g.cost[what]
			if !measured {
				continue
			}
			ratios, written := []string{"–", "–", "–"}, "–"
			if g.previous >= 0 {
				smaller := m.growth[g.previous].cost[what]
				ratios = []string{times(cost.wall, smaller.wall), times(cost.cpu, smaller.cpu), times(cost.memory, smaller.memory)}
			}
			if what == firstBuild {
				written = fmt.Sprintf("%s files, %.1f MB", thousands(g.files), float64(g.bytes)/1e6)
			}
			table.Rows = append(table.Rows, append([]string{name, string(what), seconds.text(cost.wall.Seconds()), seconds.text(cost.cpu.Seconds()),
				megabytes.text(float64(cost.memory) / 1e6), written}, ratios...))
		}
		within = append(within, m.proportion(g)...)
	}
	text := "Each line is held to the smaller site of its kind above it, which has a tenth of the size. Sites of a kind take turns, and\n" +
		"figures are medians, as above.\n\n" + table.String()
	if len(within) > 0 {
		text += "\n" + strings.Join(within, "\n") + "\n"
	}
	return text
}

// proportion says whether a site costs no more than its size allows.
func (m results) proportion(g grown) []string {
	if g.previous < 0 {
		return nil
	}
	smaller := m.growth[g.previous]
	if smaller.leftOut != "" {
		return nil
	}
	name := thousands(g.size) + " " + g.what
	var lines []string
	for _, what := range []work{firstBuild, unchanged} {
		limit := grownTarget * float64(g.size) / float64(smaller.size) / 10
		if what == firstBuild && g.size >= 100_000 {
			limit = largeTarget
		}
		cost, before := g.cost[what], smaller.cost[what]
		within := float64(cost.wall) <= limit*float64(before.wall) && float64(cost.cpu) <= limit*float64(before.cpu) &&
			float64(cost.memory) <= limit*float64(before.memory)
		lines = append(lines, fmt.Sprintf("- %s, %s: %s the time, %s the processor time and %s the memory of %s %s; the target is at most %.1f×: %s.", name, what,
			times(cost.wall, before.wall), times(cost.cpu, before.cpu), times(cost.memory, before.memory), thousands(smaller.size), smaller.what, limit, verdict(cost.wall > 0 && before.wall > 0, within)))
	}
	if g.size >= 100_000 {
		memory := g.cost[firstBuild].memory
		lines = append(lines, fmt.Sprintf("- %s, peak memory: %s; the target is under %s: %s.", name, megabytes.text(float64(memory)/1e6), megabytes.text(largeMemory/1e6), verdict(memory > 0, memory < largeMemory)))
	}
	return lines
}

// inMilliseconds writes how long something took.
func inMilliseconds(d time.Duration) string { return milliseconds.text(d.Seconds() * 1000) }

// verdict says whether a target is met, if what it is about was measured: a run that fails reports what it had measured before.
func verdict(measured, met bool) string {
	switch {
	case !measured:
		return "not measured"
	case met:
		return "met"
	}
	return "not met"
}

func times[Measure ~int64](a, b Measure) string {
	if b == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f×", float64(a)/float64(b))
}

// thousands writes a number with commas.
func thousands(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

func often(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
