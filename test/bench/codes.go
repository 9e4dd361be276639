package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"handrail/test/codes"
)

// reported is what a report on the codes of many people costs.
type reported struct {
	command string // such as "quiz report"
	codes   int
	cost    usage
}

// What a report may take.
const (
	reportTime   = 30 * time.Second
	reportMemory = 1_000_000_000
)

// measureReports has Handrail report the codes of many people of the site that ships, as a table for a spreadsheet.
func measureReports(ctx context.Context, space workspace, t tools, o options) ([]reported, error) {
	site := space.path("site-shipped")
	if _, err := command(ctx, space.path("home-handrail"), t.handrail, "init", site); err != nil {
		return nil, err
	}
	var all []reported
	for _, kind := range []struct {
		name  string
		write func(w io.Writer, content fs.FS, people int) error
	}{{"quiz", codes.Results}, {"record", codes.Records}} {
		r := reported{command: kind.name + " report", codes: o.codes}
		file := space.path("codes.txt")
		if err := into(file, func(f *os.File) error { return kind.write(f, os.DirFS(filepath.Join(site, "content")), o.codes) }); err != nil {
			return all, err
		}
		var runs []usage
		for round := range o.runs {
			progress("%s of %d codes, round %d of %d", r.command, r.codes, round+1, o.runs)
			err := into(space.path("report.csv"), func(f *os.File) error {
				cmd := exec.CommandContext(ctx, t.handrail, kind.name, "report", "--site", site, "--format", "csv", file)
				cmd.Stdout = f
				u, err := timed(cmd, space.path("home-handrail"))
				runs = append(runs, u)
				return err
			})
			if err != nil {
				return all, err
			}
		}
		r.cost = middle(runs)
		all = append(all, r)
		if err := errors.Join(os.Remove(file), os.Remove(space.path("report.csv"))); err != nil {
			return all, err
		}
	}
	return all, nil
}

// into has a new file written.
func into(name string, write func(f *os.File) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// String says what the report costs, and whether it may.
func (r reported) String() string {
	within := r.cost.wall <= reportTime && r.cost.memory <= reportMemory
	return fmt.Sprintf("- `handrail %s` of %s codes, as a table: %s, and %s of memory at most; the target is at most %.0f s and %s: %s.", r.command, thousands(r.codes),
		seconds.text(r.cost.wall.Seconds()), megabytes.text(float64(r.cost.memory)/1e6), reportTime.Seconds(), megabytes.text(reportMemory/1e6), verdict(true, within))
}
