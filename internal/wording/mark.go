package wording

// Part is a part of a wording: words that the other one has too, or words in which they differ.
type Part struct {
	Text    string
	Differs bool
}

// Mark cuts two wordings into the parts in which they differ and those between them. Where they have fewer than half of their words in common
// all is one part, which does not differ: to mark nearly every word would hide what the two say.
func Mark(before, now string) (was, is []Part) {
	a, b := words(before), words(now)
	found := hunks(a, b)
	left, put := 0, 0
	for _, h := range found {
		left, put = left+h.to-h.from, put+h.end-h.start
	}
	if 2*left > len(a) || 2*put > len(b) {
		return []Part{{Text: before}}, []Part{{Text: now}}
	}
	var ofBefore, ofNow [][2]int
	for _, h := range found {
		ofBefore, ofNow = append(ofBefore, [2]int{h.from, h.to}), append(ofNow, [2]int{h.start, h.end})
	}
	return parts(before, a, ofBefore), parts(now, b, ofNow)
}

// parts cuts a text. differ are the words that differ: the number of the first, and of the one after the last.
func parts(text string, words []word, differ [][2]int) []Part {
	var all []Part
	at := 0
	for _, d := range differ {
		if d[0] == d[1] {
			continue
		}
		from, to := words[d[0]].at, words[d[1]-1].at+len(words[d[1]-1].text)
		if from > at {
			all = append(all, Part{Text: text[at:from]})
		}
		all, at = append(all, Part{text[from:to], true}), to
	}
	if at < len(text) {
		all = append(all, Part{Text: text[at:]})
	}
	return all
}

// hunk is where two lists of words differ: from and to in the first, start and end in the second.
type hunk struct{ from, to, start, end int }

// maxCompared is for how many words, of each of two wordings, it is looked for which they have in common. A rule has some tens of them.
const maxCompared = 400

// hunks are the parts in which two lists of words differ, with as many words in common as there can be (Hunt and McIlroy, 1976: the longest
// common subsequence).
func hunks(a, b []word) []hunk {
	from := 0
	for from < len(a) && from < len(b) && same(a[from], b[from]) {
		from++
	}
	back := 0
	for back < len(a)-from && back < len(b)-from && same(a[len(a)-1-back], b[len(b)-1-back]) {
		back++
	}
	to, end := len(a)-back, len(b)-back
	if from == to && from == end {
		return nil
	}
	if to-from > maxCompared || end-from > maxCompared {
		return []hunk{{from, to, from, end}}
	}
	common := lengths(a[from:to], b[from:end])
	var all []hunk
	i, j := from, from
	for i < to || j < end {
		h := hunk{i, i, j, j}
		for i < to && j < end && same(a[i], b[j]) {
			i, j = i+1, j+1
		}
		if i > h.from {
			continue
		}
		for (i < to || j < end) && !(i < to && j < end && same(a[i], b[j])) {
			if j == end || i < to && common[i-from+1][j-from] >= common[i-from][j-from+1] {
				i++
			} else {
				j++
			}
		}
		h.to, h.end = i, j
		all = append(all, h)
	}
	return all
}

// lengths has for each place in two lists how many words they have in common from there on.
func lengths(a, b []word) [][]int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if same(a[i], b[j]) {
				rows[i][j] = rows[i+1][j+1] + 1
			} else {
				rows[i][j] = max(rows[i+1][j], rows[i][j+1])
			}
		}
	}
	return rows
}
