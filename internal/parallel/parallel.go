// Package parallel spreads work over the cores.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls f for 0 to n-1, on every core at once, and returns when all calls have.
func Each(n int, f func(i int)) {
	EachWith(n, func() struct{} { return struct{}{} }, func(i int, _ struct{}) { f(i) }, func(struct{}) {})
}

// EachWith is Each with something that each core has for itself: open makes it before the first call there, and close lets go of it after
// the last.
func EachWith[T any](n int, open func() T, f func(i int, own T), close func(own T)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		group.Go(func() {
			own := open()
			defer close(own)
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i, own)
			}
		})
	}
	group.Wait()
}
