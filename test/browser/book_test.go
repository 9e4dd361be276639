package browser

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEBook opens each file of the handbook as an e-book: axe finds nothing in it, and it fits a narrow screen, in the colours of a
// reader. Without -sweep it opens those that have most kinds of elements.
func TestEBook(t *testing.T) {
	t.Parallel()
	axe, err := axeScript()
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.OpenReader(filepath.Join(publicDir(t), "handbook.epub"))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	dir := t.TempDir()
	var files []string
	for _, f := range z.File {
		copyOut(t, f, filepath.Join(dir, filepath.FromSlash(f.Name)))
		if strings.HasSuffix(f.Name, ".xhtml") {
			files = append(files, f.Name)
		}
	}
	if len(files) < 10 {
		t.Errorf("the e-book has %d files with text", len(files))
	}
	if sampling(t) {
		files = sample(t, cover(t, dir, files), 5)
	}
	b := newTab(t)
	for _, file := range files {
		b.show(320, looks[0].media)
		b.open(fileURL(dir, file))
		b.run(axe)
		for _, colours := range []string{"", "body { background: #111; color: #eee }"} {
			// What an e-book has around its files, such as the way past its contents, is its reader's.
			findings := eval[[]string](b, `(async () => {
				const sheet = new CSSStyleSheet();
				sheet.replaceSync("`+colours+`");
				document.adoptedStyleSheets = [sheet];
				const off = { enabled: false }, on = { enabled: true };
				const result = await axe.run(document, { resultTypes: ["violations"], preload: false, rules: { region: off, bypass: off, "landmark-one-main": off, "page-has-heading-one": off, "color-contrast-enhanced": on } });
				const wide = document.documentElement.scrollWidth > innerWidth ? ["it is wider than the screen: " + document.documentElement.scrollWidth] : [];
				return wide.concat(result.violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.target.join(" ") + ": " + n.failureSummary)));
			})()`)
			for _, finding := range findings {
				t.Errorf("%s %s: %s", file, colours, finding)
			}
		}
	}
}

func copyOut(t *testing.T, f *zip.File, file string) {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(file), 0o755)
	}
	if err == nil {
		err = os.WriteFile(file, data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}
