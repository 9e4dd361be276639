package main

import (
	"fmt"
	"math"
	"time"
)

// row is one line of the comparison. A figure that was not measured is 0.
type row struct {
	work string
	unit unit
	// What each took.
	handrail, hugo, bare float64
	// The maximum that Handrail may take: as a multiple of Hugo and of the bare loop, and by itself. 0 is no target.
	ofHugo, ofBare, atMost float64
}

// unit is how a figure is written.
type unit int

const (
	seconds unit = iota
	milliseconds
	megabytes
)

func (u unit) text(figure float64) string {
	switch {
	case figure == 0:
		return "–"
	case u == megabytes:
		return fmt.Sprintf("%.0f MB", figure)
	case u == milliseconds && figure < 10:
		return fmt.Sprintf("%.1f ms", figure)
	case u == milliseconds:
		return fmt.Sprintf("%.0f ms", figure)
	case figure < 1:
		return fmt.Sprintf("%.3f s", figure)
	}
	return fmt.Sprintf("%.2f s", figure)
}

// ratio writes a as a multiple of b: 1/5.2 where it is less, and 1.3× where it is more.
func ratio(a, b float64) string {
	switch {
	case a == 0 || b == 0:
		return "–"
	case b/a >= 1.5:
		return "1/" + short(b/a)
	}
	return fmt.Sprintf("%.2f×", a/b)
}

func short(x float64) string {
	if x >= 10 {
		return fmt.Sprintf("%.0f", math.Floor(x)) // never better than it is
	}
	return fmt.Sprintf("%.1f", math.Floor(x*10)/10)
}

// target writes the targets of a row.
func (r row) target() string {
	text := ""
	add := func(more string) {
		if text != "" {
			text += ", "
		}
		text += more
	}
	if r.ofHugo > 0 {
		add(fmt.Sprintf("1/%.0f of Hugo", 1/r.ofHugo))
	}
	if r.ofBare > 0 {
		add(fmt.Sprintf("%.1f× bare", r.ofBare))
	}
	if r.atMost > 0 {
		add("under " + r.unit.text(r.atMost))
	}
	if text == "" {
		return "–"
	}
	return text
}

// met says whether every target of a row is met. What a target is compared with has to have been measured.
func (r row) met() string {
	known, reached := false, true
	hold := func(limit float64) {
		known = true
		reached = reached && r.handrail <= limit
	}
	missing := r.handrail == 0 || r.ofHugo > 0 && r.hugo == 0 || r.ofBare > 0 && r.bare == 0
	if r.ofHugo > 0 && r.hugo > 0 {
		hold(r.ofHugo * r.hugo)
	}
	if r.ofBare > 0 && r.bare > 0 {
		hold(r.ofBare * r.bare)
	}
	if r.atMost > 0 {
		hold(r.atMost)
	}
	switch {
	case r.handrail == 0 || !known:
		return "–"
	case !reached:
		return "no"
	case missing:
		return "as far as measured"
	}
	return "yes"
}

// rows is the comparison.
func (m results) rows() []row {
	const ofAgain = 1.0 / 40
	ours, hugo, bare := m.builds.handrail, m.builds.hugo, m.builds.bare
	wall := func(u usage) float64 { return u.wall.Seconds() }
	cpu := func(u usage) float64 { return u.cpu.Seconds() }
	memory := func(u usage) float64 { return float64(u.memory) / 1e6 }
	line := func(what work, measure string, unit unit, of func(usage) float64, ofHugo, ofBare float64) row {
		return row{string(what) + ", " + measure, unit, of(ours[what]), of(hugo[what]), of(bare[what]), ofHugo, ofBare, 0}
	}
	rows := []row{
		line(firstBuild, "time", seconds, wall, 1.0/5, 1.4),
		line(firstBuild, "processor time", seconds, cpu, 1.0/5, 1.4),
		line(firstBuild, "peak memory", megabytes, memory, 1.0/6, 1.6),
		line(unchanged, "time", seconds, wall, ofAgain, 0),
		line(unchanged, "processor time", seconds, cpu, ofAgain, 0),
		line(unchanged, "peak memory", megabytes, memory, 0, 0),
		line(bodyChanged, "time", seconds, wall, ofAgain, 0),
		line(bodyChanged, "processor time", seconds, cpu, ofAgain, 0),
		line(bodyChanged, "peak memory", megabytes, memory, 0, 0),
		line(titleChanged, "time", seconds, wall, 0, 0),
		line(titleChanged, "processor time", seconds, cpu, 0, 0),
	}
	for _, what := range []work{checkFirst, checkAfter} {
		first := ours[firstBuild]
		for _, r := range []row{line(what, "time", seconds, wall, 0, 0), line(what, "processor time", seconds, cpu, 0, 0), line(what, "peak memory", megabytes, memory, 0, 0)} {
			switch r.work {
			case string(what) + ", time":
				r.atMost = first.wall.Seconds()
			case string(what) + ", processor time":
				r.atMost = first.cpu.Seconds()
			}
			rows = append(rows, r)
		}
	}
	if !m.options.server {
		return rows
	}
	s := m.servers
	ms := func(d time.Duration) float64 { return d.Seconds() * 1000 }
	return append(rows,
		row{"serve, from a body saved to the page served", milliseconds, ms(s.handrail.body.middle()), ms(s.hugo.body.middle()), 0, 1.0 / 100, 0, 50},
		row{"serve, the slowest of them", milliseconds, ms(s.handrail.body.worst()), ms(s.hugo.body.worst()), 0, 0, 0, 0},
		row{"serve, from a title saved to its neighbour served", milliseconds, ms(s.handrail.title.middle()), ms(s.hugo.title.middle()), 0, 1.0 / 40, 0, 150},
		row{"serve, the slowest of them", milliseconds, ms(s.handrail.title.worst()), ms(s.hugo.title.worst()), 0, 0, 0, 0},
		row{"serve, from its start to the first page", seconds, s.handrail.up.Seconds(), s.hugo.up.Seconds(), 0, 0, 0, 0},
		row{"serve, peak memory", megabytes, float64(s.handrail.memory) / 1e6, float64(s.hugo.memory) / 1e6, 0, 0, 0, 0},
	)
}
