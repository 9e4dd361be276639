package main

import "math"

// A part is a part of the data, through which the cheapest way is found.
type part struct {
	data       []byte
	start, end int
	found      []step  // all matches of the part
	ends       []int32 // by place: where its matches end in found
}

// find finds all matches of the part.
func (p *part) find(f *finder) {
	p.ends = make([]int32, 1, p.end-p.start+1)
	for i := p.start; i < p.end; i++ {
		p.found = f.at(i, p.end, p.found)
		p.ends = append(p.ends, int32(len(p.found)))
	}
}

// parse gives the cheapest steps from one place of the part to another.
func (p *part) parse(from, to int, c *costs) []step {
	cost := make([]float32, to-from+1)
	came := make([]step, to-from+1)
	for i := range cost[1:] {
		cost[i+1] = math.MaxFloat32
	}
	reach := func(i int, now float32, s step) {
		if now < cost[i] {
			cost[i], came[i] = now, s
		}
	}
	for i := range to - from {
		reach(i+1, cost[i]+c.literal[p.data[from+i]], step{length: 1})
		n := uint16(shortest)
		for _, m := range p.found[p.ends[from-p.start+i]:p.ends[from-p.start+i+1]] {
			dear := cost[i] + c.distance[distanceSymbol(m.distance)]
			most := min(m.length, uint16(min(longest, to-from-i)))
			if most >= enough {
				n = max(n, most)
			}
			for ; n <= most; n++ {
				reach(i+int(n), dear+c.length[n], step{n, m.distance})
			}
		}
	}
	count := 0
	for i := to - from; i > 0; i -= int(came[i].length) {
		count++
	}
	steps := make([]step, count)
	for i := to - from; i > 0; i -= int(came[i].length) {
		count--
		steps[count] = came[i]
	}
	return steps
}

// histogram counts the symbols of steps from a place.
func (p *part) histogram(from int, steps []step) *histogram {
	h := &histogram{}
	for _, s := range steps {
		if s.length == 1 {
			h.literal[p.data[from]]++
		} else {
			symbol, _ := lengthSymbol(int(s.length))
			h.literal[symbol]++
			h.distance[distanceSymbol(s.distance)]++
		}
		from += int(s.length)
	}
	h.literal[256] = 1
	return h
}

// A piece is some steps in a row that belong in one block.
type piece struct {
	steps int
	histogram
	bits float64 // that it takes as a block of its own, but for what any division takes
}

// split says how many steps each block has, so that few bits are used for steps and for what each block says of its symbols. It begins with small
// pieces, and joins the two neighbours that gain most by it until none do.
func (p *part) split(steps []step) []int {
	var pieces []piece
	at := p.start
	for len(steps) > 0 {
		n := min(pieceSize, len(steps))
		a := piece{steps: n, histogram: *p.histogram(at, steps[:n])}
		a.bits = a.size()
		pieces = append(pieces, a)
		for _, s := range steps[:n] {
			at += int(s.length)
		}
		steps = steps[n:]
	}
	for len(pieces) > 1 {
		gain, first := 0., -1
		var best piece
		for i := range pieces[1:] {
			both := join(&pieces[i], &pieces[i+1])
			if now := pieces[i].bits + pieces[i+1].bits - both.bits; now > gain {
				gain, first, best = now, i, both
			}
		}
		if first < 0 {
			break
		}
		pieces[first] = best
		pieces = append(pieces[:first+1], pieces[first+2:]...)
	}
	counts := make([]int, len(pieces))
	for i := range pieces {
		counts[i] = pieces[i].steps
	}
	return counts
}

// join makes one piece of two.
func join(a, b *piece) piece {
	both := piece{steps: a.steps + b.steps, histogram: a.histogram}
	for i, n := range b.literal {
		both.literal[i] += n
	}
	for i, n := range b.distance {
		both.distance[i] += n
	}
	both.literal[256] = 1
	both.bits = both.size()
	return both
}

// size is how many bits a block takes, but for those that follow lengths and distances. The lengths of its codes take about four for each symbol.
func (h *histogram) size() float64 {
	size := 100.
	for _, counts := range [][]float64{h.literal[:], h.distance[:]} {
		for i, each := range entropies(counts) {
			if counts[i] > 0 {
				size += counts[i]*float64(each) + 4
			}
		}
	}
	return size
}
