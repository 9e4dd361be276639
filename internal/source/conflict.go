package source

import "bytes"

// conflicts reports the markers that a version control system leaves around the two versions of a passage that it could not join,
// outside of code. Both versions are in the file then, so nothing that it says can be relied on.
func (f *File) conflicts() []Diagnostic {
	if !bytes.Contains(f.Data, []byte("<<<<<<<")) && !bytes.Contains(f.Data, []byte(">>>>>>>")) {
		return nil
	}
	var diags []Diagnostic
	open, fence, offset := false, false, 0
	for line := range bytes.Lines(f.Data) {
		text := bytes.TrimSpace(line) // programs that indent the items of a list indent the markers too
		if quote, within := bytes.CutPrefix(text, []byte("> ")); within {
			text = bytes.TrimSpace(quote)
		}
		switch {
		case bytes.HasPrefix(text, []byte("```")) && bytes.IndexByte(bytes.TrimLeft(text, "`"), '`') < 0 || bytes.HasPrefix(text, []byte("~~~")):
			fence = !fence
		case fence:
		case isMarker(text, '<'), isMarker(text, '>') && !open:
			d := f.Errorf(offset, "source", "two versions of this passage were not joined: this line is the marker that a program left there")
			d.Hint = "Keep what is right of the two, and remove the lines that start with <<<<<<<, ======= and >>>>>>>."
			diags, open = append(diags, d), true
		case isMarker(text, '>'):
			open = false
		}
		offset += len(line)
	}
	return diags
}

// isMarker says whether a line is a marker of a conflict: a character seven times, and then a space and words, or nothing.
func isMarker(line []byte, c byte) bool {
	const length = 7
	return len(line) >= length && bytes.Count(line[:length], []byte{c}) == length && (len(line) == length || line[length] == ' ')
}
