package builder

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/internal/cache"
	"handrail/internal/site"
	"handrail/templates"
)

// TestKeptWords: with the words that an earlier build has kept, the files of a large site's search are those of a build from nothing. What is
// kept of pages that have not changed stays as it is, and what cannot be read is found again.
func TestKeptWords(t *testing.T) {
	const pages = 3 * pagesPerText
	fsys := small()
	for i := range pages {
		var text strings.Builder
		for n := range maxWhole / pages {
			fmt.Fprintf(&text, "word%d ", n*(i+1)%500)
		}
		fsys[fmt.Sprintf("large/p%02d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: Page %d\n---\n%s\n", i, text.String())}
	}
	dir := t.TempDir()
	// build returns the files of the search, and what is kept afterwards.
	build := func(words *cache.Cache) (files map[string]string, kept map[string]cache.Entry) {
		s, _ := site.Load(fsys, site.Options{Today: day})
		looks, _ := Theme{Default: templates.FS}.Read(s.Config.Language, Widgets(s), nil)
		files, kept = map[string]string{}, map[string]cache.Entry{}
		outputs := Plan(Input{Site: s, Content: fsys, Looks: looks, Version: "test", Words: words})
		slices.SortFunc(outputs, func(a, b Output) int { return strings.Compare(a.Path, b.Path) }) // as Write has them
		for _, o := range outputs {
			if strings.HasPrefix(o.Path, "assets/search-pages") || strings.HasPrefix(o.Path, "assets/search-terms") {
				files[o.Path] = render(t, o)
			}
		}
		for path := range files {
			if words == nil {
			} else if e, ok := words.Get(path); ok {
				kept[path] = e
			}
		}
		return files, kept
	}
	open := func() *cache.Cache {
		words := cache.Open(dir)
		t.Cleanup(words.Close)
		words.Use("test")
		return words
	}
	files, before := build(open())
	if len(files) < 6 || len(before) < pages/pagesPerText {
		t.Fatalf("there are %d files of the search, and the words of %d are kept", len(files), len(before))
	}
	fsys["large/p02.md"].Data = append(fsys["large/p02.md"].Data, "More words, and words of their own.\n"...)
	files, after := build(open())
	if fresh, _ := build(nil); !maps.Equal(files, fresh) {
		t.Error("with the words that are kept, the files of the search are others")
	}
	same := 0
	for path, e := range after {
		if e == before[path] {
			same++
		}
	}
	if same != len(before)-1 || len(after) != len(before) {
		t.Errorf("of the words of %d files, those of %d stay as they were kept, and there are %d", len(before), same, len(after))
	}
	damaged := open()
	for path, e := range after {
		damaged.Put(path, e, []byte("\x01\x07\x02"), nil)
	}
	if err := damaged.Save(); err != nil {
		t.Fatal(err)
	}
	if again, _ := build(open()); !maps.Equal(again, files) {
		t.Error("with words that cannot be read, the files of the search are others")
	}
}

// TestGuidanceCountsMore: in the index of a large site, a word counts for more on a page of the guidance than on another that is as long.
func TestGuidanceCountsMore(t *testing.T) {
	fsys := small()
	text := strings.Repeat("A quokka is here. ", 3)
	fsys["g/c.md"] = &fstest.MapFile{Data: []byte("---\ntitle: C\n---\n" + text)}
	fsys["large/c.md"] = &fstest.MapFile{Data: []byte("---\ntitle: C\n---\n" + text)}
	fsys["large/d.md"] = &fstest.MapFile{Data: []byte("---\ntitle: D\n---\n" + strings.Repeat("Some five words are here.\n\n", maxWhole/5+1))}
	for path, o := range plan(t, fsys) {
		if !strings.HasPrefix(path, "assets/search-terms") {
			continue
		}
		_, postings, found := strings.Cut(render(t, o), `"quokka","`)
		if !found {
			continue
		}
		postings, _, _ = strings.Cut(postings, `"`)
		var counts []int
		n, digit := 0, 1
		for _, c := range []byte(postings) { // numbers of base 28, as search.Index.Shard has them
			n += int(c-'#') % 28 * digit
			if digit *= 28; c < '#'+28 {
				counts = append(counts, n%8)
				n, digit = 0, 1
			}
		}
		if len(counts) != 2 || counts[0] <= counts[1] {
			t.Errorf("on the page of the guidance and on the other it counts for %v", counts)
		}
		return
	}
	t.Error("the word is not in the index")
}
