package importer

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestWhats holds the table of kinds to what the package notes: each kind that is noted is in it, and none is in it twice. Each sentence is one.
func TestWhats(t *testing.T) {
	table := map[string]bool{}
	for _, w := range whats() {
		if table[w.name] {
			t.Errorf("%q is in the table twice", w.name)
		}
		table[w.name] = true
		if !isSentence(w.says) || w.do != "" && !isSentence(w.do) {
			t.Errorf("%q does not say what happened and what to do in sentences: %q %q", w.name, w.says, w.do)
		}
	}
	for name, where := range notedIn(t) {
		if !table[name] {
			t.Errorf("%s notes %q, which is not in the table", where, name)
		}
	}
}

// TestWhatsAreNoted holds the table to the code the other way round: each kind in it is named somewhere else.
func TestWhatsAreNoted(t *testing.T) {
	named := map[string]bool{}
	_, files := sourceFiles(t)
	for _, file := range files {
		for _, declared := range file.Decls {
			if f, ok := declared.(*ast.FuncDecl); ok && (f.Name.Name == "whats" || strings.HasSuffix(f.Name.Name, "Whats")) {
				continue
			}
			ast.Inspect(declared, func(n ast.Node) bool {
				if word, ok := n.(*ast.BasicLit); ok && word.Kind == token.STRING {
					if value, err := strconv.Unquote(word.Value); err == nil {
						named[value] = true
					}
				}
				return true
			})
		}
	}
	for _, w := range whats() {
		if !named[w.name] {
			t.Errorf("nothing notes %q: remove its line from the table", w.name)
		}
	}
}

// isSentence says whether a text begins with a capital and ends with a full stop.
func isSentence(text string) bool {
	return text != "" && text[:1] == strings.ToUpper(text[:1]) && strings.HasSuffix(text, ".")
}

// sourceFiles are the files of the package that are no tests.
func sourceFiles(t *testing.T) (*token.FileSet, []*ast.File) {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return set, files
}

// notedIn finds the kinds that are noted by their names: what functions called note, noteAt and noteOn are given, and the fields What of entries.
func notedIn(t *testing.T) map[string]token.Position {
	noted := map[string]token.Position{}
	set, files := sourceFiles(t)
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				name := ""
				switch called := n.Fun.(type) {
				case *ast.SelectorExpr:
					name = called.Sel.Name
				case *ast.Ident:
					name = called.Name
				}
				at, ok := map[string]int{"note": 0, "noteAt": 1, "noteOn": 1}[name]
				if ok && at < len(n.Args) {
					if value, ok := stringOf(n.Args[at]); ok {
						noted[value] = set.Position(n.Pos())
					}
				}
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok && key.Name == "What" {
					if value, ok := stringOf(n.Value); ok {
						noted[value] = set.Position(n.Pos())
					}
				}
			}
			return true
		})
	}
	return noted
}

func stringOf(n ast.Node) (string, bool) {
	literal, ok := n.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", false
	}
	value, err := strconv.Unquote(literal.Value)
	return value, err == nil
}
