package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// sayShipped says that a folder has no sources, so that what follows is about the site that ships with Handrail, and what the
// person most likely meant. command is what was typed, and doing what it does, as in "checking".
func (s *sources) sayShipped(w io.Writer, command, doing string) error {
	if !s.shipped {
		return nil
	}
	_, err := fmt.Fprintf(w, "No content/ in %s: %s the site that ships with Handrail. %s\n", placeName(s.dir), doing, instead(s.dir, command))
	return err
}

// placeName is a folder as a sentence names it.
func placeName(dir string) string {
	if filepath.Clean(dir) == "." {
		return "this folder"
	}
	return dir
}

// instead says what to type for the site that is most likely meant from a folder without sources.
func instead(dir, command string) string {
	if meant := meantSite(dir); meant != "" {
		switch command {
		case "show": // it takes a file
			return fmt.Sprintf("There is a site in %s: name a file in %s.", meant, filepath.Join(meant, "content"))
		case "new":
			return fmt.Sprintf("There is a site in %s: write the new file below %s.", meant, filepath.Join(meant, "content"))
		}
		return fmt.Sprintf("For the site in %s: %s", meant, commandLine(command, meant))
	}
	if _, err := os.Stat(filepath.Join(dir, "site.yaml")); err == nil {
		return "If these are the sources of a site, put them into a folder called content here."
	}
	return "To start a site of your own: " + commandLine("init", dir)
}

// commandLine is a command for a folder as it is typed: in quotes where the folder's name has a character that a shell would read.
// The current folder needs no name, except for init.
func commandLine(command, dir string) string {
	if filepath.Clean(dir) == "." && command != "init" {
		return "handrail " + command
	}
	if strings.ContainsAny(dir, " '&();") {
		dir = `"` + dir + `"`
	}
	return "handrail " + command + " " + dir
}

// meantSite is the folder of the site that somebody most likely means in a folder without content/: the nearest folder above that has
// one, as for somebody within content/ or beside it, or else the only folder here that has one; "" when there is none.
func meantSite(dir string) string {
	full, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	for at, up := filepath.Dir(full), filepath.Join(dir, ".."); ; at, up = filepath.Dir(at), filepath.Join(up, "..") {
		if holdsSources(filepath.Join(at, "content")) {
			return up
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return ""
	}
	below := ""
	for _, entry := range entries {
		if !holdsSources(filepath.Join(dir, entry.Name(), "content")) {
			continue
		}
		if below != "" {
			return "" // two sites: nobody can say which
		}
		below = filepath.Join(dir, entry.Name())
	}
	return below
}

// holdsSources says whether a folder has what the sources of a site start with.
func holdsSources(dir string) bool {
	for _, name := range []string{"site.yaml", "index.md"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && info.Mode().IsRegular() {
			return true
		}
	}
	return false
}
