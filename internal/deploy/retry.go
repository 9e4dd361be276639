package deploy

import (
	"context"
	"errors"
	"io/fs"
	"math/rand/v2"
	"sync/atomic"
	"time"
)

// tries is how often something is tried: with the pauses in between, this takes half a minute or so.
const tries = 8

// retrier does again what failed, where that may pass.
type retrier struct {
	pause    time.Duration // about how long to wait before the second try; twice as long before each that follows
	patience time.Duration // how long nothing may come from the other side

	answered func(error) bool  // whether an error came from the other side, rather than from the way to it
	passing  func(error) bool  // whether what failed may work when it is tried again
	explain  func(error) error // puts an error into words

	reached atomic.Bool // the other side has answered
}

// again does something until it works, or fails in a way that will not pass. The longest wait doubles each time, and each
// wait is a random part of it, so that many clients do not come back all at once
// (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
func (r *retrier) again(ctx context.Context, do func(context.Context) error) error {
	for n := range tries {
		err := do(ctx)
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err == nil || r.answered(err) {
			r.reached.Store(true)
		}
		switch {
		case err == nil || errors.Is(err, fs.ErrNotExist):
			return err
		case !r.passing(err), n == tries-1, n >= 2 && !r.reached.Load(): // a wrong address should not take half a minute
			return r.explain(err)
		}
		select {
		case <-time.After(rand.N(min(r.pause<<n, 20*time.Second)) + r.pause/10):
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	return nil // not reached: the last try returns
}
