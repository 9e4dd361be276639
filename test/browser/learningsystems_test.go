package browser

import (
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
)

// TestLearningSystems: the guide learning-systems.md shows the pictures of its folder, and no others. With -update it makes them: a package as a
// learning system shows it, in a frame, and the files that the page with the answers offers.
func TestLearningSystems(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(top, "docs", "site", "content", "guides", "learning-systems")
	if *update {
		t.Cleanup(func() { ran.forget(t.Name()) }) // the table has the browsers of make test
		made := learningPictures(t)
		if t.Failed() {
			return
		}
		if err := os.RemoveAll(folder); err != nil {
			t.Fatal(err)
		}
		for name, data := range made {
			write(t, filepath.Join(folder, name+".png"), string(data))
		}
	}
	text, err := os.ReadFile(folder + ".md")
	if err != nil {
		t.Fatal(err)
	}
	var shown, there []string
	for _, picture := range regexp.MustCompile(`!\[([^\]]*)\]\(learning-systems/([^)]*)\)`).FindAllStringSubmatch(string(text), -1) {
		if len(picture[1]) < 20 {
			t.Errorf("%s has the alternative text %q", picture[2], picture[1])
		}
		shown = append(shown, picture[2])
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() > 30*kB {
			t.Errorf("%s has %d bytes", entry.Name(), info.Size())
		}
		there = append(there, entry.Name())
	}
	slices.Sort(shown)
	if !slices.Equal(shown, there) || len(there) == 0 {
		t.Errorf("guides/learning-systems.md shows %q, and its folder has %q: make pictures", shown, there)
	}
}

// learningPictures returns the pictures by their names.
func learningPictures(t *testing.T) map[string][]byte {
	t.Helper()
	made := map[string][]byte{}
	text := fixture(t, "trial.md")
	one := text[:strings.Index(text, "## What do you do before")]
	l := newLearningSystem(t, packagePages(t, "scorm12", map[string]string{"one": one}))
	b := newTab(t)
	b.beforeLoad(smallSystem)
	shoot := func(name string) {
		t.Helper()
		b.wait("document.getAnimations().length === 0")
		made[name] = b.lightAndDark(nil)
	}
	open := func(query string) {
		t.Helper()
		b.open(l.url + "/package/one/index.html?" + query)
		b.do("resize", func(ctx context.Context) error { return b.page.Resize(ctx, 480, 560) })
		b.run(lmsScript)
		b.wait("page().querySelector('.take') !== null")
	}
	open("none")
	shoot("without-a-system")
	open("")
	shoot("first")
	b.act("press('Start')")
	shoot("question")
	b.act("answer(true)")
	shoot("answer")
	b.act("page().querySelector('[data-screen=answered] .actions .go').click()")
	shoot("result")

	dir := newSite(t, nil)
	edited(t, dir, "site.yaml", "language:", "exchange: [scorm12, moodle, csv]\nlanguage:")
	command(t, "build", dir)
	host := httptest.NewServer(staticHost(filepath.Join(dir, "public")))
	t.Cleanup(host.Close)
	b.do("resize", func(ctx context.Context) error { return b.page.Resize(ctx, 480, 560) })
	b.open(host.URL + "/quizzes/the-basics-key.html")
	clip := eval[page.Viewport](b, `(box => ({x: 0, y: box.top + scrollY - 12, width: innerWidth, height: box.height + 24, scale: 1}))(document.querySelector('[href$="-scorm12.zip"]').closest('section, aside, div, ul').getBoundingClientRect())`)
	made["files"] = b.lightAndDark(&clip)
	return made
}
