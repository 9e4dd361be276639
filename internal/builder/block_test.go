package builder

import (
	"slices"
	"testing"
	"testing/fstest"
)

// TestBlocks: files in blocks/ are blocks of the site's own, but for those whose names cannot be a block's, which are reported.
func TestBlocks(t *testing.T) {
	own := fstest.MapFS{}
	for _, name := range []string{"blocks/story.html", "blocks/word-list.html", "blocks/note.html", "blocks/pair.html", "blocks/A Story.html", "blocks/notes.txt",
		"blocks/deep/story.html", "blocks/folder.html/x.css"} {
		own[name] = &fstest.MapFile{Data: []byte("{{.Body}}")}
	}
	theme := Theme{Default: fstest.MapFS{}, Own: own}
	if got := theme.Blocks(); !slices.Equal(got, []string{"story", "word-list"}) {
		t.Errorf("the blocks are %q", got)
	}
	reported := map[string]string{}
	for _, d := range theme.strays() {
		reported[d.File] = d.Message
	}
	for file, want := range map[string]string{
		"templates/blocks/story.html":        "",
		"templates/blocks/word-list.html":    "",
		"templates/blocks/note.html":         `there is a block called "note" already`,
		"templates/blocks/pair.html":         `there is a block called "pair" already`,
		"templates/blocks/A Story.html":      `"A Story" cannot be the name of a block`,
		"templates/blocks/deep/story.html":   "no page uses this file, as it replaces no built-in file",
		"templates/blocks/folder.html/x.css": "no page uses this file, as it replaces no built-in file",
	} {
		if reported[file] != want {
			t.Errorf("%s: %q is reported, not %q", file, reported[file], want)
		}
	}
}
