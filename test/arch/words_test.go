package arch

import (
	"bufio"
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tdewolff/parse/v2"
)

// A term is a word that no message and no comment may have. The glossary in CONTRIBUTING.md says why.
type term struct {
	pattern string   // the word in lower case, in the sense that is banned as far as a pattern can say it
	instead string   // what to write
	except  []string // phrases in which the word is right, in lower case
}

// glossary is every banned term.
func glossary() []term {
	return []term{
		{`tells?|telling|told`, "report, say, show or distinguish", []string{"too few to tell", "tells people apart", "have told the charity"}},
		{`mend(s|ed|ing)?`, "fix", nil},
		{`anew|afresh|once more`, "again", nil},
		{`stands?|standing|stood`, "is", []string{"stands for", "stand for", "stands out", "stand out", "where things stand"}},
		{`signs?`, "character", []string{"minus sign", "sign in"}},
		{`(%d|\{n\}|\d+|many) letters|letters? (was|were|of this code)|letters? is wrong`, "characters", nil},
		{`small letters?`, "lowercase letters", nil},
		{`rights? to (read|write|do|change)|have the right`, "permission", nil},
		{`belongs? into`, "belong in", nil},
		{`can be among (it|them)`, "can include", nil},
		{`per cent sign|not a share`, "percentage", nil},
		{`the (least|greatest|most) is (%|\d)|are the most`, "minimum or maximum", nil},
		{`is no more`, "no longer exists", nil},
		{`(is|are) (taken|there|used|exists) already`, "is already …, already exists", nil},
		{`per se|in vain|without a word|pay no heed`, "plain words", nil},
		{`new person has come|thing less`, "someone new has joined, one fewer", nil},
		{`programs? for pictures`, "image editor", nil},
		{`on the way reads along|out of order`, "say what is wrong", nil},
	}
}

// TestWords: what editors and readers read has none of the words that the glossary bans: no message, no word of the interface,
// no file that new and init write, and no page of the documentation.
func TestWords(t *testing.T) {
	root := filepath.Join("..", "..")
	banned := newBanned()
	check := func(path string, line int, text string) {
		t.Helper()
		for _, fault := range banned(text) {
			t.Errorf("%s:%d: %s\n\t%s", filepath.ToSlash(filepath.Clean(path)), line, fault, strings.TrimSpace(text))
		}
	}
	for _, dir := range []string{"cmd", "internal", "quiz"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(path string, entry os.DirEntry, err error) error {
			if err != nil {
				return err
			}
			switch {
			case strings.HasSuffix(path, "_test.go") || strings.Contains(path, "testdata"):
			case strings.HasPrefix(entry.Name(), "english"): // words that are looked for in the texts of others
			case strings.HasSuffix(path, ".go"):
				literals(t, path, check)
			case strings.HasSuffix(path, ".js"):
				scriptLiterals(t, path, check)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	docs, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil || len(docs) == 0 {
		t.Fatalf("%v, and %d pages of documentation", err, len(docs))
	}
	err = filepath.WalkDir(filepath.Join(root, "docs", "site", "content"), func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".md") {
			docs = append(docs, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	starters, err := filepath.Glob(filepath.Join(root, "cmd", "handrail", "starters", "*.md"))
	if err != nil || len(starters) == 0 {
		t.Fatalf("%v, and %d starters", err, len(starters))
	}
	for _, path := range slices.Concat(docs, starters, []string{
		filepath.Join(root, "README.md"), filepath.Join(root, "SECURITY.md"),
		filepath.Join(root, "templates", "strings", "en-GB.yaml"), filepath.Join(root, "cmd", "handrail", "starters", "empty", "site.yaml"),
	}) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(bytes.NewReader(text))
		for n := 1; lines.Scan(); n++ {
			check(path, n, lines.Text())
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
	}
}

// literals hands each string of a Go file that holds more than one word to check, with its line.
func literals(t *testing.T, path string, check func(path string, line int, text string)) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return true
		}
		text, err := strconv.Unquote(lit.Value)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(text, "\n") {
			if strings.Contains(strings.TrimSpace(line), " ") {
				check(path, set.Position(lit.Pos()).Line+i, line)
			}
		}
		return true
	})
}

// scriptLiterals hands each string of a script to check, with its line.
func scriptLiterals(t *testing.T, path string, check func(path string, line int, text string)) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	line := 1
	err = scriptTokens(parse.NewInputBytes(data), func(token []byte, kind tokenKind) {
		if kind == isString {
			check(path, line, string(token))
		}
		line += bytes.Count(token, []byte("\n"))
	})
	if err != nil {
		t.Fatal(err)
	}
}

// newBanned compiles the glossary. The function reports each banned term in a text, with what to write.
func newBanned() func(text string) []string {
	terms := glossary()
	patterns := make([]*regexp.Regexp, len(terms))
	for i, term := range terms {
		patterns[i] = regexp.MustCompile(`(^|\W)(` + term.pattern + `)($|\W)`)
	}
	return func(text string) []string {
		var faults []string
		text = strings.ToLower(text)
		for i, term := range terms {
			rest := text
			for _, phrase := range term.except {
				rest = strings.ReplaceAll(rest, phrase, "")
			}
			if found := patterns[i].FindStringSubmatch(rest); found != nil {
				faults = append(faults, fmt.Sprintf("%q is a banned word: write %s (the glossary is in CONTRIBUTING.md)", found[2], term.instead))
			}
		}
		return faults
	}
}
