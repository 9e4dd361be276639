package pattern

import (
	"sync"
	"testing"
)

func TestNew(t *testing.T) {
	digits := New(`^[0-9]+$`)
	first := digits()
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if digits() != first || !digits().MatchString("42") || digits().MatchString("4x") {
				t.Error("a second call gives another expression, or one that finds something else")
			}
		})
	}
	group.Wait()
	defer func() {
		if recover() == nil {
			t.Error("an expression with a mistake was compiled")
		}
	}()
	New(`(`)()
}
