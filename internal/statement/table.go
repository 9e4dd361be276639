package statement

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"

	"handrail/internal/source"
)

// MaxTable is the largest table of groups that is read, in bytes: more than 100,000 rows of an address each.
const MaxTable = 32 << 20

// ReadTable reads a file for [ReadGroups]. It can have any encoding that spreadsheets save tables in: UTF-8, UTF-16, or the older ones of
// Windows and the Mac, which are a guess and so a warning. The file that it gives is UTF-8, with the line ends of Unix, and nil
// when it cannot be read as a table. shown is the path that diagnostics name.
func ReadTable(fsys fs.FS, name, shown string) (*source.File, []source.Diagnostic) {
	fail := func(message, hint string) (*source.File, []source.Diagnostic) {
		return nil, []source.Diagnostic{{Pos: source.Pos{File: shown}, Severity: source.Error, Check: "source", Message: message, Hint: hint}}
	}
	data, _, err := source.ReadWhole(fsys, name, MaxTable)
	var large *source.TooLargeError
	switch {
	case errors.As(err, &large):
		return fail(fmt.Sprintf("this table is too large: %.1f MB, and the maximum is %d MB", float64(large.Size)/(1<<20), MaxTable>>20),
			"Keep the columns that are fields of a statement, and remove pictures and empty rows.")
	case err != nil:
		return fail("this file cannot be read: "+source.Reason(err), source.ReadHint(err))
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return fail("this is the workbook of a spreadsheet, not a table of text", saveAsCSV)
	}
	return parseTable(shown, data)
}

// saveAsCSV says how a spreadsheet becomes a table that can be read.
const saveAsCSV = `Open it in the spreadsheet, and use "Save as" or "Download" with the type "CSV UTF-8" or "CSV". Call it groups.csv.`

func parseTable(shown string, data []byte) (*source.File, []source.Diagnostic) {
	text, guessed := decodeTable(data)
	f, diags := source.Parse(shown, oneLineEnd(text))
	if f == nil {
		return nil, diags
	}
	diags = slices.DeleteFunc(diags, func(d source.Diagnostic) bool { return d.Check == "source" }) // characters in cells, which ReadGroups reports
	if guessed == "" {
		return f, diags
	}
	at := bytes.IndexFunc(f.Data, func(r rune) bool { return r >= utf8.RuneSelf })
	d := f.Errorf(at, "groups", "this table is not UTF-8, and was read as %s: check the accented letters here", guessed)
	d.Severity = source.Warning
	d.Hint = `Save it with the type "CSV UTF-8". Then no character is a guess.`
	return f, append(diags, d)
}

// decodeTable gives a table as UTF-8, without a byte order mark. guessed is the name of an encoding that nothing in the file proves. A
// table that is none of this stays as it is.
func decodeTable(data []byte) (text []byte, guessed string) {
	little, big := utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM), utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM)
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		text, _ = little.NewDecoder().Bytes(data[2:]) // what is no text becomes U+FFFD, which is reported in its cell
		return text, ""
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		text, _ = big.NewDecoder().Bytes(data[2:])
		return text, ""
	case bytes.IndexByte(data, 0) >= 0:
		first, second := zeros(data)
		if text, _ = little.NewDecoder().Bytes(data); first > second {
			text, _ = big.NewDecoder().Bytes(data)
		}
		if bytes.ContainsFunc(text, func(r rune) bool {
			return r == utf8.RuneError || unicode.IsControl(r) && !strings.ContainsRune("\t\r\n", r)
		}) {
			return data, ""
		}
		return text, ""
	case utf8.Valid(data):
		for bytes.HasPrefix(data, []byte("\ufeff")) {
			data = data[len("\ufeff"):]
		}
		return data, ""
	}
	return decodeOld(data)
}

// zeros counts the bytes that are zero in the first and in the second half of each pair: of characters that are mostly Latin, nearly
// all of one half are.
func zeros(data []byte) (first, second int) {
	for i, c := range data {
		switch {
		case c != 0:
		case i%2 == 0:
			first++
		default:
			second++
		}
	}
	return first, second
}

// decodeOld reads a table in an encoding of one byte for each letter: that of Windows in the west of Europe and America, or of the Mac
// if only a carriage return ends its lines, as Excel's "CSV (Macintosh)" has it.
func decodeOld(data []byte) (text []byte, guessed string) {
	if hasUTF8(data) { // two tables in one: read as either, the other's letters would be wrong
		return data, ""
	}
	table, name := charmap.Windows1252, "Windows-1252"
	if bytes.IndexByte(data, '\n') < 0 && bytes.IndexByte(data, '\r') >= 0 {
		table, name = charmap.Macintosh, "Mac Roman"
	}
	text, err := table.NewDecoder().Bytes(data)
	if err != nil || !plausible(text) {
		return data, ""
	}
	return text, name
}

// hasUTF8 says whether there is a letter of several bytes, as only UTF-8 writes it.
func hasUTF8(data []byte) bool {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if n > 1 && r != utf8.RuneError {
			return true
		}
		i += n
	}
	return false
}

// plausible says whether a guess at an encoding gives text that people write: no control characters, and no mark in a word that
// belongs before one. In Windows-1252 the é of DOS would be such a mark.
func plausible(text []byte) bool {
	last := ' '
	for _, r := range string(text) {
		if r == utf8.RuneError || r >= 0x7f && r < 0xa0 || unicode.IsLetter(last) && strings.ContainsRune("‚„†‡ˆ‰‹‘“•˜ƒ¢£¤¥¿¡", r) {
			return false
		}
		last = r
	}
	return true
}

// oneLineEnd ends each line as Unix does. Old programs for the Mac end it with a carriage return alone.
func oneLineEnd(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 {
		return text
	}
	return bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
}

// tableName says whether a file's name, without its folder, is nearly that of the table of groups, or that of a spreadsheet to make it of.
func tableName(name string) bool {
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	if word, _, more := strings.Cut(strings.TrimSpace(stem), "("); more { // "groups (1).csv" is what browsers call a second download
		stem = word
	}
	switch stem = strings.TrimSuffix(strings.TrimSpace(stem), " - copy"); stem {
	case "groups", "group":
	default:
		return false
	}
	for _, ending := range []string{".csv", ".tsv", ".tab", ".txt", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".numbers"} {
		if strings.HasSuffix(strings.ToLower(name), ending) {
			return true
		}
	}
	return strings.EqualFold(name, stem)
}

// Misnamed says why a file of the content folder that is not groups.csv seems to be meant as the table of groups, and what to do;
// "" when it does not. name is its path within the folder, and there whether the folder has a groups.csv.
func Misnamed(name string, there bool) (message, hint string) {
	dir, base := "", name
	if at := strings.LastIndexByte(name, '/'); at >= 0 {
		dir, base = name[:at], name[at+1:]
	}
	if name == "groups.csv" || dir != "" && dir != "statements" || !tableName(base) {
		return "", ""
	}
	switch {
	case there:
		return "this seems to be a table of groups, and only content/groups.csv is read", "Move it out of the content folder, or it would be published with the site."
	case strings.EqualFold(base, "groups.csv"):
		return "the table of groups is not read from here", "Move it to content/groups.csv, in lowercase letters."
	case strings.HasSuffix(strings.ToLower(base), ".csv") || strings.HasSuffix(strings.ToLower(base), ".tsv") || strings.HasSuffix(strings.ToLower(base), ".txt") || strings.HasSuffix(strings.ToLower(base), ".tab"):
		return "the table of groups is only read from content/groups.csv", "Rename it to groups.csv, and put it into content/. It can have commas, semicolons or tabs between its cells."
	}
	return "the table of groups is only read from content/groups.csv", saveAsCSV + " Then move this file out of the content folder."
}
