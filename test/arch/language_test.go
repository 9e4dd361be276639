package arch

import (
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// neutral are the packages that look at what people write, in whichever language: each takes the words that it looks for from
// internal/language.
var neutral = []string{"internal/builder", "internal/check", "internal/checklist", "internal/markdown", "internal/site", "internal/statement", "quiz", "quiz/result"}

// tellTale are English words that are seldom names of anything in the program: a pattern with one, or a list with several, looks for English.
var tellTale = strings.Fields("a an the of and or not no never nobody nothing neither nor none both either all any each every your my our here there " +
	"above below these those first second third last monday tuesday sunday january february december zero three seven twelve twenty " +
	"week weeks month months year years click more insert please answers because which mr mrs dr etc")

// several is how many telltale words a list has to have: fewer are names, such as the values of a setting.
const several = 3

// TestNoWordsOfALanguage: no check, parser or script has English words of its own to look for. Patterns and lists of words are held to
// the telltale words; a single word that a text is compared with could as well be a name.
func TestNoWordsOfALanguage(t *testing.T) {
	t.Parallel()
	for _, p := range load(t) {
		if !slices.Contains(neutral, p.dir) {
			continue
		}
		for _, file := range p.files {
			ast.Inspect(file, func(n ast.Node) bool {
				if words := english(t, n); len(words) > 0 {
					t.Errorf("%s: this looks for English words, such as %q: take them from internal/language", p.fset.Position(n.Pos()), words[0])
				}
				return true
			})
		}
	}
	for _, name := range modules(t, ".ts") {
		if strings.HasPrefix(name, "language/") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(templates, name))
		if err != nil {
			t.Fatal(err)
		}
		for n, line := range strings.Split(string(text), "\n") {
			line, _, _ = strings.Cut(line, " // ")
			pattern := strings.Join(scriptPattern.FindAllString(line, -1), " ")
			if words := tellTaleIn(pattern); len(words) > 0 {
				t.Errorf("templates/%s:%d: this pattern looks for English words, such as %q: take them from templates/language", name, n+1, words[0])
			}
			if words := tellTaleIn(strings.Join(scriptList.FindAllString(line, -1), " ")); len(words) >= several {
				t.Errorf("templates/%s:%d: this list has English words, such as %q: take them from templates/language", name, n+1, words[0])
			}
		}
	}
}

var (
	// scriptPattern finds regular expressions in a line of TypeScript.
	scriptPattern = regexp.MustCompile(`(?:[(=,!:?&|]|return) ?/(?:\\.|\[(?:\\.|[^\]])*\]|[^/\\ *])(?:\\.|\[(?:\\.|[^\]])*\]|[^/\\])*/[a-z]*`)
	// scriptList finds lists of words in a line of TypeScript: in one text with spaces, or as texts of their own.
	scriptList = regexp.MustCompile(`"[a-z ]*"(?:\)|\.split)|\[("[a-z]+", )+"[a-z]+"\]`)

	syntax   = regexp.MustCompile(`\\[a-zA-Z]|\[[^\]]*\]|\(\?(?:[a-z]*[:)]|<?[=!])`) // of patterns, which has letters that are no words
	someWord = regexp.MustCompile(`[A-Za-z]{2,}`)
)

// english gives the telltale words that a piece of Go looks for: those of a pattern, and those of a list or of the keys of a map
// that has several.
func english(t *testing.T, n ast.Node) []string {
	t.Helper()
	var list []ast.Expr
	switch n := n.(type) {
	case *ast.CallExpr:
		called, ok := n.Fun.(*ast.SelectorExpr)
		if !ok || len(n.Args) == 0 || !slices.Contains([]string{"MustCompile", "Compile"}, called.Sel.Name) {
			return nil
		}
		return tellTaleIn(texts(t, n.Args, false))
	case *ast.CaseClause:
		list = n.List
	case *ast.CompositeLit:
		switch n.Type.(type) {
		case *ast.ArrayType, *ast.MapType:
			list = n.Elts
		}
	}
	if words := tellTaleIn(texts(t, list, true)); len(words) >= several {
		return words
	}
	return nil
}

// texts joins the texts in some expressions: all of them, or those that are one of the expressions, or the key of one, and one word.
func texts(t *testing.T, list []ast.Expr, oneWord bool) string {
	t.Helper()
	var all []string
	for _, e := range list {
		if pair, ok := e.(*ast.KeyValueExpr); ok {
			e = pair.Key
		}
		ast.Inspect(e, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && (!oneWord || n == e) {
				text, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Fatal(err)
				}
				if !oneWord || !strings.Contains(text, " ") {
					all = append(all, text)
				}
			}
			return true
		})
	}
	return strings.Join(all, " ")
}

// tellTaleIn lists the telltale words of a text or a pattern, each once.
func tellTaleIn(text string) []string {
	if text == "" {
		return nil
	}
	var found []string
	for _, word := range someWord.FindAllString(syntax.ReplaceAllString(text, " "), -1) {
		if word = strings.ToLower(word); slices.Contains(tellTale, word) && !slices.Contains(found, word) {
			found = append(found, word)
		}
	}
	return found
}
