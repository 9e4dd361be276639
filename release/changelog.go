package main

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

// debianLog is the change log as Debian has it (deb-changelog(5)): what the newest version brought, by its headings, and where all of it is.
func (r *release) debianLog(log []byte) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "handrail (%s) unstable; urgency=medium\n\n", r.version)
	_, text, _ := strings.Cut(string(log), "\n## "+r.version+" ")
	text, _, _ = strings.Cut(text, "\n## ")
	for _, item := range regexp.MustCompile(`(?m)^- \*\*(.+?)\*\*`).FindAllStringSubmatch(text, -1) {
		fmt.Fprintf(&out, "  * %s\n", strings.TrimSuffix(item[1], "."))
	}
	fmt.Fprintf(&out, "\n -- The Handrail contributors <%s>  %s\n", r.facts()["Mail"], r.day.Format("Mon, 02 Jan 2006 15:04:05 -0700"))
	return out.Bytes()
}
