package builder

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"handrail/internal/cache"
	"handrail/internal/parallel"
	"handrail/internal/pattern"
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
		if info, err := fs.Stat(t.Own, name); err == nil && !info.Mode().IsRegular() && !info.IsDir() { // to open a pipe would wait for ever
			return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("this is not a file that can be read")}
		}
		if f, err := t.Own.Open(name); !errors.Is(err, fs.ErrNotExist) { // a link to elsewhere is no reason to use another file
			return f, err
		}
	}
	return t.Default.Open(name)
}

// owns says whether a file is the site's own, and not the built-in one.
func (t Theme) owns(name string) bool {
	if t.Own == nil {
		return false
	}
	_, err := fs.Stat(t.Own, name)
	return err == nil
}

// Looks is a theme that was read: its words in one language, its layouts, and its styles and scripts bundled.
type Looks struct {
	Language string
	Widgets  []string

	words   *Words
	layouts *layouts
	bundles map[string][]byte
	lms     func() (map[string][]byte, []source.Diagnostic) // the bundles of the page in a package, made when they are first needed
	scripts func() [16]byte                                 // names all that bundles are made of, without making any
}

// Read reads a theme for a language, with the scripts and styles of some widgets. kept may keep these; it can be nil. What is
// wrong with the theme is reported; the Looks are nil when they cannot be used.
func (t Theme) Read(language string, widgets []string, kept *cache.Cache) (*Looks, []source.Diagnostic) {
	l := &Looks{Language: language, Widgets: widgets}
	l.lms = sync.OnceValues(func() (map[string][]byte, []source.Diagnostic) {
		return bundles(t, l.words, l.scripts(), widgetFiles(lmsFeature), nil)
	})
	l.scripts = sync.OnceValue(func() [16]byte { return t.digest(l.words) })
	var diags []source.Diagnostic
	if l.words, diags = loadWords(t, language); l.words == nil {
		return nil, diags
	}
	var more, still []source.Diagnostic
	parallel.Each(2, func(i int) {
		if i == 0 {
			l.layouts, more = loadLayouts(t, l.words)
		} else {
			names := everyPage()
			for _, name := range widgets {
				names = append(names, widgetFiles(name)...)
			}
			l.bundles, still = bundles(t, l.words, l.scripts(), names, kept)
		}
	})
	diags = slices.Concat(diags, more, still, t.strays(), t.broken())
	if n, _ := source.Count(diags); n > 0 {
		return nil, diags
	}
	return l, diags
}

// digest names all styles and scripts of the theme, the folder of a language, and the words. A file of the site's own that is the same as the
// built-in one makes no difference.
func (t Theme) digest(words *Words) [16]byte {
	sum := sha256.New()
	fmt.Fprintln(sum, languageFolder(t, words.lang))
	words.hash(sum)
	buffer := make([]byte, 16<<10)
	each := func(fsys fs.FS, f func(name string)) {
		_ = fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && (path.Ext(name) == ".css" || path.Ext(name) == ".ts") {
				f(name)
			}
			return nil
		})
	}
	each(t.Default, func(name string) {
		file, err := t.Default.Open(name)
		if err != nil {
			return // it is reported when it is used, as is one below
		}
		fmt.Fprintln(sum, name)
		n, _ := io.CopyBuffer(struct{ io.Writer }{sum}, file, buffer)
		fmt.Fprintln(sum, n)
		_ = file.Close()
	})
	fmt.Fprintln(sum) // the end of the folder
	if t.Own != nil {
		each(t.Own, func(name string) {
			if t.isBuiltIn(name) {
				return
			}
			data, _ := fs.ReadFile(t.Own, name)
			fmt.Fprintln(sum, name, len(data))
			sum.Write(data)
		})
	}
	return [16]byte(sum.Sum(nil)[:16])
}

// layoutName is what a View names a layout by.
func layoutName(file string) string { return strings.TrimSuffix(path.Base(file), ".html") }

// layoutFile is where a theme has a layout. A site may have it in layouts/ still, where all layouts were before those of features moved.
func (t Theme) layoutFile(file string) string {
	if before := "layouts/" + path.Base(file); !t.owns(file) && t.owns(before) {
		return before
	}
	return file
}

// layouts are the layouts of a theme. Those that are built in are parsed when they are first needed.
type layouts struct {
	sets   map[string]func() *template.Template // by the layout's name
	files  map[string]string                    // where each was read
	blocks func() *template.Template            // blocks.html and the kinds of questions, for what is within a page's text
	frame  func() *template.Template            // base.html alone, for what the pages of a folder share
	digest string                               // of every layout and every word: a page depends on them all

	buffers sync.Pool // of *bytes.Buffer, to execute layouts into
	trails  sync.Map  // of template.HTML, by the links
}

// loadLayouts parses the layouts. What is wrong with them is reported at its line.
func loadLayouts(theme Theme, words *Words) (*layouts, []source.Diagnostic) {
	l := &layouts{sets: map[string]func() *template.Template{}, files: map[string]string{}, buffers: sync.Pool{New: func() any { return new(bytes.Buffer) }}}
	var diags []source.Diagnostic
	sum := sha256.New()
	texts := map[string][]byte{}
	files := theme.sharedLayouts()
	own := theme.Blocks()
	for _, name := range own {
		files = append(files, blockFile(name))
	}
	for _, file := range layoutFiles() {
		l.files[layoutName(file)] = theme.layoutFile(file)
		files = append(files, theme.layoutFile(file))
	}
	for _, name := range files {
		text, err := fs.ReadFile(theme, name)
		if err != nil {
			diags = append(diags, layoutDiagnostic(name, err, nil))
		}
		text = source.UnixLines(text)
		fmt.Fprintf(sum, "%s %d\n", name, len(text))
		sum.Write(text)
		texts[name] = text
	}
	words.hash(sum)
	l.digest = hex.EncodeToString(sum.Sum(nil))
	funcs := template.FuncMap{"t": words.Text, "tn": words.Count, "words": words.Section, "json": toJSON, "script": scriptJSON}
	add := func(set *template.Template, names ...string) {
		for _, name := range names {
			if _, err := set.New("templates/" + name).Parse(string(texts[name])); err != nil {
				diags = append(diags, layoutDiagnostic(name, err, texts[name]))
			}
		}
	}
	l.blocks = sync.OnceValue(func() *template.Template {
		set := template.New("blocks").Funcs(funcs)
		add(set, "layouts/blocks.html")
		add(set, theme.kindFiles()...)
		for _, name := range own {
			add(set, blockFile(name))
			if t := set.Lookup("templates/" + blockFile(name)); t != nil && t.Tree != nil { // otherwise it has a mistake
				template.Must(set.AddParseTree("block-"+name, t.Tree)) // nothing has been executed yet
			}
		}
		words.fold(set, blockEntries(set)...)
		return set
	})
	shared := sync.OnceValue(func() *template.Template {
		set := template.New("shared").Funcs(funcs)
		add(set, "layouts/base.html", "layouts/blocks.html")
		return set
	})
	l.frame = sync.OnceValue(func() *template.Template {
		set := template.New("frame").Funcs(funcs)
		entries := []string{"head", "header", "siblings", "crumbs", "footer"}
		addNamed(set, shared(), entries...)
		words.fold(set, entries...)
		return set
	})
	for name, file := range l.files {
		l.sets[name] = sync.OnceValue(func() *template.Template {
			set := template.New("layout").Funcs(funcs)
			add(set, file)
			addNamed(set, shared(), "base")
			words.fold(set, "base")
			return set
		})
	}
	if slices.ContainsFunc(files, theme.owns) || len(diags) > 0 { // what is wrong with a layout is reported now; with one that is built in, nothing is
		_, _ = l.blocks(), l.frame()
		for _, name := range slices.Sorted(maps.Keys(l.sets)) {
			l.sets[name]()
		}
	}
	return l, slices.CompactFunc(source.Sort(diags), func(a, b source.Diagnostic) bool { return a.Pos == b.Pos && a.Message == b.Message })
}

// blockEntries are the templates that what is within a page's text is written by.
func blockEntries(set *template.Template) []string {
	entries := []string{"rule"}
	for _, t := range set.Templates() {
		if part, _, _ := strings.Cut(t.Name(), "-"); part != t.Name() && slices.Contains([]string{"block", "choose", "answer"}, part) {
			entries = append(entries, t.Name())
		}
	}
	return entries
}

// toJSON writes data for a script into an attribute.
func toJSON(data any) (string, error) {
	text, err := json.Marshal(data)
	return string(text), err
}

// leavesScript finds what would end a <script>, or begin a comment or another script in it (HTML, 4.12.1.3).
var leavesScript = pattern.New(`(?i)<(/?script|!--)`)

// scriptJSON writes data for a <script type="application/json">. It escapes only what it has to: so what it has in common with the page's
// own text is compressed well.
func scriptJSON(v any) (template.JS, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return "", fmt.Errorf("write JSON for a script: %w", err)
	}
	return template.JS(leavesScript().ReplaceAllString(strings.TrimSuffix(b.String(), "\n"), `\u003c$1`)), nil
}

// What a page shares with others, and its text, are large. A layout is executed with a mark for each, and they are put in
// where the marks are.
const (
	markHead   = "\x00head\x00"
	markHeader = "\x00header\x00"
	markFooter = "\x00footer\x00"
	markPages  = "\x00pages\x00"
	markUrgent = "\x00urgent\x00"
	markBody   = "\x00body\x00"
)

// render executes a layout.
func (l *layouts) render(b *bytes.Buffer, v *View) error {
	if err := v.frame.render(); err != nil {
		return err
	}
	v.Head, v.Header, v.Footer, v.Siblings = markHead, markHeader, markFooter, markPages
	var err error
	if v.Trail, err = l.trail(v.Crumbs); err != nil {
		return err
	}
	scratch := l.buffers.Get().(*bytes.Buffer)
	defer l.buffers.Put(scratch)
	scratch.Reset()
	if err := l.sets[v.Layout]().ExecuteTemplate(bounded{scratch}, "base", v); err != nil {
		wrong := layoutError(l.files[v.Layout], err, v.Path)
		if v.text != nil { // everything that is wrong is reported at once
			var blocks *LayoutError
			if errors.As(v.text(scratch), &blocks) {
				wrong.Diagnostics = append(wrong.Diagnostics, blocks.Diagnostics...)
			}
		}
		return wrong
	}
	rest := scratch.Bytes()
	urgent := v.urgent
	for {
		at := bytes.IndexByte(rest, 0)
		if at < 0 {
			b.Write(rest)
			return nil
		}
		b.Write(rest[:at])
		rest = rest[at:]
		switch {
		case bytes.HasPrefix(rest, []byte(markHead)):
			b.WriteString(v.frame.head)
			rest = rest[len(markHead):]
		case bytes.HasPrefix(rest, []byte(markHeader)):
			b.WriteString(v.frame.header)
			rest = rest[len(markHeader):]
		case bytes.HasPrefix(rest, []byte(markPages)):
			v.frame.writeSiblings(b, v.Path)
			rest = rest[len(markPages):]
		case bytes.HasPrefix(rest, []byte(markFooter)):
			b.WriteString(v.frame.footer)
			rest = rest[len(markFooter):]
		case bytes.HasPrefix(rest, []byte(markUrgent)) && v.text != nil:
			b.Write(urgent)
			urgent = nil // a layout that does not ask for it has it where the text begins
			rest = rest[len(markUrgent):]
		case bytes.HasPrefix(rest, []byte(markBody)) && v.text != nil:
			b.Write(urgent)
			urgent = nil
			if err := v.text(b); err != nil {
				return err
			}
			rest = rest[len(markBody):]
		default:
			rest = rest[1:]
		}
	}
}

// maxPage is how much a layout can write for one page, in bytes, without its text. One that writes more never stops.
const maxPage = 50 << 20

// bounded is a buffer that refuses more than maxPage.
type bounded struct{ b *bytes.Buffer }

func (w bounded) Write(data []byte) (int, error) {
	if w.b.Len()+len(data) > maxPage {
		return 0, fmt.Errorf("this layout writes more than %d MB for one page", maxPage>>20)
	}
	return w.b.Write(data)
}

// trail renders the way to a page, which is the same for most pages of a folder.
func (l *layouts) trail(crumbs []Link) (template.HTML, error) {
	if len(crumbs) == 0 {
		return "", nil
	}
	var key strings.Builder
	for _, c := range crumbs {
		key.WriteString(c.Href + "\x00" + c.Title + "\x00")
	}
	if made, ok := l.trails.Load(key.String()); ok {
		return made.(template.HTML), nil
	}
	text, err := l.part("crumbs", crumbs)
	if err == nil {
		l.trails.Store(key.String(), template.HTML(text))
	}
	return template.HTML(text), err
}

// part executes a template of base.html that stands for a part of a page.
func (l *layouts) part(name string, data any) (string, error) {
	var b bytes.Buffer
	if l.frame().Lookup(name) == nil { // a site's own base.html may do without
		return "", nil
	}
	if err := l.frame().ExecuteTemplate(&b, name, data); err != nil {
		return "", layoutError("layouts/base.html", err, "every page")
	}
	return b.String(), nil
}

// LayoutError is what is wrong with layouts and shows only when a page is rendered with them.
type LayoutError struct {
	Diagnostics []source.Diagnostic
	Page        string // the address of the page
}

func layoutError(file string, err error, page string) *LayoutError {
	return &LayoutError{[]source.Diagnostic{layoutDiagnostic(file, err, nil)}, page}
}

func (e *LayoutError) Error() string {
	d := e.Diagnostics[0]
	return fmt.Sprintf("%s: %s (while rendering %s)", d.Pos, d.Message, e.Page)
}

var templateError = pattern.New(`^(?:html/)?template: ?"?([^:"]+)"?:(\d+)(?::(\d+))?: (.*)$`)

// fieldError matches how text/template says that a layout names what is not there.
var fieldError = pattern.New(`can't evaluate field (\w+) in type \*?builder\.(\w+)$`)

// layoutDiagnostic puts an error of html/template at its line.
func layoutDiagnostic(name string, err error, text []byte) source.Diagnostic {
	d := source.Diagnostic{Pos: source.Pos{File: "templates/" + name}, Severity: source.Error, Check: "layout", Message: err.Error(),
		Hint: "Fix the layout in the folder templates/ of your site, or remove it there to use the built-in one."}
	m := templateError().FindStringSubmatch(err.Error())
	if m == nil {
		return d
	}
	d.File, d.Message = m[1], m[4]
	if missing := fieldError().FindStringSubmatch(d.Message); missing != nil {
		d.Message = fmt.Sprintf("there is no .%s here: it is not among what a %s has", missing[1], missing[2])
	}
	d.Line, _ = strconv.Atoi(m[2])
	d.Col, _ = strconv.Atoi(m[3])
	if text != nil {
		if f, _ := source.Parse(d.File, text); f != nil {
			d.Source = f.Line(d.Line)
		}
	}
	return d
}
