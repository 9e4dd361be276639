package cases

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"handrail/internal/source"
)

// cause is one way in which a source can be damaged. damage returns the damaged file; nil when the file has nothing to damage in this way.
type cause struct {
	name   string
	damage func(name string, data []byte) []byte
}

// after puts text into the first line after the front matter of a page.
func after(text string) func(name string, data []byte) []byte {
	return func(name string, data []byte) []byte {
		if path.Ext(name) != ".md" {
			return nil
		}
		end := bytes.Index(data, []byte("\n---\n")) + len("\n---\n")
		return bytes.Join([][]byte{data[:end], []byte(text), data[end:]}, nil)
	}
}

// misspell changes the last letter of a key of the front matter, or of a file of YAML.
func misspell(key string) func(name string, data []byte) []byte {
	find := regexp.MustCompile(`(?m)^(\s*(?:- )?` + key[:len(key)-1] + ")" + key[len(key)-1:] + ":")
	return func(name string, data []byte) []byte {
		if at := find.FindSubmatchIndex(data); at != nil {
			return bytes.Join([][]byte{data[:at[3]], []byte("qq"), data[at[3]+1:]}, nil)
		}
		return nil
	}
}

func causes() []cause {
	rule := regexp.MustCompile(`(?m)^(:::(?:must|should)(?:-not)? )\{#[a-z-]+`)
	list := []cause{
		{"not UTF-8", func(_ string, data []byte) []byte { return append([]byte("\xe9\n"), data...) }},
		{"a zero byte", func(_ string, data []byte) []byte { return append(bytes.Clone(data), 0) }},
		{"too large", func(_ string, data []byte) []byte {
			return append(bytes.Clone(data), bytes.Repeat([]byte("\n"), source.MaxSize)...)
		}},
		{"front matter without an end", func(name string, data []byte) []byte {
			if path.Ext(name) != ".md" {
				return nil
			}
			return bytes.Replace(data, []byte("\n---\n"), []byte("\n"), 1)
		}},
		{"YAML that cannot be read", func(name string, data []byte) []byte {
			switch path.Ext(name) {
			case ".md":
				return bytes.Replace(data, []byte("\n---\n"), []byte("\nsummary: [a, b\n---\n"), 1)
			case ".yaml":
				return append(bytes.Clone(data), "\nx: [a, b\n"...)
			}
			return nil
		}},
		{"a block without an end", after(":::note\nNote.\n\n")},
		{"a block of no kind", after(":::nots\nNote.\n:::\n\n")},
		{"a comment without an end", after("<!-- later\n\n")},
		{"code without an end", after("```\n\n")},
		{"a conflict", after("<<<<<<< HEAD\nOne.\n=======\nAnother.\n>>>>>>> theirs\n\n")},
		{"a rule without a name", func(_ string, data []byte) []byte {
			if at := rule.FindSubmatchIndex(data); at != nil {
				return bytes.Join([][]byte{data[:at[3]], []byte("{"), data[at[1]:]}, nil)
			}
			return nil
		}},
		{"attributes that cannot be read", func(_ string, data []byte) []byte {
			if at := rule.FindSubmatchIndex(data); at != nil {
				return bytes.Join([][]byte{data[:at[3]], []byte("{=\"x\" "), data[at[3]+1:]}, nil)
			}
			return nil
		}},
	}
	for _, key := range []string{"title", "questions", "options", "topic", "label", "choose", "ask", "fields", "rules", "version", "changes", "topics",
		"audience", "audiences", "organisation", "pass", "reviewed", "address", "checks", "html"} {
		list = append(list, cause{"the key " + key + " mistyped", misspell(key)})
	}
	return list
}

// TestOneCauseOneReport damages each file of the site that ships in each way, or without -every one in eight of those that can be damaged so: what
// is reported is the damage, in that file, and nothing that follows from it.
func TestOneCauseOneReport(t *testing.T) {
	shipped := shippedContent(t)
	usual := map[string]bool{}
	for _, d := range load(shipped).diags {
		usual[said(d)] = true
	}
	names := slices.Sorted(maps.Keys(shipped))
	for _, c := range causes() {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			t.Parallel()
			fits, tried := 0, 0
			for _, name := range names {
				data := c.damage(name, shipped[name].Data)
				if data == nil || path.Ext(name) == ".svg" {
					continue
				}
				if fits++; fits%8 != 1 && !*every {
					continue
				}
				tried++
				files := fstest.MapFS{}
				for other, file := range shipped {
					files[other] = file
				}
				files[name] = &fstest.MapFile{Data: data}
				oneCause(t, name, files, usual)
			}
			t.Log(tried, "files")
		})
	}
	t.Run("no-right-to-read", func(t *testing.T) {
		for i, name := range names {
			if path.Ext(name) == ".svg" || i%4 > 0 && !*every {
				continue // the page that shows a picture says so
			}
			oneCause(t, name, locked{shipped, name}, usual)
		}
	})
}

func oneCause(t *testing.T, name string, files fs.FS, usual map[string]bool) {
	t.Helper()
	var reported []string
	errors := 0
	for _, d := range load(files).diags {
		if usual[said(d)] {
			continue
		}
		if d.File != "content/"+name {
			t.Errorf("%s: not of this file: %s", name, said(d))
		}
		if d.Severity == source.Error {
			errors++
			reported = append(reported, said(d))
		}
	}
	if errors != 1 {
		t.Errorf("%s: %d errors for one cause: %s", name, errors, strings.Join(reported, "\n\t"))
	}
}

// locked is a folder in which nobody may open one file.
type locked struct {
	fstest.MapFS
	name string
}

func (l locked) Open(name string) (fs.File, error) {
	if name == l.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.Open(name)
}
