package check

import (
	"math"
	"testing"
)

// TestChanceOf holds the chance that a report rests on to numbers that can be worked out by hand.
func TestChanceOf(t *testing.T) {
	third := func(n int) []float64 {
		all := make([]float64, n)
		for i := range all {
			all[i] = 1.0 / 3
		}
		return all
	}
	for _, c := range []struct {
		k       int
		chances []float64
		want    float64
	}{
		{0, nil, 1},
		{1, nil, 0},
		{0, third(5), 1},
		{3, third(5), 51.0 / 243},
		{4, third(5), 11.0 / 243},
		{5, third(5), 1.0 / 243},
		{6, third(5), 0},
		{2, []float64{0.5, 0.25}, 0.125},
		{1, []float64{0.5, 0.25}, 0.625},
		{372, third(1001), 0.0052}, // the normal distribution, as near as it is
	} {
		within := 1e-12
		if len(c.chances) > 1000 {
			within = 0.0005
		}
		if got := chanceOf(c.k, c.chances); math.Abs(got-c.want) > within {
			t.Errorf("chance of %d of %d: %v, not %v", c.k, len(c.chances), got, c.want)
		}
	}
	if a, b := chanceOf(355, third(1000)), chanceOf(355, third(1001)); math.Abs(a-b) > 0.01 {
		t.Errorf("the exact chance is %v, and the quick one %v", a, b)
	}
}
