package importer

import (
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestMarkdownTime: text that was made to take long is read in processor time that grows as its length does. Nothing else runs beside it.
func TestMarkdownTime(t *testing.T) {
	const size = 50_000
	for _, part := range []string{"[", "![", "[[", "*a_", "`a``", "<a \"", "<!--", "{{", "{%", "{{< tab >}}\n", "<Tab>\n", "> ", ">", "- ", ":::note\n", "!!! note\n", "```{note}\n", "[a]: b\n", "[^a]: b\n\n",
		"| a ", "$$", "%%", "<div>", "{% if %}", "# [", "a|b\n-|-\n", "<!-- toc -->", "==a", "\t", "    !!! tip\n", "{#include x}", "[x]{.y", "{.a", "&#", "~~~\n"} {
		text := strings.Repeat(part, size/len(part))
		start := processorTime(t)
		readDocument(t, "text.mdx", []byte(text))
		if took := processorTime(t) - start; took > 10*time.Second { // most take less than one
			t.Errorf("%q takes %s", part, took)
		} else if took > time.Second {
			t.Logf("%q takes %s", part, took)
		}
	}
}

// processorTime is how much of a processor's time this program has taken.
func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
