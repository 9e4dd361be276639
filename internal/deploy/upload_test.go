package deploy

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
)

// TestEach: each item has its turn; after the first error, or when the caller has had enough, no other begins, and that is what is returned.
func TestEach(t *testing.T) {
	items := make([]int, 100)
	for i := range items {
		items[i] = i
	}
	broken, enough := errors.New("broken"), errors.New("enough")
	for _, test := range []struct {
		name  string
		err   error // of each item after the tenth
		cause error // for which the caller ends the context at the tenth
		want  error
	}{
		{"all", nil, nil, nil},
		{"an error", broken, nil, broken},
		{"the end of the context", nil, enough, enough},
	} {
		ctx, stop := context.WithCancelCause(t.Context())
		var begun atomic.Int64
		done := 0
		err := each(ctx, 4, items, func() { done++ }, func(_ context.Context, item int) error {
			if begun.Add(1) < 10 {
				return nil
			}
			if test.cause != nil {
				stop(test.cause)
			}
			return test.err
		})
		stop(nil)
		n := int(begun.Load())
		if !errors.Is(err, test.want) || (test.want == nil) != (n == len(items)) || n > 20 && test.want != nil || test.err == nil && done != n {
			t.Errorf("%s: %v; %d have begun, and %d have been done", test.name, err, n, done)
		}
	}
}
