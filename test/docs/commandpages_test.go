package docs_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"handrail/internal/about"
)

// command is what handrail commands prints of one.
type command struct {
	Name, Use, Short, Long, Example string
	Flags                           []struct{ Name, Shorthand, Takes, Text, Default string }
	Commands                        []command
}

// commandPages are the pages of commands, by the names of their files: an index, and one for each command with those that are in it.
func commandPages(t *testing.T) map[string]string {
	t.Helper()
	var root command
	if err := json.Unmarshal([]byte(printed(t, "commands")), &root); err != nil {
		t.Fatal(err)
	}
	intro, exit, ok := strings.Cut(root.Long, "\n\nExit codes: ")
	if !ok {
		t.Fatal("handrail --help says nothing of exit codes")
	}
	codes := regexp.MustCompile(`(\d) ([^,.]+)`).FindAllStringSubmatch(exit, -1)
	var rows, ends [][2]string
	pages := map[string]string{}
	for i, c := range root.Commands {
		rows = append(rows, [2]string{fmt.Sprintf("[%s](%s)", c.Name, commandFile(c)), c.Short + "."})
		for j, one := range append([]command{c}, c.Commands...) {
			pages[commandFile(one)] = head(one.Name, one.Short+".", 10*i+j+1) + strings.TrimRight(commandText(one), "\n") + "\n"
		}
	}
	for _, code := range codes {
		ends = append(ends, [2]string{code[1], strings.ToUpper(code[2][:1]) + code[2][1:] + "."})
	}
	pages["index.md"] = head("Commands", "Everything that you can type after handrail.", 10) + prose(intro) + "## All commands\n\n" + twoColumns("command", "what it does", rows) +
		"Each command explains itself, as in `handrail build --help`.\n\n## Exit codes\n\nEvery command ends with one of these numbers, which scripts can ask for:\n\n" + strings.TrimRight(twoColumns("code", "what it says", ends), "\n") + "\n"
	return pages
}

// commandFile is the name of a command's page.
func commandFile(c command) string {
	return strings.ReplaceAll(strings.TrimPrefix(c.Name, "handrail "), " ", "-") + ".md"
}

// commandText is what a page says of a command.
func commandText(c command) string {
	var b strings.Builder
	long := c.Long
	if before, _, ok := strings.Cut(long, "The checks are, by name"); ok {
		long = before + "[The checks](../checks/index.md) have a page of their own."
	}
	if len(c.Commands) > 0 {
		var rows [][2]string
		for _, sub := range c.Commands {
			rows = append(rows, [2]string{fmt.Sprintf("[%s](%s)", sub.Name, commandFile(sub)), sub.Short + "."})
		}
		b.WriteString("This is a family of commands:\n\n" + twoColumns("command", "what it does", rows))
	} else {
		b.WriteString(fence("text", c.Use))
	}
	if long != "" {
		b.WriteString(prose(long))
	}
	if c.Example != "" {
		b.WriteString("## Examples\n\n" + fence("sh", exampleLines(c.Example)))
	}
	if len(c.Flags) == 0 {
		return b.String()
	}
	var rows [][2]string
	for _, f := range c.Flags {
		name := "--" + f.Name
		if f.Takes != "" {
			name += " …"
		}
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		text := strings.ToUpper(f.Text[:1]) + inline(f.Text[1:]) + "."
		if f.Default != "" && f.Default != "0" {
			text += fmt.Sprintf(" Default: `%s`.", f.Default)
		}
		rows = append(rows, [2]string{"`" + name + "`", text})
	}
	return b.String() + "## Flags\n\n" + twoColumns("flag", "what it does", rows)
}

// exampleLines are the examples of a command with what is said of each as a comment of the shell.
func exampleLines(example string) string {
	var lines []string
	for _, line := range strings.Split(example, "\n") {
		line = strings.TrimSpace(line)
		if at := strings.Index(line, "  "); at >= 0 {
			line = fmt.Sprintf("%-34s  # %s", line[:at], strings.TrimSpace(line[at:]))
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// prose is what a command says of itself as markdown: paragraphs, and lines that are indented as a block of code.
func prose(text string) string {
	var b strings.Builder
	for _, paragraph := range strings.Split(strings.Trim(text, "\n"), "\n\n") {
		if lead, list, ok := strings.Cut("\n"+paragraph, "\n  "); ok {
			if lead = strings.TrimSpace(lead); lead != "" {
				b.WriteString(inline(strings.ReplaceAll(lead, "\n", " ")) + "\n\n")
			}
			lines := strings.Split("  "+list, "\n")
			for i := range lines {
				lines[i] = strings.TrimPrefix(lines[i], "  ")
			}
			b.WriteString(fence("text", strings.Join(lines, "\n")))
			continue
		}
		words := inline(strings.ReplaceAll(paragraph, "\n", " "))
		if strings.HasSuffix(words, ")") && strings.Contains(words, "](") {
			words += "."
		}
		b.WriteString(words + "\n\n")
	}
	return b.String()
}

// typed finds what is to be typed as it is: flags, paths, names of files, and words in capitals that are to be replaced.
var typed = regexp.MustCompile(`https://\S+?html|(?:^|[\s(])(--?[a-z][a-z-]*|[\w.~{}-]*/(?:[\w./{}-]*\w)?/?|[\w-]+\.(?:md|yaml|csv|json|html|docx|zip|txt)|\bDIR\b|\bFILES?…?\b|\bNAME\b|\bSITE\b)`)

// inline marks what is to be typed as code. An address of the documentation is a link to its page.
func inline(text string) string {
	if strings.Contains(text, "](") || strings.Contains(text, "`") {
		return text
	}
	return typed.ReplaceAllStringFunc(text, func(found string) string {
		if page, ok := strings.CutPrefix(found, about.Home); ok {
			page = strings.TrimSuffix(page, ".html")
			return fmt.Sprintf("[%s](../../%s.md)", strings.ReplaceAll(page[strings.LastIndexByte(page, '/')+1:], "-", " "), page)
		}
		code := strings.TrimLeft(found, " \n(")
		return found[:len(found)-len(code)] + "`" + code + "`"
	})
}
