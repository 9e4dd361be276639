package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"handrail/internal/pattern"
	"handrail/internal/source"
)

func isRule(kind string) bool {
	return slices.Contains(RuleKinds(), RuleKind(kind))
}

// block reads one ::: block. What it holds is rendered later, when the links in it have their numbers.
func (r *reader) block(n *blockNode) {
	if part, ok := n.Parent().(*blockNode); ok && part.name == "pair" {
		r.checkBlock(n)
		return
	}
	if n.name == "pair" {
		n.index = r.addBlock(Block{Kind: "pair", Pos: r.pos(n)}, func(b *Block) {
			do, dont := n.FirstChild(), n.LastChild()
			b.Body, b.Other = r.doc.Render(Children(do)...), r.doc.Render(Children(dont)...)
		})
		return
	}
	block := Block{Kind: n.name, Pos: r.pos(n)}
	ok := r.checkBlock(n)
	if ok && isRule(n.name) {
		r.doc.Rules = append(r.doc.Rules, r.rule(n))
		block.Rule = len(r.doc.Rules)
	}
	if other := map[string]string{"do": "dont", "dont": "do"}[n.name]; ok && other != "" {
		r.errorf(n, "rule", "Write :::do, then :::dont right below it, at the left margin. For one of them alone use :::note.", "this :::%s block has no :::%s block beside it", n.name, other)
	}
	if n.name == "update" || n.name == "urgent" {
		r.doc.Updates = append(r.doc.Updates, r.update(n, ok))
		block.Update = len(r.doc.Updates)
	}
	n.index = r.addBlock(block, func(b *Block) {
		if b.Rule == 0 {
			b.Body = r.doc.Render(Children(n)...)
			return
		}
		first := n.FirstChild()
		if first == nil {
			return
		}
		rule := r.doc.Rules[b.Rule-1]
		rule.Text, rule.Why = r.doc.RenderInline(first), r.doc.Render(Children(n)[1:]...)
	})
}

func (r *reader) addBlock(b Block, render func(*Block)) int {
	i := len(r.doc.Blocks)
	r.doc.Blocks = append(r.doc.Blocks, b)
	r.later = append(r.later, func() { render(&r.doc.Blocks[i]) })
	return i
}

// Children lists the children of a node.
func Children(n ast.Node) []ast.Node {
	var list []ast.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		list = append(list, c)
	}
	return list
}

// hides reports what is wrong with a block so that the rule in it, or what follows it, may not be read as it was meant.
func (r *reader) hides(n ast.Node, hint, format string, args ...any) {
	r.errorf(n, "rule", hint, format, args...)
	r.diags[len(r.diags)-1].Hides = true
}

// checkBlock reports what is wrong with the lines that open and close a block. It says whether the block's kind and
// place are right, so that what is in it can be read.
func (r *reader) checkBlock(n *blockNode) bool {
	allowed, known := r.attributes[n.name]
	switch {
	case n.name == "":
		r.hides(n, "Remove this line, or open a block above it, for example with :::note.", "this line closes a block, but none is open")
		return false
	case !known && !slices.Contains(r.own, n.name):
		r.hides(n, blocksHint(n.name, r.own), "there is no block called %q", n.name)
		return false
	case !n.closed:
		r.hides(n, "Put a line with only ::: after the block's last line.", "this :::%s block never closes", n.name)
	}
	for p := n.Parent(); p != nil; p = p.Parent() {
		if outer, ok := p.(*blockNode); ok && outer.name != "pair" && !outer.closed {
			return false // its missing end is reported
		} else if ok && outer.name != "pair" {
			r.hides(n, fmt.Sprintf("Close the :::%s block with a line of ::: before this one, or write this one as a plain paragraph.", outer.name),
				"a :::%s block is inside a :::%s block", n.name, outer.name)
			return false
		}
	}
	if n.badAttrs {
		message, hint := "what is between the braces cannot be read", `Write it as {#name key="value"}, with a quote on each side of a value.`
		if line := r.src[n.Pos():lineEnd(r.src, n.Pos())]; bytes.ContainsAny(line, curlyQuotes) {
			message, hint = "what is between the braces cannot be read: it has curly quotes", `Type straight quotes: key="value".`
		}
		r.hides(n, hint, "%s", message)
		return true
	}
	r.attributesOnce(n, n.Pos())
	for _, a := range n.attrs {
		if !slices.Contains(allowed, a.Name) {
			hint := fmt.Sprintf("A :::%s block takes none.", n.name)
			if len(allowed) > 0 {
				hint = fmt.Sprintf("A :::%s block takes: %s.", n.name, strings.Join(allowed, ", "))
			}
			r.errorf(n, "rule", hint, "a :::%s block has no attribute %q", n.name, a.Name)
		}
	}
	return true
}

// attributesOnce reports an attribute that is given twice between the braces at the end of a line: only one of the two counts.
func (r *reader) attributesOnce(n ast.Node, at int) {
	line := bytes.ReplaceAll(r.src[at:lineEnd(r.src, at)], []byte(`\{`), nil) // those are words of a heading
	seen := map[string]bool{}
	for _, m := range attributeNames().FindAllSubmatch(line[bytes.IndexByte(line, '{')+1:], -1) {
		name := string(m[1]) + string(m[2])
		if seen[name] && name != "" {
			r.errorf(n, "rule", "Keep one of the two. Several values go between the same quotes, with spaces between them.", "the attribute %q is given twice", strings.Replace(name, "#", "id", 1))
			return
		}
		seen[name] = true
	}
}

// attributeNames finds the names before each "=", and the # of an identifier; what is between quotes is passed over.
var attributeNames = pattern.New(`"[^"]*"|([A-Za-z][\w-]*)=|(#)[\w-]+`)

var nameInBraces = pattern.New(`\{\s*#([a-z][a-z0-9-]*)`)

// rule reads a block that is a rule.
func (r *reader) rule(n *blockNode) *Rule {
	rule := &Rule{ID: n.attrs.Get("id"), Kind: RuleKind(n.name), Repeat: n.attrs.Get("repeat"),
		Applies: ParseCondition(n.attrs.Get("applies")), Was: n.attrs.Get("was"), Do: n.attrs.Get("do"), SkipIf: n.attrs.Get("skip-if"), Sources: strings.Fields(n.attrs.Get("source")), Words: n.attrs.Get("words"), Pos: r.pos(n)}
	if n.badAttrs { // its name may be right all the same, and others refer to it
		if m := nameInBraces().FindSubmatch(r.src[n.Pos():lineEnd(r.src, n.Pos())]); m != nil {
			rule.ID = string(m[1])
		}
	}
	if rule.ID != "" {
		r.checkID(n, rule.ID)
	}
	usual := rule.Kind.Repeat()
	switch {
	case rule.Repeat == "":
		rule.Repeat = usual
	case !slices.Contains(Repeats(), rule.Repeat):
		r.errorf(n, "rule", "It can be: "+strings.Join(Repeats(), ", ")+".", "a rule cannot repeat %q", rule.Repeat)
		rule.Repeat = usual
	case usual == Always && rule.Repeat != Always:
		r.errorf(n, "rule", "Leave repeat out: what a rule forbids is never done, so a checklist asks readers to keep to it.", "a :::%s block cannot repeat %q", n.name, rule.Repeat)
		rule.Repeat = usual
	}
	if changed := n.attrs.Get("changed"); changed != "" {
		var err error
		if rule.Changed, err = source.ParseDate(changed); err != nil {
			r.errorf(n, "rule", `Write it as changed="2026-11-20".`, "%s", err)
		}
	}
	if rule.Words != "" && !slices.Contains(Strengths(), rule.Words) {
		r.errorf(n, "rule", "It can be: "+strings.Join(Strengths(), ", ")+".", "the words of a source cannot be %q", rule.Words)
		rule.Words = ""
	}
	r.checkItem(n, rule)
	for _, all := range rule.Applies {
		if slices.Contains(all, "") {
			r.errorf(n, "rule", `Write one topic on each side of the plus: applies="broadcast+computer".`, "a topic is missing beside a plus in applies=%q", n.attrs.Get("applies"))
		}
	}
	first, ok := n.FirstChild().(*ast.Paragraph)
	if !ok {
		r.errorf(n, "rule", "Start it with one short paragraph: the rule itself. The reason can follow.", "this rule has no text of its own")
		return rule
	}
	rule.Plain = plain(first, r.src)
	r.checkWas(n, rule)
	if ref := noteIn(first); ref != nil {
		r.errorf(ref, "rule", "Move [^…] into the reason below the rule, or say it there.", "a rule's own words cannot refer to a footnote: they are shown on other pages as well")
	}
	return rule
}

// maxWas is the maximum length, in characters, of what a rule said before. That is a rule too, so it is short.
const maxWas = 500

// checkWas reports what is wrong with what a rule said before.
func (r *reader) checkWas(n *blockNode, rule *Rule) {
	folded := func(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }
	switch length := utf8.RuneCountInString(rule.Was); {
	case rule.Was == "":
	case n.attrs.Get("changed") == "":
		r.errorf(n, "rule", `Add the day from which the rule says what it says now: changed="2026-11-20".`, "this rule has was, and does not say when it changed")
	case length > maxWas:
		r.errorf(n, "rule", "Write the old rule alone, without its reason.", "the old wording has %d characters; the maximum is %d", length, maxWas)
	case folded(rule.Was) == folded(rule.Plain):
		r.errorf(n, "rule", "Write in was what the rule said before it changed, or remove it.", "the old wording is what the rule says now")
	}
}

// update reads a block that is an update, or says what to do in danger. readable says whether its kind and place are right.
func (r *reader) update(n *blockNode, readable bool) *Update {
	u := &Update{Urgent: n.name == "urgent", ID: n.attrs.Get("id"), Sources: strings.Fields(n.attrs.Get("source")), Pos: r.pos(n)}
	if u.ID != "" {
		r.checkID(n, u.ID)
	}
	var err error
	if u.Checked, err = source.ParseMonth(n.attrs.Get("checked")); err != nil && readable {
		r.errorf(n, "rule", `Say in which month its source was last read: :::`+n.name+` {checked="2026-11"}.`, "this %s does not say when it was last checked", u.What())
	}
	if first, ok := n.FirstChild().(*ast.Paragraph); ok {
		u.Plain = plain(first, r.src)
	} else if u.ID != "" && readable && n.closed {
		r.errorf(n, "rule", "Start it with one short paragraph: questions that rest on it show it.", "this %s has an identifier, and no text that can be shown beside a question", u.What())
	}
	return u
}

// maxDo is the maximum length, in characters, of a rule's wording for a checklist: two lines of a phone.
const maxDo = 90

// maxMinutes is a day: what takes longer is not one item.
const maxMinutes = 24 * 60

// checkItem reads what a rule says of itself as an item of a checklist.
func (r *reader) checkItem(n *blockNode, rule *Rule) {
	if minutes := n.attrs.Get("minutes"); minutes != "" {
		m, err := strconv.Atoi(minutes)
		if err != nil || m < 1 || m > maxMinutes {
			r.errorf(n, "rule", `Write how many minutes it takes to do: minutes="5".`, "%q is not a number of minutes", minutes)
		} else {
			rule.Minutes = m
		}
	}
	if length := utf8.RuneCountInString(rule.Do); length > maxDo {
		r.errorf(n, "rule", "Leave do out, or say it in fewer words: it is the rule's text in a checklist.", "this wording for a checklist has %d characters; the maximum is %d", length, maxDo)
	}
}
