package output

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// TestAgain: what another program holds is tried again until it is let go of, and for two seconds; any other error is returned at once.
func TestAgain(t *testing.T) {
	held, other := errors.New("held"), errors.New("other")
	for _, test := range []struct {
		free  time.Duration // when the file is let go of
		then  error
		want  error
		least time.Duration
		most  time.Duration
	}{
		{0, nil, nil, 0, 0},
		{0, other, other, 0, 0},
		{time.Second, nil, nil, time.Second, 1100 * time.Millisecond},
		{1900 * time.Millisecond, nil, nil, 1900 * time.Millisecond, 2 * time.Second},
		{time.Second, other, other, time.Second, 1100 * time.Millisecond},
		{time.Hour, nil, held, 2 * time.Second, 2100 * time.Millisecond},
	} {
		synctest.Test(t, func(t *testing.T) {
			began, tries := time.Now(), 0
			err := again(func(err error) bool { return err == held }, func() error {
				if tries++; time.Since(began) < test.free {
					return held
				}
				return test.then
			})
			if took := time.Since(began); err != test.want || took < test.least || took > test.most {
				t.Errorf("free after %v: %v after %v", test.free, err, took)
			}
			if tries > 50 {
				t.Errorf("it was tried %d times", tries)
			}
		})
	}
}
