package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// kind is what a file of a site is for.
type kind string

// kinds are in the order in which they are reported.
func kinds() []kind {
	return []kind{"pages", "scripts", "styles", "pictures", "documents", "lists"}
}

func kindOf(name string) kind {
	switch {
	case name == "sw.js" || strings.HasPrefix(path.Base(name), "."):
		return "lists" // of the other files, with their digests
	case strings.HasSuffix(name, ".html"):
		return "pages"
	case strings.HasSuffix(name, ".js"):
		return "scripts"
	case strings.HasSuffix(name, ".css"):
		return "styles"
	}
	switch path.Ext(name) {
	case ".png", ".svg", ".jpg", ".webp", ".ico":
		return "pictures"
	case ".docx", ".txt", ".ics", ".pdf":
		return "documents"
	}
	return "lists"
}

// difference is how the files of one kind differ. Files are called by their new names, those that are gone by their old ones.
type difference struct {
	same    int      // how many have the same bytes
	renamed []string // the names of assets differ, in them or of them, and nothing else
	changed []string // each with where it changed
	added   []string
	gone    []string
}

// siteDifference is how two sites differ, by kind.
type siteDifference map[kind]*difference

// any reports whether the sites differ in more than names. Lists of files change with each of them.
func (s siteDifference) any() bool {
	for kind, d := range s {
		if len(d.added)+len(d.gone) > 0 || kind != "lists" && len(d.changed) > 0 {
			return true
		}
	}
	return false
}

// assetName finds the names of assets, whose digests may differ, and the digest of the style sheet within 404.html in its policy.
var assetName = regexp.MustCompile(`(assets/[a-z]+-)[0-9a-f]{10}(\.(?:css|js))|'sha256-[A-Za-z0-9+/=]{44}'`)

func withoutDigests(text []byte) []byte { return assetName.ReplaceAll(text, []byte("$1$2")) }

// compare compares two folders of pages.
func compare(before, after fs.FS) (siteDifference, error) {
	oldNames, err := files(before)
	newNames, err2 := files(after)
	if err := errors.Join(err, err2); err != nil {
		return nil, err
	}
	differences := siteDifference{}
	for _, kind := range kinds() {
		differences[kind] = &difference{}
	}
	for _, key := range slices.Sorted(maps.Keys(newNames)) {
		name := newNames[key]
		d := differences[kindOf(name)]
		old, found := oldNames[key]
		if !found {
			d.added = append(d.added, name)
			continue
		}
		was, err := fs.ReadFile(before, old)
		is, err2 := fs.ReadFile(after, name)
		if err := errors.Join(err, err2); err != nil {
			return nil, err
		}
		d.add(name, old, was, is)
	}
	for _, key := range slices.Sorted(maps.Keys(oldNames)) {
		if _, found := newNames[key]; !found {
			d := differences[kindOf(oldNames[key])]
			d.gone = append(d.gone, oldNames[key])
		}
	}
	return differences, nil
}

func (d *difference) add(name, old string, was, is []byte) {
	switch {
	case name == old && bytes.Equal(was, is):
		d.same++
	case bytes.Equal(withoutDigests(was), withoutDigests(is)):
		d.renamed = append(d.renamed, name)
	default:
		d.changed = append(d.changed, fmt.Sprintf("%s: %+d bytes, %s", name, len(is)-len(was), where(withoutDigests(was), withoutDigests(is))))
	}
}

// where shows the first place at which two texts differ, digests left out.
func where(was, is []byte) string {
	const shown = 60
	at := 0
	for at < min(len(was), len(is)) && was[at] == is[at] {
		at++
	}
	from := max(0, at-shown/2)
	return fmt.Sprintf("from byte %d: %q is now %q", at, was[from:min(from+shown, len(was))], is[from:min(from+shown, len(is))])
}

// files lists the files of a site by their names without digests, which pair the old with the new.
func files(site fs.FS) (map[string]string, error) {
	names := map[string]string{}
	err := fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names[string(withoutDigests([]byte(name)))] = name
		}
		return err
	})
	return names, err
}

// text is the report: a line for each kind, and the files that differ below it.
func text(differences siteDifference) string {
	var b strings.Builder
	for _, kind := range kinds() {
		d := differences[kind]
		fmt.Fprintf(&b, "%s: %d the same, %d but for names of assets, %d changed, %d added, %d gone\n",
			kind, d.same, len(d.renamed), len(d.changed), len(d.added), len(d.gone))
		for _, part := range []struct {
			what  string
			files []string
		}{{"names", d.renamed}, {"changed", d.changed}, {"added", d.added}, {"gone", d.gone}} {
			if part.what == "names" && len(part.files) > 6 {
				continue // every page that asks for a script
			}
			for _, file := range part.files {
				fmt.Fprintf(&b, "  %s: %s\n", part.what, file)
			}
		}
	}
	return b.String()
}
