package book

import "image"

// clipper cuts shapes to a box. It keeps what it needs for the next one.
type clipper struct{ scratch [2][]point }

// clipped is a shape without what is more than a pixel outside of a box (Sutherland and Hodgman 1974): the rasterizer goes through all of it. It is
// there until the next one is clipped, if anything was cut off.
func (c *clipper) clipped(points []point, box image.Rectangle) (kept []point, cut bool) {
	left, top, right, bottom := float64(box.Min.X-1), float64(box.Min.Y-1), float64(box.Max.X+1), float64(box.Max.Y+1)
	if l, t, r, b := extent(points); l >= left && t >= top && r <= right && b <= bottom {
		return points, false
	}
	for i, side := range []struct {
		inside func(point) bool
		cut    func(a, b point) point
	}{
		{func(q point) bool { return q.x >= left }, func(a, b point) point { return cutAtX(a, b, left) }},
		{func(q point) bool { return q.x <= right }, func(a, b point) point { return cutAtX(a, b, right) }},
		{func(q point) bool { return q.y >= top }, func(a, b point) point { return cutAtY(a, b, top) }},
		{func(q point) bool { return q.y <= bottom }, func(a, b point) point { return cutAtY(a, b, bottom) }},
	} {
		kept := c.scratch[i%2][:0]
		for i, q := range points {
			before := points[(i+len(points)-1)%len(points)]
			if side.inside(q) != side.inside(before) {
				kept = append(kept, side.cut(before, q))
			}
			if side.inside(q) {
				kept = append(kept, q)
			}
		}
		points, c.scratch[i%2] = kept, kept
	}
	return points, true
}

func cutAtX(a, b point, x float64) point { return point{x, a.y + (b.y-a.y)*(x-a.x)/(b.x-a.x)} }

func cutAtY(a, b point, y float64) point { return point{a.x + (b.x-a.x)*(y-a.y)/(b.y-a.y), y} }
