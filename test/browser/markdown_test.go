package browser

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// markdownPage has what is possible in markdown but not used in the pages that ship: it has to be as good as they are.
const markdownPage = `# What markdown can be

Look at the register[^register] first, then at its second page[^second]. We meet at ~~five~~ six.
See https://example.org/a_long/address-that-goes-on-and-on-and-on or write to office@example.org.

Opt in
: To say yes beforehand. It is a choice, see [home](index.md).

Broadcast list
: Sends one message to many people.
: It is no group chat.

- [x] Ask
- [ ] Write down who comes

| Group | Town | People |
|:------|:----:|-------:|
| The first | Leeds | 12 |

| | |
|---|--:|
| Pens | 12 |

Fill in [the form](form.docx). Well done :tada:!

[^register]: Kept by the office[^second].
[^second]: For guests.

    They sign on the day.
`

// TestMarkdown tries a page with all of it, as the pages that ship are tried.
func TestMarkdown(t *testing.T) {
	t.Parallel()
	binary, err := program()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, text := range map[string]string{"site.yaml": "title: A site\n", "index.md": "# Home\n", "form.docx": "x", "page.md": markdownPage} {
		if err := os.MkdirAll(filepath.Join(dir, "content"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "content", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command(binary, "build", dir).CombinedOutput(); err != nil {
		t.Fatalf("handrail build: %v\n%s", err, out)
	}
	server := httptest.NewServer(staticHost(filepath.Join(dir, "public")))
	defer server.Close()
	testPage(newTab(t), server.URL+"/", "page.html")
}
