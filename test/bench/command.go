package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

// usage is what one run of a program cost.
type usage struct {
	wall   time.Duration
	cpu    time.Duration // on all cores: the program's own and the kernel's for it
	memory int64         // the maximum of resident memory, in bytes
}

// command runs a program to its end, with home as the place of its caches.
func command(ctx context.Context, home, name string, args ...string) (usage, error) {
	return timed(exec.CommandContext(ctx, name, args...), home)
}

// timed runs a program to its end, with home as the place of its caches. What it prints is in the error, unless it goes elsewhere.
//
// The kernel starts a child's peak memory at its parent's. So this program has to stay smaller than what it measures: it
// keeps no pages.
func timed(cmd *exec.Cmd, home string) (usage, error) {
	cmd.Env = environment(home)
	var out bytes.Buffer
	if cmd.Stderr = &out; cmd.Stdout == nil {
		cmd.Stdout = &out
	}
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if err != nil {
		return usage{}, fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, last(out.Bytes(), 2000))
	}
	return used(cmd.ProcessState, wall), nil
}

// environment is that of this process with empty caches.
func environment(home string) []string {
	return append(os.Environ(), "HOME="+home, "XDG_CACHE_HOME="+home, "HUGO_CACHEDIR="+home, "NO_COLOR=1")
}

func used(state *os.ProcessState, wall time.Duration) usage {
	memory := state.SysUsage().(*syscall.Rusage).Maxrss
	if runtime.GOOS != "darwin" {
		memory *= 1024 // other systems count kilobytes
	}
	return usage{wall, state.UserTime() + state.SystemTime(), memory}
}

func last(text []byte, n int) []byte { return text[max(0, len(text)-n):] }

// middle is the median of each measure by itself. For an even number it is the mean of the two in the middle.
func middle(runs []usage) usage {
	return usage{
		wall:   median(runs, func(u usage) time.Duration { return u.wall }),
		cpu:    median(runs, func(u usage) time.Duration { return u.cpu }),
		memory: median(runs, func(u usage) int64 { return u.memory }),
	}
}

// median of no runs is 0.
func median[Run any, Measure ~int64](runs []Run, of func(Run) Measure) Measure {
	if len(runs) == 0 {
		return 0
	}
	all := make([]Measure, len(runs))
	for i, run := range runs {
		all[i] = of(run)
	}
	slices.SortFunc(all, cmp.Compare[Measure])
	half := len(all) / 2
	if len(all)%2 == 1 {
		return all[half]
	}
	return (all[half-1] + all[half]) / 2
}
