package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// A command is what the program says of one of its commands, as handrail commands prints it.
type command struct {
	Name, Use, Short, Long, Example string
	Flags                           []struct{ Name, Shorthand, Takes, Text, Default string }
	Commands                        []command
}

// manual makes a man page of each command, of what handrail commands prints.
func (r *release) manual(commands []byte) ([]entry, error) {
	var root command
	if err := json.Unmarshal(commands, &root); err != nil {
		return nil, fmt.Errorf("reading what handrail commands prints: %w", err)
	}
	var pages []entry
	var add func(c command, above []command)
	add = func(c command, above []command) {
		pages = append(pages, entry{pageName(c) + ".1", r.page(c, above), plain})
		for _, sub := range c.Commands {
			add(sub, append(above[:len(above):len(above)], c))
		}
	}
	add(root, nil)
	return pages, nil
}

// pageName is what the page of a command is called, as in handrail-quiz-export.
func pageName(c command) string { return strings.ReplaceAll(c.Name, " ", "-") }

// page writes the page of a command in man(7). above are the commands that it is in.
func (r *release) page(c command, above []command) []byte {
	var out bytes.Buffer
	title := strings.ToUpper(pageName(c))
	fmt.Fprintf(&out, ".TH %s 1 %s %s %s\n", quoted(title), `"`+r.day.Format(time.DateOnly)+`"`, quoted("Handrail "+r.version), quoted("Handrail"))
	fmt.Fprintf(&out, ".SH NAME\n%s \\- %s\n", roff(pageName(c)), roff(strings.ToLower(c.Short[:1])+c.Short[1:]))
	fmt.Fprintf(&out, ".SH SYNOPSIS\n.nf\n%s%s\n.fi\n", line(c.Use), map[bool]string{true: " [flags]"}[len(c.Flags) > 0])
	if c.Long != "" {
		out.WriteString(".SH DESCRIPTION\n" + paragraphs(c.Long))
	}
	if len(c.Commands) > 0 {
		out.WriteString(".SH COMMANDS\n")
		for _, sub := range c.Commands {
			fmt.Fprintf(&out, ".TP\n.B %s\n%s\n", roff(sub.Name), line(sub.Short))
		}
	}
	if len(c.Flags) > 0 {
		out.WriteString(".SH OPTIONS\n")
	}
	for _, f := range c.Flags {
		out.WriteString(".TP\n\\fB")
		if f.Shorthand != "" {
			out.WriteString(roff("-"+f.Shorthand) + "\\fR, \\fB")
		}
		out.WriteString(roff("--"+f.Name) + "\\fR")
		if f.Takes != "" {
			out.WriteString(" \\fI" + roff(f.Takes) + "\\fR")
		}
		out.WriteString("\n" + line(f.Text))
		if f.Default != "" {
			out.WriteString(roff(" (" + f.Default + " unless given)"))
		}
		out.WriteString("\n")
	}
	if c.Example != "" {
		out.WriteString(".SH EXAMPLES\n" + verbatim(strings.Split(c.Example, "\n")))
	}
	if related := related(c, above); related != "" {
		out.WriteString(".SH SEE ALSO\n" + related)
	}
	return out.Bytes()
}

// related names the pages of the commands that a command is in, and of those in it.
func related(c command, above []command) string {
	var names []string
	for _, other := range append(above[:len(above):len(above)], c.Commands...) {
		names = append(names, "\\fB"+roff(pageName(other))+"\\fR(1)")
	}
	if names == nil {
		return ""
	}
	return strings.Join(names, ",\n") + "\n"
}

// paragraphs writes a text as it is laid out: what is indented, as tables and examples are, keeps its lines.
func paragraphs(text string) string {
	var out strings.Builder
	for i, part := range strings.Split(strings.Trim(text, "\n"), "\n\n") {
		if i > 0 {
			out.WriteString(".PP\n")
		}
		lines := strings.Split(part, "\n")
		if strings.HasPrefix(lines[0], " ") || len(lines) > 1 && strings.HasPrefix(lines[1], " ") {
			out.WriteString(verbatim(lines))
			continue
		}
		for _, l := range lines {
			out.WriteString(line(l) + "\n")
		}
	}
	return out.String()
}

// verbatim writes lines as they are.
func verbatim(lines []string) string {
	var out strings.Builder
	out.WriteString(".nf\n")
	for _, l := range lines {
		out.WriteString(line(l) + "\n")
	}
	return out.String() + ".fi\n"
}

// line escapes a text that is a line of its own: a full stop or an apostrophe at its start would be a request.
func line(text string) string {
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		return `\&` + roff(text)
	}
	return roff(text)
}

// roff escapes a text: hyphens are to be found as they are typed, and a backslash is one (groff_char(7)).
func roff(text string) string {
	return strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`, `"`, `\(dq`, "…", "...", "’", "\\(cq", "‘", "\\(oq",
		"“", "\\(lq", "”", "\\(rq", "–", "\\(en", "é", "\\('e").Replace(text)
}

// quoted is an argument of a request.
func quoted(text string) string { return `"` + roff(text) + `"` }
