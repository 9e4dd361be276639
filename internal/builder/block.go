package builder

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"handrail/internal/markdown"
	"handrail/internal/pattern"
	"handrail/internal/source"
)

// A ::: block of a site's own is a file in blocks/ of its templates: blocks/story.html is the layout of :::story, executed with a BlockView.

// blockFile is where a theme has the layout of a block of the site's own.
func blockFile(name string) string { return "blocks/" + name + ".html" }

// blockName is the name of the block that a file of a theme is the layout of. ok is false where it is of none.
func blockName(file string) (name string, ok bool) {
	name, ok = strings.CutPrefix(file, "blocks/")
	if !ok || strings.Contains(name, "/") {
		return "", false
	}
	return strings.CutSuffix(name, ".html")
}

var plainName = pattern.New(`^[a-z][a-z0-9-]*$`)

// Blocks lists the names of the ::: blocks that the site's own templates add, in alphabetical order.
func (t Theme) Blocks() []string {
	if t.Own == nil {
		return nil
	}
	entries, _ := fs.ReadDir(t.Own, "blocks") // what cannot be read is reported where it is used
	var names []string
	for _, entry := range entries {
		file := "blocks/" + entry.Name()
		if name, ok := blockName(file); ok && !entry.IsDir() && len(misnamed(file, name)) == 0 {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// misnamed reports a file in blocks/ whose name cannot be that of a block of the site's own.
func misnamed(file, name string) []source.Diagnostic {
	d := source.Diagnostic{Pos: source.Pos{File: "templates/" + file}, Severity: source.Error, Check: "layout"}
	switch {
	case markdown.IsBlock(name):
		d.Message = fmt.Sprintf("there is a block called %q already", name)
		d.Hint = "Give this one another name. To change the built-in block, copy layouts/blocks.html into your templates and change it there."
	case !plainName().MatchString(name):
		d.Message = fmt.Sprintf("%q cannot be the name of a block", name)
		d.Hint = "Name the file with lowercase letters, digits and hyphens, such as blocks/story.html."
	default:
		return nil
	}
	return []source.Diagnostic{d}
}
