package source

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"handrail/internal/pattern"
)

// Decode reads the file's YAML (its front matter, or the whole file when that has none and it is a YAML file) into the
// struct that v points to. A value of several lines is one line, unless its type is a string type of its own. Everything wrong is reported at once: YAML that cannot be read, a key given twice, an unknown
// key with the key that it may have meant, a value of the wrong kind. What could be read is set all the same.
func (f *File) Decode(v any) []Diagnostic {
	root, diag := f.yaml()
	if diag != nil {
		return []Diagnostic{*diag}
	}
	if root == nil {
		return nil
	}
	w := yamlWalk{f: f, offset: f.yamlLine()}
	w.escapes(root)
	w.walk(root, reflect.TypeOf(v).Elem(), "")
	err := root.Load(v, yaml.WithUniqueKeys(false))
	var several *yaml.LoadErrors
	var one *yaml.LoadError
	switch {
	case errors.As(err, &several):
		for _, e := range several.Errors {
			w.addLoadError(e)
		}
	case errors.As(err, &one):
		w.addLoadError(one)
	case err != nil:
		w.add(1, 1, "these keys cannot be read: "+err.Error(), checkBrackets)
	}
	return w.diags
}

// KeyPos is where a key of the file's YAML is, named by the keys that lead to it. An item of a list is named by its
// place, from "0". When the key does not exist, it is the place of the nearest one above it.
func (f *File) KeyPos(path ...string) Pos {
	line, col := 1, 1
	root, _ := f.yaml()
	for _, name := range path {
		var next *yaml.Node
		if i, err := strconv.Atoi(name); err == nil && root != nil && root.Kind == yaml.SequenceNode && i >= 0 && i < len(root.Content) {
			next = root.Content[i]
			line, col = next.Line+f.yamlLine(), next.Column
		}
		if key, value := f.pair(root, name); key != nil {
			line, col, next = key.Line+f.yamlLine(), key.Column, value
		}
		root = next
	}
	return f.within(line, col)
}

// manyKeys is how many keys are looked through each time. Where there are more, they are listed once: each of thousands may be asked for.
const manyKeys = 50

// pair is a key of a mapping with its value, the last of those that have one name; nil when there is none.
func (f *File) pair(n *yaml.Node, name string) (key, value *yaml.Node) {
	if n != nil && len(n.Content) > 2*manyKeys {
		if f.pairsOf != n {
			f.pairsOf, f.byName = n, map[string][2]*yaml.Node{}
			for key, value := range pairs(n) {
				f.byName[key.Value] = [2]*yaml.Node{key, value}
			}
		}
		found := f.byName[name]
		return found[0], found[1]
	}
	for k, v := range pairs(n) {
		if k.Value == name {
			key, value = k, v
		}
	}
	return key, value
}

// Value is the value of a key of the file's YAML, when that is a single one; "" otherwise.
func (f *File) Value(key string) string {
	root, _ := f.yaml()
	for k, value := range pairs(root) {
		if k.Value == key && value.Kind == yaml.ScalarNode {
			return value.Value
		}
	}
	return ""
}

// Readable says whether the file's YAML, or that there is none, could be read.
func (f *File) Readable() bool {
	_, wrong := f.yaml()
	return wrong == nil
}

// Encloses says whether what is wrong at one place in the file's YAML may be why something seems to be missing at another: the
// key at outer, or the whole YAML when none is there, holds inner.
func (f *File) Encloses(outer, inner Pos) bool {
	root, wrong := f.yaml()
	if wrong != nil {
		return true
	}
	var held func(n *yaml.Node) bool
	held = func(n *yaml.Node) bool {
		line := n.Line + f.yamlLine()
		return line == inner.Line || slices.ContainsFunc(n.Content, held)
	}
	var find func(n *yaml.Node) (found, holds bool)
	find = func(n *yaml.Node) (found, holds bool) {
		at := func(n *yaml.Node) bool { return n.Line+f.yamlLine() == outer.Line && n.Column == outer.Col }
		for key, value := range pairs(n) {
			if at(key) {
				return true, key.Line+f.yamlLine() == inner.Line || held(value)
			}
		}
		for _, child := range n.Content {
			if n.Kind == yaml.SequenceNode && at(child) {
				return true, held(child)
			}
			if found, holds := find(child); found {
				return true, holds
			}
		}
		return false, false
	}
	if root == nil {
		return false
	}
	found, holds := find(root)
	return holds || !found
}

// within is a place in this file. YAML ends lines at more characters than this package does, so it can count too many.
func (f *File) within(line, col int) Pos {
	f.index()
	return Pos{File: f.Path, Line: min(line, len(f.starts)), Col: col}
}

// yamlLine is how many lines there are before the YAML.
func (f *File) yamlLine() int {
	if f.Front == nil {
		return 0
	}
	return 1
}

// yaml is the file's YAML, parsed when it is first asked for: the place of each mistake is looked for in it. The node is nil
// when there is none.
func (f *File) yaml() (*yaml.Node, *Diagnostic) {
	if !f.parsed {
		f.root, f.wrong = f.parseYAML()
		f.parsed = true
	}
	return f.root, f.wrong
}

func (f *File) parseYAML() (*yaml.Node, *Diagnostic) {
	text := f.Front
	if text == nil && (strings.HasSuffix(f.Path, ".yaml") || strings.HasSuffix(f.Path, ".yml")) {
		text = f.Data
	}
	if len(strings.TrimSpace(string(text))) == 0 {
		return nil, nil
	}
	if root := plainYAML(text); root != nil {
		return root, nil
	}
	var doc yaml.Node
	err := yaml.Load(text, &doc, yaml.WithUniqueKeys(false))
	if err == nil {
		if doc.Kind == yaml.DocumentNode && len(doc.Content) == 1 {
			return doc.Content[0], nil
		}
		if doc.Kind == yaml.DocumentNode { // comments alone
			return nil, nil
		}
		return &doc, nil
	}
	w := yamlWalk{f: f, offset: f.yamlLine()}
	var several *yaml.LoadErrors
	var one *yaml.LoadError
	switch {
	case errors.As(err, &several) && len(several.Errors) > 0:
		if strings.Contains(several.Errors[0].Message, "no documents") { // comments alone
			return nil, nil
		}
		w.addLoadError(several.Errors[0])
	case errors.As(err, &one):
		w.addLoadError(one)
	default:
		w.add(1, 1, "this is not YAML: "+err.Error(), checkBrackets)
	}
	return nil, &w.diags[0]
}

// yamlWalk collects what is wrong with a tree of YAML.
type yamlWalk struct {
	f      *File
	offset int // lines before the YAML
	diags  []Diagnostic
	lines  []int // of its nodes, and the one past its end, sorted; nil until next asks
}

func (w *yamlWalk) add(line, col int, message, hint string) {
	d := w.f.At(w.f.within(max(line, 1)+w.offset, max(col, 1)), "front-matter", "%s", message)
	d.Hint = hint
	w.diags = append(w.diags, d)
}

// walk reports keys that t does not know, and keys given twice.
func (w *yamlWalk) walk(n *yaml.Node, t reflect.Type, inside string) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if n.Kind == yaml.ScalarNode && n.Style == 0 && n.LineComment != "" && t.Kind() == reflect.String {
		w.add(n.Line, n.Column, fmt.Sprintf("this value ends before the #: it is %q", n.Value),
			fmt.Sprintf("Put the whole value between double quotes: \"%s %s\". A comment belongs on a line of its own.", n.Value, n.LineComment))
	}
	if n.Kind == yaml.ScalarNode && n.Style == 0 && n.Anchor != "" && t.Kind() == reflect.String {
		w.add(n.Line, n.Column, fmt.Sprintf("this value begins with &, so it is only %q", n.Value),
			fmt.Sprintf("Put the whole value between double quotes: \"&%s %s\".", n.Anchor, n.Value))
	}
	if n.Kind == yaml.ScalarNode && t == reflect.TypeFor[string]() && strings.Contains(n.Value, "\n") {
		n.Value = strings.Join(strings.Fields(n.Value), " ") // as a page shows it; subjects and titles go where a line break means something else
	}
	if n.Kind == yaml.ScalarNode || reflect.PointerTo(t).Implements(reflect.TypeFor[yaml.Unmarshaler]()) {
		return
	}
	if n.Kind == yaml.SequenceNode && t.Kind() == reflect.Slice {
		for _, item := range n.Content {
			w.walk(item, t.Elem(), inside)
		}
		return
	}
	if n.Kind != yaml.MappingNode {
		return
	}
	seen := map[string]int{}
	for key, value := range pairs(n) {
		if line, twice := seen[key.Value]; twice {
			w.add(key.Line, key.Column, fmt.Sprintf("the key %q is given twice, first on line %d", key.Value, line+w.offset),
				"Keep one of the two.")
		} else {
			seen[key.Value] = key.Line
		}
		switch {
		case t.Kind() == reflect.Map:
			w.walk(value, t.Elem(), key.Value)
		case key.Value == "<<":
			w.walk(value, t, inside) // its keys are keys here too
		case t.Kind() == reflect.Struct:
			field := yamlField(t, key.Value)
			if field == nil && HasInvisible(key.Value) {
				continue // that has been reported, and is the reason
			}
			if field == nil {
				w.add(key.Line, key.Column, unknownKey(key.Value, inside), keyHint(key.Value, yamlFields(t)))
				continue
			}
			w.walk(value, field, key.Value)
			if value.Kind == yaml.ScalarNode && value.Style != 0 && strings.Contains(value.Value, ":") { // as few values are
				w.swallowed(key, value, t)
			}
		}
	}
}

// next is the line of the first node of the YAML below a line; one past its end when there is none.
func (w *yamlWalk) next(line int) int {
	if w.lines == nil {
		var visit func(n *yaml.Node)
		visit = func(n *yaml.Node) {
			w.lines = append(w.lines, n.Line)
			for _, child := range n.Content {
				visit(child)
			}
		}
		root, _ := w.f.yaml()
		visit(root)
		end := len(w.f.starts) + 1
		if w.f.Front != nil {
			end = min(end, bytes.Count(w.f.Front, []byte("\n"))+1)
		}
		w.lines = append(w.lines, end)
		slices.Sort(w.lines)
	}
	after, _ := slices.BinarySearch(w.lines, line+1)
	return w.lines[min(after, len(w.lines)-1)]
}

// swallowed reports a key of t that has become a part of the text above it, by its spaces or as a quote was left open.
func (w *yamlWalk) swallowed(key, value *yaml.Node, t reflect.Type) {
	w.f.index()
	end := w.next(value.Line)
	for line := value.Line + 1; line < end; line++ {
		text := w.f.Line(line + w.offset)
		name, _, is := strings.Cut(strings.TrimSpace(text), ":")
		if is && !strings.HasPrefix(name, "#") && yamlField(t, name) != nil {
			w.add(line, len(text)-len(strings.TrimLeft(text, " \t"))+1, fmt.Sprintf("this line is read as a part of the value of %q, and not as a key", key.Value),
				fmt.Sprintf("Start it as far to the left as %s, and close the quotes of the value above if it has any.", key.Value))
			return
		}
	}
}

func unknownKey(name, inside string) string {
	if inside == "" {
		return fmt.Sprintf("unknown key %q", name)
	}
	return fmt.Sprintf("unknown key %q in %q", name, inside)
}

func keyHint(name string, fields map[string]reflect.Type) string {
	known := slices.Sorted(maps.Keys(fields))
	if hint := DidYouMean(name, known, "%q"); hint != "" {
		return hint
	}
	return "The keys allowed here are: " + strings.Join(known, ", ") + "."
}

// yamlName is the key of a struct's field, "" when it has none; inline says that the field's own fields count as the struct's.
func yamlName(f reflect.StructField) (name string, inline bool) {
	name, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
	switch {
	case options == "inline":
		return "", true
	case !f.IsExported() || name == "-":
		return "", false
	case name == "":
		return strings.ToLower(f.Name), false
	}
	return name, false
}

// yamlField is the type of a struct's field with a key; nil when it has none.
func yamlField(t reflect.Type, key string) reflect.Type {
	if t.Kind() != reflect.Struct {
		return nil
	}
	for f := range t.Fields() {
		name, inline := yamlName(f)
		if inline {
			if found := yamlField(f.Type, key); found != nil {
				return found
			}
		} else if name == key && name != "" {
			return f.Type
		}
	}
	return nil
}

// yamlFields gives a struct's keys and the types of their values, those of structs written inline included.
func yamlFields(t reflect.Type) map[string]reflect.Type {
	fields := map[string]reflect.Type{}
	if t.Kind() != reflect.Struct {
		return fields
	}
	for f := range t.Fields() {
		name, inline := yamlName(f)
		if inline {
			maps.Copy(fields, yamlFields(f.Type))
		} else if name != "" {
			fields[name] = f.Type
		}
	}
	return fields
}

// pairs yields the keys of a mapping with their values; nothing for any other node.
func pairs(n *yaml.Node) func(yield func(key, value *yaml.Node) bool) {
	return func(yield func(key, value *yaml.Node) bool) {
		if n == nil || n.Kind != yaml.MappingNode {
			return
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], n.Content[i+1]) {
				return
			}
		}
	}
}

// checkBrackets is how to fix YAML when nothing more is known of what is wrong with it.
const checkBrackets = "Check the brackets, the quotes and the spaces at the start of the lines."

var cannotConstruct = pattern.New("^cannot construct !!(\\w+)(?: `(.*)`)? into (.+)$")

// addLoadError puts the YAML library's words into an editor's.
func (w *yamlWalk) addLoadError(e *yaml.LoadError) {
	line, col := e.Mark.Line, e.Mark.Column
	m := cannotConstruct().FindStringSubmatch(e.Message)
	switch {
	case m != nil:
		found := map[string]string{"seq": "a list", "map": "a group of keys", "null": "nothing"}[m[1]]
		if found == "" {
			found = fmt.Sprintf("%q", m[2])
			if cut, long := strings.CutSuffix(m[2], "..."); long {
				found = fmt.Sprintf("%q", cut+"…")
			}
		}
		want, hint := wanted(m[3])
		w.add(line, col, fmt.Sprintf("expected %s here, found %s", want, found), hint)
	case strings.HasPrefix(e.Message, "cannot construct "):
		w.add(line, col, "this sets a YAML type, and no types can be set here", "Take out the part that starts with !.")
	case strings.Contains(e.Message, "unknown anchor"):
		w.add(line, col, "a value that begins with * refers to another value in YAML, and there is none", `Put the value between double quotes: title: "*New*".`)
	case strings.Contains(e.Message, "found multiple"):
		w.add(line, col, "this file contains more than one document", "Take out the line of --- that starts the next one.")
	case strings.Contains(e.Message, "mapping values are not allowed"):
		w.add(line, col, "this line has a second colon, so it is not clear what is the key and what is its value",
			`Put the value between double quotes: title: "Phones: the basics".`)
	case strings.Contains(e.Message, "cannot start any token"):
		w.add(line, col, "this line cannot be read as YAML", "Use spaces, not tabs, and put values with characters such as @ or ` between double quotes.")
	case strings.Contains(e.Message, "unknown escape character"), strings.Contains(e.Message, "character escape code"), strings.Contains(e.Message, "expected hexadecimal number"):
		w.add(line, col, "a backslash between double quotes begins the code of a character here, and there is none of this code", singleQuotes)
	case strings.Contains(e.Message, "did not find expected"):
		if e.ContextMark.Line > 0 {
			line, col = e.ContextMark.Line, e.ContextMark.Column
		}
		hint := checkBrackets
		if strings.Contains(w.f.Line(max(line, 1)+w.offset), " #") {
			hint = "A # after a space begins a comment, to the end of the line. Put the value that it belongs to between double quotes."
		}
		w.add(line, col, "what opens here is not closed, or is indented wrongly", hint)
	case string(e.Stage) == "constructor":
		message, hint, _ := strings.Cut(e.Message, ": write ")
		if hint = "Write " + hint + "."; hint == "Write ." {
			hint = "Write it as the pages that ship with Handrail do, or remove it."
		}
		w.add(line, col, message, hint)
	default:
		w.add(line, col, "this is not YAML: "+e.Message, checkBrackets)
	}
}

// wanted names a Go type as an editor knows it, with an example.
func wanted(goType string) (want, hint string) {
	switch {
	case strings.HasPrefix(goType, "[]string"):
		return "a list", "Write it between square brackets: [one, two]."
	case strings.HasPrefix(goType, "[]"):
		return "a list", "Put each item on a line of its own that starts with a dash."
	case strings.HasPrefix(goType, "int"):
		return "a whole number", "Write it without quotes or a point: 10."
	case goType == "bool":
		return "true or false", "Write true or false, without quotes."
	case goType == "string":
		return "text", "Write the text on the same line, between double quotes if it holds a colon."
	}
	return "a group of keys", "Put each key on a line of its own below, two spaces further in."
}
