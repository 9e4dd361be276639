package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"handrail/templates"
)

// startingSite has something of each kind, and each refers to another.
func startingSite() map[string]string {
	return map[string]string{
		"content/site.yaml": "title: A site\nurl: \"\"\naccent: \"#1d4f56\"\norganisation: {name: The Charity, short: TC}\nreading: {age: 30, sentence: 40}\nhtml: []\n" +
			"audiences: [{name: lead, label: I lead, title: For leads}]\n",
		"content/links.yaml":          "out:\n  address: https://www.example.org/a\n  title: Out\n  checked: 2026-11\nask:\n  ask: the office\n  title: Ask\n  checked: 2026-11\n",
		"content/glossary.yaml":       "words:\n- word: note\n  means: A few words.\n- word: rule\n  means: What to do.\n",
		"content/groups.csv":          "group,contact,slug\nLeeds,Ann,leeds\nYork,Bob,york\n",
		"content/index.md":            "---\ntitle: Home\n---\nTo [a](guide/a.md#part), [out](link:out), [nobody](link:ask) and [a file](guide/form.txt).\n",
		"content/guide/index.md":      "---\ntitle: Guide\norder: 10\n---\nIntroduction.\n",
		"content/guide/a.md":          "---\ntitle: Page A\nsummary: First.\naudience: [lead]\nreviewed: 2025-12-01\nreview_every: 1 year\n---\n## Part\n\n## Other\n\n## Third\n\nTo [the rule](b.md#pin), with a [key](../quizzes/q-key.html).\n",
		"content/guide/b.md":          "---\ntitle: Page B\nreviewed: 2026-11-01\n---\n:::must {#pin applies=\"one\" repeat=\"monthly\" changed=\"2026-10-20\"}\nSet a PIN.\n\nBecause of [A](a.md).\n:::\n\n## Part\n\n![A line](line.svg \"Caption\")\n",
		"content/guide/c.md":          "---\ntitle: Page C\n---\n:::should {#ask-first applies=\"one\"}\nAsk first, as [out](link:out) says.\n:::\n\n:::note\nA note on [B](b.md).\n:::\n\n:::update {checked=\"2026-11\"}\nNew.\n:::\n",
		"content/guide/form.txt":      "Form word00000.\n",
		"content/guide/line.svg":      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>`,
		"content/more/index.md":       "---\ntitle: More\norder: 20\n---\n",
		"content/more/d.md":           "---\ntitle: Page D\naliases: [old/d.html]\n---\nBack to [home](../index.md).\n",
		"content/quizzes/index.md":    "---\ntitle: Quizzes\norder: 30\n---\n",
		"content/quizzes/q.md":        "---\ntitle: Quiz Q\nreviewed: 2026-11-20\n---\n## What first? {#first rules=\"pin\"}\n- [x] A PIN\n- [ ] Nothing\n  > No.\n\n> Yes, as [B](../guide/b.md) says.\n",
		"content/statements/index.md": "---\ntitle: Statements\norder: 40\n---\n",
		"content/statements/s.md": "---\ntitle: Statement S\nversion: 1\nfields:\n  group: {label: Your group}\n  contact: {label: Whom to ask}\nsubject: \"{{org.short}} {{group}}\"\nrules: [pin]\n" +
			"changes: [{version: 1, date: 2026-11-20, what: First.}]\n---\nHello from {{org.name}} {{group}}, ask {{contact}}, see [A](../guide/a.md).\n",
		"content/checklists/index.md": "---\ntitle: Checklists\norder: 50\n---\n",
		"content/checklists/l.md":     "---\ntitle: Checklist L\nquestions:\n  - ask: How do you write?\n    choose: many\n    options:\n      - {topic: one, label: We write to one}\n      - {topic: two, label: We write to two}\n---\n",
	}
}

// kindsOfEdits is what an editor does, and what happens to files.
func kindsOfEdits() []kindOfEdit {
	pageEdit := func(folder string, edit func(e *editor, page string)) func(*editor) {
		return func(e *editor) { edit(e, e.any(e.pages("content/"+folder))) }
	}
	choose := func(texts ...string) func(e *editor) string {
		return func(e *editor) string { return texts[e.random.IntN(len(texts))] }
	}
	accent, limits, address := choose(`"#1d4f56"`, `"#5a2d0c"`), choose("{age: 30, sentence: 40}", "{age: 30, sentence: 3}", "{age: 4, sentence: 0}"), choose(`""`, "https://example.org/sub/", "https://example.com/")
	htmlPages := choose("[guide/a.md]", "[guide/a.md, guide/c.md]")
	repeats, topics := choose("monthly", "weekly", "yearly", "once"), choose("one", "two", "one+two", "one two")
	return []kindOfEdit{
		{"a body", pageEdit("guide", func(e *editor, p string) { e.write(p, e.read(p)+"\nA new "+e.word()+".\n") })},
		{"a body, the same size", func(e *editor) { e.replace("content/guide/a.md", "## O", fmt.Sprintf("%04d", e.random.IntN(10000))) }},
		{"a title", pageEdit("", func(e *editor, p string) { e.replace(p, "title: ", "Title "+e.word()) })},
		{"a title with special characters", pageEdit("more", func(e *editor, p string) { e.replace(p, "title: ", `"<`+e.word()+`> & 'so'"`) })},
		{"a review", pageEdit("guide", func(e *editor, p string) { e.replace(p, "reviewed: ", fmt.Sprintf("2026-0%d-01", 1+e.random.IntN(9))) })},
		{"a rule's words", func(e *editor) { e.replace("content/guide/b.md", "Set a ", "PIN, "+e.word()+".") }},
		{"a rule's attributes", func(e *editor) {
			e.replace("content/guide/b.md", ":::must ", fmt.Sprintf(`{#pin applies="%s" repeat="%s" changed="2026-0%d-02"}`, topics(e), repeats(e), 1+e.random.IntN(9)))
		}},
		{"a rule's name", func(e *editor) {
			e.replace("content/guide/c.md", ":::should ", choose(`{#ask-first applies="one"}`, `{#other applies="one"}`, `{#part applies="one"}`)(e))
		}},
		{"a rule on the home page", func(e *editor) {
			text, _, had := strings.Cut(e.read("content/index.md"), "\n:::must {#third}")
			if !had {
				text += "\n:::must {#third}\nThe third.\n:::\n"
			}
			e.write("content/index.md", text)
		}},
		{"a new page", func(e *editor) {
			e.write("content/more/"+e.word()+".md", "---\ntitle: New "+e.word()+"\norder: "+fmt.Sprint(e.random.IntN(9))+"\n---\nTo [D](d.md).\n")
		}},
		{"a new folder", func(e *editor) {
			folder := "content/part" + e.word()
			e.write(folder+"/index.md", "---\ntitle: "+e.word()+"\n---\n")
			e.write(folder+"/page.md", "---\ntitle: "+e.word()+"\n---\nTo [A](../guide/a.md).\n")
		}},
		{"a page that is gone", func(e *editor) {
			pages := slices.DeleteFunc(e.pages("content/more"), func(p string) bool { return strings.HasSuffix(p, "index.md") || strings.HasSuffix(p, "/d.md") })
			if len(pages) > 0 {
				e.remove(e.any(pages))
			}
		}},
		{"a page that breaks links, and comes back", func(e *editor) {
			text := e.read("content/guide/a.md")
			e.remove("content/guide/a.md")
			e.compare()
			e.write("content/guide/a.md", text)
		}},
		{"a page that moved", func(e *editor) {
			for _, p := range e.pages("content/more") {
				if strings.Contains(p, "word") {
					e.write("content/more/moved-"+e.word()+".md", e.read(p))
					e.remove(p)
					return
				}
			}
		}},
		{"a page and a folder that change places", func(e *editor) {
			e.exchange("content/more/form.md", "content/more/form/index.md", "---\ntitle: A form "+e.word()+"\n---\n")
		}},
		{"a page and a folder of its name that change places", func(e *editor) {
			e.exchange("content/odd.md", "content/odd.html/index.md", "---\ntitle: Odd "+e.word()+"\n---\n")
		}},
		{"a file and a folder that change places", func(e *editor) {
			page := e.read("content/more/index.md")
			to := e.exchange("content/more/paper", "content/more/paper/deep/a.txt", "Paper "+e.word()+".\n")
			page, _, _ = strings.Cut(page, "\nTo [paper]")
			e.write("content/more/index.md", page+"\nTo [paper]("+strings.TrimPrefix(to, "content/more/")+").\n")
		}},
		{"a mistake, and its fix", pageEdit("guide", func(e *editor, p string) {
			text := e.read(p)
			e.write(p, text+"\n[nowhere](nowhere.md)\n")
			e.compare()
			e.write(p, text)
		})},
		{"a path that is written, changed or gone", func(e *editor) {
			const file = "content/paths/lead.md"
			if slices.Contains(e.pages("content"), file) && e.random.IntN(3) == 0 {
				e.remove(file)
				return
			}
			e.write(file, fmt.Sprintf("---\ntitle: Path %s\naudience: [lead]\nsteps:\n  - read: ../guide/b.md\n    minutes: %d\n  - agree: I will %s.\n    id: will\nlater:\n  - quiz: ../quizzes/q.md\n  - checklist: ../checklists/l.md\n---\n",
				e.word(), 1+e.random.IntN(3), e.word()))
		}},
		{"another audience", func(e *editor) {
			e.replace("content/site.yaml", "audiences: ", choose("[{name: lead, label: I lead, title: For leads}]", "[{name: other, label: I am another, title: For others}, {name: lead, label: I lead, title: For leads}]")(e))
		}},
		{"an old address", func(e *editor) { e.replace("content/more/d.md", "aliases: ", "[old/"+e.word()+".html]") }},
		{"a layout", func(e *editor) {
			e.write("templates/layouts/page.html", `{{define "main"}}<h1>{{.Title}}</h1><p>`+e.word()+`</p>{{.Body}}{{.Siblings}}{{end}}`)
		}},
		{"no layout", func(e *editor) { e.remove("templates/layouts/page.html") }},
		{"words of the interface", func(e *editor) { e.write("templates/strings/en-GB.yaml", "nav:\n  menu: Menu "+e.word()+"\n") }},
		{"a style", func(e *editor) {
			e.write("templates/layouts/print.css", "@media print { p { margin: "+fmt.Sprint(e.random.IntN(9))+"px } }")
		}},
		{"a script", func(e *editor) {
			text, err := templates.FS.ReadFile("features/kept/kept.ts")
			if err != nil {
				e.t.Fatal(err)
			}
			e.write("templates/features/kept/kept.ts", string(text)+"\nconsole.log('"+e.word()+"');\n")
		}},
		{"the site's colour", func(e *editor) { e.replace("content/site.yaml", "accent: ", accent(e)) }},
		{"the site's address", func(e *editor) { e.replace("content/site.yaml", "url: ", address(e)) }},
		{"the site's title", func(e *editor) { e.replace("content/site.yaml", "title: ", "Site "+e.word()) }},
		{"whether the site is kept", func(e *editor) { e.replace("content/site.yaml", "offline: ", fmt.Sprint(e.random.IntN(3) > 0)) }},
		{"the largest site that is kept whole", func(e *editor) {
			e.replace("content/site.yaml", "offline_limit: ", fmt.Sprint(1+e.random.IntN(400), " KB"))
		}},
		{"an essential page", pageEdit("guide", func(e *editor, p string) {
			text := e.read(p)
			if !strings.Contains(text, "essential: true") {
				e.write(p, strings.Replace(text, "---\n", "---\nessential: true\n", 1))
				return
			}
			e.write(p, strings.Replace(text, "essential: true\n", "", 1))
		})},
		{"the organisation", func(e *editor) { e.replace("content/site.yaml", "organisation: ", "{name: "+e.word()+", short: TC}") }},
		{"the limits of reading", func(e *editor) { e.replace("content/site.yaml", "reading: ", limits(e)) }},
		{"HTML in a page", func(e *editor) {
			if !strings.Contains(e.read("content/guide/a.md"), "<kbd") {
				e.write("content/guide/a.md", e.read("content/guide/a.md")+"\nPress <kbd onclick=\"x\">Tab</kbd>.\n")
				e.compare() // it is a mistake where HTML is not allowed
			}
			e.replace("content/site.yaml", "html: ", htmlPages(e))
		}},
		{"an outside address", func(e *editor) { e.replace("content/links.yaml", "  address: ", "https://www.example.org/"+e.word()) }},
		{"whom to ask", func(e *editor) { e.replace("content/links.yaml", "  ask: ", "the "+e.word()) }},
		{"a meaning", func(e *editor) { e.replace("content/glossary.yaml", "  means: ", "What is "+e.word()) }},
		{"a word that is explained", func(e *editor) {
			e.replace("content/glossary.yaml", "- word: ", []string{"note", "back", "part", "set"}[e.random.IntN(4)])
		}},
		{"the groups", func(e *editor) {
			e.write("content/groups.csv", "group,contact,slug\nLeeds,"+e.word()+",leeds\nHull,Cas,hull"+e.word()+"\n")
		}},
		{"no groups", func(e *editor) { e.remove("content/groups.csv") }},
		{"a statement", func(e *editor) {
			e.write("content/statements/s.md", e.read("content/statements/s.md")+"\nAnd "+e.word()+".\n")
		}},
		{"a quiz", func(e *editor) { e.replace("content/quizzes/q.md", "- [ ] ", "Nothing "+e.word()) }},
		{"a checklist", func(e *editor) { e.replace("content/checklists/l.md", "- {topic: one, label: ", "We "+e.word()+"}") }},
		{"a drawing", func(e *editor) {
			e.write("content/guide/line.svg", fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h%d"/></svg>`, e.random.IntN(9)))
		}},
		{"a file", func(e *editor) { e.write("content/guide/form.txt", "Form "+e.word()+".\n") }},
		{"the day", func(e *editor) { e.day = e.day.AddDate(0, e.random.IntN(5), e.random.IntN(20)) }},
		{"a touch", pageEdit("", func(e *editor, p string) { e.touch(p) })},
		{"no cache", func(e *editor) { e.each(e.caches, func(file string, _ []byte) { _ = os.Remove(file) }) }},
		{"a damaged cache", func(e *editor) {
			e.each(e.caches, func(file string, data []byte) {
				if len(data) > 0 && e.random.IntN(2) == 0 {
					data[e.random.IntN(len(data))] ^= byte(1 + e.random.IntN(255))
					_ = os.WriteFile(file, data[:len(data)-e.random.IntN(2)], 0o600)
				}
			})
		}},
		{"outputs that are gone, or cut short", func(e *editor) {
			e.each(e.out, func(file string, data []byte) {
				switch e.random.IntN(9) {
				case 0:
					_ = os.Remove(file)
				case 1:
					_ = os.Truncate(file, int64(len(data)/2))
				}
			})
		}},
	}
}

// exchange puts a file in one of two places, in which it cannot be at once: the one where it is not now.
func (e *editor) exchange(one, other, text string) string {
	if _, err := os.Stat(filepath.Join(e.dir, filepath.FromSlash(one))); err == nil {
		one, other = other, one
	}
	for gone := other; gone != "content" && gone != "content/more"; gone = path.Dir(gone) {
		e.remove(gone)
	}
	e.write(one, text)
	return one
}

// each calls f for every file below a folder, in the order of their names.
func (e *editor) each(dir string, f func(file string, data []byte)) {
	files := tree(e.t, dir)
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		f(filepath.Join(dir, filepath.FromSlash(name)), files[name])
	}
}
