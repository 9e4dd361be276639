package source

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Key says what a key of YAML is for. The documentation, and the schemas by which editors complete and check what is typed, are made of
// it. What kind of value it has is said by the field that it is decoded into, and its default by the value that this field has before.
type Key struct {
	Name    string
	Part    string   // the title of a part of the documentation that begins with it; "" for one that belongs to the part before
	Text    string   // what it is for: sentences in markdown
	Without string   // what is so without it, as the end of a sentence that starts "Without it, "; "" where its default says that, or nothing follows
	Needed  bool     // what it belongs to is wrong without it
	Allowed []string // the only values, or the only items of a list; nil for any
	Pattern string   // a regular expression for each value or item that can be used, in the syntax that Go and ECMA-262 share; "" for any
	Names   string   // likewise for the names in a mapping of names that editors choose
	Range   []int    // the minimum of a number, and the maximum where there is one
	Example string   // a value, as it is written
	Keys    []Key    // those of the mapping, or of the mappings, that it has
}

// Table says what a file of YAML, or the front matter of a kind of page, can hold.
type Table struct {
	Name    string // of the file, or of the kind of page
	Text    string // what it is for: sentences in markdown
	Keys    []Key  // where Value is a map, those of what each name has
	Names   string // where Value is a map, a regular expression for the names; "" for any
	Example string // the whole of a small one
	Value   any    // a pointer to what it is decoded into, with what holds where a key is left out
}

// AnyName is what an Entry's Path has in the place of a name that editors choose.
const AnyName = "NAME"

// Entry is a Key with what its field says of it.
type Entry struct {
	Key
	Path    []string // the keys that lead to it, its own last
	Type    reflect.Type
	Default string // as it is written; "" for none, and for false
}

// String is the path of an entry, with dots between the keys.
func (e Entry) String() string { return strings.Join(e.Path, ".") }

// Entries lists the keys of a table in its order, those within others after them. An error names each field that has no row in the table,
// and each row that has no field.
func (t Table) Entries() ([]Entry, error) {
	v := reflect.ValueOf(t.Value).Elem()
	var path []string
	if v.Kind() == reflect.Map {
		path, v = []string{AnyName}, reflect.New(bare(v.Type().Elem())).Elem()
		if v.Kind() != reflect.Struct {
			return nil, nil
		}
	}
	return entries(path, t.Keys, v)
}

// entries lists the keys of a struct.
func entries(path []string, keys []Key, v reflect.Value) ([]Entry, error) {
	var list []Entry
	var wrong []error
	fields := yamlFields(v.Type())
	seen := map[string]bool{}
	for _, k := range keys {
		e := Entry{Key: k, Path: append(slices.Clone(path), k.Name), Type: fields[k.Name]}
		at := e.String()
		switch {
		case e.Type == nil:
			wrong = append(wrong, fmt.Errorf("%s has a row in a table of keys, and no field in %s", at, v.Type()))
			continue
		case seen[k.Name]:
			wrong = append(wrong, fmt.Errorf("%s has two rows in a table of keys", at))
		case k.Text == "":
			wrong = append(wrong, fmt.Errorf("the table of keys does not say what %s is for", at))
		}
		seen[k.Name] = true
		e.Default = written(yamlValue(v, k.Name))
		list = append(list, e)
		inner, more := held(e.Path, e.Type, yamlValue(v, k.Name))
		if inner.Kind() != reflect.Struct && len(k.Keys) > 0 {
			wrong = append(wrong, fmt.Errorf("%s has rows for keys in it, and holds none", at))
		} else if inner.Kind() == reflect.Struct {
			within, err := entries(more, k.Keys, inner)
			list, wrong = append(list, within...), append(wrong, err)
		}
	}
	for name := range fields {
		if !seen[name] {
			wrong = append(wrong, fmt.Errorf("%s is decoded into %s, and has no row in its table of keys", strings.Join(append(slices.Clone(path), name), "."), v.Type()))
		}
	}
	return list, errors.Join(wrong...)
}

// Decode reads a file as one of the table, without what is asked of it beyond its keys and the types of their values. It returns what is wrong.
func (t Table) Decode(f *File) []Diagnostic {
	return f.Decode(reflect.New(reflect.TypeOf(t.Value).Elem()).Interface())
}

// held is a mapping of keys that a value is or holds, and the path of it; a value that is no struct when it holds none. Its defaults are
// those of v where the value is the mapping itself.
func held(path []string, t reflect.Type, v reflect.Value) (reflect.Value, []string) {
	t = bare(t)
	switch {
	case t.Kind() == reflect.Map:
		path, t = append(slices.Clone(path), AnyName), bare(t.Elem())
	case t.Kind() == reflect.Slice:
		t = bare(t.Elem())
	case v.Kind() == reflect.Struct:
		return opaque(v), path
	}
	return opaque(reflect.New(t).Elem()), path
}

// opaque hides the fields of a value that has a notation of its own.
func opaque(v reflect.Value) reflect.Value {
	if _, own := v.Interface().(Noted); own {
		return reflect.ValueOf("")
	}
	return v
}

// bare is a type without its pointers.
func bare(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// yamlValue is the value of a struct's field with a key; pointers are followed, and one to nothing is the zero Value.
func yamlValue(v reflect.Value, key string) reflect.Value {
	for f, field := range v.Fields() {
		name, inline := yamlName(f)
		if inline {
			if found := yamlValue(field, key); found.IsValid() {
				return found
			}
		} else if name == key && name != "" {
			for field.Kind() == reflect.Pointer {
				field = field.Elem()
			}
			return field
		}
	}
	return reflect.Value{}
}

// written is a default as an editor would write it; "" for none, and for what has keys of its own.
func written(v reflect.Value) string {
	if !v.IsValid() || v.IsZero() {
		return ""
	}
	if noted, ok := v.Interface().(fmt.Stringer); ok {
		return noted.String()
	}
	switch v.Kind() {
	case reflect.String:
		if strings.HasPrefix(v.String(), "#") {
			return strconv.Quote(v.String())
		}
		return v.String()
	case reflect.Int, reflect.Int64, reflect.Bool:
		return fmt.Sprint(v)
	}
	return ""
}
