package builder

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"handrail/internal/language"
	"handrail/internal/source"
)

// baseLanguage is the language whose words are complete; another language falls back to it word by word.
const baseLanguage = "en-GB"

// Words are the words of the interface in one language, by dotted key such as "nav.home".
type Words struct {
	lang  *language.Language
	texts map[string]phrase
	dates language.Dates
}

// phrase is one entry: a text, a text for each plural form, or a list.
type phrase struct {
	text   string
	plural map[string]string // by CLDR plural category: one, two, few, many, other …
	list   []string
}

// UnmarshalYAML reads any of the three.
func (p *phrase) UnmarshalYAML(n *yaml.Node) error {
	switch n.Kind {
	case yaml.ScalarNode:
		p.text = n.Value
		return nil
	case yaml.SequenceNode:
		return n.Load(&p.list)
	}
	if err := n.Load(&p.plural); err != nil || p.plural["other"] == "" {
		return errors.New("a text of the interface cannot have this form: write a text, a list, or a text for each of one and other")
	}
	return nil
}

// form names the form of a phrase.
func (p phrase) form() string {
	switch {
	case p.list != nil:
		return "a list"
	case p.plural != nil:
		return "a text for each of one and other"
	}
	return "a text"
}

// loadWords reads the words of a language: the built-in ones, over them those of the site's own templates.
func loadWords(theme Theme, lang string) (*Words, []source.Diagnostic) {
	w := &Words{texts: map[string]phrase{}}
	var diags []source.Diagnostic
	var err error
	if w.lang, err = language.Of(lang); err != nil {
		return nil, []source.Diagnostic{{Pos: source.Pos{File: "content/site.yaml"}, Severity: source.Error, Check: "site",
			Message: err.Error(), Hint: "Write a code such as en-GB or cy."}}
	}
	translated := map[string]bool{} // by the file read last
	read := func(fsys fs.FS, code string, base bool) bool {
		clear(translated)
		name := "strings/" + code + ".yaml"
		if fsys == nil {
			return false
		}
		switch info, err := fs.Stat(fsys, name); {
		case err != nil:
			return false
		case !info.Mode().IsRegular(): // opening a pipe would wait for ever
			diags = append(diags, source.Diagnostic{Pos: source.Pos{File: "templates/" + name}, Severity: source.Error, Check: "source",
				Message: "this is not a file that can be read", Hint: "Put a file of text in its place."})
			return true
		}
		f, more := source.Read(fsys, name, "templates/"+name)
		diags = append(diags, more...)
		if f == nil {
			return true
		}
		var sections map[string]map[string]phrase
		diags = append(diags, f.Decode(&sections)...)
		for section, entries := range sections {
			for key, p := range entries {
				full := section + "." + key
				known, there := w.texts[full]
				switch {
				case base:
				case there && known.form() != p.form():
					d := f.At(f.KeyPos(section, key), "words", "%q is %s here, and has to be %s", full, p.form(), known.form())
					d.Hint = "Write it as templates/strings/" + baseLanguage + ".yaml of Handrail does, in your words."
					diags = append(diags, d)
					continue
				case !there:
					d := f.At(f.KeyPos(section, key), "words", "the interface has no text called %q", full)
					d.Hint = cmp.Or(source.DidYouMean(full, w.Keys(), "%q"), "Remove it.")
					diags = append(diags, d)
				case section == "dates" && !hasPlaceholders(p.text, known.text):
					d := f.At(f.KeyPos(section, key), "words", "%q lacks a part of the date", full)
					d.Hint = fmt.Sprintf("Write each part of %q in the order of your language.", known.text)
					diags = append(diags, d)
					continue
				}
				w.texts[full], translated[full] = p, true
			}
		}
		return true
	}
	read(theme.Default, baseLanguage, true)
	read(theme.Own, baseLanguage, false)
	if lang != baseLanguage && (read(theme.Own, lang, false) || read(theme.Default, lang, false)) {
		diags = append(diags, w.untranslated(lang, translated)...)
	} else if lang != baseLanguage {
		diags = append(diags, source.Diagnostic{Pos: source.Pos{File: "content/site.yaml"}, Severity: source.Error, Check: "site",
			Message: fmt.Sprintf("there are no words for the language %q", lang),
			Hint:    fmt.Sprintf("Write templates/strings/%s.yaml beside the content folder, with the keys of en-GB.yaml in your language. handrail init writes en-GB.yaml.example to start from.", lang)})
	}
	w.dates = language.Dates{Day: w.must("dates.day"), Month: w.must("dates.month"), Months: w.texts["dates.months"].list}
	return w, diags
}

// hasPlaceholders says whether a text has what another has in braces.
func hasPlaceholders(text, other string) bool {
	return !slices.ContainsFunc(regexp.MustCompile(`\{[a-z]+\}`).FindAllString(other, -1), func(placeholder string) bool { return !strings.Contains(text, placeholder) })
}

// untranslated warns of texts that a language does not have, and for which readers get those of the base language. One that is close
// to it, such as en-IE, has only what differs.
func (w *Words) untranslated(lang string, translated map[string]bool) []source.Diagnostic {
	if base, _ := language.Of(baseLanguage); base.Base == w.lang.Base {
		return nil
	}
	var missing []string
	all := slices.DeleteFunc(w.Keys(), func(key string) bool { return strings.HasPrefix(key, "desk.") }) // these are for editors, and always English
	for _, key := range all {
		if !translated[key] {
			missing = append(missing, key)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	const named = 3
	list := strings.Join(missing[:min(named, len(missing))], ", ")
	if len(missing) > named {
		list += " …"
	}
	return []source.Diagnostic{{Pos: source.Pos{File: "templates/strings/" + lang + ".yaml"}, Severity: source.Warning, Check: "words",
		Message: fmt.Sprintf("%d of the %d texts of the interface are not in this file, so readers get them in English: %s", len(missing), len(all), list),
		Hint:    "Add their keys, with the texts in your language. handrail init writes them all to templates/strings/en-GB.yaml.example."}}
}

// hash writes all words into a sum that names them.
func (w *Words) hash(sum io.Writer) {
	for _, key := range w.Keys() {
		fmt.Fprintf(sum, "%s %+v\n", key, w.texts[key])
	}
}

// Keys lists the keys of all words, sorted.
func (w *Words) Keys() []string { return slices.Sorted(maps.Keys(w.texts)) }

// Text is the text of a key. Each pair of further arguments names a word in braces and what stands for it.
func (w *Words) Text(key string, pairs ...any) (string, error) {
	p, ok := w.texts[key]
	if !ok || p.text == "" {
		return "", fmt.Errorf("the interface has no text called %q", key)
	}
	return fillIn(p.text, key, pairs)
}

// Count is the text of a key for a number: its form depends on the number, and {n} stands for it.
func (w *Words) Count(key string, n int, pairs ...any) (string, error) {
	p, ok := w.texts[key]
	if !ok || p.plural == nil {
		return "", fmt.Errorf("the interface has no text with a number called %q", key)
	}
	text := p.plural[w.lang.Plural(n)]
	if text == "" {
		text = p.plural["other"]
	}
	return fillIn(text, key, append(pairs, "n", strconv.Itoa(n)))
}

// Section is every text of a section for a script, a line each: "key text", and "key:one text", "key:other text" for one that depends on a
// number. In an attribute, JSON would weigh a tenth more. Keys that the script does not need on a page are left out of it.
func (w *Words) Section(name string, without ...[]string) (string, error) {
	var lines []string
	for key, p := range w.texts {
		short, ok := strings.CutPrefix(key, name+".")
		if !ok || slices.Contains(slices.Concat(without...), short) {
			continue
		}
		for category, text := range p.plural {
			lines = append(lines, short+":"+category+" "+text)
		}
		if p.plural == nil {
			lines = append(lines, short+" "+p.text)
		}
	}
	if len(lines) == 0 {
		return "", fmt.Errorf("the interface has no texts in a section called %q", name)
	}
	for i, line := range lines {
		lines[i] = strings.ReplaceAll(line, "\n", " ")
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n"), nil
}

func fillIn(text, key string, pairs []any) (string, error) {
	if len(pairs)%2 != 0 {
		return "", fmt.Errorf("the text %q is given a name without a value", key)
	}
	for i := 0; i < len(pairs); i += 2 {
		placeholder := fmt.Sprintf("{%v}", pairs[i])
		if !strings.Contains(text, placeholder) {
			return "", fmt.Errorf("the text %q has no %s", key, placeholder)
		}
		text = strings.ReplaceAll(text, placeholder, fmt.Sprint(pairs[i+1]))
	}
	return text, nil
}

// must is the text of a key that the build itself needs; the key replaces a text that is missing, which a test of the
// shipped words excludes.
func (w *Words) must(key string, pairs ...any) string {
	text, err := w.Text(key, pairs...)
	if err != nil {
		return key
	}
	return text
}

// date is a day for machines and for people; nil for no day.
func (w *Words) date(d source.Date) *Date {
	if d.IsZero() {
		return nil
	}
	return &Date{d.String(), w.dates.OfDay(d.Time)}
}

// monthOf is a month for machines and for people; nil for no month.
func (w *Words) monthOf(m source.Month) *Date {
	if m.IsZero() {
		return nil
	}
	return &Date{m.Format("2006-01"), w.dates.OfMonth(m.Time)}
}
