package modules

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/content"
	"handrail/internal/builder"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/templates"
)

// TestQuestionsAreWhole: of the elements and attributes of questions, as the build hands them over, the script leaves out none. Each is one of the site
// that ships, or has what markdown can put into a question.
func TestQuestionsAreWhole(t *testing.T) {
	t.Parallel()
	odd := fstest.MapFS{
		"site.yaml":        {Data: []byte("title: Site\n")},
		"index.md":         {Data: []byte("---\ntitle: Home\n---\n")},
		"phones.md":        {Data: []byte("---\ntitle: Phones\n---\n:::must {#pin}\nSet a PIN.\n:::\n")},
		"quizzes/index.md": {Data: []byte("---\ntitle: Quizzes\n---\n")},
		"quizzes/line.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><marker id="tip" orient="auto" markerWidth="2" refX="1"><path d="M0 0h9"/></marker></defs><g class="line" transform="translate(1 1)"><line x1="0" x2="9" y1="1" y2="1" stroke="red" stroke-dasharray="1 1" marker-end="url(#tip)"/><text x="1" y="2" text-anchor="middle">A<tspan dx="1">b</tspan></text></g></svg>`)},
		"quizzes/dot.png":  {Data: []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82")},
		"quizzes/odd.md": {Data: []byte(`---
title: Odd
---
## Which *one* is ` + "`it`" + `? {#one rules="pin"}

| A | B |
|:--|--:|
| [x](../phones.md#pin) | ~~y~~ **z** |

1. one
2. two
   - three

` + "```\na  b\n```" + `

![A line](line.svg)

![A dot](dot.png "Dot")

<https://example.org> and [a mail](mailto:a@example.org)

> quote

---

- [x] yes
- [ ] no
  > It is.

> It is.
`)},
	}
	for _, fsys := range []struct {
		name string
		site *site.Site
	}{{"content", load(t, content.FS)}, {"odd", load(t, odd)}} {
		looks, diags := builder.Theme{Default: templates.FS}.Read(fsys.site.Config.Language, builder.Widgets(fsys.site), nil)
		if looks == nil {
			t.Fatal(diags)
		}
		var scripts []string
		for _, o := range builder.Plan(builder.Input{Site: fsys.site, Content: odd, Looks: looks}) {
			if strings.HasPrefix(o.Path, "assets/questions-") {
				data, err := o.Bytes()
				if err != nil {
					t.Fatal(err)
				}
				scripts = append(scripts, string(data))
			}
		}
		if len(scripts) == 0 {
			t.Fatalf("%s has no questions", fsys.name)
		}
		for _, lost := range answer[[]string](t, `
			import { elementOf } from "./templates/features/refresh/tree";
			class Made {
				attributes: string[] = [];
				elements: Made[] = [];
				constructor(readonly name: string) {}
				setAttribute(name: string): void { this.attributes.push(name); }
				append(part: unknown): void { if (part instanceof Made) this.elements.push(part); }
			}
			Object.assign(globalThis, { document: { createElement: (name: string) => new Made(name), createElementNS: (_: string, name: string) => new Made(name) } });
			const lost: string[] = [];
			const compare = (tree: any[], made: Made | null): void => {
				if (!made) return void lost.push("the element " + tree[0]);
				const given = typeof tree[1] === "object" && !Array.isArray(tree[1]) ? Object.keys(tree[1]) : [];
				for (const name of given) if (!made.attributes.includes(name)) lost.push(tree[0] + " " + name + "=" + tree[1][name]);
				const within = tree.slice(1).filter(Array.isArray);
				if (within.length !== made.elements.length) lost.push(within.length - made.elements.length + " elements of " + JSON.stringify(tree).slice(0, 300));
				else within.forEach((one, i) => compare(one, made.elements[i] ?? null));
			};
			const answer = (scripts: string[]): string[] => {
				for (const script of scripts) {
					let detail: any;
					new Function("dispatchEvent", "CustomEvent", script)(() => 0, class { constructor(_: string, init: any) { detail = init.detail; } });
					for (const [, , trees] of detail[1]) for (const tree of trees) compare(tree, elementOf(tree) as unknown as Made | null);
				}
				return lost;
			};
		`, scripts) {
			t.Errorf("%s: the script leaves out %s", fsys.name, lost)
		}
	}
}

func load(t *testing.T, fsys fs.FS) *site.Site {
	t.Helper()
	s, diags := site.Load(fsys, site.Options{})
	for _, d := range diags {
		if d.Severity == source.Error {
			t.Fatalf("%s: %s", d.Pos, d.Message)
		}
	}
	return s
}
