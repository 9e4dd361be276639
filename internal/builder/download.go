package builder

import (
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// downloads names the kinds of files that people save or that another program opens, by the endings of their names. A kind is
// a text of the interface.
func downloads() map[string]string {
	kinds := map[string]string{}
	for kind, ends := range map[string]string{
		"file.pdf": ".pdf", "file.document": ".doc .docx .odt .rtf .pages", "file.sheet": ".xls .xlsx .ods .csv .numbers", "file.slides": ".ppt .pptx .odp .key",
		"file.sound": ".mp3 .m4a .ogg .wav .aac", "file.film": ".mp4 .m4v .mov .webm", "file.archive": ".zip", "file.calendar": ".ics",
	} {
		for _, end := range strings.Fields(ends) {
			kinds[end] = kind
		}
	}
	return kinds
}

// fileWords says what a file beside the pages is and how large it is, for those who pay for what they load, or have no program
// for it; "" for what a browser shows by itself. It is part of the digest of each page that links to the file.
func (p *planner) fileWords(file string) string {
	kind := downloads()[strings.ToLower(path.Ext(file))]
	if kind == "" {
		return ""
	}
	info, err := fs.Stat(p.Content, file)
	if err != nil { // reported when the file is copied
		return p.words.must(kind)
	}
	return p.words.must("file.size", "kind", p.words.must(kind), "size", sizeWords(info.Size()))
}

// sizeWords is a size as people read it, in thousands of bytes or millions, with two significant digits.
func sizeWords(size int64) string {
	switch {
	case size < 1000:
		return "1 KB"
	case size < 999_500:
		return fmt.Sprintf("%d KB", (size+500)/1000)
	case size < 9_950_000:
		return strconv.FormatFloat(float64(size)/1e6, 'f', 1, 64) + " MB"
	}
	return fmt.Sprintf("%d MB", (size+500_000)/1_000_000)
}
