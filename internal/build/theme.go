package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"regexp"
	"slices"
	"strconv"

	"handrail/internal/source"
)

// Theme is where layouts, widgets and words come from: those of the site's own folder templates/, and for each file
// that it does not have the built-in one.
type Theme struct {
	Default fs.FS
	Own     fs.FS // nil when the site has no templates of its own
}

// Open opens the site's own file, or the built-in one.
func (t Theme) Open(name string) (fs.File, error) {
	if t.Own != nil {
		if f, err := t.Own.Open(name); err == nil {
			return f, nil
		}
	}
	return t.Default.Open(name)
}

// layoutNames lists the layouts. Each is parsed with base.html, which it completes, and blocks.html.
func layoutNames() []string {
	return []string{"home", "page", "section", "audience", "quiz", "key", "present", "results", "kept", "statement", "checklist", "rules", "handbook", "notfound", "redirect"}
}

// layouts are the parsed layouts of a theme.
type layouts struct {
	sets   map[string]*template.Template
	blocks *template.Template // blocks.html alone, for what stands within a page's text
	digest string             // of every layout and every word: a page depends on them all
}

// loadLayouts parses the layouts. What is wrong with them is told at its line.
func loadLayouts(theme Theme, words *Words) (*layouts, []source.Diagnostic) {
	l := &layouts{sets: map[string]*template.Template{}}
	var diags []source.Diagnostic
	sum := sha256.New()
	texts := map[string][]byte{}
	for _, name := range append([]string{"base", "blocks"}, layoutNames()...) {
		text, err := fs.ReadFile(theme, "layouts/"+name+".html")
		if err != nil {
			diags = append(diags, layoutDiagnostic(name, err, nil))
		}
		fmt.Fprintf(sum, "%s %d\n", name, len(text))
		sum.Write(text)
		texts[name] = text
	}
	for _, key := range words.Keys() {
		fmt.Fprintf(sum, "%s %+v\n", key, words.texts[key])
	}
	l.digest = hex.EncodeToString(sum.Sum(nil))
	funcs := template.FuncMap{"t": words.Text, "tn": words.Count, "words": words.Section, "json": toJSON}
	parse := func(parts ...string) *template.Template {
		set := template.New(parts[len(parts)-1]).Funcs(funcs)
		for _, part := range parts {
			if _, err := set.New("templates/layouts/" + part + ".html").Parse(string(texts[part])); err != nil {
				diags = append(diags, layoutDiagnostic(part, err, texts[part]))
			}
		}
		return set
	}
	l.blocks = parse("blocks")
	for _, name := range layoutNames() {
		l.sets[name] = parse("base", "blocks", name)
	}
	return l, slices.CompactFunc(source.Sort(diags), func(a, b source.Diagnostic) bool { return a.Pos == b.Pos && a.Message == b.Message })
}

// toJSON writes data for a script into an attribute.
func toJSON(data any) (string, error) {
	text, err := json.Marshal(data)
	return string(text), err
}

// render executes a layout.
func (l *layouts) render(v *View) ([]byte, error) {
	var b bytes.Buffer
	if err := l.sets[v.Layout].ExecuteTemplate(&b, "base", v); err != nil {
		return nil, &LayoutError{Diagnostic: layoutDiagnostic(v.Layout, err, nil), Page: v.Path}
	}
	return b.Bytes(), nil
}

// LayoutError is a mistake in a layout that shows only when a page is rendered with it.
type LayoutError struct {
	source.Diagnostic
	Page string // the address of the page
}

func (e *LayoutError) Error() string {
	return fmt.Sprintf("%s: %s (while rendering %s)", e.Pos, e.Message, e.Page)
}

var templateError = regexp.MustCompile(`^(?:html/)?template: ?"?([^:"]+)"?:(\d+)(?::(\d+))?: (.*)$`)

// layoutDiagnostic puts an error of html/template at its line.
func layoutDiagnostic(name string, err error, text []byte) source.Diagnostic {
	d := source.Diagnostic{Pos: source.Pos{File: "templates/layouts/" + name + ".html"}, Severity: source.Error, Check: "layout", Message: err.Error(),
		Hint: "Mend the layout in the folder templates/ of your site, or remove it there to use the built-in one."}
	m := templateError.FindStringSubmatch(err.Error())
	if m == nil {
		return d
	}
	d.File, d.Message = m[1], m[4]
	d.Line, _ = strconv.Atoi(m[2])
	d.Col, _ = strconv.Atoi(m[3])
	if text != nil {
		if f, _ := source.Parse(d.File, text); f != nil {
			d.Source = f.Line(d.Line)
		}
	}
	return d
}
