package picture

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestCleanSVG: what draws stays, and what could run, load or lead away goes.
func TestCleanSVG(t *testing.T) {
	const open = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">`
	for name, test := range map[string]struct{ inner, want, dropped string }{
		"drawn":             {`<path d="M0 0h9" style="fill:url(#a)"/>`, `<path d="M0 0h9" style="fill:url(#a)"></path>`, ""},
		"script":            {`<script>x()</script><g/>`, `<g></g>`, "<script>"},
		"script, prefixed":  {`<s:script xmlns:s="http://www.w3.org/2000/svg">x()</s:script>`, ``, "<script>"},
		"script of HTML":    {`<foreignObject><script xmlns="http://www.w3.org/1999/xhtml">x()</script></foreignObject>`, `<foreignObject></foreignObject>`, "<script>"},
		"handlers":          {`<g onclick="x()" ONLOAD="x()"/>`, `<g></g>`, "onclick onload"},
		"link":              {`<a xlink:href="javascript:x()"><g/></a>`, `<a><g></g></a>`, "links"},
		"link away":         {`<a href="https://example.org/"><g/></a>`, `<a><g></g></a>`, "links"},
		"use from away":     {`<use href="https://example.org/x.svg#a"/><use xlink:href="#a"/>`, `<use></use><use xlink:href="#a"></use>`, "href"},
		"use of data":       {`<use href="data:image/svg+xml,&lt;svg/&gt;#a"/>`, `<use></use>`, "href"},
		"picture from away": {`<image xlink:href="//example.org/x.png"/>`, `<image></image>`, "href"},
		"frame":             {`<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://example.org"/></foreignObject>`, `<foreignObject></foreignObject>`, "<iframe>"},
		"picture of HTML":   {`<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">A<img src="x" onerror="x()"/></p></foreignObject>`, `<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">A</p></foreignObject>`, "<img>"},
		"movement":          {`<animate attributeName="href" to="javascript:x()"/><set/>`, ``, "<animate> <set>"},
		"style that loads":  {`<g style="fill:url(https://example.org/x)"/><g fill="url( 'http://x' )"/>`, `<g style="fill:none"></g><g fill="none"></g>`, "style fill"},
		"style, escaped":    {`<g style="fill:u\72l(https://example.org/x)"/>`, `<g></g>`, "style"},
		"style, image-set":  {`<g style="mask:image-set('https://example.org/x' 1x)"/>`, `<g></g>`, "style"},
		"url left open":     {`<g style="fill:url(https://example.org/x"/>`, `<g style="fill:none"></g>`, "style"},
		"sheet":             {`<style>.a{fill:red;mask:url(#m)}</style>`, `<style>.a{fill:red;mask:url(#m)}</style>`, ""},
		"sheet that loads":  {`<style>@import url("https://example.org/x;y.css");.a{fill:url(//x)}</style>`, `<style>.a{fill:none}</style>`, "a part of <style>"},
		"sheet, escaped":    {`<style>@\69mport 'https://example.org/x';</style>`, `<style></style>`, "a part of <style>"},
		"sheet with a font": {`<style>@font-face{src:url(data:font/woff2;base64,AAAA)}</style>`, `<style>@font-face{src:url(data:font/woff2;base64,AAAA)}</style>`, ""},
		"sheet that ends":   {`<style><![CDATA[</style><script>x()</script>]]></style>`, `<style></style>`, "a part of <style>"},
		"notes of programs": {`<metadata><a/></metadata><i:view xmlns:i="http://example.org/i" i:path="/home/jo"/><g i:x="1" xmlns:i="http://example.org/i"/>`, `<g></g>`, ""},
		"data":              {`<g data-x="1" content="2"/>`, `<g></g>`, ""},
		"text":              {`<text>A &lt; B &#x1F600;</text>`, `<text>A &lt; B 😀</text>`, ""},
	} {
		d, err := CleanSVG([]byte(open + test.inner + "</svg>"))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		inner := strings.TrimSuffix(string(d.Data[strings.IndexByte(string(d.Data), '>')+1:]), "</svg>")
		if inner != test.want || strings.Join(d.Dropped, " ") != test.dropped || d.Width != 9 || d.Height != 9 {
			t.Errorf("%s: got %s, without %q, %d by %d\n\twant %s, without %q", name, inner, d.Dropped, d.Width, d.Height, test.want, test.dropped)
		}
		if again, err := CleanSVG(d.Data); err != nil || string(again.Data) != string(d.Data) {
			t.Errorf("%s: a copy of the copy is %s: %v", name, again.Data, err)
		}
	}
}

// TestSVGSize reads how large drawings say that they are.
func TestSVGSize(t *testing.T) {
	for attrs, want := range map[string][2]int{
		`viewBox="0 0 320 100.5"`: {320, 101}, `viewBox="-1,-1,10,20"`: {10, 20}, `width="96" height="48px"`: {96, 48}, `width="1in" height="25.4mm"`: {96, 96},
		`width="100%" viewBox="0 0 5 6"`: {5, 6}, `width="100%"`: {0, 0}, `viewBox="0 0 x y"`: {0, 0}, `viewBox="0 0 1e99 1"`: {0, 0}, `viewBox="0 0 NaN -3"`: {0, 0}, ``: {0, 0},
	} {
		d, err := CleanSVG([]byte(`<svg ` + attrs + `/>`))
		if err != nil || d.Width != want[0] || d.Height != want[1] {
			t.Errorf("%s: %d by %d, %v", attrs, d.Width, d.Height, err)
		}
	}
}

// TestSVGEmbedded: a photo within a drawing loses its metadata too, and a drawing within a drawing its scripts.
func TestSVGEmbedded(t *testing.T) {
	code := base64.StdEncoding.EncodeToString
	within := func(kind string, data []byte) string {
		return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><image href="data:image/` + kind + `;base64,` + code(data) + `"/></svg>`
	}
	for name, text := range map[string]string{
		"photo":            within("jpeg", phoneJPEG(t, photo(4, 3), 6)),
		"drawing":          within("svg+xml", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>`)),
		"photo in drawing": within("svg+xml", []byte(within("jpeg", phoneJPEG(t, photo(4, 3), 6)))),
	} {
		d, err := CleanSVG([]byte(text))
		if err != nil || len(d.Dropped) > 0 {
			t.Fatal(name, err, d.Dropped)
		}
		for all := string(d.Data); ; {
			_, after, ok := strings.Cut(all, ";base64,")
			if !ok {
				break
			}
			data, err := base64.StdEncoding.DecodeString(after[:strings.IndexByte(after, '"')])
			if all = string(data); err != nil || strings.Contains(all, "Bloggs") || strings.Contains(all, "script") {
				t.Errorf("%s: %q %v", name, all, err)
			}
		}
	}
	d, err := CleanSVG([]byte(within("jpeg", []byte("<html>"))))
	if err != nil || strings.Contains(string(d.Data), "base64") || !slices.Equal(d.Dropped, []string{"a picture within it"}) {
		t.Error(string(d.Data), err, d.Dropped)
	}
}

func TestSVGRefused(t *testing.T) {
	for _, text := range []string{"<svg>", "<svg><g></svg>", "<g/>", "<svg/><svg/>", `<svg a="1" a="2"/>`, `<svg xmlns="http://example.org/x"/>`, `<svg>&unknown;</svg>`,
		"<svg>" + strings.Repeat("<g>", 300) + strings.Repeat("</g>", 300) + "</svg>"} {
		var fault *Fault
		if _, err := CleanSVG([]byte(text)); !errors.As(err, &fault) || fault.Hint == "" {
			t.Errorf("%s: %v", text, err)
		}
	}
	d, err := CleanSVG([]byte(`<!DOCTYPE svg [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]><svg xmlns="&ns_svg;" viewBox="0 0 1 1"><g/></svg>`))
	if err != nil || !strings.Contains(string(d.Data), `<g></g>`) {
		t.Error(string(d.Data), err)
	}
}

// isQuiet reads a drawing as browsers read HTML, which knows no XML: nothing in it runs, and nothing leads out of it. A drawing
// within it is read as well.
func isQuiet(t *testing.T, data []byte) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && slices.Contains([]string{"script", "iframe", "object", "embed", "link", "meta", "base", "form", "img"}, n.Data) {
			t.Fatalf("<%s> is kept in %q", n.Data, data)
		}
		if n.Type == html.TextNode && n.Parent.Data == "style" {
			if found := loads(html.UnescapeString(n.Data)); found != "" {
				t.Fatalf("%q is kept in %q", found, data)
			}
		}
		for _, a := range n.Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			inner, drawing := strings.CutPrefix(a.Val, "data:image/svg+xml;base64,")
			switch {
			case drawing:
				within, err := base64.StdEncoding.DecodeString(inner)
				if err != nil {
					t.Fatal(err)
				}
				isQuiet(t, within)
			case a.Key == "src" || a.Key[strings.LastIndexByte(a.Key, ':')+1:] == "href":
				if !strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "data:image/") {
					t.Fatalf("%s=%q is kept in %q", a.Key, a.Val, data)
				}
			case strings.HasPrefix(value, "javascript:"), !isWords(a.Key) && loads(a.Val) != "":
				t.Fatalf("%s=%q is kept in %q", a.Key, a.Val, data)
			}
		}
	}
}

// FuzzSVG: a clean copy is well-formed, is its own clean copy, and has nothing in it that could run or load something.
func FuzzSVG(f *testing.F) {
	for _, seed := range []string{`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g onclick="x"><script/></g><style>a{b:url(x)}</style></svg>`,
		`<!DOCTYPE svg [<!ENTITY a "b">]><svg><text>&a;</text></svg>`, `<svg><foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject></svg>`,
		`<a:svg xmlns:a="http://www.w3.org/2000/svg"><a:image xlink:href="data:image/svg+xml,%3Csvg/%3E" xmlns:xlink="http://www.w3.org/1999/xlink"/></a:svg>`,
		`<svg><style>@import 'x';u\72l(</style><g style="a:URL ( x )"/></svg>`, `<svg><image href="data:image/svg+xml,%3Csvg%3E%3Cg style='fill:URL(//x)'/%3E%3C/svg%3E"/><g marker-end="url(#a) \75rl(//x)"/></svg>`, `</svg>`, `<svg/>x`, "<svg a=\"\u2028\"/>"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := CleanSVG(data)
		if err != nil {
			return
		}
		isQuiet(t, d.Data)
		again, err := CleanSVG(d.Data)
		if err != nil || string(again.Data) != string(d.Data) {
			t.Fatalf("%q becomes %q, %v", d.Data, again.Data, err)
		}
		dec := xml.NewDecoder(strings.NewReader(string(d.Data)))
		for {
			token, err := dec.Token()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatalf("%q is not well-formed: %v", d.Data, err)
			}
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if !slices.Contains(svgElements(), start.Name.Local) && !slices.Contains(htmlElements(), start.Name.Local) {
				t.Fatalf("the element %v is kept", start.Name)
			}
			for _, a := range start.Attr {
				if strings.HasPrefix(strings.ToLower(a.Name.Local), "on") {
					t.Fatalf("the attribute %v is kept", a)
				}
			}
		}
	})
}
