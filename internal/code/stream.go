package code

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

// pieceSize is how much of a plain text is read at a time, in bytes.
const pieceSize = 1 << 20

// Stream gives the texts of a file as Open does, and of a plain text one piece after another, so that the file may be larger than memory.
// No code is in two pieces. The error is that of reading.
func (k Kind[T]) Stream(file io.Reader) iter.Seq2[Text, error] {
	return func(yield func(Text, error) bool) {
		in := bufio.NewReaderSize(file, maxHead)
		head, err := in.Peek(maxHead)
		if err != nil && !errors.Is(err, io.EOF) {
			yield(Text{}, fmt.Errorf("reading codes: %w", err))
			return
		}
		if !isPlain(head) {
			data, err := io.ReadAll(in)
			if err != nil {
				yield(Text{}, fmt.Errorf("reading codes: %w", err))
				return
			}
			for _, text := range k.Open(data) {
				if !yield(text, nil) {
					return
				}
			}
			return
		}
		k.pieces(in, yield)
	}
}

// isPlain says whether a file is, by its beginning, neither an archive, a mailbox, a mail nor a page, and not in UTF-16.
func isPlain(head []byte) bool {
	for _, start := range []string{"PK\x03\x04", "PK\x05\x06", "\xff\xfe", "\xfe\xff"} {
		if bytes.HasPrefix(head, []byte(start)) {
			return false
		}
	}
	text := string(head)
	return !mailbox().MatchString(text) && !looksLikeHTML().MatchString(text) && !isMail(text)
}

// pieces gives a plain text piece by piece.
func (k Kind[T]) pieces(in io.Reader, yield func(Text, error) bool) {
	var held []byte
	for line, size, done := 1, pieceSize, false; !done; {
		at := len(held)
		held = append(held, make([]byte, max(0, size-at))...)
		n, err := io.ReadFull(in, held[at:])
		held = held[:at+n]
		done = errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !done {
			yield(Text{}, fmt.Errorf("reading codes: %w", err))
			return
		}
		end := len(held)
		if !done {
			end = k.cut(held)
		}
		if end == 0 && !done {
			size *= 2 // there is no place to cut it
			continue
		}
		text := strings.TrimPrefix(readable(string(held[:end])), "\ufeff")
		if !yield(Text{Line: line, Text: text, AsIs: true}, nil) {
			return
		}
		line += bytes.Count(held[:end], []byte("\n"))
		held, size = append(held[:0], held[end:]...), pieceSize
	}
}

// tries is how many ends of lines are looked at for a place to cut a text.
const tries = 100

// cut is where the last line of a text ends after which no code goes on: one that is blank, or whose last code is complete. It is 0 when none is
// near the end.
func (k Kind[T]) cut(text []byte) int {
	end := bytes.LastIndexByte(text, '\n') + 1
	for range tries {
		if end == 0 {
			return 0
		}
		start := bytes.LastIndexByte(text[:end-1], '\n') + 1
		line := string(text[start:end])
		if start > 0 && strings.TrimSpace(line) == "" {
			return end
		}
		last := Found[T]{Fault: Foreign}
		for last = range k.Find(line) {
		}
		if last.Fault == "" {
			return end
		}
		end = start
	}
	return 0
}
