package picture

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestSafeSheet: rules that draw stay, and from each that could load something only that part goes.
func TestSafeSheet(t *testing.T) {
	for text, want := range map[string]string{
		`.a{fill:red;stroke-width:.5px!important} .b > .c:hover,g[id="x"]:not(.d){fill:url(#a)}`: `.a{fill:red;stroke-width:.5px!important}.b > .c:hover,g[id="x"]:not(.d){fill:url(#a)}`,
		`@media (min-width: 10px) and (prefers-color-scheme:dark){.a{fill:rgb(1,2,3)}}`:          `@media (min-width: 10px) and (prefers-color-scheme:dark){.a{fill:rgb(1,2,3)}}`,
		`@keyframes x{from{opacity:0}50%{transform:rotate(calc(1deg + 2deg))}}`:                  `@keyframes x{from{opacity:0}50%{transform:rotate(calc(1deg + 2deg))}}`,
		`@font-face{font-family:"A";src:url(data:font/woff2;base64,AA==)format("woff2")}`:        `@font-face{font-family:"A";src:url(data:font/woff2;base64,AA==)format("woff2")}`,
		`:root{--a:#fff;fill:var(--a)}`: `:root{--a:#fff;fill:var(--a)}`,
	} {
		if got, whole := safeSheet(text); got != want || !whole {
			t.Errorf("%s\nbecomes %s (%t)\nnot     %s", text, got, whole, want)
		}
	}
	for text, want := range map[string]string{
		`.a{fill:URL(//x)}.b{fill:uRl( "//x" )}`:                              `.a{fill:none}.b{fill:none}`,
		`.a{fill:\75rl(//x);stroke:red}`:                                      `.a{stroke:red}`,
		`.a{fill:u\rl(//x)}.b{f\69ll:red}`:                                    `.a{}.b{}`,
		`.a{fill:url(/*x*/#a)}`:                                               `.a{fill:none}`,
		`.a{fill:ur/**/l(//x)}`:                                               `.a{}`,
		`.a{marker:url(#a) url(#b) url(x)}`:                                   `.a{marker:url(#a) url(#b) none}`,
		`.a{mask:image-set("//x" 1x)}.b{mask:-webkit-image-set(url(#a) 1x)}`:  `.a{}.b{}`,
		`.a{mask:IMAGE("//x")}.b{src:src("//x")}.c{mask:cross-fade(url(#a))}`: `.a{}.b{}.c{}`,
		`@IMPORT "//x";@import url(//x) layer(a);.a{fill:red}`:                `.a{fill:red}`,
		`@\69mport "//x";.a{fill:red}`:                                        `.a{fill:red}`,
		`@namespace "x";@layer a{.b{fill:red}}.c{fill:red}`:                   `.c{fill:red}`,
		`.a{fill:red;.b{fill:url(//x)}stroke:red}`:                            `.a{fill:red;stroke:red}`,
		`.a{fill:url("//x`:                                                    `.a{fill:none}`,
		`.a{fill:url(//x`:                                                     `.a{fill:none}`,
		`.a{fill:red`:                                                         `.a{fill:red}`,
		`.a{fill:"red`:                                                        `.a{}`,
		".a{content:\"x\n\";fill:red}":                                        `.a{}`,
		`}.a{fill:red}`:                                                       `.a{fill:red}`,
		`.a{fill:rgb(1;}.b{stroke:red}`:                                       `.a{}`,
		`@supports (fill:url(//x)){.a{fill:red}}`:                             ``,
		`@media x{@import "//x";.a{fill:red}`:                                 `@media x{.a{fill:red}}`,
		`.a{behavior:url(#x);-moz-binding:url(#x)}`:                           `.a{}`,
		`.a{fill:url(data:font/woff2;base64,AA==)}`:                           `.a{fill:none}`,
		`@font-face{src:url(//x),url(data:image/svg+xml,x)}`:                  `@font-face{src:none,none}`,
		`.a{--x:url(//x);fill:var(--x)}`:                                      `.a{--x:none;fill:var(--x)}`,
		`.a[x="url(//x)"]{fill:red}`:                                          `.a[x="url(//x)"]{fill:red}`,
		`.a{fill:expression(alert(1))}`:                                       `.a{}`,
		`</style><script>x()</script>`:                                        ``,
	} {
		got, whole := safeSheet(text)
		if got != want || whole != (text == `.a[x="url(//x)"]{fill:red}` || text == `.a{fill:red`) {
			t.Errorf("%s\nbecomes %s (%t)\nnot     %s", text, got, whole, want)
		}
	}
}

// TestSafeValue: the values of attributes that draw stay as they are.
func TestSafeValue(t *testing.T) {
	for _, text := range []string{"M0,0h9.5e-3L-1-2z", "rotate(-90 10 20) translate(1,2)", "url(#a)", "url( '#a' ) none", "'My Font', Arial", "new 0 0 24 24", "#fff", "1 0 0\n0 1",
		"matrix(1 0 0 1 0 0)", "", "x (y)"} {
		if got, whole := safeValue(text); got != text || !whole {
			t.Errorf("%s becomes %s (%t)", text, got, whole)
		}
	}
	for text, want := range map[string]string{"url(#a) url(//x)": "url(#a) none", "URL(//x)": "none", `\75rl(//x)`: "", "javascript:x()": "", "rotate(45": "", "a;b": "", "image-set('//x' 1x)": "", "url('#a": "none"} {
		if got, whole := safeValue(text); got != want || whole {
			t.Errorf("%s becomes %s (%t), not %s", text, got, whole, want)
		}
	}
}

// FuzzCSS: what is kept of a style sheet, a style and a value loads nothing as another reader sees it, and stays as it is.
func FuzzCSS(f *testing.F) {
	for _, seed := range []string{`.a{fill:URL(//x)}`, `\75rl(//x)`, `@import "x";a{b:url(#c)}`, `a{b:u\72l("x")}`, `@media x{a{b:c}`, `fill:red;mask:image-set("x" 1x)`, `a{b:"\`, `/*`, `@font-face{src:url(data:font/woff2;base64,AA)}`,
		`--x:{a:url(x)}`, `a{b:url(x y)}`, "u+url(x)", "1url(x)", `url(#a\)`, `<!--@import "x"-->`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, read := range map[string]func(string) (string, bool){"sheet": safeSheet, "style": safeStyle, "value": safeValue} {
			got, _ := read(text)
			if found := loads(got); found != "" {
				t.Fatalf("the %s %q becomes %q, which has %q", name, text, got, found)
			}
			if again, whole := read(got); again != got || !whole {
				t.Fatalf("the %s %q becomes %q, and that %q (%t)", name, text, got, again, whole)
			}
		}
	})
}

var (
	testComment = regexp.MustCompile(`(?s)/\*.*?(?:\*/|$)`)
	testEscape  = regexp.MustCompile(`\\(?:([0-9a-fA-F]{1,6})\s?|(?s)(.))`)
	testString  = regexp.MustCompile(`"[^"\n]*"|'[^'\n]*'`)
	testOwn     = regexp.MustCompile(`(?i)url\(\s*(?:#[^\s"'()]+|"#[^"]+"|'#[^']+'|"\s*#[^"]+"|'\s*#[^']+'|["']?\s*data:(?:font|application)/[a-z0-9.+;=,/-]*\s*["']?)\s*\)`)
	testLoads   = regexp.MustCompile(`(?i)(?:^|[^\w-])(?:url|src|image|element|paint|expression|attr)\(|@import|@namespace|image-set\(|cross-fade\(`)
)

// loads finds what could load something in CSS, without any of the code that cleans it: escapes are read, comments gone, and
// strings passed over.
func loads(text string) string {
	plain := testEscape.ReplaceAllStringFunc(testComment.ReplaceAllString(text, " "), func(m string) string {
		if n, err := strconv.ParseUint(strings.TrimSpace(m[1:]), 16, 32); err == nil && n < 0x110000 {
			return string(rune(n))
		}
		return m[1:]
	})
	return testLoads.FindString(testString.ReplaceAllString(testOwn.ReplaceAllString(plain, "none"), `""`))
}
