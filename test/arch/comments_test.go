package arch

import (
	"bytes"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
	"github.com/tdewolff/parse/v2/js"
)

// TestComments: no comment in Go, TypeScript, JavaScript or CSS has a word that the glossary bans, nor a phrase over two lines.
func TestComments(t *testing.T) {
	root := filepath.Join("..", "..")
	banned := newBanned()
	read := 0
	for _, dir := range []string{"cmd", "content", "internal", "quiz", "templates", "test"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				if err == nil && entry.Name() == "testdata" {
					return fs.SkipDir
				}
				return err
			}
			list, err := comments(path)
			if err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
			read += len(list)
			name := filepath.ToSlash(strings.TrimPrefix(path, root+string(filepath.Separator)))
			for _, c := range list {
				for _, fault := range banned(c.text) {
					t.Errorf("%s:%d: %s\n\t%s", name, c.line, fault, c.text)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if read < 3000 {
		t.Errorf("only %d comments are found", read)
	}
}

// TestCommentsAreFound: the comments of each language are found, those on several lines as one, and strings are not taken for comments.
func TestCommentsAreFound(t *testing.T) {
	dir := t.TempDir()
	for name, file := range map[string]struct{ text, want string }{
		"a.go": {"package a\n\n//go:generate no\n\n// One\n// two.\nvar a = \"// no\" // three\n", "5 One two.|7 three"},
		"a.ts": {"// One\n  // two.\nconst a = \"// no\"; // three\nconst b = `/* no */ ${a}`; /* four\n * five */\nconst c = /[/*\"]/, d = 4 / 2; // six\n\n// seven\n\n// eight\n",
			"1 One two.|3 three|4 four five|6 six|8 seven|10 eight"},
		"a.css":  {"/* One\n   two. */\na { content: \"/* no */\" } /* three */\n", "1 One two.|3 three"},
		"a.html": {"<!-- no -->", ""},
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(file.text), 0o600); err != nil {
			t.Fatal(err)
		}
		list, err := comments(path)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range list {
			got = append(got, fmt.Sprint(c.line, " ", c.text))
		}
		if strings.Join(got, "|") != file.want {
			t.Errorf("%s: got %q, want %q", name, strings.Join(got, "|"), file.want)
		}
	}
}

// comment is a comment, or several on consecutive lines, in one line without markers.
type comment struct {
	line int // of the file, from 1
	text string
}

// comments lists the comments of a file in a language that is known by the file's ending; none for any other file.
func comments(path string) ([]comment, error) {
	switch filepath.Ext(path) {
	case ".go":
		return goComments(path)
	case ".ts", ".mts", ".js":
		return readComments(path, scriptTokens)
	case ".css":
		return readComments(path, styleTokens)
	}
	return nil, nil
}

func goComments(path string) ([]comment, error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var list []comment
	for _, group := range file.Comments {
		if text := strings.Join(strings.Fields(group.Text()), " "); text != "" { // a directive has no text
			list = append(list, comment{set.Position(group.Pos()).Line, text})
		}
	}
	return list, nil
}

// readComments reads the comments of a file by a function that calls add for each token, with its text and its kind.
func readComments(path string, read func(input *parse.Input, add func(token []byte, kind tokenKind)) error) ([]comment, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var list []comment
	line, last := 1, 0 // last is the line on which a comment ended that the next one can continue
	err = read(parse.NewInputBytes(data), func(token []byte, kind tokenKind) {
		switch kind {
		case isComment:
			if text := words(string(token)); last > 0 && line == last+1 {
				list[len(list)-1].text += " " + text
			} else {
				list = append(list, comment{line, text})
			}
			last = line + bytes.Count(token, []byte("\n"))
		case isCode, isString:
			last = 0
		}
		line += bytes.Count(token, []byte("\n"))
	})
	return list, err
}

// words are the words of a comment in TypeScript or CSS.
func words(text string) string {
	var list []string
	for line := range strings.Lines(text) {
		list = append(list, strings.Fields(strings.Trim(line, "/* \t\r\n"))...)
	}
	return strings.Join(list, " ")
}

type tokenKind int

const (
	isCode tokenKind = iota
	isString
	isSpace
	isComment
)

// scriptTokens calls add for each token of a script in TypeScript or JavaScript.
func scriptTokens(input *parse.Input, add func([]byte, tokenKind)) error {
	lexer := js.NewLexer(input)
	operand := false // the token before is a value, so a slash divides
	for {
		kind, data := lexer.Next()
		if (kind == js.DivToken || kind == js.DivEqToken) && !operand {
			kind, data = lexer.RegExp()
		}
		switch kind {
		case js.ErrorToken:
			if errors.Is(lexer.Err(), io.EOF) {
				return nil
			}
			return lexer.Err()
		case js.CommentToken, js.CommentLineTerminatorToken:
			add(data, isComment)
		case js.WhitespaceToken, js.LineTerminatorToken:
			add(data, isSpace)
		default:
			operand = js.IsIdentifier(kind) || js.IsNumeric(kind) || slices.Contains([]js.TokenType{js.StringToken, js.TemplateToken, js.TemplateEndToken,
				js.RegExpToken, js.PrivateIdentifierToken, js.CloseParenToken, js.CloseBracketToken, js.CloseBraceToken, js.ThisToken, js.SuperToken}, kind)
			if kind == js.StringToken {
				add(data, isString)
			} else {
				add(data, isCode)
			}
		}
	}
}

// styleTokens calls add for each token of a style sheet.
func styleTokens(input *parse.Input, add func([]byte, tokenKind)) error {
	lexer := css.NewLexer(input)
	for {
		switch kind, data := lexer.Next(); kind {
		case css.ErrorToken:
			if errors.Is(lexer.Err(), io.EOF) {
				return nil
			}
			return lexer.Err()
		case css.CommentToken:
			add(data, isComment)
		case css.WhitespaceToken:
			add(data, isSpace)
		default:
			add(data, isCode)
		}
	}
}
