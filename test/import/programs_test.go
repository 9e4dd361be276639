package imported

import (
	"fmt"
	"strings"
)

// programs are handbooks for the other programs whose folders are recognised. No published one was counted, so they are held to the figures of the
// agency's, which has the fewest mistakes for a page.
func programs() []handbook {
	return []handbook{
		{"docusaurus", 246, 762, 24, docusaurus},
		{"starlight", 246, 762, 24, starlight},
		{"mkdocs", 246, 762, 24, mkdocs},
		{"mdbook", 246, 762, 24, mdbook},
		{"wiki", 246, 762, 24, wiki},
	}
}

// linkTo makes a feature that links to another page: pattern has ¤, %[1]s for its section, %[2]s for its slug and %[3]s for one of its headings.
func linkTo(patterns ...string) feature {
	return func(w *writer, _ *planned) string {
		o := w.other()
		return w.say(fmt.Sprintf(w.oneOf(patterns...)+"%.0[1]s%.0[2]s%.0[3]s", o.section, o.slug, w.anchor(o))) + "\n\n"
	}
}

// addPages writes every page, at a path made of its section and its slug, below its front matter.
func (w *writer) addPages(path string, front func(p *planned) string, features ...feature) {
	for _, p := range w.pages {
		w.add(fmt.Sprintf(path, p.section, p.slug), front(p)+w.body(p, 1.2, features...))
	}
}

func docusaurus(w *writer) {
	w.add("docusaurus.config.js", "module.exports = {\n  title: 'A handbook',\n  url: 'https://handbook.example.org',\n  baseUrl: '/',\n};\n")
	w.add("src/pages/index.js", "export default function Home() { return null; }\n")
	w.add("static/img/hall.png", photo(7))
	own := []feature{
		linkTo("Read [about ¤](/docs/%[1]s/%[2]s).", "Read [about ¤](../%[1]s/%[2]s.md#%[3]s).", "Read [about ¤](pathname:///docs/%[1]s/%[2]s)."),
		lines(":::tip[Ask ¤]\nIt is **quicker**, says ¤.\n:::"),
		lines(":::danger\n\nNever lift ¤.\n\n:::"),
		lines("import Tabs from '@theme/Tabs';\nimport TabItem from '@theme/TabItem';\n\n<Tabs>\n<TabItem value=\"a\" label=\"Leeds\">\n\nAsk ¤.\n\n</TabItem>\n<TabItem value=\"b\" label=\"York\">\n\nAsk ¤.\n\n</TabItem>\n</Tabs>"),
		lines("![The hall of ¤](/img/hall.png)"),
		lines("<Highlight color=\"#25c2a0\">The best of ¤</Highlight> is free."),
		lines("{/* Ask ¤ about this. */}"),
	}
	w.addPages("docs/%s/%s.mdx", func(p *planned) string {
		return fmt.Sprintf("---\nsidebar_position: %d\nsidebar_label: Short\n---\n\n# %s\n\n", p.n, p.title)
	}, join(common()[:15], own, own)...)
	w.add("docs/safety/_category_.json", "{\"label\": \"Staying safe\", \"position\": 2}\n")
}

func starlight(w *writer) {
	w.add("astro.config.mjs", "export default defineConfig({ integrations: [starlight({ title: 'A handbook' })] });\n")
	w.add("src/assets/hall.png", photo(8))
	own := []feature{
		linkTo("Read [about ¤](/%[1]s/%[2]s/).", "Read [about ¤](/%[1]s/%[2]s/#%[3]s)."),
		lines("import { Aside, Card, CardGrid, Steps } from '@astrojs/starlight/components';\n\n<Aside type=\"caution\" title=\"Ask ¤\">\nDo not lift ¤.\n</Aside>"),
		lines("<CardGrid>\n  <Card title=\"The desk of ¤\" icon=\"pencil\">\n    It is at ¤.\n  </Card>\n</CardGrid>"),
		lines("<Steps>\n\n1. Ask ¤.\n2. Wait for ¤.\n\n</Steps>"),
		lines("![The hall of ¤](../../../assets/hall.png)"),
		lines(":::note[For ¤]\nThe van of ¤ is red.\n:::"),
	}
	w.addPages("src/content/docs/%s/%s.mdx", func(p *planned) string {
		return w.say(fmt.Sprintf("---\ntitle: %q\ndescription: What ¤ does.\nsidebar:\n  order: %d\n---\n\n", p.title, p.n))
	}, join(common()[:15], own, own)...)
}

func mkdocs(w *writer) {
	nav := "site_name: A handbook\nsite_url: https://handbook.example.org/\ntheme: material\nmarkdown_extensions:\n  - admonition\nnav:\n"
	for _, p := range w.pages {
		nav += fmt.Sprintf("  - %q: %s/%s.md\n", p.title, p.section, p.slug)
	}
	w.add("mkdocs.yml", nav)
	w.add("docs/index.md", w.say("# Welcome to ¤\n\nStart here, says ¤.\n"))
	w.add("docs/img/hall.png", photo(9))
	w.add("docs/snippets/hours.txt", w.say("Open from nine, says ¤.\n"))
	own := []feature{
		linkTo("Read [about ¤](../%[1]s/%[2]s.md).", "Read [about ¤](../%[1]s/%[2]s.md#%[3]s)."),
		lines("!!! warning \"Ask ¤\"\n    Do not lift ¤.\n\n    - not even ¤"),
		lines("??? note\n    Folded, says ¤."),
		lines("=== \"Leeds\"\n\n    Ask ¤.\n\n=== \"York\"\n\n    Ask ¤."),
		lines("![The hall of ¤](../img/hall.png){ width=\"300\" align=left }"),
		lines("The ==yellow words of ¤== and ++ctrl+alt++, says ¤ :material-account:."),
		lines("[Apply to ¤](https://apply.example.org){ .md-button }"),
		lines("--8<-- \"docs/snippets/hours.txt\"\n\nSo says ¤."),
		lines("*[HTML]: Hypertext of ¤"),
	}
	w.addPages("docs/%s/%s.md", func(p *planned) string { return "# " + p.title + "\n\n" }, join(common(), own, own)...)
}

func mdbook(w *writer) {
	w.add("book.toml", "[book]\ntitle = \"A handbook\"\nlanguage = \"en\"\n")
	summary := "# Summary\n\n[Welcome](README.md)\n\n"
	for n, p := range w.pages {
		if n%6 == 0 {
			summary += fmt.Sprintf("# Part %d\n\n", n/6+1)
		}
		summary += fmt.Sprintf("- [%s](%s/%s.md)\n", p.title, p.section, p.slug)
	}
	w.add("src/SUMMARY.md", summary+"- [Still to come]()\n")
	w.add("src/README.md", w.say("# Welcome to ¤\n\nStart here, says ¤.\n"))
	w.add("src/hours.md", w.say("Open from nine, says ¤.\n"))
	own := []feature{
		linkTo("Read [about ¤](../%[1]s/%[2]s.md).", "Read [about ¤](../%[1]s/%[2]s.html#%[3]s)."),
		lines("{{#include ../hours.md}}\n\nSo says ¤."),
		lines("```rust,ignore\nlet door = ¤;\n```"),
		lines("<div class=\"warning\">\n\nDo not lift ¤.\n\n</div>"),
	}
	w.addPages("src/%s/%s.md", func(p *planned) string { return "# " + p.title + "\n\n" }, join(common(), own, own)...)
}

func wiki(w *writer) {
	name := func(p *planned) string {
		return strings.NewReplacer(" ", "-", ":", "", "&", "and", "(", "", ")", "", "'", "", ",", "").Replace(p.title)
	}
	sidebar := "* [[Home]]\n"
	for _, p := range w.pages {
		sidebar += fmt.Sprintf("* [[%s|%s]]\n", p.title, name(p))
	}
	w.add("_Sidebar.md", sidebar)
	w.add("_Footer.md", w.say("Made by ¤.\n"))
	w.add("Home.md", w.say("Welcome to ¤!\n"))
	own := []feature{
		func(w *writer, _ *planned) string {
			o := w.other()
			return w.say(w.oneOf("Read [[about ¤|"+name(o)+"]].", "Read [["+name(o)+"]], says ¤.", "Read [about ¤]("+name(o)+").", "Read [about ¤](https://github.com/example/handbook/wiki/"+name(o)+"#"+w.anchor(o)+").")) + "\n\n"
		},
	}
	for _, p := range w.pages {
		w.add(name(p)+".md", w.body(p, 1.2, join(common(), own, own, own)...))
	}
}
