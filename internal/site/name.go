package site

import (
	"fmt"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"handrail/internal/output"
)

// maxName is how long the path of a source can be within content/, in bytes. A site is copied to places that allow no more
// than 260 for the whole path.
const maxName = 200

// CheckName says what is wrong with the last part of a path: a site has to work on every host, and from a memory stick.
func CheckName(name string) (message, hint string) {
	base := path.Base(name)
	switch {
	case !utf8.ValidString(base) || strings.ContainsFunc(base, func(r rune) bool { return !unicode.IsPrint(r) }):
		return "this name contains a character that nobody can see", "Rename it with letters, digits and dashes."
	case strings.ContainsAny(base, `\:*?"<>|#%`):
		return `this name contains a character that some hosts do not allow: one of \ : * ? " < > | # %`, "Rename it with letters, digits and dashes."
	case strings.HasSuffix(base, ".") && base != "." || strings.HasSuffix(base, " ") || strings.HasPrefix(base, " "):
		return "this name starts or ends with a space or a dot, which some hosts leave out", "Rename it without them."
	case output.Device(base):
		stem, _, _ := strings.Cut(strings.ToLower(base), ".")
		return fmt.Sprintf("Windows reserves the name %q for a device", stem), "Rename it, for example by adding a word before it."
	case len(name) > maxName:
		return fmt.Sprintf("this path is too long: %d bytes, and the maximum is %d", len(name), maxName), "Give its folders shorter names, or fewer of them."
	}
	return "", ""
}

// forwardSlashes says how to write a path that has backslashes; "" for any other.
func forwardSlashes(name string) string {
	if !strings.Contains(name, `\`) {
		return ""
	}
	return "Write forward slashes between folders: " + strings.ReplaceAll(name, `\`, "/") + "."
}
