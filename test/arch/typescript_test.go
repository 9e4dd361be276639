package arch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// rooms are the folders of templates/ that hold scripts and styles, each with those that it may import from besides itself. What a feature
// has is its own: what several need is in browser/, what they need of a quiz is in questions/, and of a language in language/.
var rooms = map[string][]string{
	"browser":    nil,
	"language":   nil,
	"codes":      {"browser"},
	"questions":  {"browser", "codes", "language"},
	"features/*": {"browser", "codes", "language", "questions"},
	// The quiz on a page of a package is that of the site, but for where it is kept.
	"features/lms": {"browser", "codes", "language", "questions", "features/quiz"},
	"layouts":      {"browser", "features/*"},
	"desk":         {"browser", "layouts"},
	"worker":       nil,
}

// roomOf gives the room of a file, by its path in templates/.
func roomOf(name string) string {
	room, rest, _ := strings.Cut(name, "/")
	if room == "features" {
		feature, _, _ := strings.Cut(rest, "/")
		return room + "/" + feature
	}
	return room
}

// templates is the folder of the browser's modules.
var templates = filepath.Join("..", "..", "templates")

// modules lists the files of templates/ with one of some endings, with slashes.
func modules(t *testing.T, endings ...string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(templates, func(file string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && slices.Contains(endings, filepath.Ext(file)) {
			names = append(names, filepath.ToSlash(strings.TrimPrefix(file, templates+string(filepath.Separator))))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// TestScriptImports keeps the direction of the browser's modules and style sheets.
func TestScriptImports(t *testing.T) {
	t.Parallel()
	imported := regexp.MustCompile(`(?m)^(?:import|export)\b[^;]*?"(\.[^"]*)";|^@import "([^"]*)";`)
	found := 0
	for _, name := range modules(t, ".ts", ".mts", ".css") {
		text, err := os.ReadFile(filepath.Join(templates, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		from := roomOf(name)
		kind := from
		if _, own := rooms[from]; !own && strings.HasPrefix(from, "features/") {
			kind = "features/*"
		}
		may, ok := rooms[kind]
		if !ok {
			t.Errorf("templates/%s is in a room that is not in the table", name)
		}
		for _, match := range imported.FindAllStringSubmatch(string(text), -1) {
			found++
			to := path.Join(path.Dir(name), match[1]+match[2])
			if strings.HasPrefix(to, "../") && strings.HasSuffix(name, ".test.mts") {
				continue // fixtures, which Go reads as well
			}
			if to = roomOf(to); to != from && !slices.ContainsFunc(may, func(room string) bool { match, _ := path.Match(room, to); return match }) {
				t.Errorf("templates/%s imports from %s: it may import from its own folder and from %s", name, to, may)
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d imports are found", found)
	}
}

// TestTypeNames: no two types of the browser's modules have one name, so that a name says which is meant. Those of the contracts mean the same
// in each.
func TestTypeNames(t *testing.T) {
	t.Parallel()
	declared := regexp.MustCompile(`(?m)^(?:export )?(?:abstract )?(?:interface|type|class|enum) (\w+)`)
	where := map[string]string{}
	for _, name := range modules(t, ".ts") {
		if path.Base(name) == "contract.ts" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(templates, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range declared.FindAllSubmatch(text, -1) {
			if other := where[string(match[1])]; other != "" {
				t.Errorf("templates/%s declares a type %s, and so does templates/%s: name each by what it is", name, match[1], other)
			}
			where[string(match[1])] = name
		}
	}
	if len(where) < 100 {
		t.Errorf("only %d types are found", len(where))
	}
}

// TestContracts: what a script looks for on its page is in the contract of its folder, or in that of a quiz. That is each selector with a class,
// an identifier or an attribute that layouts have, and each such attribute that it reads from dataset. The compiler holds each selector to the
// contract as well.
func TestContracts(t *testing.T) {
	t.Parallel()
	var layouts strings.Builder
	for _, name := range modules(t, ".html") {
		layouts.WriteString(readModule(t, name))
	}
	hooks := map[string]bool{} // of layouts
	for _, m := range regexp.MustCompile(`class="([^"]*)"|id="([^"{]*)"|[\s"](data-[-a-z]+)`).FindAllStringSubmatch(layouts.String(), -1) {
		for _, class := range strings.Fields(m[1]) {
			hooks["."+class] = true
		}
		hooks["#"+m[2]], hooks["["+m[3]] = true, true
	}
	// Not within this.place, which holds a screen that the script has made.
	looked := regexp.MustCompile(`(this\.place\.)?\b(?:querySelector(?:All)?(?:<\w+>)?|closest|matches|(all))\((?:\w+, )?("[^"]*"|'[^']*')( satisfies Selector\b)?`)
	parts := regexp.MustCompile(`[.#][-\w]+|\[data-[-a-z]+`)
	read := regexp.MustCompile(`\.dataset(?: as Data(?: \| undefined)?\)\??)?\.(\w+)`)
	capital := regexp.MustCompile(`[A-Z]`)
	found := 0
	for _, name := range modules(t, ".ts") {
		folder := path.Dir(name)
		if !strings.HasPrefix(name, "features/") && folder != "questions" || path.Base(name) == "contract.ts" {
			continue
		}
		agreed := readModule(t, folder+"/contract.ts") + readModule(t, "questions/contract.ts")
		text := readModule(t, name)
		for _, m := range looked.FindAllStringSubmatch(text, -1) {
			if m[1] == "" && slices.ContainsFunc(parts.FindAllString(m[3], -1), func(part string) bool { return hooks[part] }) {
				found++
				if !strings.Contains(agreed, m[3]) {
					t.Errorf("templates/%s looks for %s, which templates/%s/contract.ts does not have", name, m[3], folder)
				} else if m[2] == "" && m[4] == "" { // what all is given is of that type
					t.Errorf("templates/%s looks for %s: write it as %s satisfies Selector, so that the compiler reports one that the contract does not have", name, m[3], m[3])
				}
			}
		}
		for _, m := range read.FindAllStringSubmatch(text, -1) {
			attribute := "[data-" + strings.ToLower(capital.ReplaceAllString(m[1], "-$0"))
			if hooks[attribute] {
				found++
				if !strings.Contains(agreed, attribute) {
					t.Errorf("templates/%s reads %s], which templates/%s/contract.ts does not have", name, attribute, folder)
				}
			}
		}
	}
	if found < 60 {
		t.Errorf("only %d uses of layouts are found", found)
	}
}

// TestKept: the page of what is kept has a line for all that a page keeps.
func TestKept(t *testing.T) {
	t.Parallel()
	key := regexp.MustCompile("\\bnew Slot\\([\"'`]handrail:1:([a-z]+):")
	kinds := readModule(t, "features/kept/kept.ts")
	found := 0
	for _, name := range modules(t, ".ts") {
		for _, m := range key.FindAllStringSubmatch(readModule(t, name), -1) {
			found++
			if !strings.Contains(kinds, fmt.Sprintf("{ name: %q,", m[1])) {
				t.Errorf("templates/%s keeps handrail:1:%s, which the table of templates/features/kept/kept.ts does not have", name, m[1])
			}
		}
	}
	if found < 4 {
		t.Errorf("only %d keys are found", found)
	}
}

// readModule gives the text of a file of templates/; "" where there is none.
func readModule(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(templates, filepath.FromSlash(name)))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return string(text)
}
