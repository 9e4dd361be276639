package source

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// MaxSize is the largest source that is read, in bytes. A page of guidance is a few kilobytes; what is larger is not
// text that somebody wrote, and would only fill the memory.
const MaxSize = 1 << 20

// File is one source file as it was read. It keeps what it has found of its lines and keys, so only one goroutine at a time can use it.
type File struct {
	Path  string // as diagnostics show it, for example "content/guidance/phones.md"
	Data  []byte // the whole file; after Read each line ends with LF
	Body  int    // offset in Data where the text after the front matter starts; 0 when there is no front matter
	Front []byte // the YAML between the --- lines; nil when there is none

	starts []int                           // offset of each line's first byte
	placed struct{ line, offset, col int } // the last that was asked for: the next is often behind it, and lines can be very long

	parsed bool // root and wrong are what its YAML is
	root   *yaml.Node
	wrong  *Diagnostic

	pairsOf *yaml.Node // a mapping with many keys, which are in byName
	byName  map[string][2]*yaml.Node
}

const utf8BOM = "\ufeff"

// Read reads a file of fsys and splits off its front matter. Whatever is wrong with it is reported as diagnostics: a file
// that cannot be read, is too large, is not UTF-8, holds the markers of a conflict, or whose front matter never closes. The File is nil only when
// nothing of it could be read. shown is the path that diagnostics name.
func Read(fsys fs.FS, name, shown string) (*File, []Diagnostic) {
	fail := func(message, hint string) (*File, []Diagnostic) {
		return nil, []Diagnostic{{Pos: Pos{File: shown}, Severity: Error, Check: "source", Message: message, Hint: hint}}
	}
	data, info, err := ReadWhole(fsys, name, MaxSize)
	var large *TooLargeError
	switch {
	case errors.As(err, &large):
		return fail(fmt.Sprintf("this file is too large: %.1f MB, and the maximum is %d MB", float64(info.Size())/(1<<20), MaxSize>>20),
			"Split it into shorter pages, or move it out of the content folder.")
	case err != nil:
		return fail("this file cannot be read: "+Reason(err), ReadHint(err))
	}
	data = bytes.TrimPrefix(data, []byte(utf8BOM))
	return Parse(shown, UnixLines(data))
}

// UnixLines gives lines the ends that they have on Unix. Windows ends them in another way, and so does Git there: what is made of a file
// does not depend on that.
func UnixLines(data []byte) []byte {
	if bytes.IndexByte(data, '\r') < 0 {
		return data
	}
	return bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
}

// Parse makes a File of data already read, and splits off its front matter.
func Parse(shown string, data []byte) (*File, []Diagnostic) {
	f := &File{Path: shown, Data: data}
	if inUTF16(data) {
		return nil, []Diagnostic{{Pos: Pos{File: shown}, Severity: Error, Check: "source",
			Message: "this file is not in the encoding UTF-8 but in UTF-16, which Notepad calls Unicode in its older versions",
			Hint:    "Open it in Notepad, choose Save as, and there the encoding UTF-8."}}
	}
	if at := invalidUTF8(data); at >= 0 {
		d := f.Errorf(at, "source", "this file is not UTF-8 text")
		d.Source = ""
		d.Hint = "Save it again with the encoding UTF-8. The first byte that does not fit is on this line."
		return nil, []Diagnostic{d}
	}
	if at := bytes.IndexByte(data, 0); at >= 0 {
		d := f.Errorf(at, "source", "this file contains a zero byte, so it is not text")
		d.Source = ""
		d.Hint = "Save it again as plain text with the encoding UTF-8."
		return nil, []Diagnostic{d}
	}
	if diags := f.conflicts(); len(diags) > 0 {
		return nil, diags
	}
	front := f.splitFront()
	return f, append(f.unseen(), front...)
}

// inUTF16 says whether a text is in UTF-16: it begins with the mark of that, or one byte of each of its first characters is zero.
func inUTF16(data []byte) bool {
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		return true
	}
	const first = 4
	if len(data) < 2*first {
		return false
	}
	zeros := [2]int{}
	for i, c := range data[:2*first] {
		if c == 0 {
			zeros[i%2]++
		}
	}
	return zeros == [2]int{first, 0} || zeros == [2]int{0, first}
}

func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// splitFront finds the front matter: a first line of three dashes, YAML, and a line of three dashes.
func (f *File) splitFront() []Diagnostic {
	first, rest, _ := bytes.Cut(f.Data, []byte("\n"))
	if string(bytes.TrimRight(first, " \t\r")) != "---" {
		return nil
	}
	start := len(f.Data) - len(rest)
	for at := start; at < len(f.Data); {
		line, _, _ := bytes.Cut(f.Data[at:], []byte("\n"))
		if string(bytes.TrimRight(line, " \t\r")) == "---" {
			f.Front = f.Data[start:at]
			f.Body = min(at+len(line)+1, len(f.Data))
			return nil
		}
		at += len(line) + 1
	}
	d := f.Errorf(0, "front-matter", "the front matter never closes")
	d.Hides = true
	d.Hint = "Put a line with only --- after the last of its keys."
	f.Body = len(f.Data) // what follows cannot be distinguished from the front matter
	return []Diagnostic{d}
}

// Pos turns an offset into Data into a place.
func (f *File) Pos(offset int) Pos {
	f.index()
	offset = min(max(offset, 0), len(f.Data))
	line, found := slices.BinarySearch(f.starts, offset)
	if found {
		line++
	}
	if last := &f.placed; line != last.line || offset < last.offset {
		last.line, last.offset, last.col = line, f.starts[line-1], 1
	}
	for ; f.placed.offset < offset; f.placed.offset++ {
		if utf8.RuneStart(f.Data[f.placed.offset]) {
			f.placed.col++
		}
	}
	return Pos{File: f.Path, Line: line, Col: f.placed.col}
}

// Line returns the text of a line, counted from 1, without its end.
func (f *File) Line(n int) string { return string(f.line(n)) }

func (f *File) line(n int) []byte {
	f.index()
	if n < 1 || n > len(f.starts) {
		return nil
	}
	end := len(f.Data)
	if n < len(f.starts) {
		end = f.starts[n] - 1
	}
	return bytes.TrimRight(f.Data[f.starts[n-1]:end], "\r")
}

// index finds where the lines start, when that is first asked for.
func (f *File) index() {
	if f.starts != nil {
		return
	}
	f.starts = make([]int, 1, 1+bytes.Count(f.Data, []byte("\n")))
	for i, c := range f.Data {
		if c == '\n' {
			f.starts = append(f.starts, i+1)
		}
	}
}

// Errorf makes a diagnostic at an offset into Data, with the line it is in.
func (f *File) Errorf(offset int, check, format string, args ...any) Diagnostic {
	return f.At(f.Pos(offset), check, format, args...)
}

// maxLine is how long a line can be, in bytes, to be kept beside a mistake in it. A longer one was not written by hand, and may
// have thousands of mistakes.
const maxLine = 4000

// At makes a diagnostic at a place in this file, with the line it is in unless that is very long.
func (f *File) At(pos Pos, check, format string, args ...any) Diagnostic {
	d := Diagnostic{Pos: pos, Severity: Error, Check: check, Message: shorten(fmt.Sprintf(format, args...))}
	if line := f.line(pos.Line); len(line) <= maxLine {
		d.Source = string(line)
	}
	return d
}

// maxMessage is how long a message can be, in characters: one that quotes what is wrong may quote a whole file.
const maxMessage = 400

// shorten leaves out the middle of a message that is too long.
func shorten(message string) string {
	if len(message) <= maxMessage {
		return message
	}
	r := []rune(message)
	if len(r) <= maxMessage {
		return message
	}
	return string(r[:maxMessage/2]) + " … " + string(r[len(r)-maxMessage/2:])
}

// Reason is why a file could not be read, without its path, which a diagnostic says elsewhere.
func Reason(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err
	}
	return err.Error()
}

// ReadHint says what to do about a file that could not be read.
func ReadHint(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "Give yourself permission to read it, or move it out of the content folder."
	case errors.Is(err, ErrChanging):
		return "Wait until it has been saved or copied, then try again."
	case errors.Is(err, fs.ErrNotExist):
		return "It was there a moment ago, or it is a link to a file that is gone. Put it back, or fix the link, or remove it."
	case strings.Contains(err.Error(), "escapes"):
		return "It is a link to a place outside the site's folder. Copy the file in instead."
	}
	return "Open it in an editor to see whether it is whole, or move it out of the content folder."
}
