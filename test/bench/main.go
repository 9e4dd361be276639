// Command bench measures Handrail beside Hugo and beside a bare loop that does the least there is to do, all on the same
// pages and in turns, and then how Handrail grows with the site. It prints tables, and with -write puts them into a
// document.
//
//	go run ./test/bench                                  everything, about a quarter of an hour
//	go run ./test/bench -n 300 -runs 1 -growth=false     a minute, to check that it works
//
// No figure makes it fail. It needs a Unix: peak memory is what the kernel recorded for each process.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"handrail/test/report"
)

// options are the flags.
type options struct {
	pages, runs, edits    int
	growth, large, server bool
	small                 bool
	codes                 int
	handrail, hugo, dir   string
	eleventy              string
	write                 string
}

func main() {
	var o options
	flag.IntVar(&o.pages, "n", 10_000, "pages of the site that all three build")
	flag.IntVar(&o.runs, "runs", 3, "how often each build is run; the figures are medians")
	flag.IntVar(&o.edits, "edits", 5, "how many edits of each kind a server is timed for")
	flag.BoolVar(&o.server, "serve", true, "time the two servers")
	flag.BoolVar(&o.small, "small", true, "measure small sites")
	flag.IntVar(&o.codes, "codes", 1_000_000, "codes that are reported; 0 to leave reports out")
	flag.BoolVar(&o.growth, "growth", true, "measure how Handrail grows with the site")
	flag.BoolVar(&o.large, "large", true, "measure 100,000 pages too")
	flag.StringVar(&o.handrail, "handrail", "", "a handrail program to use instead of one built from these sources")
	flag.StringVar(&o.hugo, "hugo", "", "a hugo program to use instead of version "+hugoVersion)
	flag.StringVar(&o.eleventy, "eleventy", "", "the program cmd.cjs of an Eleventy to use instead of version "+eleventyVersion)
	flag.StringVar(&o.dir, "dir", "", "folder to work in (default a memory file system, otherwise a temporary folder)")
	flag.StringVar(&o.write, "write", "", "a document to put the tables into, such as docs/performance.md")
	flag.Parse()
	if flag.NArg() > 0 || o.pages < 2 || o.runs < 1 || o.edits < 1 {
		fmt.Fprintln(os.Stderr, "bench: -n has to be 2 or more, -runs and -edits 1 or more, and nothing follows the flags")
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	measured, err := measure(ctx, o)
	text := measured.markdown()
	fmt.Println(text) // also when something went wrong after the first of them: each takes long to measure
	if err != nil || o.write == "" {
		return err
	}
	return report.Write(o.write, report.Bench, text)
}

// measure measures all that is asked for, in a folder that is gone afterwards.
func measure(ctx context.Context, o options) (results, error) {
	r := results{options: o, day: time.Now().UTC(), busy: report.Busy()}
	work, err := newWorkspace(o.dir)
	if err != nil {
		return r, err
	}
	defer work.close()
	progress("working in %s", work.about)
	r.space = work.about
	if r.tools, err = getTools(ctx, work, o); err != nil {
		return r, err
	}
	if r.builds, err = measureBuilds(ctx, work, r.tools, o); err != nil {
		return r, err
	}
	if o.server {
		if r.servers, err = measureServers(ctx, work, r.tools, o); err != nil {
			return r, err
		}
	}
	if o.small {
		if err := work.empty(); err != nil {
			return r, err
		}
		if r.small, err = measureSmall(ctx, work, r.tools, o); err != nil {
			return r, err
		}
	}
	if err := work.empty(); err != nil {
		return r, err
	}
	if r.shares, err = measureShares(ctx, work, r.tools, o); err != nil {
		return r, err
	}
	if err := work.empty(); err != nil {
		return r, err
	}
	if o.growth {
		if r.growth, err = measureGrowth(ctx, work, r.tools, o); err != nil {
			return r, err
		}
	}
	if o.codes > 0 {
		r.reports, err = measureReports(ctx, work, r.tools, o)
	}
	return r, err
}

// progress says what is being done: a run takes long.
func progress(format string, args ...any) {
	fmt.Fprintf(os.Stderr, time.Now().Format(time.TimeOnly)+"  "+format+"\n", args...)
}
