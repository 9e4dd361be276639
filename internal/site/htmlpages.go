package site

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"handrail/internal/source"
)

// mayHoldHTML says whether a page is one of those that patterns name.
func mayHoldHTML(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool { return matches(composed(pattern), composed(name)) })
}

// matches says whether a path matches a pattern. * stands for any characters of a name and ? for one, as in path.Match; **
// stands for any number of folders, and at the end for everything below.
func matches(pattern, name string) bool {
	if pattern == name {
		return true
	}
	first, rest, more := strings.Cut(pattern, "/")
	if first == "**" {
		if !more {
			return true
		}
		for strings.HasPrefix(rest, "**/") {
			rest = rest[len("**/"):]
		}
		for at := name; ; {
			if matches(rest, at) {
				return true
			}
			_, below, ok := strings.Cut(at, "/")
			if !ok {
				return false
			}
			at = below
		}
	}
	folder, below, inFolder := strings.Cut(name, "/")
	if ok, err := path.Match(first, folder); !ok || err != nil || more != inFolder {
		return false
	}
	return !more || matches(rest, below)
}

// htmlPages reports names and patterns of pages that cannot hold HTML. A pattern may match pages of other kinds as well: those
// hold none.
func (r *reader) htmlPages(s *Site) {
	c := s.Config
	for i, name := range c.HTML {
		isPattern := strings.ContainsAny(name, `*?[`)
		message, hint := "", "Write its path in the content folder, for example guidance/video.md, or a pattern such as guidance/**."
		_, err := path.Match(name, "")
		switch {
		case s.Doubt.Path(name):
		case slices.Contains(c.HTML[:i], name):
			message, hint = fmt.Sprintf("the page %s is named twice", name), "Keep one of the two."
		case err != nil:
			message, hint = fmt.Sprintf("the pattern %s cannot be read", name), "Use * for any characters of a name and ** for any folders, for example guidance/**/*.md."
		case strings.Contains(name, `\`):
			message, hint = fmt.Sprintf("the path %s has a backslash", name), fmt.Sprintf("Write forward slashes: %s.", strings.ReplaceAll(name, `\`, "/"))
		case isPattern && !slices.ContainsFunc(r.names, func(page string) bool { return kindOf(page).cached() && mayHoldHTML([]string{name}, page) }):
			message = fmt.Sprintf("no page that could hold HTML matches %s", name)
		case isPattern:
		case !slices.ContainsFunc(r.names, func(page string) bool { return mayHoldHTML([]string{name}, page) }):
			hint = cmp.Or(source.DidYouMean(name, r.names, "%s"), hint)
			message = fmt.Sprintf("there is no page %s that could hold HTML", name)
		case !kindOf(name).cached():
			message, hint = fmt.Sprintf("%s cannot hold HTML: it is a %s", name, kindOf(name)), "Remove it here, and write its text in markdown."
		}
		if message != "" {
			d := c.File.At(c.File.KeyPos("html", strconv.Itoa(i)), "site", "%s", message)
			d.Hint = hint
			r.add(d)
		}
	}
}
