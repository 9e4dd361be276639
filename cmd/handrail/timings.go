package main

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/pprof"
	"time"

	"handrail/internal/output"
)

// timings says how long each stage of a build took.
type timings struct {
	last   time.Time
	stages []stage
}

type stage struct {
	name string
	took time.Duration
}

func newTimings() *timings { return &timings{last: time.Now()} }

// done notes the end of a stage, which began where the one before it ended.
func (t *timings) done(name string) {
	now := time.Now()
	t.stages = append(t.stages, stage{name, now.Sub(t.last)})
	t.last = now
}

// print writes a line for each stage.
func (t *timings) print(w io.Writer) error {
	for _, s := range t.stages {
		if _, err := fmt.Fprintf(w, "%8.1f ms  %s\n", float64(s.took.Microseconds())/1000, s.name); err != nil {
			return err
		}
	}
	return nil
}

// startProfile records where the program spends its time, and what it holds in memory, until stop is called. Both are written into
// a folder for go tool pprof.
func startProfile(dir string) (stop func() error, err error) {
	if dir == "" {
		return func() error { return nil }, nil
	}
	root, err := output.OpenFolder(dir)
	if err != nil {
		return nil, fmt.Errorf("making the folder for the profile: %w", err)
	}
	cpu, err := output.Create(root, "cpu.pprof")
	if err == nil {
		err = pprof.StartCPUProfile(cpu)
	}
	if err != nil {
		return nil, fmt.Errorf("starting the profile: %w", err)
	}
	return func() error {
		pprof.StopCPUProfile()
		defer root.Close()
		memory, err := output.Create(root, "memory.pprof")
		if err != nil {
			return errors.Join(cpu.Close(), fmt.Errorf("writing the profile of memory: %w", err))
		}
		runtime.GC() // so that it shows what is held, not what was released
		return errors.Join(cpu.Close(), pprof.WriteHeapProfile(memory), memory.Close())
	}, nil
}
