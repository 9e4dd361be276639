package arch

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"strconv"
	"testing"
)

// TestPatterns compiles each pattern of the program, as the program itself compiles one only when it is needed.
func TestPatterns(t *testing.T) {
	compiled := 0
	for _, p := range load(t) {
		constants := constantsOf(p)
		for _, file := range p.files {
			ast.Inspect(file, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || types.ExprString(call.Fun) != "pattern.New" {
					return true
				}
				text, known := textOf(call.Args[0], constants)
				if !known { // it is made of arguments, by a function that a test of its package calls with all of them
					if p.dir != "internal/language" && p.dir != "internal/markdown" {
						t.Errorf("%s: only texts and constants can be compiled here", p.fset.Position(n.Pos()))
					}
					return true
				}
				compiled++
				if _, err := regexp.Compile(text); err != nil {
					t.Errorf("%s: %v", p.fset.Position(n.Pos()), err)
				}
				return true
			})
		}
	}
	if compiled < 200 {
		t.Errorf("%d patterns were found, want more than 200", compiled)
	}
}

// constantsOf are the values of the constants of a package.
func constantsOf(p pkg) map[string]ast.Expr {
	constants := map[string]ast.Expr{}
	for _, file := range p.files {
		for _, decl := range file.Decls {
			list, ok := decl.(*ast.GenDecl)
			if !ok || list.Tok != token.CONST {
				continue
			}
			for _, spec := range list.Specs {
				spec := spec.(*ast.ValueSpec)
				for i, value := range spec.Values {
					constants[spec.Names[i].Name] = value
				}
			}
		}
	}
	return constants
}

// textOf is the text of an expression of texts and constants.
func textOf(e ast.Expr, constants map[string]ast.Expr) (text string, known bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil
	case *ast.BinaryExpr:
		left, ok := textOf(e.X, constants)
		right, known := textOf(e.Y, constants)
		return left + right, ok && known
	case *ast.Ident:
		if value := constants[e.Name]; value != nil {
			return textOf(value, constants)
		}
	}
	return "", false
}
