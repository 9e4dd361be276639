package builder

import (
	"strings"
	"testing"
	"testing/fstest"

	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/templates"
)

// TestAppearance: the logo and the fonts of a site are there for each page, whatever its folder, and browsers may load them.
func TestAppearance(t *testing.T) {
	fsys := small()
	fsys["look/logo.svg"] = &fstest.MapFile{Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>`)}
	fsys["look/a b.woff2"] = &fstest.MapFile{Data: []byte("wOF2 regular")}
	fsys["look/bold.woff2"] = &fstest.MapFile{Data: []byte("wOF2 bold")}
	fsys["site.yaml"].Data = append(fsys["site.yaml"].Data, `
accent: "#7a003d"
second: "#b36b00"
corners: 4
logo: {file: look/logo.svg, alt: The <Charity>}
font: {regular: look/a b.woff2, bold: look/bold.woff2}
`...)
	outputs := plan(t, fsys)
	for _, name := range []string{"look/logo.svg", "look/a b.woff2", "look/bold.woff2"} {
		if _, there := outputs[name]; !there {
			t.Errorf("%s is not written", name)
		}
	}
	style := ""
	for name, o := range outputs {
		if strings.HasPrefix(name, "assets/style-") {
			style = render(t, o)
		}
	}
	for _, want := range []string{`:root{--title:"Site \3c &>";--accent:#7a003d;`, `;--second:#b36b00;--second-dark:#`, `;--corners:0.2rem;--font:site}`,
		`@font-face{font-family:site;font-weight:400;font-display:swap;src:url("../look/a%20b.woff2")format("woff2")}`, `font-weight:700;font-display:swap;src:url("../look/bold.woff2")`} {
		if !strings.Contains(style, want) {
			t.Errorf("the style sheet has no %s", want)
		}
	}
	page := render(t, outputs["g/a.html"])
	for _, want := range []string{`<img class="logo" src="../look/logo.svg" alt="The &lt;Charity&gt;">`, `; font-src 'self';`} {
		if !strings.Contains(page, want) {
			t.Errorf("a page has no %s", want)
		}
	}
	lost := render(t, outputs["404.html"])
	if !strings.Contains(lost, `src="/sub/look/logo.svg"`) || strings.Contains(lost, "@font-face") || !strings.Contains(lost, "--font:site") {
		t.Error("the page for what is not there has no logo, or a font that is elsewhere")
	}
	if plain := render(t, plan(t, small())["g/a.html"]); strings.Contains(plain, "font-src") || !strings.Contains(plain, `<span class="mark" aria-hidden="true">S</span><span>Site`) {
		t.Error("a site without a logo and a font has no letter, or may load fonts")
	}
}

// TestPackageFont: a package has the fonts of its site, where its style sheet finds them, and its page may load them; that of a site without any
// may load none.
func TestPackageFont(t *testing.T) {
	fsys := exchanging("scorm12")
	fsys["look/a b.woff2"] = &fstest.MapFile{Data: []byte("wOF2 regular")}
	fsys["look/bold.woff2"] = &fstest.MapFile{Data: []byte("wOF2 bold")}
	plain := packed(t, fsys)
	fsys["site.yaml"].Data = append(fsys["site.yaml"].Data, "\nfont: {regular: look/a b.woff2, bold: look/bold.woff2}\n"...)
	files := packed(t, fsys)
	if files["fonts/400.woff2"] != "wOF2 regular" || files["fonts/700.woff2"] != "wOF2 bold" {
		t.Errorf("the package has the fonts %q and %q", files["fonts/400.woff2"], files["fonts/700.woff2"])
	}
	style := files["style"]
	for _, want := range []string{"--font:site}", `font-weight:400;font-display:swap;src:url("../fonts/400.woff2")`, `font-weight:700;font-display:swap;src:url("../fonts/700.woff2")`} {
		if !strings.Contains(style, want) {
			t.Errorf("the style sheet has no %s", want)
		}
	}
	if !strings.Contains(files["index.html"], "; font-src 'self';") || strings.Contains(plain["index.html"]+plain["style"], "font-src") || strings.Contains(plain["style"], "@font-face") {
		t.Error("the page may not load the fonts, or may load some where there are none")
	}
}

// packed is the page of a quiz in a package, by the names of its files; that of its style sheet is "style".
func packed(t *testing.T, fsys fstest.MapFS) map[string]string {
	t.Helper()
	s, diags := site.Load(fsys, site.Options{Today: day})
	looks, more := Theme{Default: templates.FS}.Read(s.Config.Language, Widgets(s), nil)
	if n, _ := source.Count(append(diags, more...)); n > 0 {
		t.Fatal(diags, more)
	}
	made, err := PackagePage(Input{Site: s, Content: fsys, Looks: looks, Version: "test"}, s.ByPath["quizzes/q.md"], "scorm12")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, file := range made {
		name := file.Name
		if strings.HasPrefix(name, "assets/style-") {
			name = "style"
		}
		files[name] = string(file.Data)
	}
	return files
}
