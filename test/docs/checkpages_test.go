package docs_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"handrail/internal/about"
	"handrail/internal/check"
)

// checksIndex is the page of all checks.
func checksIndex() string {
	var b strings.Builder
	b.WriteString(head("Checks", "Everything that Handrail reports, and how to choose what is reported.", 60))
	b.WriteString("`handrail check` reads every source of a site and reports what is wrong with it: where, what, and how to put it right. Each report has the\n" +
		"name of the check that made it. An error stops a build. A warning does not, but with `--strict` it does. Any of them can be\n" +
		"[chosen, or turned off](choosing.md).\n\n")
	all := check.Findings()
	slices.SortFunc(all, func(a, b check.Finding) int { return strings.Compare(a.Name, b.Name) })
	b.WriteString("| name | level | what it finds |\n|---|---|---|\n")
	for _, f := range all {
		first, _, _ := strings.Cut(strings.TrimSuffix(f.Finds, ".")+". ", ". ")
		first += "."
		fmt.Fprintf(&b, "| [%s](%s.md#%s) | %s | %s |\n", f.Name, f.Group.Page(), f.Name, level(f), cell(asShown(first)))
	}
	return b.String()
}

// shownAsIs finds what a page would read as markup, and the names of files and of keys.
var shownAsIs = regexp.MustCompile("`[^`]*`|" + `:::[\w-]*|\[insert name\]|\(insert name\)|\{#[\w-]+\}|\bXXX\b|\b[\w-]+\.(?:yaml|csv|md|json)\b|\b(?:was|changed|checks|exchange|hard|fields|ask|choose):|` + regexp.QuoteMeta(about.Home) + `\S+?\.html`)

// asShown marks as code what readers are to see as it is. An address of the documentation is a link to its page.
func asShown(text string) string {
	return shownAsIs.ReplaceAllStringFunc(text, func(found string) string {
		if page, ok := strings.CutPrefix(found, about.Home); ok {
			page = strings.TrimSuffix(page, ".html")
			return fmt.Sprintf("[%s](../../%s.md)", strings.ReplaceAll(page[strings.LastIndexByte(page, '/')+1:], "-", " "), page)
		}
		if found[0] == '`' {
			return found
		}
		return "`" + found + "`"
	})
}

// outsideFences changes each line of a text that is not between fences.
func outsideFences(text string, change func(string) string) string {
	lines := strings.Split(text, "\n")
	fence := ""
	for i, line := range lines {
		switch opens := strings.HasPrefix(line, "```"); {
		case opens && fence == "":
			fence = line
		case opens && line == fence:
			fence = ""
		case fence == "":
			lines[i] = change(line)
		}
	}
	return strings.Join(lines, "\n")
}

// choosingPage is the page on which checks report what.
func choosingPage() string {
	return head("Choosing what is reported", "How to leave out checks for one run, for a page, a folder or the whole site.", len(check.Groups())+1) +
		"## For one run\n\n" +
		"`--errors-only` leaves out the warnings, `--only` reports only the checks that it names, and `--except` all but those. What is not\n" +
		"reported does not change the exit code of `handrail check`.\n\n" +
		fence("sh", "handrail check --errors-only\nhandrail check --only anchor,image\nhandrail check --except sentence\nhandrail check --explain anchor     # what one finds, and how to fix it") +
		"## For the site\n\n" +
		"Write in `content/site.yaml`:\n\n" +
		fence("yaml", "checks:\n  reading-age: off          # nowhere\n  review: error             # a page that is overdue stops the build\n  anchor: warning           # a wrong anchor does not\n  guidance/archive:         # in this folder, or on a page: its path\n    sentence: off") +
		"A level is `error`, `warning` or `off`. Where several apply, that of the innermost folder counts. What protects the site itself cannot be\n" +
		"turned off, as the text of [each such check](index.md) says. Each run says how many reports are turned off.\n"
}

func level(f check.Finding) string {
	if f.Warns != "" {
		return "error or warning"
	}
	return string(f.Level)
}

// checksPage is the page of a group of checks.
func checksPage(group check.Group, order int) string {
	var names []string
	var b strings.Builder
	for _, f := range check.Findings() {
		if f.Group == group {
			names = append(names, f.Name)
			fmt.Fprintf(&b, "## %s\n\n%s\n", f.Name, outsideFences(f.Markdown(), asShown))
		}
	}
	summary := fmt.Sprintf("What is found by %s.", inWords(names))
	return head("Checks: "+strings.ToLower(string(group)[:1])+string(group)[1:], summary, order) + "[All checks](index.md), and how to choose which of them are reported.\n\n" + strings.TrimRight(b.String(), "\n") + "\n"
}
