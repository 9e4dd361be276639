package site_test

import (
	"os"
	"reflect"
	"testing"

	"handrail/internal/language"
	"handrail/internal/markdown"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/internal/text"
)

// TestTexts writes every text of the shipped site as markdown, wherever it is kept: pages, rules and reasons, stems, choices, feedback,
// explanations. Each has to be read as the same again, and to have a plain form.
func TestTexts(t *testing.T) {
	s, _ := site.Load(os.DirFS("../../content"), site.Options{Today: november})
	parser := markdown.NewParser(language.English())
	count := 0
	for _, page := range s.Pages {
		body, err := page.Text()
		if err != nil {
			t.Fatal(err)
		}
		roots := []any{body, page.Doc.Rules, page.Quiz}
		for _, root := range roots {
			eachHTML(reflect.ValueOf(root), func(h markdown.HTML) {
				count++
				blocks, err := page.Doc.ReadBlocks(body, h)
				if err != nil {
					t.Fatal(err)
				}
				written := text.Markdown(blocks)
				f, _ := source.Parse("p.md", []byte("---\ntitle: \"-\"\n---\n"+written))
				doc, _ := parser.Parse(f)
				again, err := doc.ReadBlocks(doc.Text, doc.Body)
				if err != nil || !reflect.DeepEqual(again, blocks) {
					t.Errorf("%s: %q\nis written as\n%s\n%v", page.Path, h, written, err)
				}
				if text.Plain(blocks, nil) == "" {
					t.Errorf("%s: %q has no plain text", page.Path, h)
				}
			})
		}
	}
	if count < 500 {
		t.Errorf("only %d texts", count)
	}
}

// eachHTML calls do for all HTML in a value that is not empty.
func eachHTML(v reflect.Value, do func(markdown.HTML)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			eachHTML(v.Elem(), do)
		}
	case reflect.Slice:
		if h, ok := v.Interface().(markdown.HTML); ok {
			if len(h) > 0 {
				do(h)
			}
			return
		}
		for i := range v.Len() {
			eachHTML(v.Index(i), do)
		}
	case reflect.Array:
		for i := range v.Len() {
			eachHTML(v.Index(i), do)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				eachHTML(v.Field(i), do)
			}
		}
	}
}
