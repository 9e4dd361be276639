package docs_test

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"handrail/internal/markdown"
	"handrail/internal/site"
	"handrail/internal/source"
)

// sitePages are the pages of site.yaml: an index of all keys, and a page for each part.
func sitePages(t *testing.T) map[string]string {
	config, _ := site.TableOf("site.yaml")
	var index strings.Builder
	index.WriteString(head("Keys of site.yaml", "Every setting of a site: what it is for, what can be written, and what holds without it.", 20) +
		"`content/site.yaml` has what the whole site shares. Only `title` is required. This is a small one:\n\n" + fence("yaml", config.Example) +
		"A line that starts with `#` is a note to yourself. Put a value that has a colon or begins with `#` between double quotes.\n" +
		"[Schemas](../schemas.md) let an editor complete the keys.\n\n")
	pages := map[string]string{}
	for start, order := 0, 1; start < len(config.Keys); order++ {
		end := start + 1
		for end < len(config.Keys) && config.Keys[end].Part == "" {
			end++
		}
		part := config.Keys[start].Part
		file := markdown.Slug(part) + ".md"
		var rows [][2]string
		for _, k := range config.Keys[start:end] {
			first, _, _ := strings.Cut(k.Text, ". ")
			rows = append(rows, [2]string{fmt.Sprintf("[%s](%s#%s)", k.Name, file, k.Name), strings.TrimSuffix(first, ".") + "."})
		}
		fmt.Fprintf(&index, "## %s\n\n%s", part, twoColumns("key", "what it is", rows))
		pages["site-yaml/"+file] = head("site.yaml: "+strings.ToLower(part[:1])+part[1:], "The keys "+names(config.Keys[start:end])+".", order) +
			"These are some of [all keys of site.yaml](index.md).\n\n" + strings.TrimRight(keyParts(t, config, 2, config.Keys[start:end]), "\n") + "\n"
		start = end
	}
	pages["site-yaml/index.md"] = strings.TrimRight(index.String(), "\n") + "\n"
	return pages
}

// names lists the names of keys in words.
func names(keys []source.Key) string {
	var all []string
	for _, k := range keys {
		all = append(all, k.Name)
	}
	return inWords(all)
}

// frontPages are the pages of front matter: an index, and a page for each kind of page.
func frontPages(t *testing.T) map[string]string {
	page, _ := site.TableOf("page")
	pages := map[string]string{}
	var rows [][2]string
	for i, kind := range []struct{ name, title string }{{"page", "Keys of every page"}, {"quiz", "Keys of a quiz"}, {"statement", "Keys of a statement"}, {"checklist", "Keys of a checklist"}, {"path", "Keys of a path"}} {
		table, _ := site.TableOf(kind.name)
		own := slices.DeleteFunc(slices.Clone(table.Keys), func(k source.Key) bool {
			return kind.name != "page" && slices.ContainsFunc(page.Keys, func(other source.Key) bool { return other.Name == k.Name })
		})
		intro := table.Text + "\n\n" + fence("yaml", "---\n"+table.Example+"---")
		if kind.name != "page" {
			intro += "It can also have [the keys of every page](page.md).\n\n"
		}
		pages["front-matter/"+kind.name+".md"] = head(kind.title, "The keys "+names(own)+".", i+1) + intro + strings.TrimRight(keyParts(t, table, 2, own), "\n") + "\n"
		var links []string
		for _, k := range own {
			links = append(links, fmt.Sprintf("[%s](%s.md#%s)", k.Name, kind.name, k.Name))
		}
		rows = append(rows, [2]string{fmt.Sprintf("[%s](%s.md)", kind.title, kind.name), "They are " + strings.Join(links, ", ") + "."})
	}
	pages["front-matter/index.md"] = head("Keys at the top of a page", "What a page, a quiz, a statement, a checklist or a path says about itself.", 30) +
		"The lines between two lines of `---` at the top of a file say what the page is called and whom it is for. They are its front matter.\n" +
		"The folder of a file says what kind of page it is, so a quiz is in a folder called `quizzes`.\n\n" + strings.TrimRight(twoColumns("page", "keys", rows), "\n") + "\n"
	return pages
}

// filesPage is the page of the other files of YAML.
func filesPage(t *testing.T) string {
	var b strings.Builder
	b.WriteString(head("Other files of a site", "What links.yaml, sources.yaml and the other lists of a site hold.", 40))
	b.WriteString("All of these are in the content folder, and a site needs none of them.\n\n")
	for _, table := range site.Tables() {
		if table.Name == "site.yaml" || !strings.HasSuffix(table.Name, ".yaml") {
			continue
		}
		fmt.Fprintf(&b, "## %s\n\n%s\n\n<!-- %s -->\n%s", table.Name, table.Text, table.Name, fence("yaml", table.Example))
		b.WriteString(keyTable(t, table, nil))
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// keyParts is a part of a page for each of some keys of a table, with headings of a level.
func keyParts(t *testing.T, table source.Table, level int, keys []source.Key) string {
	var b strings.Builder
	entries := entriesOf(t, table)
	for _, k := range keys {
		e := entries[slices.IndexFunc(entries, func(e source.Entry) bool { return e.String() == k.Name })]
		fmt.Fprintf(&b, "%s %s\n\n%s\n\n", strings.Repeat("#", level), k.Name, said(e))
		if inner := keyTable(t, table, []string{k.Name}); !strings.Contains(b.String(), afterLine(inner)) {
			b.WriteString(inner)
		}
		if table.Name != "site.yaml" {
			fmt.Fprintf(&b, "<!-- %s -->\n", table.Name)
		}
		b.WriteString(fence("yaml", blockStyle(t, k.Name+": "+k.Example)))
	}
	return b.String()
}

// afterLine is what follows the first line of a table: two keys may hold the same.
func afterLine(table string) string { return table[strings.IndexByte(table, '\n')+1:] }

// keyTable is a table of keys that are below others; "" where there are none.
func keyTable(t *testing.T, table source.Table, above []string) string {
	var b strings.Builder
	var rows [][2]string
	for _, e := range entriesOf(t, table) {
		inside := len(e.Path) - len(above)
		if inside < 1 || !slices.Equal(e.Path[:len(above)], above) {
			continue
		}
		name := strings.Join(e.Path[len(above):], ".")
		name = strings.ReplaceAll(strings.TrimPrefix(name, source.AnyName+"."), "."+source.AnyName, "")
		rows = append(rows, [2]string{"`" + name + "`", said(e)})
	}
	if len(rows) > 0 {
		what := "key"
		if len(above) > 0 {
			what = "key of `" + strings.Join(above, ".") + "`"
		}
		b.WriteString(twoColumns(what, "what it is", rows))
	}
	return b.String()
}

// said is what is said of a key: its text, whether it is required, what can be written, and what holds without it.
func said(e source.Entry) string {
	parts := []string{e.Text}
	if e.Needed {
		parts = append(parts, "Required.")
	}
	if kind := kindOf(e); kind != "" {
		parts = append(parts, "Value: "+kind+".")
	}
	switch {
	case e.Without != "":
		parts = append(parts, "Without it, "+e.Without)
	case e.Default != "" && e.Default != "0":
		parts = append(parts, fmt.Sprintf("Default: `%s`.", e.Default))
	}
	return strings.Join(parts, " ")
}

// kindOf says what can be written, where the text and the example do not show that.
func kindOf(e source.Entry) string {
	words := e.Words()
	switch {
	case e.Allowed != nil:
		var values []string
		for _, value := range e.Allowed {
			if value != "" {
				values = append(values, "`"+value+"`")
			}
		}
		return strings.Join(values, ", ")
	case len(e.Range) == 2:
		return fmt.Sprintf("a whole number from %d to %d", e.Range[0], e.Range[1])
	case words == "keys", words == "text", strings.HasPrefix(words, "names that"), strings.HasPrefix(e.Text, "`true`"), strings.HasPrefix(e.Text, "`false`"):
		return ""
	}
	return words
}

// blockStyle is a piece of YAML with each key on a line of its own. Lists of texts stay on one line.
func blockStyle(t *testing.T, text string) string {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Load([]byte(text), &doc); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	var loosen func(n *yaml.Node) bool
	loosen = func(n *yaml.Node) (mapping bool) {
		for _, child := range n.Content {
			mapping = loosen(child) || mapping
		}
		if n.Kind == yaml.MappingNode || mapping {
			n.Style &^= yaml.FlowStyle
		}
		return mapping || n.Kind == yaml.MappingNode
	}
	loosen(&doc)
	var b bytes.Buffer
	enc, err := yaml.NewDumper(&b, yaml.WithIndent(2), yaml.WithCompactSeqIndent(false), yaml.WithLineWidth(-1))
	if err == nil {
		err = enc.Dump(&doc)
	}
	if err == nil {
		err = enc.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// blockPages are the pages of ::: blocks: those that are rules, and all others.
func blockPages() map[string]string {
	var rules, updates, plain, quiz []markdown.BlockKind
	for _, k := range markdown.BlockKinds() {
		switch {
		case slices.ContainsFunc(k.Attributes, func(a source.Key) bool { return a.Name == "applies" }):
			rules = append(rules, k)
		case len(k.Attributes) > 0:
			updates = append(updates, k)
		case strings.HasPrefix(k.Text, "In a question"):
			quiz = append(quiz, k)
		default:
			plain = append(plain, k)
		}
	}
	const how = "A block starts with three colons and its name, and ends with a line of three colons. What is between braces after the name are its\n" +
		"attributes: `#name` is its permanent name, and the others have their value between double quotes. Blocks are not within one another.\n\n"
	return map[string]string{
		"rules.md": head("Rules", "The blocks must, must-not, should and should-not, and their attributes.", 48) + how +
			"A rule is written once: checklists, quizzes and statements refer to it. [How rules work](../guides/rules.md).\n\n" +
			blockParts(2, rules) + strings.TrimRight(attributes("Attributes of rules", rules[0]), "\n") + "\n",
		"blocks.md": head("Blocks", "Notes, steps, examples, updates, what to do in danger, and what a question of a quiz can have.", 50) + how +
			"[Rules](rules.md) are blocks too.\n\n## Notes, steps and examples\n\n" + blockParts(3, plain) + "## Updates and danger\n\n" + blockParts(3, updates) +
			attributes("Attributes of updates", updates[0]) + "## In quizzes\n\n" + strings.TrimRight(blockParts(3, quiz), "\n") + "\n",
	}
}

// blockParts is a part of a page for each of some blocks, with headings of a level.
func blockParts(level int, kinds []markdown.BlockKind) string {
	var b strings.Builder
	for _, k := range kinds {
		fmt.Fprintf(&b, "%s %s\n\n%s\n\n%s", strings.Repeat("#", level), k.Name, k.Text, fence("markdown", k.Example))
	}
	return b.String()
}

// attributes is a part of a page for the attributes of a block.
func attributes(title string, k markdown.BlockKind) string {
	var rows [][2]string
	for _, a := range k.Attributes {
		rows = append(rows, [2]string{"`" + a.Name + "`", said(source.Entry{Key: a, Type: reflect.TypeFor[string]()}) + " For example `" + a.Example + "`."})
	}
	return "## " + title + "\n\n" + twoColumns("attribute", "what it is for", rows)
}
