package builder

import (
	"strings"
	"testing"
	"testing/fstest"
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
