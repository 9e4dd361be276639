package hostile

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"syscall"
)

// made is the table of the sources that the test makes.
func made() map[string]func(s *site) {
	const body = "content/index.md"
	text := func(text string) func(s *site) { return func(s *site) { s.write(body, page(text)) } }
	times := strings.Repeat
	numbered := func(n int, line string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, line, i)
		}
		return b.String()
	}
	named := func(names ...string) func(s *site) {
		return func(s *site) {
			for _, name := range names {
				s.write("content/"+name, page("Text.\n"))
			}
		}
	}
	return map[string]func(s *site){
		// What takes goldmark time that grows with the square of the length.
		"links-that-never-close":   text(times("[a](", 20_000)),
		"brackets":                 text(times("[", 80_000)),
		"brackets-that-close":      text(times("[a", 20_000) + times("]", 20_000)),
		"emphasis-that-crosses":    text(times("*a_ ", 20_000)),
		"references-to-one":        text("[a]: index.md\n\n" + times("[a]", 26_000)),
		"images-that-never-close":  text(times("![", 40_000)),
		"angle-brackets":           text(times("<", 80_000)),
		"fields-that-never-close":  text(times("{{", 40_000)),
		"backticks":                text(times("`a``b```c", 9_000)),
		"entities":                 text(times("&amp;", 16_000)),
		"comments":                 text(times("<!-- ", 16_000)),
		"heading-with-brackets":    text("## " + times("[a](", 20_000) + "\n"),
		"heading-with-attributes":  text("## A {" + times(`a="b" `, 1_500) + "}\n"),
		"cells-with-brackets":      text("|a|\n|-|\n" + times("|"+times("[a](", 2_400)+"|\n", 9)),
		"many-columns":             text("|" + times("a|", 4_000) + "\n|" + times("-|", 4_000) + "\n" + times("|"+times("b|", 4_000)+"\n", 20)),
		"long-paragraph-of-words":  text(times("some words\n", 20_000)),
		"long-paragraphs":          text(times(times("[a](", 2_400)+"\n\n", 8)),
		"definitions":              text(numbered(20_000, "[a%d]: index.md\n")),
		"deep-quotes":              text(times(">", 5_000) + " a\n"),
		"deep-lists":               text(times("- ", 5_000) + "a\n"),
		"deep-list-by-lines":       text(deepList(300)),
		"deep-blocks":              text(times(":::note\n", 20_000)),
		"closing-lines":            text(times(":::\n\n", 50_000)),
		"many-headings":            text(times("## a\n", 200_000)),
		"million-headings":         text(times("## a\n", 1_000_000)),
		"many-bad-links":           text(times("[a](gone.md)\n\n", 20_000)),
		"bad-links-on-a-line":      text(times("[a](b.md) ", 900)),
		"many-bad-anchors":         text(numbered(2_000, "## Part x%d\n\n[a](#nowhere-%[1]d)\n\n")),
		"many-lines":               text(times("\n", 1_000_000)),
		"identifier-of-a-megabyte": text("## A {#" + times("a", 900_000) + "}\n"),
		"long-identifier":          text("## A {#B" + times("a", 9_000) + "}\n"),
		"long-block-name":          text(":::" + times("a", 9_000) + "\n:::\n"),

		// YAML, and tables.
		"title-of-a-megabyte": func(s *site) { s.write(body, "---\ntitle: "+times("a", 1_000_000)+"\n---\n") },
		"title-long":          func(s *site) { s.write(body, "---\ntitle: "+times("a", 900_000)+"\n---\n") },
		"unknown-key-long":    func(s *site) { s.write(body, "---\ntitle: A\n"+times("a", 900_000)+": b\n---\n") },
		"many-unknown-keys":   func(s *site) { s.write(body, "---\ntitle: A\n"+numbered(20_000, "k%d: b\n")+"---\n") },
		"yaml-bomb":           func(s *site) { s.write("content/links.yaml", bomb()) },
		"glossary-of-many": func(s *site) {
			s.write("content/glossary.yaml", "words:\n"+numbered(4_000, "- {word: w%d w, means: m, forms: [W%[1]dAB]}\n")+"hard:\n"+numbered(4_000, "  h%d:\n"))
			s.write(body, page(numbered(5_000, "w%d w h%[1]d\n\n")+numbered(5_000, "X%dA\n\n")+times("w1 ", 3_000)+"\n\n"+times("AB ", 3_000)+"\n\n"+times("&", 9_000)))
		},
		"yaml-deep":        func(s *site) { s.write("content/links.yaml", "a: "+times("[", 50_000)) },
		"yaml-deep-closed": func(s *site) { s.write("content/links.yaml", "a: "+times("[", 9_000)+times("]", 9_000)) },
		"many-named-links": func(s *site) {
			s.write("content/links.yaml", numbered(9_000, "l%d: {address: \"ftp://x\", title: T}\n"))
		},
		"many-columns-of-groups": func(s *site) { s.write("content/groups.csv", times("a,", 500_000)+"\n") },
		"quiz-with-100000-choices": func(s *site) {
			s.write("content/quizzes/q.md", "---\ntitle: Q\n---\n## A? {#a rules=\"r\"}\n\n"+times("- [ ] a\n", 100_000))
		},
		"statement-of-braces": func(s *site) {
			s.write("content/statements/s.md", "---\ntitle: S\nversion: 1\n---\n"+times("{{{{\n\n", 30_000))
		},

		// Files that are not text.
		"nothing":      func(s *site) { s.write(body, "") },
		"zero-bytes":   func(s *site) { s.write(body, times("\x00", 1000)) },
		"zero-byte":    func(s *site) { s.write(body, page("One\ntwo \x00 three\n")) },
		"utf-16":       func(s *site) { s.write(body, "\xff\xfe#\x00 \x00A\x00") },
		"not-utf-8":    func(s *site) { s.write(body, page("caf\xe9\n")) },
		"byte-order":   func(s *site) { s.write(body, "\ufeff"+page("Text.\n")) },
		"lone-returns": func(s *site) { s.write(body, "---\rtitle: A\r---\rText\r") },
		"too-large":    func(s *site) { s.write(body, page(times("word ", 300_000))) },
		"huge": func(s *site) {
			s.write(body, "")
			s.check(os.Truncate(s.path(body), 1<<40))
		},
		"escape-sequence": text("Some \x1b]0;title\x07 text.\n"),
		"escape-in-id":    text("## A {#a\x1b[31m}\n"),
		"escape-in-name":  named("a\x1b[31m.md", "b\x1b]0;x\x07/c.md"),
		"right-to-left-text": func(s *site) {
			s.write(body, page("Do \u202enot\u202c share it.\n"))
		},
		"line-separator":       text("One\u2028two.\n"),
		"zero-width-in-id":     text("## A {#p\u200bin}\n"),
		"homograph-in-id":      text(":::must {#p\u0456n}\nSet a PIN.\n:::\n"),
		"key-with-zero-width":  func(s *site) { s.write(body, "---\ntitle: A\nti\u200btle: B\n---\n") },
		"right-to-left-name":   named("a\u202edm.exe.md"),
		"hebrew-name":          named("\u05d0\u05d1.md"),
		"zero-width-name":      named("a\u200bb.md"),
		"name-not-utf-8":       named("caf\xe9.md"),
		"name-with-newline":    named("a\nb.md"),
		"name-with-percent":    named("%2e%2e.md"),
		"name-with-hash":       named("a#b.md"),
		"name-with-question":   named("a?b.md"),
		"name-with-backslash":  named(`a\..\b.md`),
		"name-with-colon":      named("c:a.md"),
		"name-with-dot-at-end": named("a.md.", "b./c.md"),
		"name-with-space":      named("a .md", "b.md ", " c.md"),
		"names-of-devices":     named("con.md", "aux/a.md", "NUL.tar.md", "com1.md", "console.md"),
		"twins-by-case":        named("guide/A.md", "guide/a.md"),
		"twins-by-accent":      named("caf\u00e9.md", "cafe\u0301.md"),
		"twins-of-folders":     named("Guide/index.md", "guide/index.md"),
		"file-like-a-page": func(s *site) {
			s.write("content/a.md", page("Text.\n"))
			s.write("content/a.html", "<p>x")
		},
		"path-of-4000": func(s *site) { s.deep(20, times("d", 200)) },
		"long-path":    func(s *site) { s.write("content/"+times("d", 150)+"/"+times("e", 150)+".md", page("Text.\n")) },
		"many-files": func(s *site) {
			s.check(os.MkdirAll(s.path("content/x"), 0o755))
			for i := range 20_000 {
				s.check(os.WriteFile(s.path(fmt.Sprintf("content/x/%d.txt", i)), nil, 0o644))
			}
			s.check(os.WriteFile(s.path("content/x/bad.md"), nil, 0o644))
		},

		// What is in the place of a file but is not one.
		"link-out": func(s *site) {
			s.write("secret.md", page("Secret.\n"))
			s.check(os.Symlink("../secret.md", s.path("content/a.md")))
			s.check(os.Symlink("/etc/passwd", s.path("content/b.txt")))
		},
		"link-to-everything": func(s *site) { s.check(os.Symlink("/", s.path("content/all"))) },
		"link-to-itself":     func(s *site) { s.check(os.Symlink("a.md", s.path("content/a.md"))) },
		"links-in-a-circle": func(s *site) {
			s.check(os.Symlink("b.md", s.path("content/a.md")))
			s.check(os.Symlink("a.md", s.path("content/b.md")))
		},
		"link-to-a-folder": func(s *site) {
			s.write("content/g/index.md", page("Text.\n"))
			s.check(os.Symlink("g", s.path("content/h")))
		},
		"link-for-site-yaml": func(s *site) {
			s.check(os.Remove(s.path("content/site.yaml")))
			s.check(os.Symlink("/etc/passwd", s.path("content/site.yaml")))
		},
		"link-to-drawing-outside": func(s *site) {
			s.write(body, page("![A](a.svg)\n"))
			s.check(os.Symlink("/etc/passwd", s.path("content/a.svg")))
		},
		"pipe":               func(s *site) { s.check(syscall.Mkfifo(s.path("content/a.md"), 0o644)) },
		"pipe-for-site-yaml": func(s *site) { s.pipe("content/site.yaml") },
		"pipe-for-home":      func(s *site) { s.pipe(body) },
		"pipe-for-links":     func(s *site) { s.pipe("content/links.yaml") },
		"pipe-for-groups":    func(s *site) { s.pipe("content/groups.csv") },
		"pipe-for-layout": func(s *site) {
			s.write("templates/x", "")
			s.check(os.MkdirAll(s.path("templates/layouts"), 0o755))
			s.pipe("templates/layouts/page.html")
		},
		"pipe-for-words": func(s *site) {
			s.check(os.MkdirAll(s.path("templates/strings"), 0o755))
			s.pipe("templates/strings/en-GB.yaml")
		},
		"folder-for-page": named("a.md/index.md"),
		"no-site-yaml":    func(s *site) { s.check(os.Remove(s.path("content/site.yaml"))) },
		"folder-for-site-yaml": func(s *site) {
			s.check(os.Remove(s.path("content/site.yaml")))
			s.check(os.Mkdir(s.path("content/site.yaml"), 0o755))
		},
		"hard-link": func(s *site) { s.check(os.Link(s.path(body), s.path("content/a.md"))) },

		// Drawings.
		"drawing-bomb":       drawing(drawingBomb()),
		"drawing-deep":       drawing(`<svg viewBox="0 0 9 9">` + times("<g>", 50_000) + times("</g>", 50_000) + "</svg>"),
		"drawing-long-path":  drawing(`<svg viewBox="0 0 9 9"><path d="M0 0` + times("h9", 400_000) + `"/></svg>`),
		"drawing-of-scripts": drawing(`<svg viewBox="0 0 9 9">` + times("<script/>", 20_000) + "</svg>"),
		"drawing-of-bytes":   drawing(string(bytes.Repeat([]byte{0x89, 'P', 'N', 'G'}, 1000))),

		// Layouts.
		"layout-without-end": func(s *site) {
			s.write("templates/features/home/home.html", `{{define "main"}}{{template "main" .}}{{end}}`)
		},
		"layout-of-much": func(s *site) {
			s.write("templates/features/home/home.html", `{{define "main"}}{{range 2000000000}}word {{end}}{{end}}`)
		},
		"layout-open": func(s *site) { s.write("templates/features/home/home.html", times("{{if .Title}}", 20_000)) },
	}
}

// pipe puts a pipe that nothing writes to in the place of a file.
func (s *site) pipe(name string) {
	s.t.Helper()
	_ = os.Remove(s.path(name)) // it may not exist
	s.check(syscall.Mkfifo(s.path(name), 0o644))
}

// deep writes a page so deep that no program can name its path in one call.
func (s *site) deep(levels int, name string) {
	s.t.Helper()
	at, err := os.OpenRoot(s.path("content"))
	s.check(err)
	for range levels {
		s.check(at.Mkdir(name, 0o755))
		inner, err := at.OpenRoot(name)
		s.check(err)
		s.check(at.Close())
		at = inner
	}
	s.check(at.WriteFile("a.md", []byte(page("Text.\n")), 0o644))
	s.check(at.Close())
}

func drawing(svg string) func(s *site) {
	return func(s *site) {
		s.write("content/index.md", page("![A drawing](a.svg)\n"))
		s.write("content/a.svg", svg)
	}
}

// deepList is a list in which each item holds the next.
func deepList(levels int) string {
	var b strings.Builder
	for i := range levels {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

// bomb is YAML that would fill the memory if its aliases were written out.
func bomb() string {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	return b.String()
}

// drawingBomb is the same in XML.
func drawingBomb() string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE svg [\n<!ENTITY a0 \"x\">\n")
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&b, "<!ENTITY a%d \"%s\">\n", i, strings.Repeat(fmt.Sprintf("&a%d;", i-1), 10))
	}
	b.WriteString("]>\n<svg viewBox=\"0 0 9 9\"><text>&a11;</text></svg>\n")
	return b.String()
}
