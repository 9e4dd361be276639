package output

import (
	"strings"
	"unicode/utf8"
)

// Device says whether Windows keeps the name of a file or a folder for a device, whatever its ending and whatever spaces and dots follow
// (https://learn.microsoft.com/windows/win32/fileio/naming-a-file; for the two of the console, its page on CreateFile).
func Device(name string) bool {
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	stem = strings.TrimRight(stem, " ")
	switch stem {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	number, isPort := strings.CutPrefix(stem, "com")
	if !isPort {
		number, isPort = strings.CutPrefix(stem, "lpt")
	}
	return isPort && utf8.RuneCountInString(number) == 1 && strings.Contains("123456789¹²³", number)
}
