package builder

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"handrail/internal/source"
)

// strays warns of the site's own layouts, styles and scripts that no page uses, since no built-in file of that name can be replaced. A
// style or a script in a folder that there is may be a part of another.
func (t Theme) strays() []source.Diagnostic {
	if t.Own == nil {
		return nil
	}
	var found []source.Diagnostic
	layouts := layoutFiles()
	_ = fs.WalkDir(t.Own, ".", func(name string, entry fs.DirEntry, err error) error { // what cannot be read is reported where it is used
		if err != nil || entry.IsDir() {
			return nil
		}
		of := name
		switch path.Ext(name) {
		case ".html":
			if block, ok := blockName(name); ok {
				found = append(found, misnamed(name, block)...)
				return nil
			}
		case ".css", ".ts":
			of, _, _ = strings.Cut(name, "/")
		default:
			return nil
		}
		if strings.HasPrefix(name, deskFolder) {
			if !t.isBuiltIn(name) { // it is in the sources of the program
				found = append(found, source.Diagnostic{Pos: source.Pos{File: "templates/" + name}, Severity: source.Warning, Check: "layout",
					Message: "a site cannot change the pages of Handrail itself", Hint: "Remove this file."})
			}
			return nil
		}
		if _, err := fs.Stat(t.Default, of); !errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if i := slices.IndexFunc(layouts, func(file string) bool { return file != name && t.layoutFile(file) == name }); i >= 0 {
			found = append(found, source.Diagnostic{Pos: source.Pos{File: "templates/" + name}, Severity: source.Warning, Check: "layout",
				Message: "this layout is in a folder that layouts of its kind have moved from", Hint: fmt.Sprintf("Move it to templates/%s.", layouts[i])})
			return nil
		}
		hint := "Give it the name of the built-in file that it is to replace, or remove it."
		if builtIn := t.named(path.Base(name)); builtIn != "" {
			hint = fmt.Sprintf("Did you mean templates/%s?", builtIn)
		}
		found = append(found, source.Diagnostic{Pos: source.Pos{File: "templates/" + name}, Severity: source.Warning, Check: "layout",
			Message: "no page uses this file, as it replaces no built-in file", Hint: hint})
		return nil
	})
	return found
}

// isBuiltIn says whether a file of the site's own is the same as the built-in one.
func (t Theme) isBuiltIn(name string) bool {
	own, err := fs.ReadFile(t.Own, name)
	builtIn, missing := fs.ReadFile(t.Default, name)
	return err == nil && missing == nil && bytes.Equal(own, builtIn)
}

// named gives the only built-in file with a base name; "" where there is none or more than one.
func (t Theme) named(base string) string {
	var names []string
	_ = fs.WalkDir(t.Default, ".", func(name string, entry fs.DirEntry, err error) error { // it is part of the program
		if err == nil && path.Base(name) == base {
			names = append(names, name)
		}
		return nil
	})
	if len(names) != 1 {
		return ""
	}
	return names[0]
}
