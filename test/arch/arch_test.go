// Package arch keeps the shape of the program: which package may import which, and what no package may hold.
// It reads the sources and runs nothing, so that a wrong import is named in a second.
package arch

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "handrail"

// layers is the whole program. A package imports packages of lower layers only, never of its own.
// A new package gets its place here first.
var layers = map[string]int{
	"cmd/handrail":         6,
	"internal/desk":        5,
	"release":              6,
	"release/sbom":         1,
	"internal/check":       5,
	"internal/builder":     5,
	"internal/credentials": 2,
	"internal/deploy":      5,
	"internal/site":        4,
	"quiz/result":          4,
	"internal/exchange":    4,
	"internal/importer":    4,
	"internal/record":      2,
	"quiz":                 3,
	"internal/checklist":   3,
	"internal/path":        3,
	"internal/search":      3,
	"internal/statement":   3,
	"internal/book":        3,
	"internal/docx":        2,
	"internal/about":       1,
	"internal/foreign":     2,
	"internal/xlsx":        3,
	"internal/markdown":    2,
	"internal/wording":     2,
	"internal/calendar":    2,
	"internal/cache":       2,
	"internal/serve":       2,
	"internal/code":        1,
	"internal/source":      1,
	"internal/text":        1,
	"internal/glossary":    1,
	"internal/host":        1,
	"internal/language":    1,
	"internal/output":      1,
	"internal/parallel":    1,
	"internal/picture":     1,
	"internal/table":       1,
	"content":              1,
	"templates":            1,
	"test/advisories":      1,
	"test/bench":           6,
	"test/lighthouse":      2,
	"test/load":            2,
	"test/bench/bare":      1,
	"test/bench/part":      6,
	"test/codes":           5,
	"test/corpus":          1,
	"test/disk":            1,
	"test/docs":            1,
	"test/engine":          1,
	"test/office":          1,
	"test/program":         1,
	"test/report":          1,
	"test/server":          1,
	"test/sitediff":        1,
	"internal/pattern":     0,
}

// embedded packages hold files and no code: only the command hands them on, so that every other package can be
// given other files.
var embedded = []string{"content", "templates"}

// generic names say nothing of what is inside.
var generic = []string{"util", "utils", "common", "helper", "helpers", "manager", "managers", "misc", "shared"}

// pkg is the Go files of one folder, tests apart.
type pkg struct {
	dir   string // from the module's root, with slashes
	fset  *token.FileSet
	files []*ast.File
}

// sources reads every Go file of the module, in the order of their paths.
func sources(t *testing.T) (paths []string, text map[string][]byte) {
	t.Helper()
	top := filepath.Join("..", "..")
	text = map[string][]byte{}
	err := filepath.WalkDir(top, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if file != top && (strings.HasPrefix(name, ".") || name == "node_modules" || name == "testdata") {
				return filepath.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(name, ".go") {
			paths = append(paths, file)
			text[file], err = os.ReadFile(file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths, text
}

// load parses every Go file that is not a test.
func load(t *testing.T) []pkg {
	t.Helper()
	found := map[string]*pkg{}
	paths, text := sources(t)
	for _, file := range paths {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		dir := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(file)), "../../")
		p := found[dir]
		if p == nil {
			p = &pkg{dir: dir, fset: token.NewFileSet()}
			found[dir] = p
		}
		syntax, err := parser.ParseFile(p.fset, file, text[file], parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		p.files = append(p.files, syntax)
	}
	if len(found) == 0 {
		t.Fatal("found no Go files")
	}
	var all []pkg
	for _, dir := range slices.Sorted(maps.Keys(found)) {
		all = append(all, *found[dir])
	}
	return all
}

func TestFormat(t *testing.T) {
	paths, text := sources(t)
	for _, file := range paths {
		if want, err := format.Source(text[file]); err != nil || !bytes.Equal(text[file], want) {
			t.Errorf("%s is not formatted: run gofmt -w on it", file)
		}
	}
}

func TestImportsGoDown(t *testing.T) {
	gone := maps.Clone(layers)
	for _, p := range load(t) {
		delete(gone, p.dir)
		layer, known := layers[p.dir]
		if !known {
			t.Errorf("package %s has no layer: give it one in test/arch/arch_test.go", p.dir)
			continue
		}
		for _, syntax := range p.files {
			for _, spec := range syntax.Imports {
				checkImport(t, p, layer, spec)
			}
		}
	}
	for dir := range gone {
		t.Errorf("package %s has a layer and does not exist: remove its line", dir)
	}
}

func checkImport(t *testing.T, p pkg, layer int, spec *ast.ImportSpec) {
	t.Helper()
	full, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		t.Fatal(err)
	}
	dir, inside := strings.CutPrefix(full, module+"/")
	if !inside {
		return
	}
	place := p.fset.Position(spec.Pos())
	other, known := layers[dir]
	switch {
	case !known:
		t.Errorf("%s imports %s, which has no layer", place, dir)
	case slices.Contains(embedded, dir) && p.dir != "cmd/handrail":
		t.Errorf("%s imports %s: only cmd/handrail may; take an fs.FS instead", place, dir)
	case other >= layer:
		t.Errorf("%s: %s (layer %d) imports %s (layer %d): imports go strictly down", place, p.dir, layer, dir, other)
	}
}

func TestNames(t *testing.T) {
	for _, p := range load(t) {
		names := strings.Split(p.dir, "/")
		for _, syntax := range p.files {
			names = append(names, syntax.Name.Name)
		}
		for _, name := range names {
			if slices.Contains(generic, name) {
				t.Errorf("package %s: %q says nothing of what is inside", p.dir, name)
			}
		}
	}
}

func TestNoInit(t *testing.T) {
	for _, p := range load(t) {
		for _, syntax := range p.files {
			for _, decl := range syntax.Decls {
				if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
					t.Errorf("%s: an init function runs unasked: call it from main", p.fset.Position(f.Pos()))
				}
			}
		}
	}
}

// TestNoState fails on a package-level variable that changes after its declaration: one that is assigned, whose
// element is assigned, whose address is taken, or that is made to be changed (anything of sync and sync/atomic).
func TestNoState(t *testing.T) {
	for _, p := range load(t) {
		uses := map[*ast.Ident]types.Object{}
		// Imports are left unresolved: names of this package are all that is asked for, so errors are expected.
		config := types.Config{Error: func(error) {}, Importer: nil}
		typed, _ := config.Check(module+"/"+p.dir, p.fset, p.files, &types.Info{Uses: uses})
		isState := func(e ast.Expr) (string, bool) {
			name := root(e)
			if name == nil {
				return "", false
			}
			switch object := uses[name].(type) {
			case *types.Var:
				return name.Name, object.Parent() == typed.Scope()
			case *types.PkgName: // a variable of another package
				return name.Name, true
			}
			return "", false
		}
		for _, syntax := range p.files {
			ast.Inspect(syntax, func(n ast.Node) bool {
				for _, e := range changed(n) {
					if sel, ok := e.(*ast.SelectorExpr); ok && sel.Sel.Name == "MousetrapHelpText" {
						continue // cobra has no other way to let a program be opened by a double click
					}
					if name, bad := isState(e); bad {
						t.Errorf("%s: %s is a package-level variable, and changes here: pass it instead", p.fset.Position(n.Pos()), name)
					}
				}
				return true
			})
			checkLocks(t, p, syntax)
		}
	}
}

// changed lists what a piece of syntax may change.
func changed(n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			return n.Lhs
		}
	case *ast.IncDecStmt:
		return []ast.Expr{n.X}
	case *ast.RangeStmt:
		if n.Tok == token.ASSIGN {
			return []ast.Expr{n.Key, n.Value}
		}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			return []ast.Expr{n.X}
		}
	case *ast.CallExpr:
		if name, ok := n.Fun.(*ast.Ident); ok && len(n.Args) > 0 && slices.Contains([]string{"delete", "clear", "copy"}, name.Name) {
			return n.Args[:1]
		}
	}
	return nil
}

// root is the variable that an expression is a part of: m for m[k].f.
func root(e ast.Expr) *ast.Ident {
	switch e := e.(type) {
	case *ast.Ident:
		return e
	case *ast.IndexExpr:
		return root(e.X)
	case *ast.SelectorExpr:
		return root(e.X)
	case *ast.StarExpr:
		return root(e.X)
	case *ast.ParenExpr:
		return root(e.X)
	case *ast.SliceExpr:
		return root(e.X)
	}
	return nil
}

// checkLocks fails on package-level variables whose type or value comes from sync: they exist to guard state.
func checkLocks(t *testing.T, p pkg, syntax *ast.File) {
	t.Helper()
	for _, decl := range syntax.Decls {
		vars, ok := decl.(*ast.GenDecl)
		if !ok || vars.Tok != token.VAR {
			continue
		}
		ast.Inspect(vars, func(n ast.Node) bool {
			if _, body := n.(*ast.FuncLit); body {
				return false
			}
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if name := root(sel.X); name != nil && (name.Name == "sync" || name.Name == "atomic") {
					t.Errorf("%s: %s.%s at package level guards state that no package should hold", p.fset.Position(n.Pos()), name.Name, sel.Sel.Name)
				}
			}
			return true
		})
	}
}
