package source

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"slices"

	"go.yaml.in/yaml/v4"
)

// Noted is a type whose values have a notation of their own in YAML.
type Noted interface {
	// Notation says in words what is written, such as "a date", and gives a schema of it.
	Notation() (words string, schema map[string]any)
}

// matching is the schema of texts that a regular expression matches.
func matching(expression string) map[string]any {
	return map[string]any{"type": "string", "pattern": expression}
}

// Schema is a JSON Schema of the table (draft 7, which YAML editors know: https://json-schema.org/draft-07), at an address. It allows all that
// can be used. What it cannot say, such as that a file has to exist, is for handrail check.
func (t Table) Schema(id string) ([]byte, error) {
	v := reflect.ValueOf(t.Value).Elem()
	schema := schemaOf(v.Type(), Key{Keys: t.Keys, Names: t.Names}, v)
	maps.Copy(schema, map[string]any{"$schema": "http://json-schema.org/draft-07/schema#", "$id": id, "title": t.Name, "description": t.Text})
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(schema)
	return b.Bytes(), err
}

// schemaOf is the schema of the values of a type that a key may have. v holds defaults, or is the zero Value.
func schemaOf(t reflect.Type, k Key, v reflect.Value) map[string]any {
	t = bare(t)
	if noted, ok := reflect.Zero(t).Interface().(Noted); ok {
		_, schema := noted.Notation()
		return schema
	}
	switch t.Kind() {
	case reflect.Slice:
		item := k
		item.Text, item.Example = "", ""
		return map[string]any{"type": []string{"array", "null"}, "items": schemaOf(t.Elem(), item, reflect.Value{})}
	case reflect.Map:
		schema := map[string]any{"type": []string{"object", "null"}, "additionalProperties": orNull(schemaOf(t.Elem(), Key{Keys: k.Keys}, reflect.Value{}))}
		if k.Names != "" {
			schema["propertyNames"] = map[string]any{"pattern": k.Names}
		}
		return schema
	case reflect.Struct:
		return mappingSchema(t, k.Keys, v)
	case reflect.Bool: // also as YAML 1.1 writes it
		return map[string]any{"enum": []any{true, false, "true", "false", "yes", "no", "on", "off"}}
	case reflect.Int, reflect.Int64:
		schema := map[string]any{"type": "integer"}
		for i, name := range []string{"minimum", "maximum"} {
			if i < len(k.Range) {
				schema[name] = k.Range[i]
			}
		}
		return schema
	}
	if k.Allowed != nil {
		return map[string]any{"enum": k.Allowed}
	}
	schema := map[string]any{"type": []string{"string", "number", "boolean"}} // 2026 and true are texts where a text belongs
	if k.Pattern != "" {
		schema["pattern"] = k.Pattern
	}
	return schema
}

// mappingSchema is the schema of a mapping of the keys of a struct.
func mappingSchema(t reflect.Type, keys []Key, v reflect.Value) map[string]any {
	properties := map[string]any{}
	required := []string{}
	fields := yamlFields(t)
	for _, k := range keys {
		field := fields[k.Name]
		if field == nil {
			continue
		}
		var value reflect.Value
		if v.IsValid() {
			value = yamlValue(v, k.Name)
		}
		property := schemaOf(field, k, value)
		if !k.Needed {
			property = orNull(property)
		}
		property["description"] = k.Text
		if d := written(value); d != "" {
			property["default"] = jsonOf(d)
		}
		if k.Example != "" {
			property["examples"] = []any{jsonOf(k.Example)}
		}
		properties[k.Name] = property
		if k.Needed {
			required = append(required, k.Name)
		}
	}
	schema := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		schema["required"] = required
	}
	return schema
}

// orNull allows a key without a value as well.
func orNull(schema map[string]any) map[string]any {
	schema = maps.Clone(schema)
	switch kinds := schema["type"].(type) {
	case string:
		schema["type"] = []string{kinds, "null"}
	case []string:
		if !slices.Contains(kinds, "null") {
			schema["type"] = append(slices.Clone(kinds), "null")
		}
	}
	switch values := schema["enum"].(type) {
	case []string:
		all := []any{nil}
		for _, value := range values {
			all = append(all, value)
		}
		schema["enum"] = all
	case []any:
		schema["enum"] = append([]any{nil}, values...)
	}
	return schema
}

// jsonOf is a piece of YAML as JSON has it. Days and months are texts there.
func jsonOf(text string) any {
	var doc yaml.Node
	if err := yaml.Load([]byte(text), &doc); err != nil {
		return text
	}
	return jsonNode(&doc)
}

func jsonNode(n *yaml.Node) any {
	switch n.Kind {
	case yaml.DocumentNode:
		return jsonNode(n.Content[0])
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, jsonNode(item))
		}
		return list
	case yaml.MappingNode:
		values := map[string]any{}
		for key, value := range pairs(n) {
			values[key.Value] = jsonNode(value)
		}
		return values
	}
	switch n.ShortTag() {
	case "!!int", "!!float", "!!bool":
		var value any
		if n.Load(&value) == nil {
			return value
		}
	case "!!null":
		return nil
	}
	return n.Value
}

// Words says what kind of value a key has, such as "a list of texts", for people who write it.
func (e Entry) Words() string { return kindWords(e.Type) }

func kindWords(t reflect.Type) string {
	t = bare(t)
	if noted, ok := reflect.Zero(t).Interface().(Noted); ok {
		words, _ := noted.Notation()
		return words
	}
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int64:
		return "a whole number"
	case reflect.Slice:
		return "a list"
	case reflect.Map:
		return "names that you choose, each with " + kindWords(t.Elem())
	case reflect.Struct:
		return "keys"
	}
	return "text"
}
