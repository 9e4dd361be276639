// Package foreign reads what other programs have written, within limits: archives ([Archive]), XML ([XML]), and text in whatever
// encoding it is ([Decode]). A file that would take all of the memory, or that leads out of its own, is refused with a [Fault] before it does.
package foreign

import (
	"bytes"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Reason is of which kind a fault is: what somebody can do about it depends on that.
type Reason int

// The kinds of faults.
const (
	Broken   Reason = iota // the file was cut short, or is not what it seems
	TooLarge               // it is above a limit
	Unsafe                 // it has something that is not read: a link, a password, a document type, a name that leads elsewhere
)

// Fault says why a file is not read.
type Fault struct {
	Reason    Reason
	File      string // within an archive; "" for the file itself
	Line, Col int    // where; 0 when that is not known
	Message   string // without a full stop
}

func (f *Fault) Error() string {
	if f.File != "" {
		return f.File + ": " + f.Message
	}
	return f.Message
}

func faultf(reason Reason, file, format string, args ...any) *Fault {
	return &Fault{Reason: reason, File: file, Message: fmt.Sprintf(format, args...)}
}

// Decode gives a text in UTF-8, without a byte order mark, whatever of the usual encodings it is in. guessed says that none of them is certain, and
// that it was read as Windows-1252, in which every byte is a character.
func Decode(data []byte) (text []byte, guessed bool) {
	big := bytes.HasPrefix(data, []byte("\xfe\xff")) || len(data) > 3 && data[0] == 0 && data[1] != 0 && data[2] == 0
	little := bytes.HasPrefix(data, []byte("\xff\xfe")) || len(data) > 3 && data[0] != 0 && data[1] == 0 && data[3] == 0
	switch {
	case big || little:
		units := make([]uint16, len(data)/2)
		for n := range units {
			if units[n] = uint16(data[2*n]) | uint16(data[2*n+1])<<8; big {
				units[n] = units[n]>>8 | units[n]<<8
			}
		}
		data = []byte(string(utf16.Decode(units)))
	case !utf8.Valid(data):
		guessed = true
		data, _ = charmap.Windows1252.NewDecoder().Bytes(data) // it has no bytes that it cannot read
	}
	return bytes.TrimPrefix(data, []byte("\ufeff")), guessed
}
