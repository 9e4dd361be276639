package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
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
		return fmt.Sprintf("For the site in %s: handrail %s %s", meant, command, meant)
	}
	if _, err := os.Stat(filepath.Join(dir, "site.yaml")); err == nil {
		return "If these are the sources of a site, put them into a folder called content here."
	}
	return fmt.Sprintf("To start a site of your own: handrail init %s", dir)
}

// meantSite is the folder of the site that somebody most likely means in a folder without content/: the one whose content/ this is,
// or is in, or lies beside, or the only folder here that has one; "" when there is none.
func meantSite(dir string) string {
	full, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	up := filepath.Join(dir, "..")
	for at, above := full, up; at != filepath.Dir(at); at, above = filepath.Dir(at), filepath.Join(above, "..") {
		if filepath.Base(at) == "content" {
			return above
		}
	}
	if isFolder(filepath.Join(up, "content")) {
		return up
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return ""
	}
	below := ""
	for _, entry := range entries {
		if !isFolder(filepath.Join(dir, entry.Name(), "content")) {
			continue
		}
		if below != "" {
			return "" // two sites: nobody can say which
		}
		below = filepath.Join(dir, entry.Name())
	}
	return below
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}
