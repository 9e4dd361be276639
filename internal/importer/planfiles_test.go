package importer

import (
	"testing"

	"handrail/internal/language"
)

// TestWithForms leaves the brackets of forms for check to report, and no others.
func TestWithForms(t *testing.T) {
	english, err := language.Of("en-GB")
	if err != nil {
		t.Fatal(err)
	}
	const body = "Ask \\[insert name]. Press \\[Enter], see \\[insert name](x) and \\[insert date]: `\\[insert name]`\n\n```\n\\[insert name]\n```\n\nAsk \\[your name]"
	const want = "Ask [insert name]. Press \\[Enter], see \\[insert name](x) and \\[insert date]: `\\[insert name]`\n\n```\n\\[insert name]\n```\n\nAsk [your name]"
	if got := withForms(body, english.Forms); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
