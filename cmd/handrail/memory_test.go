package main

import (
	"runtime"
	"runtime/debug"
	"testing"
)

// TestLimit: memory is limited to what is asked for, to half as much again as is held where that is more, and by the environment where it says so.
func TestLimit(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	t.Setenv("GOMEMLIMIT", "")
	limit(softLimit, held())
	if got := debug.SetMemoryLimit(-1); got != softLimit {
		t.Errorf("the limit is %d", got)
	}
	much := make([]byte, 8<<20)
	runtime.GC()
	limit(1<<20, held())
	if got := debug.SetMemoryLimit(-1); got < 12<<20 || got >= softLimit {
		t.Errorf("where 8 MB and more are held, the limit is %d", got)
	}
	runtime.KeepAlive(much)
	debug.SetMemoryLimit(5 << 30)
	t.Setenv("GOMEMLIMIT", "5GiB")
	limit(softLimit, held())
	if got := debug.SetMemoryLimit(-1); got != 5<<30 {
		t.Errorf("the limit is %d in place of what the environment says", got)
	}
}

// TestEachCollection: what is done each time memory has been collected is done again and again.
func TestEachCollection(t *testing.T) {
	done := make(chan bool)
	eachCollection(func() {
		select {
		case done <- true:
		case <-t.Context().Done():
		}
	})
	for n := 0; n < 3; {
		runtime.GC()
		select {
		case <-done:
			n++
		default:
			runtime.Gosched()
		}
	}
}
