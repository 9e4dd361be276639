// Package sbom writes down what a program is made of, as a software bill of materials (CycloneDX, https://cyclonedx.org/specification/overview/): each
// Go module that is linked into it, with its version, hash and licence, and the Go that builds it. It has cyclonedx-gomod write the list, holds it to
// what the go command has noted in the program itself, and adds the licences of docs/dependencies.md, which a test of cmd/handrail holds to
// the modules' own files: cyclonedx-gomod recognises less than half of these.
package sbom

import (
	"bytes"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Arguments are those with which the go command writes the list of a program to a file. A list has no number and no time of its own, so that of
// the same program is the same.
func Arguments(program, version, file string) []string {
	const cyclonedx = "github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0"
	return []string{"run", cyclonedx, "bin", "-json", "-std", "-noserial", "-notimestamp", "-version", "v" + version, "-output", file, program}
}

// Complete holds a list to the program of which it is, and adds the licences from the table of docs/dependencies.md.
func Complete(program string, list, table []byte) ([]byte, error) {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return nil, err
	}
	if err := compare(info, list); err != nil {
		return nil, err
	}
	return addLicences(list, table)
}

// compare sees that a list names the program, each module that is linked into it, at its version, and Go's own library, and nothing
// else.
func compare(info *buildinfo.BuildInfo, list []byte) error {
	type component struct{ Name, Version, Purl string }
	var named struct {
		Format   string `json:"bomFormat"`
		Metadata struct{ Component component }
		Parts    []component `json:"components"`
	}
	if err := json.Unmarshal(list, &named); err != nil {
		return err
	}
	if named.Format != "CycloneDX" || named.Metadata.Component.Name != info.Main.Path {
		return fmt.Errorf("it is a list (%q) of %q, and not of %q", named.Format, named.Metadata.Component.Name, info.Main.Path)
	}
	linked := map[string]string{"std": info.GoVersion}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		linked[m.Path] = m.Version
	}
	var errs error
	for _, c := range named.Parts {
		version, known := linked[c.Name]
		switch {
		case !known:
			errs = errors.Join(errs, fmt.Errorf("it names %s, which is not in the program, or is there twice", c.Name))
		case c.Version != version || !strings.HasPrefix(c.Purl, "pkg:golang/"+c.Name+"@"+version):
			errs = errors.Join(errs, fmt.Errorf("it has %s %s (%s), and the program %s", c.Name, c.Version, c.Purl, version))
		}
		delete(linked, c.Name)
	}
	for name, version := range linked {
		errs = errors.Join(errs, fmt.Errorf("it lacks %s %s", name, version))
	}
	return errs
}

// addLicences gives each module of a list its licence as an SPDX expression, which the table of docs/dependencies.md has in words. An
// error names the modules of which the table says nothing.
func addLicences(list, table []byte) ([]byte, error) {
	licences := map[string]string{"std": "BSD-3-Clause"}
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` +\\| ([^|]+?) +\\|").FindAllSubmatch(table, -1) {
		licences[string(row[1])] = strings.ReplaceAll(string(row[2]), " and ", " AND ")
	}
	var all map[string]any
	if err := json.Unmarshal(list, &all); err != nil {
		return nil, err
	}
	parts, _ := all["components"].([]any) // compare has seen that they are there
	var errs error
	for _, part := range parts {
		part, _ := part.(map[string]any)
		name, _ := part["name"].(string)
		licence, found := licences[name]
		if !found {
			errs = errors.Join(errs, fmt.Errorf("docs/dependencies.md does not say which licence %s has", name))
		}
		part["licenses"] = []any{map[string]any{"expression": licence}}
	}
	if errs != nil {
		return nil, errs
	}
	return encode(all)
}

// encode writes a list.
func encode(list map[string]any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(list)
	return out.Bytes(), err
}

// Join makes one list of those of a program for several systems: each component is in it once, with all that depends on it. What is true of one
// program alone is left out, and what depends on where cyclonedx-gomod was built: systems in addresses of packages, and checksums of programs.
func Join(lists [][]byte) ([]byte, error) {
	var joined map[string]any
	known := map[string]map[string]any{} // components and what they depend on, by their names in the list
	for _, text := range lists {
		var list map[string]any
		if err := json.Unmarshal(forAnySystem(text), &list); err != nil {
			return nil, err
		}
		if joined == nil {
			joined = map[string]any{}
			for _, key := range []string{"$schema", "bomFormat", "specVersion", "version", "metadata"} {
				joined[key] = list[key]
			}
			meta, _ := joined["metadata"].(map[string]any)
			delete(meta, "properties")
			tools, _ := meta["tools"].([]any)
			for _, tool := range tools {
				tool, _ := tool.(map[string]any)
				delete(tool, "hashes")
			}
		}
		for key, name := range map[string]string{"components": "bom-ref", "dependencies": "ref"} {
			all, _ := list[key].([]any)
			for _, one := range all {
				one, _ := one.(map[string]any)
				ref, _ := one[name].(string)
				old := known[key+" "+ref]
				if old == nil {
					known[key+" "+ref] = one
					continue
				}
				if key == "dependencies" {
					old["dependsOn"] = union(old["dependsOn"], one["dependsOn"])
				}
			}
		}
	}
	for _, key := range []string{"components", "dependencies"} {
		var all []any
		for _, name := range slices.Sorted(maps.Keys(known)) {
			if strings.HasPrefix(name, key+" ") {
				if one := known[name]; key == "dependencies" && one["dependsOn"] == nil {
					delete(one, "dependsOn")
				}
				all = append(all, known[name])
			}
		}
		joined[key] = all
	}
	return encode(joined)
}

// forAnySystem takes the system out of the addresses of packages in a list.
func forAnySystem(list []byte) []byte {
	return regexp.MustCompile(`goarch=\w+(&|\\u0026)goos=\w+(&|\\u0026)`).ReplaceAll(list, nil)
}

// union joins two lists of names, each of which may be missing.
func union(a, b any) any {
	var all []string
	for _, list := range []any{a, b} {
		names, _ := list.([]any)
		for _, name := range names {
			name, _ := name.(string)
			all = append(all, name)
		}
	}
	if all == nil {
		return nil
	}
	slices.Sort(all)
	var distinct []any
	for _, name := range slices.Compact(all) {
		distinct = append(distinct, name)
	}
	return distinct
}
