package builder

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"handrail/internal/cache"
	"handrail/internal/site"
	"handrail/internal/source"
)

// assets are what every page uses besides its HTML.
type assets struct {
	style   asset
	inline  []byte            // the style for a page that may be served at any depth: without fonts, which have an address
	font    bool              // the style loads a font
	script  asset             // of every page, but for those of text
	text    asset             // of pages of text: with that of every page
	follow  asset             // which that loads when it is first needed
	widgets map[string]widget // by the layout whose pages load them: the folder of templates/features that has its name
	icon    template.URL
}

// widget is the script of a widget with the style that it needs besides that of every page.
type widget struct {
	style         asset
	script, later asset // later is loaded when it is first needed; each without a name where there is none
}

// files are those of the widget.
func (w widget) files() []asset {
	return slices.DeleteFunc([]asset{w.script, w.style, w.later}, func(file asset) bool { return file.name == "" })
}

// asset is a file whose name holds its digest.
type asset struct {
	name string
	data []byte
}

func newAsset(name, ext string, data []byte) asset {
	digest := sha256.Sum256(data)
	return asset{assetName(name, ext, digest[:]), data}
}

// assetName is where a file is whose name holds a digest.
func assetName(name, ext string, digest []byte) string {
	return "assets/" + name + "-" + hex.EncodeToString(digest[:5]) + ext
}

// newAssets makes the files of a site out of the bundles of its theme.
func newAssets(bundles map[string][]byte, used []string, config site.Config) *assets {
	accent, _ := site.ParseColour(config.Accent) // the check of the accent reports what is wrong with it
	a := &assets{icon: icon(config, accent), widgets: map[string]widget{}, font: config.Font != nil}
	a.inline = slices.Concat(chosen(config, accent), bundles["layouts/base.css"])
	a.script, a.text = newAsset("page", ".js", bundles["layouts/base.ts"]), newAsset("text", ".js", bundles["layouts/text.ts"])
	a.follow = newAsset("reading", ".js", bundles[followScript])
	a.style = newAsset("style", ".css", slices.Concat(a.inline, fontFaces(config.Font)))
	for _, name := range used {
		a.widgets[name] = newWidget(bundles, name)
	}
	return a
}

// newWidget makes the files of a widget out of the bundles of its theme.
func newWidget(bundles map[string][]byte, name string) widget {
	f := featureOf(name)
	w := widget{style: newAsset(name, ".css", bundles[f.file(name+".css")])}
	script, later := f.scripts()
	if script != "" {
		w.script = newAsset(name, ".js", bundles[script])
	}
	if later != "" {
		w.later = newAsset(f.later, ".js", bundles[later])
	}
	return w
}

// chosen is the style sheet of what a site chooses for itself: its colours, the radius of its corners in rem of 20 pixels, its font, and
// its title, which is at the head of printed pages.
func chosen(config site.Config, accent site.Colour) []byte {
	b := fmt.Appendf(nil, ":root{--title:%s;--accent:%s;--accent-dark:%s", cssString(config.Title), accent, accent.ForDark())
	if second, err := site.ParseColour(config.Second); err == nil {
		b = fmt.Appendf(b, ";--second:%s;--second-dark:%s", second, second.ForDark())
	}
	if config.Corners != nil {
		b = fmt.Appendf(b, ";--corners:%grem", float64(*config.Corners)/20)
	}
	if config.Font != nil {
		b = append(b, ";--font:site"...)
	}
	return append(b, '}')
}

// cssString is a text as CSS writes it (https://www.w3.org/TR/cssom-1/#serialize-a-string), which ends no <style> element either.
func cssString(text string) string {
	b := []byte{'"'}
	for _, r := range text {
		switch {
		case r < ' ', r == 0x7f, r == '<':
			b = fmt.Appendf(b, `\%x `, r)
		case r == '"', r == '\\':
			b = append(b, '\\', byte(r))
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return string(append(b, '"'))
}

// fontFaces says where the files of a font are: from the folder of the style sheet.
func fontFaces(font *site.Font) []byte {
	var b []byte
	for i, name := range font.Files() {
		b = fmt.Appendf(b, `@font-face{font-family:site;font-weight:%d;font-display:swap;src:url("../%s")format("woff2")}`, 400+300*i, escapePath(name))
	}
	return b
}

// names lists the files, whose names hold their digests.
func (a *assets) names() []string {
	names := []string{a.style.name, a.script.name, a.text.name, a.follow.name}
	for _, name := range slices.Sorted(maps.Keys(a.widgets)) {
		for _, file := range a.widgets[name].files() {
			names = append(names, file.name)
		}
	}
	return names
}

// followScript is what the script of pages of text loads where a reader has read or begun something.
const followScript = "features/reading/follow.ts"

// everyPage lists the first files of the bundles that every page needs.
func everyPage() []string {
	return []string{"layouts/base.css", "layouts/base.ts", "layouts/text.ts", followScript, "worker/worker.ts", "worker/remove.ts"}
}

// widgetFiles lists the first files of the bundles of a widget.
func widgetFiles(name string) []string {
	f := featureOf(name)
	script, later := f.scripts()
	return slices.DeleteFunc([]string{f.file(name + ".css"), script, later}, func(file string) bool { return file == "" })
}

// bundles makes the bundles of a theme that begin with some files, by their names. They have what is known of the language of the words. Those of
// the built-in theme are in the program; what other files gave the last time is taken from the cache. digest names all that they are made of.
func bundles(theme Theme, words *Words, digest [16]byte, names []string, kept *cache.Cache) (map[string][]byte, []source.Diagnostic) {
	r := bundler{theme, languageFolder(theme, words.lang), words}
	now := cache.Entry{Digest: digest}
	builtIn := theme.hasBundles(digest)
	files, missing := map[string][]byte{}, map[string][]string{}
	for _, name := range names {
		if builtIn {
			if data, err := fs.ReadFile(theme.Default, bundleFile(name)); err == nil {
				files[name] = data
				continue
			}
		}
		if kept != nil {
			if e, ok := kept.Get(name); ok && e.Digest == now.Digest {
				if files[name], ok = kept.Long(e); ok {
					kept.Keep(name, e)
					continue
				}
			}
		}
		missing[path.Ext(name)] = append(missing[path.Ext(name)], name)
	}
	var diags []source.Diagnostic
	for _, ending := range slices.Sorted(maps.Keys(missing)) {
		made, wrong := r.bundle(missing[ending])
		for name, data := range made {
			if files[name] = data; kept != nil && len(wrong) == 0 {
				kept.Put(name, now, nil, data)
			}
		}
		diags = append(diags, wrong...)
	}
	if kept != nil {
		_ = kept.Save() // bundles that are not kept are made again
	}
	return files, diags
}

// The bundles of the built-in theme are files of it, as to make them takes as long as everything else that a first build of a small site does.
// TestBundles makes them, with -update. bundlesOf has the digest of what they were made of: after a change they are not used until they are made again.
const bundlesOf = "bundles/digest"

// bundleFile is where in the built-in theme the bundle is that begins with a file.
func bundleFile(name string) string { return "bundles/" + name + ".min" }

// hasBundles says whether the bundles in the built-in theme were made of what a digest names.
func (t Theme) hasBundles(digest [16]byte) bool {
	text, err := fs.ReadFile(t.Default, bundlesOf)
	return err == nil && strings.TrimSpace(string(text)) == hex.EncodeToString(digest[:])
}

// integrity is the integrity attribute of a file that pages load (https://www.w3.org/TR/SRI/); "" where there is none.
func (p *planner) integrity(a asset) string {
	if !p.Hosted {
		return ""
	}
	sum := sha512.Sum384(a.data)
	return "sha384-" + base64.StdEncoding.EncodeToString(sum[:])
}

// policyHash is the hash by which a Content-Security-Policy names text that is written into a page.
func policyHash(text []byte) string {
	sum := sha256.Sum256(text)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// policy is the content attribute of a page's policy: only the site's own style, script and images, and on one page a style and a script
// within it; nothing is sent anywhere. Text never becomes markup or a script (Trusted Types), except for the address of
// the service worker.
// The standard is https://www.w3.org/TR/CSP3/.
func (a *assets) policy(live, inline bool) template.HTMLAttr {
	connect := "'none'"
	if live {
		connect = "'self'"
	}
	return template.HTMLAttr(`content="` + a.directives(connect, inline) + `"`)
}

// directives lists what a page may load, and where it may connect to.
func (a *assets) directives(connect string, inline bool) string {
	styles, scripts := "'self'", "'self'"
	if inline {
		styles += " " + policyHash(a.inline)
		scripts += " " + policyHash(a.script.data)
	}
	return "default-src 'none'; style-src " + styles + "; script-src " + scripts + "; img-src 'self' data:" + a.fonts() + "; connect-src " + connect +
		"; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types " + TrustedTypes
}

// fonts is the directive by which a page may load the font of the site; "" where there is none.
func (a *assets) fonts() string {
	if a.font {
		return "; font-src 'self'"
	}
	return ""
}

// TrustedTypes is the name of the one policy that a script of the site may make for Trusted Types: it allows the address of
// the service worker.
const TrustedTypes = "handrail"

// HeaderPolicy is the Content-Security-Policy for a host to send with every file of a site. It allows what any page needs;
// each page narrows it by a policy of its own. A service worker has no policy of its own, so what it fetches is allowed here.
func HeaderPolicy(in Input) string {
	return newAssets(in.Looks.bundles, in.Looks.Widgets, in.Site.Config).directives("'self'", true) + "; frame-ancestors 'none'"
}
