package main

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// licences are recognised by words that each of them has.
func licences() map[string]*regexp.Regexp {
	return map[string]*regexp.Regexp{
		"Apache-2.0":   regexp.MustCompile(`(?s)Apache\s+License,?\s+Version\s+2\.0`),
		"BSD-2-Clause": regexp.MustCompile(`Redistributions\s+in\s+binary\s+form`), // and no third clause: see licenceOf
		"BSD-3-Clause": regexp.MustCompile(`(?s)Redistributions\s+in\s+binary\s+form.*(Neither\s+the\s+name|may\s+not\s+be\s+used\s+to\s+endorse|The\s+name\s+of)`),
		"ISC":          regexp.MustCompile(`Permission\s+to\s+use,\s+copy,\s+modify,\s+and(/or)?\s+distribute\s+this\s+software\s+for\s+any\s+purpose`),
		"MIT":          regexp.MustCompile(`(?s)Permission\s+is\s+hereby\s+granted,\s+free\s+of\s+charge,\s+to\s+any\s+person`),
	}
}

// licenceOf names the licences in the licence files of a module, joined by "and".
func licenceOf(t *testing.T, dir string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "LICEN[CS]E*"))
	if len(files) == 0 {
		files, err = filepath.Glob(filepath.Join(dir, "COPYING*"))
	}
	if err != nil || len(files) == 0 {
		t.Fatalf("%s has no licence: %v", dir, err)
	}
	var found []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for name, words := range licences() {
			if words.Match(text) {
				found = append(found, name)
			}
		}
	}
	slices.Sort(found)
	found = slices.Compact(found)
	if slices.Contains(found, "BSD-3-Clause") {
		found = slices.DeleteFunc(found, func(name string) bool { return name == "BSD-2-Clause" })
	}
	if len(found) == 0 {
		t.Errorf("the licence in %s is none that Handrail may use: %s", dir, files)
	}
	return strings.Join(found, " and ")
}

// TestLicences: docs/dependencies.md lists the modules that the program is linked from, on any system, with the licences that
// they have.
func TestLicences(t *testing.T) {
	linked := map[string]string{}
	for _, system := range []string{"linux", "darwin", "windows"} {
		list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Dir}}{{end}}{{end}}", ".")
		list.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		out, err := list.Output()
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(out)) {
			if module, dir, found := strings.Cut(strings.TrimSpace(line), "\t"); found && linked[module] == "" {
				linked[module] = licenceOf(t, dir)
			}
		}
	}
	text, err := os.ReadFile("../../docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` +\\| ([^|]+?) +\\|").FindAllSubmatch(text, -1) {
		documented[string(row[1])] = string(row[2])
	}
	for module, licence := range linked {
		if documented[module] != licence {
			t.Errorf("%s has the licence %q, and docs/dependencies.md says %q", module, licence, documented[module])
		}
	}
	for module := range documented {
		if linked[module] == "" {
			t.Errorf("docs/dependencies.md has %s, which is not in the program", module)
		}
	}
	if len(linked) < 10 {
		t.Errorf("%d modules", len(linked))
	}
}

// TestNpmLicences: docs/dependencies.md lists the packages of package.json, with the licences that they say they have.
func TestNpmLicences(t *testing.T) {
	read := func(name string, into any) {
		t.Helper()
		data, err := os.ReadFile(filepath.Join("..", "..", name))
		if err == nil {
			err = json.Unmarshal(data, into)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var project struct{ DevDependencies, Dependencies map[string]string }
	read("package.json", &project)
	if len(project.Dependencies) > 0 {
		t.Errorf("the program would need packages of npm: %v", project.Dependencies)
	}
	text, err := os.ReadFile("../../docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]string{}
	for _, row := range regexp.MustCompile("(?m)^- (`[^(]+) \\(([^)]+)\\): ").FindAllSubmatch(text, -1) {
		for name := range strings.SplitSeq(string(row[1]), ", ") {
			documented[strings.Trim(name, "`")] = string(row[2])
		}
	}
	said := map[string]string{}
	for name := range project.DevDependencies {
		var its struct{ License string }
		read("node_modules/"+name+"/package.json", &its)
		said[name] = its.License
	}
	if !maps.Equal(said, documented) || len(said) < 10 {
		t.Errorf("the packages say %v, and docs/dependencies.md %v", said, documented)
	}
}
