package imported

import (
	"fmt"
	"strings"
)

// agency is the handbook of an agency, made for Jekyll: pages in _pages, addresses from permalink, old addresses, Liquid.
func agency(w *writer) {
	w.add("_config.yml", w.say("title: The handbook of ¤\ninclude: [_pages]\nbaseurl: /handbook\nurl: https://handbook.example.org\nkramdown:\n  input: GFM\nplugins:\n  - jekyll-redirect-from\n"))
	w.add("_layouts/page.html", "<html><body>{{ content }}</body></html>\n")
	w.add("_includes/apply.html", "<a href=\"/apply\">Apply</a>\n")
	w.add("Gemfile", "gem 'jekyll'\n")
	w.add("README.md", "# How to change this handbook\n\nRun `jekyll serve`.\n")
	w.add("assets/images/hall.png", photo(1))
	w.add("assets/files/form.docx", "PK not really\n")
	link := func(w *writer, p *planned) string {
		o := w.other()
		return w.say(w.oneOf(
			fmt.Sprintf("Read [what ¤ says](%s/%s/%s/).", "{{ site.baseurl }}", o.section, o.slug),
			fmt.Sprintf("Read [about ¤](%s/%s/%s/#%s).", "{{site.baseurl}}", o.section, o.slug, w.anchor(o)),
			fmt.Sprintf("Read [about ¤](/%s/%s).", o.section, o.slug),
			fmt.Sprintf("Read [about ¤](../%s).", o.slug),
			fmt.Sprintf("Read [about ¤]({%% link _pages/%s/%s.md %%}).", o.section, o.slug),
			fmt.Sprintf("Read [about ¤](https://handbook.example.org/handbook/%s/%s/).", o.section, o.slug),
			fmt.Sprintf("Read [about ¤](#%s).", w.anchor(p)),
			fmt.Sprintf("Read [about ¤](/old/%s/).", o.slug),
		)) + "\n\n"
	}
	own := []feature{link, link, link, link, link,
		lines("![]({{ site.baseurl }}/assets/images/hall.png)"),
		lines("![The hall at ¤]({{ site.baseurl }}/assets/images/hall.png){: .right width=\"50%\"}"),
		lines("<img src=\"/handbook/assets/images/hall.png\" alt=\"The hall of ¤\" width=\"300\">"),
		lines("[Apply to ¤](https://apply.example.org/){: .button}{:target=\"_blank\"}"),
		lines("{% include apply.html who=\"the office\" %}\n\nSo says ¤."),
		lines("The [form of ¤]({{ site.baseurl }}/assets/files/form.docx) is two pages."),
		lines("* TOC\n{:toc}\n"),
		lines("### The desk of ¤ {#desk}\n\nIt is at ¤."),
		lines("<div class=\"callout\" markdown=\"1\">\nAsk ¤, always.\n</div>"),
		lines("Questions? Ask in [#tea](https://chat.example.org/tea), where ¤ is."),
	}
	for _, p := range w.pages {
		front := fmt.Sprintf("---\ntitle: %q\npermalink: /%s/%s/\nlayout: page\ntags: [tea, hall]\n", p.title, p.section, p.slug)
		if w.often(3) {
			front += fmt.Sprintf("redirect_from:\n  - /old/%s/\n", p.slug)
		}
		if w.often(5) {
			front += "questions:\n  - tea-channel\n"
		}
		text := front + "---\n\n" + w.body(p, 0.8, join(common(), own)...)
		if w.often(4) {
			text += faults()[w.IntN(len(faults()))](w, p)
		}
		w.add(fmt.Sprintf("_pages/%s/%s.md", p.section, p.slug), text)
	}
}

// manual is documentation for one's own people, made for Middleman: a plain folder of files called NAME.html.md, reviews in the front matter, ERB.
func manual(w *writer) {
	w.add("config.rb", "activate :relative_assets\n")
	w.add("source/index.html.md.erb", "---\ntitle: Home\n---\n\n<%= partial 'list' %>\n")
	w.add("source/images/van.png", photo(2))
	own := []feature{
		func(w *writer, p *planned) string {
			o := w.other()
			return w.say(w.oneOf(
				fmt.Sprintf("Read [about ¤](/manual/%s.html).", o.slug),
				fmt.Sprintf("Read [about ¤](/manual/%s.html#%s).", o.slug, w.anchor(o)),
				fmt.Sprintf("Read [about ¤](%s.html).", o.slug),
				fmt.Sprintf("Read [about ¤](#%s).", w.anchor(p)),
				fmt.Sprintf("Read [about ¤][%s].\n\n[%s]: /manual/%s.html", o.slug, o.slug, o.slug),
				fmt.Sprintf("Read <a href=\"/manual/%s.html\">about ¤</a>.", o.slug),
			)) + "\n\n"
		},
		lines("<%= link_to 'The desk', '/manual/desk.html' %>\n\nAsk ¤."),
		lines("> **Note**\n>\n> The van of ¤ is red."),
		lines("^The van of ¤ is red.^"),
		lines("![The van of ¤](/images/van.png)"),
		lines("![](images/van.png)"),
		lines("[The plan of ¤](https://docs.example.org/plan) and [the list of ¤](https://docs.example.org/list#monday \"A list\")"),
		lines("```mermaid\ngraph TD;\n  A[Ask ¤] --> B[Go];\n```"),
		lines("Run `open NAME` as <name@host>, then ask ¤."),
		lines("%Do not use the lift at ¤.%"),
		lines("{::options auto_ids=\"false\" /}\n\nSo says ¤."),
	}
	own = append(own, own[0], own[0], own[0])
	for _, p := range w.pages {
		front := fmt.Sprintf("---\nowner_slack: \"#tea\"\ntitle: %q\nparent: \"/manual.html\"\nlayout: manual_layout\nsection: %s\ntype: learn\nlast_reviewed_on: 20%02d-0%d-11\nreview_in: 6 months\nweight: %d\n---\n\n", p.title, p.section, 24+w.IntN(3), 1+w.IntN(9), w.IntN(99))
		text := front
		if w.often(10) {
			text += w.say("> **This page came from [the old manual of ¤](https://old.example.org)**.\nNobody has read it since.\n\n\n# ") + p.title + "\n\n"
		}
		text += w.body(p, 1.6, join(common(), own)...)
		if w.often(3) {
			text += faults()[w.IntN(len(faults()))](w, p)
		}
		w.add("source/manual/"+p.slug+".html.md", text)
	}
}

// framework is a folder that is read on GitHub: README files, relative links, anchors, drawings, no front matter.
func framework(w *writer) {
	w.add("images/flow.drawio.svg", drawing("Ask first"))
	w.add("images/hall.png", photo(3))
	w.add("tools/check.sh", "#!/bin/sh\necho no page\n")
	w.add("LICENCE.md", "# MIT Licence\n\nSo there.\n")
	own := []feature{
		func(w *writer, p *planned) string {
			o := w.other()
			return w.say(w.oneOf(
				fmt.Sprintf("Read [about ¤](../%s/%s.md).", o.section, o.slug),
				fmt.Sprintf("Read [about ¤](../%s/%s.md#%s).", o.section, o.slug, w.anchor(o)),
				fmt.Sprintf("Read [about ¤](#%s).", w.anchor(p)),
				fmt.Sprintf("Read [about ¤](/%s/%s.md).", o.section, o.slug),
				fmt.Sprintf("Read [about ¤](../%s).", o.section),
				"Read [the script of ¤](../tools/check.sh).",
			)) + "\n\n"
		},
		lines("![The way of ¤](../images/flow.drawio.svg)"),
		lines("![](../images/hall.png)"),
		lines("```mermaid\nflowchart LR\n  A[¤] --> B{OK?}\n  B -->|yes| C[Go]\n```"),
		lines("> [!NOTE]\n> The van of ¤ is red."),
		lines("> [!WARNING]  \n> Do not lift ¤."),
		lines("<details open><summary>Short: ¤</summary>\n\n- one of ¤\n- two of ¤\n</details>"),
		lines("<p align=\"center\">\n  <img src=\"../images/hall.png\" width=\"60%\"/>\n</p>\n\nSo says ¤."),
		lines("[![Build of ¤](https://img.example.org/badge.svg)](https://ci.example.org/)"),
		lines("| Step | Who |\n|---|---|\n| [About ¤](../README.md) | ¤<br/>and ¤ |"),
	}
	own = append(own, own[0], own[0], own[0], own[0])
	sections := map[string][]*planned{}
	for _, p := range w.pages {
		sections[p.section] = append(sections[p.section], p)
		contents := ""
		for _, heading := range p.headings {
			contents += fmt.Sprintf("  - [%s](#%s)\n", heading, slug(heading))
		}
		text := "# " + p.title + "\n\n- [" + p.title + "](#" + p.slug + ")\n" + contents + "\n" + w.body(p, 1.6, join(common(), own)...)
		if w.often(3) {
			text += faults()[w.IntN(len(faults()))](w, p)
		}
		w.add(p.section+"/"+p.slug+".md", text)
	}
	readme := w.say("# The framework of ¤\n\nStart here, says ¤.\n\n")
	for section, pages := range sections {
		index := "# " + strings.ReplaceAll(section, "-", " ") + "\n\n" + w.paragraph()
		for _, p := range pages {
			index += fmt.Sprintf("- [%s](%s.md)\n", p.title, p.slug)
		}
		w.add(section+"/README.md", index)
	}
	for _, section := range []string{"about-us", "safety", "people"} {
		readme += fmt.Sprintf("- [%s](%s/README.md)\n- [%s again](./%s/)\n", section, section, section, section)
	}
	w.add("README.md", readme)
}

// volunteers is a handbook of volunteers, made for Hugo with a theme: shortcodes, bundles, both kinds of front matter.
func volunteers(w *writer) {
	w.add("hugo.toml", "baseURL = 'https://volunteers.example.org/'\nlanguageCode = 'en-gb'\ntitle = 'Handbook for volunteers'\ntheme = 'docs'\n")
	w.add("themes/docs/layouts/_default/single.html", "{{ .Content }}\n")
	w.add("layouts/shortcodes/phone.html", "<b>{{ .Get 0 }}</b>\n")
	w.add("static/img/stall.png", photo(4))
	w.add("static/files/rota.pdf", "%PDF-1.4 not really\n")
	own := []feature{
		func(w *writer, p *planned) string {
			o := w.other()
			return w.say(w.oneOf(
				fmt.Sprintf(`Read [about ¤]({{< ref "/%s/%s" >}}).`, o.section, o.slug),
				fmt.Sprintf(`Read [about ¤]({{< relref "%s/%s.md#%s" >}}).`, o.section, o.slug, w.anchor(o)),
				fmt.Sprintf(`Read [about ¤]({{%% ref "%s.md" %%}}).`, o.slug),
				fmt.Sprintf("Read [about ¤](/%s/%s/).", o.section, o.slug),
				fmt.Sprintf("Read [about ¤](#%s).", w.anchor(p)),
				fmt.Sprintf("Read [about ¤](../%s/).", o.slug),
			)) + "\n\n"
		},
		lines("{{% notice warning \"Take care of ¤\" %}}\nDo not lift ¤.\n{{% /notice %}}"),
		lines("{{< hint info >}}\nThe stall of ¤ is blue.\n{{< /hint >}}"),
		lines("{{< figure src=\"/img/stall.png\" alt=\"The stall of ¤\" caption=\"A stall, by ¤\" >}}"),
		lines("{{< youtube w7Ft2ymGmfc >}}\n\nSo says ¤."),
		lines("{{< button href=\"https://apply.example.org/\" >}}Apply to ¤{{< /button >}}"),
		lines("{{< phone \"01632 960001\" >}}\n\nRing ¤."),
		lines("{{< tabs >}}\n{{% tab \"Leeds\" %}}\nAsk ¤.\n{{% /tab %}}\n{{% tab \"York\" %}}\nAsk ¤.\n{{% /tab %}}\n{{< /tabs >}}"),
		lines("![](/img/stall.png)"),
		lines("The [rota of ¤](/files/rota.pdf)."),
		lines("{{< expand \"More about ¤\" >}}It is ¤.{{< /expand >}}"),
		lines("<!--more-->\n\nSo says ¤."),
	}
	own = append(own, own[0], own[0], own[0])
	sections := map[string]bool{}
	for _, p := range w.pages {
		front := fmt.Sprintf("---\ntitle: %q\nweight: %d\ndescription: %q\ndate: 2024-03-0%d\ntags: [\"stall\"]\nmenu: main\n---\n\n", p.title, p.n, w.say("What ¤ does"), 1+w.IntN(9))
		if w.often(3) {
			front = fmt.Sprintf("+++\ntitle = %q\nweight = %d\naliases = [\"/old/%s/\"]\ndraft = false\n[params]\nauthor = %q\n+++\n\n", p.title, p.n, p.slug, w.name())
		}
		w.add(fmt.Sprintf("content/%s/%s.md", p.section, p.slug), front+w.body(p, 4, join(common(), own, faults()[:2])...))
		if !sections[p.section] {
			sections[p.section] = true
			w.add("content/"+p.section+"/_index.md", fmt.Sprintf("---\ntitle: %q\nweight: %d\n---\n\n%s", "Part "+p.section, p.n, w.paragraph()))
		}
	}
	w.add("content/_index.md", "---\ntitle: Welcome\n---\n\n"+w.paragraph())
}

// company is a folder of files beside one another, with a README that leads to each.
func company(w *writer) {
	w.add("LICENSE.md", "Everybody may copy this.\n")
	readme := w.say("# The handbook of ¤\n\nThis is how we work at ¤.\n\n")
	own := []feature{
		func(w *writer, p *planned) string {
			o := w.other()
			return w.say(w.oneOf(
				fmt.Sprintf("Read [about ¤](https://github.com/example/handbook/blob/master/%s.md).", o.slug),
				fmt.Sprintf("Read [about ¤](%s.md).", o.slug),
				fmt.Sprintf("Read [about ¤](%s).", o.slug),
				fmt.Sprintf("Read [about ¤](%s.md#%s).", o.slug, w.anchor(o)),
			)) + "\n\n"
		},
		lines("**Who is ¤?**\nA friend of ¤."),
	}
	for _, p := range w.pages {
		text := "---\nchapter: 3\ntitle: \"" + p.title + " | The handbook\"\n---\n\n# " + p.title + "\n\n" + w.body(p, 1.1, join(common()[:8], own)...)
		if w.often(8) {
			text += faults()[w.IntN(len(faults()))](w, p)
		}
		w.add(p.slug+".md", text)
		readme += fmt.Sprintf("* [%s](%s.md)\n", p.title, p.slug)
	}
	w.add("README.md", readme)
}

// event is the handbook of one event, as a web page that somebody saved.
func event(w *writer) {
	w.add("handbook.html", w.say(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Handbook of the fair at ¤</title><meta name="description" content="For everybody who helps ¤"></head>
<body><nav><a href="#where">Where</a> <a href="/shop">The shop of ¤</a></nav>
<main><h1>Handbook of the fair at ¤</h1>
<p>Thank you for helping ¤! The fair is on <b>Saturday</b>.</p>
<ul><li><a href="#where">Where</a></li><li><a href="#what">What to bring</a></li><li><a href="#nothing">Nothing of ¤</a></li></ul>
<h2 id="where">Where &amp; when</h2><p>At the hall of ¤.<br>Doors open at nine, says ¤.</p>
<table><caption>Shifts of ¤</caption><tr><th>Shift<th>Who<tr><td>Morning<td>¤<tr><td colspan=2>Evening: ¤</table>
<h4 id="what">What to bring</h4><ul><li>A coat from ¤<ul><li>warm, says ¤</li></ul></li><li>Water</li></ul>
<p>You must wear a vest. Never leave the gate of ¤. <a href="">The map of ¤</a> is on the wall. More <a href="https://fair.example.org/">here</a>.</p>
<p><img src="handbook_files/gate.png"> <img src="handbook_files/tent.png" alt="The tent of ¤"></p>
<h2>If something goes wrong</h2><p>Ring ¤[1] or write to <a href="mailto:fair@example.org">fair@example.org</a>. Name: ________</p>
<p>Tell [the gate] of ¤.</p><script>console.log("no words")</script></main>
<footer>Made by ¤</footer></body></html>
`))
	w.add("handbook_files/gate.png", photo(5))
	w.add("handbook_files/tent.png", photo(6))
}
