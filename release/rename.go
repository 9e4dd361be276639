package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
)

// rename gives the module a path: its public home, as in example.org/handrail. It changes go.mod, the names of packages in all Go files, and how the
// documentation says to install the program. Either all files are changed or, where one cannot be read, none.
func (r *release) rename(to string) error {
	if err := module.CheckPath(to); err != nil {
		return fmt.Errorf("%q is not the path of a module that others can get: %w", to, err)
	}
	changed, err := renamed(r.root, r.module, to)
	if err != nil {
		return err
	}
	var errs error
	for _, f := range changed {
		errs = errors.Join(errs, os.WriteFile(filepath.Join(r.root, filepath.FromSlash(f.name)), f.data, f.mode))
	}
	if errs == nil {
		fmt.Printf("Changed %d files: the module is %s now.\n", len(changed), to)
	}
	return errs
}

// renamed gives each file of a module that its new path changes.
func renamed(root, from, to string) ([]entry, error) {
	var changed []entry
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); file != root && (strings.HasPrefix(name, ".") || slices.Contains([]string{"node_modules", "testdata", "dist", "public"}, name)) {
				return filepath.SkipDir
			}
			return nil
		}
		rename := renameIn(d.Name())
		if rename == nil || !d.Type().IsRegular() {
			return nil
		}
		old, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		now, err := rename(old, from, to)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if !bytes.Equal(old, now) {
			name, err := filepath.Rel(root, file)
			if err != nil {
				return err
			}
			changed = append(changed, entry{filepath.ToSlash(name), now, info.Mode()})
		}
		return nil
	})
	return changed, err
}

// renameIn is what changes the path of the module in a file of a name; nil where nothing has it.
func renameIn(name string) func(text []byte, from, to string) ([]byte, error) {
	switch {
	case name == "go.mod":
		return renameMod
	case strings.HasSuffix(name, ".go"):
		return renameGo
	case strings.HasSuffix(name, ".md"):
		return func(text []byte, from, to string) ([]byte, error) {
			text = bytes.ReplaceAll(text, []byte("go install ./cmd/handrail"), []byte("go install "+to+"/cmd/handrail@latest"))
			return bytes.ReplaceAll(text, []byte("go install "+from+"/"), []byte("go install "+to+"/")), nil
		}
	}
	return nil
}

// renameMod changes the path in go.mod.
func renameMod(text []byte, _, to string) ([]byte, error) {
	file, err := modfile.Parse("go.mod", text, nil)
	if err != nil {
		return nil, err
	}
	if err := file.AddModuleStmt(to); err != nil {
		return nil, err
	}
	return file.Format()
}

// renameGo changes the path in a Go file: in texts that name a package of the module, as imports do, and in the constant that is called module.
func renameGo(text []byte, from, to string) ([]byte, error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "", text, parser.SkipObjectResolution|parser.ParseComments)
	if err != nil {
		return nil, err
	}
	var found []*ast.BasicLit
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			if len(n.Names) == 1 && n.Names[0].Name == "module" && len(n.Values) == 1 {
				if value, ok := n.Values[0].(*ast.BasicLit); ok && value.Value == strconv.Quote(from) {
					found = append(found, value)
				}
			}
		case *ast.BasicLit:
			if value, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING && isPackage(value, from) {
				found = append(found, n)
			}
		}
		return true
	})
	var out []byte
	at := 0
	for _, literal := range found {
		start, end := set.Position(literal.Pos()).Offset, set.Position(literal.End()).Offset
		value, err := strconv.Unquote(literal.Value)
		if err != nil {
			return nil, err
		}
		out = append(append(out, text[at:start]...), strconv.Quote(to+strings.TrimPrefix(value, from))...)
		at = end
	}
	if found == nil {
		return text, nil
	}
	return format.Source(append(out, text[at:]...))
}

// isPackage says whether a text is the path of a package in the module.
func isPackage(text, module string) bool {
	rest, inside := strings.CutPrefix(text, module+"/")
	first, _, _ := strings.Cut(rest, "/")
	return inside && slices.Contains([]string{"cmd", "content", "internal", "quiz", "release", "templates", "test"}, first) &&
		!strings.ContainsAny(rest, " \\:*?.")
}
