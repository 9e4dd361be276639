package main

import (
	"encoding/binary"
	"math"
	"math/bits"

	"github.com/andybalholm/brotli/flate"
	"github.com/andybalholm/brotli/matchfinder"
)

// What deflate (RFC 1951) can refer to.
const (
	shortest = 3     // bytes
	longest  = 258   // bytes
	farthest = 32768 // bytes back
)

// Limits that decide how small a file becomes and how long that takes. Higher ones make a program smaller by less than a thousandth.
const (
	partSize  = 1 << 18 // bytes that are parsed at once
	chain     = 256     // earlier places that are looked at for a match
	enough    = 192     // bytes of a match that is taken whole, without trying shorter ones
	pieceSize = 2048    // steps, the fewest in a block
	passes    = 2       // parses of a part, and again of a block, each with the costs that the one before had
)

// A step is a literal, or a match with what came before.
type step struct {
	length   uint16 // in bytes; 1 is a literal
	distance uint16 // back, less one; 0 for a literal too
}

// deflate compresses data as deflate's format (RFC 1951) has it. No library in Go parses as well, and a program that is a twentieth smaller is
// one that more people can fetch: it goes through the data by the cheapest way, with costs of symbols that are those of the way before, as
// Zopfli has shown. It writes the blocks by a library.
func deflate(data []byte) []byte {
	encoder := flate.NewEncoder()
	finder := newFinder(data)
	var out []byte
	for start := 0; start < len(data); start += partSize {
		p := part{data: data, start: start, end: min(start+partSize, len(data))}
		p.find(finder)
		steps := p.parse(p.start, p.end, firstCosts())
		for range passes - 1 {
			steps = p.parse(p.start, p.end, costsOf(p.histogram(p.start, steps)))
		}
		from := p.start
		for _, count := range p.split(steps) {
			block := steps[:count]
			steps = steps[count:]
			to := from
			for _, s := range block {
				to += int(s.length)
			}
			for range passes {
				block = p.parse(from, to, costsOf(p.histogram(from, block)))
			}
			out = encoder.Encode(out, data[from:to], matchesOf(block), to == len(data))
			from = to
		}
	}
	if len(data) == 0 {
		out = encoder.Encode(out, nil, nil, true)
	}
	return out
}

// matchesOf are steps as the encoder takes them: literals are counted with the match after them.
func matchesOf(steps []step) []matchfinder.Match {
	var matches []matchfinder.Match
	literals := 0
	for _, s := range steps {
		if s.length == 1 {
			literals++
			continue
		}
		matches = append(matches, matchfinder.Match{Unmatched: literals, Length: int(s.length), Distance: int(s.distance) + 1})
		literals = 0
	}
	if literals > 0 {
		matches = append(matches, matchfinder.Match{Unmatched: literals})
	}
	return matches
}

// A finder knows where each few bytes were before: the last place of three, and all places of four that are near enough.
type finder struct {
	data         []byte
	three, four  []int32 // the last place by hash, plus one
	beforeOfFour []int32 // by place: the place before it with the same hash, plus one
}

func newFinder(data []byte) *finder {
	return &finder{data: data, three: make([]int32, 1<<16), four: make([]int32, 1<<16), beforeOfFour: make([]int32, farthest)}
}

// at appends the matches at a place to a list, nearest and shortest first, and notes the place. No match reaches beyond end.
func (f *finder) at(i, end int, list []step) []step {
	most := min(longest, end-i)
	if i+4 > len(f.data) {
		return list
	}
	word := binary.LittleEndian.Uint32(f.data[i:])
	three, four := (word<<8)*2654435761>>16, word*2654435761>>16
	best := shortest - 1
	try := func(at int) {
		if best < most && f.data[at+best] == f.data[i+best] {
			if n := common(f.data[at:], f.data[i:i+most]); n > best {
				best = n
				list = append(list, step{uint16(n), uint16(i - at - 1)})
			}
		}
	}
	if at := int(f.three[three]) - 1; at >= 0 && i-at <= farthest {
		try(at)
	}
	at := int(f.four[four]) - 1
	for range chain {
		if at < 0 || i-at > farthest || best == most {
			break
		}
		try(at)
		next := int(f.beforeOfFour[at%farthest]) - 1
		if next >= at { // the place has been noted again since
			break
		}
		at = next
	}
	f.beforeOfFour[i%farthest] = f.four[four]
	f.three[three], f.four[four] = int32(i+1), int32(i+1)
	return list
}

// common is how many bytes two texts begin with alike; b is the shorter.
func common(a, b []byte) int {
	n := 0
	for ; n+8 <= len(b); n += 8 {
		if differs := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); differs != 0 {
			return n + bits.TrailingZeros64(differs)/8
		}
	}
	for n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// A histogram counts the symbols of a block.
type histogram struct {
	literal  [286]float64 // literals, the end, and lengths
	distance [30]float64
}

// costs is what each step takes, in bits.
type costs struct {
	literal  [256]float32
	length   [longest + 1]float32
	distance [30]float32
}

// firstCosts are those of a program, roughly.
func firstCosts() *costs {
	h := &histogram{}
	for i := range h.literal {
		h.literal[i] = 1
	}
	for i := range h.distance {
		h.distance[i] = 1
	}
	return costsOf(h)
}

// costsOf is what symbols take that are as frequent as in a histogram; one that it lacks is dear and not impossible.
func costsOf(h *histogram) *costs {
	c := &costs{}
	literal, distance := entropies(h.literal[:]), entropies(h.distance[:])
	for i := range c.literal {
		c.literal[i] = literal[i]
	}
	for n := shortest; n <= longest; n++ {
		symbol, extra := lengthSymbol(n)
		c.length[n] = literal[symbol] + float32(extra)
	}
	for symbol := range c.distance {
		c.distance[symbol] = distance[symbol] + float32(max(symbol/2-1, 0))
	}
	return c
}

// entropies is how many bits each symbol takes that occurs so often.
func entropies(counts []float64) []float32 {
	total := 0.
	for _, n := range counts {
		total += n
	}
	most := math.Log2(max(total, 1))
	all := make([]float32, len(counts))
	for i, n := range counts {
		all[i] = float32(most)
		if n > 0 {
			all[i] = float32(most - math.Log2(n))
		}
	}
	return all
}

// lengthSymbol is the symbol of a length, and how many bits follow it (RFC 1951, 3.2.5).
func lengthSymbol(n int) (symbol, extra int) {
	if n == longest {
		return 285, 0
	}
	n -= shortest
	if n < 8 {
		return 257 + n, 0
	}
	extra = bits.Len(uint(n)) - 3
	return 257 + 4*extra + n>>extra, extra
}

// distanceSymbol is the symbol of a distance, less one (RFC 1951, 3.2.5).
func distanceSymbol(d uint16) int {
	if d < 4 {
		return int(d)
	}
	extra := bits.Len16(d) - 2
	return 2*extra + int(d>>extra)
}
