package source

import (
	"slices"
	"strings"
)

// Stray says whether a file or folder of this name is something that a program left beside what people wrote: a copy that an
// editor saves by itself, a lock, an unfinished download, what a system keeps for itself. Nothing is read of it. Names
// that begin with a dot are hidden files, and are stray too.
func Stray(base string) bool {
	if base == "" {
		return false
	}
	if last := base[len(base)-1]; base[0] == '.' || last == '~' || base[0] == '#' && last == '#' {
		return base != "#"
	}
	if base[0] != '~' && strings.HasSuffix(base, ".md") { // nearly every source: no mark below is in its name
		return false
	}
	lower := strings.ToLower(base)
	marks := strayMarks()
	return slices.Contains(marks.names, lower) ||
		slices.ContainsFunc(marks.begins, func(mark string) bool { return strings.HasPrefix(lower, mark) }) ||
		slices.ContainsFunc(marks.ends, func(mark string) bool { return strings.HasSuffix(lower, mark) })
}

// strays are what names of such files are known by, in lowercase letters.
type strays struct{ names, begins, ends []string }

// strayMarks are the marks of programs that are in wide use. #page.md# (Emacs), page.md~ and what begins with a dot are in Stray.
func strayMarks() strays {
	return strays{
		names: []string{
			"thumbs.db", "ehthumbs.db", "desktop.ini", "$recycle.bin", "system volume information", // Windows
			"icon\r", "__macosx", // macOS, and the archives that it makes
			"@eadir", "#recycle", "#snapshot", // network storage of Synology
			"4913", // Vim tries with it whether it can write to a folder
		},
		begins: []string{"~$", "~wrl", "~wrd", "~syncthing~"}, // what Office has open, and what is on its way
		ends: []string{
			".swp", ".swo", ".swn", // Vim
			".tmp", ".temp", ".bak", ".save", // many; .save is nano's
			".orig", ".rej", // patch, Git, Mercurial
			".crdownload", ".part", ".partial", ".opdownload", // browsers
			"___jb_tmp___", "___jb_old___", // JetBrains
		},
	}
}
