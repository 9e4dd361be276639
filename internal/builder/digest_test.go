package builder

import (
	"testing"
	"testing/fstest"
)

// TestMoved: a page that has moved and says what it said before leads to what is beside it now, wherever its text is shown. The
// handbook has the same chapters before and after, as their names differ only in their punctuation.
func TestMoved(t *testing.T) {
	files := func(moved string) fstest.MapFS {
		fsys := fstest.MapFS{}
		for name, text := range map[string]string{
			"site.yaml": "title: Site\n", "index.md": "---\ntitle: Home\n---\n",
			"g/index.md":   "---\ntitle: Guide\n---\n:::must {#kind}\nBe kind.\n:::\n",
			"g/x/index.md": "---\ntitle: Part\norder: 1\n---\n", "g/x/p.png": "of the part", "g/p.png": "of the guide",
			moved: "---\ntitle: A\norder: 2\n---\nTo [the start](index.md).\n\n![A picture](p.png)\n",
		} {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		return fsys
	}
	before, after := plan(t, files("g/x/a.md"))["handbook.html"], plan(t, files("g/x-a.md"))["handbook.html"]
	if render(t, before) == render(t, after) {
		t.Fatal("the handbook does not show the move")
	}
	if before.Digest() == after.Digest() {
		t.Error("the handbook is taken for what it was before the move")
	}
}
