package picture

import (
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"

	"handrail/internal/pattern"
)

// The CSS of a drawing is read token by token (https://www.w3.org/TR/css-syntax-3/) and written again from the tokens that are
// known to load nothing. What is not known is left out, so nothing depends on how a browser reads it.

// cssFunctions are the functions that a value may have: all that place, paint or calculate, and none that load.
func cssFunctions() []string {
	return strings.Fields(`matrix matrix3d translate translate3d translatex translatey translatez scale scale3d scalex scaley scalez
		rotate rotate3d rotatex rotatey rotatez skew skewx skewy perspective
		rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark icc-color device-cmyk
		calc min max clamp abs round var env cubic-bezier steps linear
		linear-gradient radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient
		blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
		circle ellipse inset polygon path rect xywh format local tech counter counters repeat minmax fit-content`)
}

// cssSelectors are the functions that a selector may have.
func cssSelectors() []string {
	return strings.Fields("not is where has lang dir nth-child nth-last-child nth-of-type nth-last-of-type")
}

var (
	ownPart = pattern.New(`^#[^\s"'()\\#]+$`)
	ownFont = pattern.New(`^(?i:data:(?:font|application)/[a-z0-9.+-]+(?:;[a-z0-9=.-]+)*,)[A-Za-z0-9+/=%]*$`)
)

// cssText reads CSS, and gathers what is kept of it.
type cssText struct {
	tokens []css.Token // those that are left
	b      strings.Builder
	whole  bool // nothing was left out that means anything
}

// lexCSS gives the tokens of a text; a comment is a space.
func lexCSS(text string) []css.Token {
	var tokens []css.Token
	lexer := css.NewLexer(parse.NewInputString(text))
	for {
		kind, data := lexer.Next()
		switch kind {
		case css.ErrorToken:
			return tokens
		case css.CommentToken:
			kind, data = css.WhitespaceToken, []byte(" ")
		}
		tokens = append(tokens, css.Token{TokenType: kind, Data: data})
	}
}

// safeSheet gives what is kept of a style sheet; whole says that nothing was left out.
func safeSheet(text string) (safe string, whole bool) {
	c := cssText{tokens: lexCSS(text), whole: true}
	for len(c.tokens) > 0 {
		c.rules(false)
		if len(c.tokens) > 0 { // a bracket that closes nothing
			c.tokens, c.whole = c.tokens[1:], false
		}
	}
	return c.b.String(), c.whole
}

// safeStyle gives what is kept of a style attribute.
func safeStyle(text string) (safe string, whole bool) {
	c := cssText{tokens: lexCSS(text), whole: true}
	for len(c.tokens) > 0 {
		c.declarations(false)
		if len(c.tokens) > 0 {
			c.tokens, c.whole = c.tokens[1:], false
		}
	}
	return c.b.String(), c.whole
}

// safeValue gives what is kept of the value of any other attribute: a value of CSS, or what is written with the same tokens. It is
// "" when nothing is. whole says that nothing was left out.
func safeValue(text string) (safe string, whole bool) {
	if !strings.ContainsAny(text, `(:@\{}[]"'/<;!`) {
		return text, true
	}
	return keep(lexCSS(text), grammar{functions: cssFunctions()})
}

// rules reads rules up to the end, or to the bracket that closes what they are in.
func (c *cssText) rules(within bool) {
	for len(c.tokens) > 0 {
		switch t := c.tokens[0]; t.TokenType {
		case css.WhitespaceToken, css.CDOToken, css.CDCToken:
			c.tokens = c.tokens[1:]
		case css.RightBraceToken:
			return
		case css.AtKeywordToken:
			c.tokens = c.tokens[1:]
			c.at(strings.ToLower(string(t.Data)), within)
		default:
			head, opened := c.until(css.LeftBraceToken)
			selector, ok := keep(head, grammar{functions: cssSelectors(), colon: true})
			c.block(strings.TrimSpace(selector), opened, ok && selector != "", func() { c.declarations(false) })
		}
	}
}

// at reads what follows the name of an at-rule. One that loads, or that is not known, is left out.
func (c *cssText) at(name string, within bool) {
	head, opened := c.until(css.LeftBraceToken, css.SemicolonToken)
	condition, ok := keep(head, grammar{colon: true})
	begin := strings.TrimSpace(name + " " + strings.TrimSpace(condition))
	switch {
	case name == "@charset": // the encoding of the file is not that of the copy
	case name == "@font-face" && ok:
		c.block(begin, opened, true, func() { c.declarations(true) })
	case slices.Contains([]string{"@media", "@supports", "@keyframes", "@-webkit-keyframes"}, name) && ok && !within:
		c.block(begin, opened, true, func() { c.rules(true) })
	default:
		c.block(begin, opened, false, nil)
	}
}

// until takes the tokens up to one of some kinds outside all brackets, and that one as well; opened says that it was a {. The
// bracket that closes the surrounding block ends it too, and is not taken.
func (c *cssText) until(ends ...css.TokenType) (taken []css.Token, opened bool) {
	depth := 0
	for i, t := range c.tokens {
		switch {
		case depth == 0 && slices.Contains(ends, t.TokenType):
			taken, c.tokens = c.tokens[:i], c.tokens[i+1:]
			return taken, t.TokenType == css.LeftBraceToken
		case depth == 0 && t.TokenType == css.RightBraceToken:
			taken, c.tokens = c.tokens[:i], c.tokens[i:]
			return taken, false
		}
		depth = max(0, depth+turn(t.TokenType))
	}
	taken, c.tokens = c.tokens, nil
	return taken, false
}

// turn says how a token changes how many brackets are open.
func turn(kind css.TokenType) int {
	switch kind {
	case css.LeftBraceToken, css.LeftParenthesisToken, css.LeftBracketToken, css.FunctionToken:
		return 1
	case css.RightBraceToken, css.RightParenthesisToken, css.RightBracketToken:
		return -1
	}
	return 0
}

// block reads what is between the brackets that have just opened, and keeps it or leaves it out. Without brackets there is nothing
// to keep.
func (c *cssText) block(begin string, opened, kept bool, read func()) {
	switch {
	case opened && kept:
		c.b.WriteString(begin + "{")
		read()
		c.b.WriteString("}")
		c.tokens = c.tokens[min(1, len(c.tokens)):] // the bracket that closes
	case opened:
		c.skip()
		c.whole = false
	default:
		c.whole = false
	}
}

// skip takes the tokens up to the bracket that closes the block, and that one as well.
func (c *cssText) skip() {
	for depth := 1; len(c.tokens) > 0 && depth > 0; c.tokens = c.tokens[1:] {
		switch c.tokens[0].TokenType {
		case css.LeftBraceToken:
			depth++
		case css.RightBraceToken:
			depth--
		}
	}
}

// declarations reads declarations up to the end, or to the bracket that closes what they are in. fonts says that a font may be
// embedded in them.
func (c *cssText) declarations(fonts bool) {
	between := ""
	for len(c.tokens) > 0 {
		switch c.tokens[0].TokenType {
		case css.WhitespaceToken, css.SemicolonToken:
			c.tokens = c.tokens[1:]
			continue
		case css.RightBraceToken:
			return
		}
		taken, opened := c.until(css.SemicolonToken, css.LeftBraceToken)
		if opened { // rules within rules are newer than what draws
			c.block("", opened, false, nil)
			continue
		}
		name, value, ok := declaration(taken)
		text, whole := keep(value, grammar{functions: cssFunctions(), fonts: fonts && name == "src"})
		text = strings.TrimSpace(text)
		if c.whole = c.whole && ok && whole; ok && text != "" {
			c.b.WriteString(between + name + ":" + text)
			between = ";"
		}
	}
}

// declaration splits the name of a property from its value.
func declaration(tokens []css.Token) (name string, value []css.Token, ok bool) {
	name = string(tokens[0].Data)
	for tokens = tokens[1:]; len(tokens) > 0 && tokens[0].TokenType == css.WhitespaceToken; {
		tokens = tokens[1:]
	}
	if len(tokens) == 0 || tokens[0].TokenType != css.ColonToken || !property().MatchString(name) {
		return "", nil, false
	}
	lower := strings.ToLower(name)
	return lower, tokens[1:], lower != "behavior" && lower != "-moz-binding" // they ran what they led to, in old browsers
}

var property = pattern.New(`^-{0,2}[A-Za-z_][A-Za-z0-9_-]*$`)

// grammar is what may be among some tokens.
type grammar struct {
	functions []string
	colon     bool
	fonts     bool // written into the file
}

// keep writes tokens again, if they load nothing and close what they open: "none" in place of an address elsewhere. The text is ""
// if anything else is among them. whole says that nothing is missing.
func keep(tokens []css.Token, g grammar) (text string, whole bool) {
	var b strings.Builder
	var open []css.TokenType
	whole = true
	for _, t := range tokens {
		data := string(t.Data)
		if strings.Contains(data, `\`) { // it can hide what a token is
			return "", false
		}
		switch t.TokenType {
		case css.URLToken:
			if !g.own(data) {
				data, whole = "none", false
			}
		case css.FunctionToken:
			if !slices.Contains(g.functions, strings.ToLower(strings.TrimSuffix(data, "("))) {
				return "", false
			}
			open = append(open, css.RightParenthesisToken)
		case css.LeftParenthesisToken:
			open = append(open, css.RightParenthesisToken)
		case css.LeftBracketToken:
			open = append(open, css.RightBracketToken)
		case css.RightParenthesisToken, css.RightBracketToken:
			if len(open) == 0 || open[len(open)-1] != t.TokenType {
				return "", false
			}
			open = open[:len(open)-1]
		case css.StringToken:
			if len(data) < 2 || data[len(data)-1] != data[0] {
				return "", false
			}
		case css.ColonToken:
			if !g.colon {
				return "", false
			}
		case css.BadStringToken, css.BadURLToken, css.AtKeywordToken, css.SemicolonToken, css.LeftBraceToken, css.RightBraceToken, css.CDOToken, css.CDCToken:
			return "", false
		}
		b.WriteString(data)
	}
	if len(open) > 0 {
		return "", false
	}
	return b.String(), whole
}

// own says whether url(…) leads to a part of the drawing, or to a font that is embedded in it.
func (g grammar) own(data string) bool {
	_, address, _ := strings.Cut(data, "(")
	address, closed := strings.CutSuffix(address, ")")
	address = strings.TrimSpace(address)
	if len(address) > 1 && (address[0] == '"' || address[0] == '\'') {
		if address[len(address)-1] != address[0] {
			return false
		}
		address = strings.TrimSpace(address[1 : len(address)-1])
	}
	return closed && (ownPart().MatchString(address) || g.fonts && ownFont().MatchString(address))
}
