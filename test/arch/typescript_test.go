package arch

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// rooms are the folders of templates/ that hold scripts and styles, each with those that it may import from besides itself. What a feature
// has is its own: what several need is in browser/, and what they need of a quiz is in questions/.
var rooms = map[string][]string{
	"browser":    nil,
	"questions":  {"browser"},
	"features/*": {"browser", "questions"},
	"layouts":    {"features/*"},
	"worker":     nil,
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

// TestScriptImports keeps the direction of the browser's modules and style sheets.
func TestScriptImports(t *testing.T) {
	t.Parallel()
	top := filepath.Join("..", "..", "templates")
	imported := regexp.MustCompile(`(?m)^(?:import|export)\b[^;]*?"(\.[^"]*)";|^@import "([^"]*)";`)
	found := 0
	for _, ending := range []string{"*.ts", "*.css"} {
		for _, depth := range []string{"*", "*/*"} {
			names, err := filepath.Glob(filepath.Join(top, depth, ending))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range names {
				text, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				name := filepath.ToSlash(strings.TrimPrefix(file, top+string(filepath.Separator)))
				from := roomOf(name)
				kind := from
				if strings.HasPrefix(from, "features/") {
					kind = "features/*"
				}
				may, ok := rooms[kind]
				if !ok {
					t.Errorf("templates/%s is in a room that is not in the table", name)
				}
				for _, match := range imported.FindAllStringSubmatch(string(text), -1) {
					found++
					to := roomOf(path.Join(path.Dir(name), match[1]+match[2]))
					if to != from && !slices.ContainsFunc(may, func(room string) bool { match, _ := path.Match(room, to); return match }) {
						t.Errorf("templates/%s imports from %s: it may import from its own folder and from %s", name, to, may)
					}
				}
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d imports are found", found)
	}
}
