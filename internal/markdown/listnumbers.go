package markdown

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
)

// itemNumber finds the number of a list's item with the character after it, as it is typed: where it starts, where it ends, and
// its value. The end is 0 for an item without a number.
func itemNumber(src []byte, item ast.Node) (start, end, value int) {
	start = min(max(item.Pos(), 0), len(src)-1)
	if start < 0 {
		return 0, 0, 0
	}
	if src[start] < '0' || src[start] > '9' { // tabs are counted as spaces in places of items
		for start = lineStart(src, start); start < len(src) && bytes.IndexByte([]byte(" \t>-*+"), src[start]) >= 0; start++ {
		}
	}
	for end = start; end < len(src) && src[end] >= '0' && src[end] <= '9'; end++ {
	}
	if end == start || end-start > 9 || end == len(src) || src[end] != '.' && src[end] != ')' {
		return 0, 0, 0
	}
	value, _ = strconv.Atoi(string(src[start:end])) // nine digits at most
	return start, end + 1, value
}

// Numbers are the numbers of a list's items as they are typed; nil for a list without numbers.
func (d *Doc) Numbers(list *ast.List) []int { return numbers(d.File.Data[d.File.Body:], list) }

func numbers(src []byte, list *ast.List) []int {
	if !list.IsOrdered() {
		return nil
	}
	var all []int
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if _, end, n := itemNumber(src, item); end > 0 {
			all = append(all, n)
		}
	}
	return all
}

// list notes a list whose numbers readers would see otherwise than they were typed, and one that was to be part of an item.
func (r *reader) list(n *ast.List) {
	if typed := numbers(r.src, n); len(typed) > 0 && !(typed[0] <= 1 && slices.Max(typed) == slices.Min(typed)) { // 1. 1. 1. counts by itself
		item := n.FirstChild()
		for i, number := range typed {
			if shown := typed[0] + i; number != shown {
				r.leftover(item.Pos(), numbersJump, strconv.Itoa(shown), strconv.Itoa(number))
				break
			}
			item = item.NextSibling()
		}
	}
	before, ok := n.PreviousSibling().(*ast.List)
	if !ok || before.FirstChild() == nil || n.FirstChild() == nil {
		return
	}
	column := func(item ast.Node) int { return item.Pos() - lineStart(r.src, item.Pos()) }
	if column(n.FirstChild()) > column(before.FirstChild()) {
		width := 2
		if start, end, _ := itemNumber(r.src, before.LastChild()); end > 0 {
			width = end - start + 1
		}
		r.leftover(n.FirstChild().Pos(), notNested, strconv.Itoa(column(before.FirstChild())+width))
	}
}

// steps notes a list of steps that starts again at 1.
func (r *reader) steps(n *blockNode) {
	var before *ast.List
	for _, child := range Children(n) {
		list, ok := child.(*ast.List)
		if !ok || !list.IsOrdered() {
			continue
		}
		if typed := numbers(r.src, list); before != nil && len(typed) > 0 {
			if last := before.Start + before.ChildCount() - 1; typed[0] != last+1 {
				r.leftover(list.FirstChild().Pos(), stepsRestart, strconv.Itoa(typed[0]), strconv.Itoa(last), strconv.Itoa(last+1))
			}
		}
		before = list
	}
}
