// Program sbom writes down what the program is made of, as a software bill of materials (CycloneDX, https://cyclonedx.org/specification/
// overview/): each Go module that is linked into it, with its version, hash and licence, and the Go that builds it. It has cyclonedx-gomod
// write the list, holds it to what the go command has noted in the program itself, and adds the licences of docs/dependencies.md, which
// a test of cmd/handrail holds to the modules' own files: cyclonedx-gomod recognises less than half of these.
package main

import (
	"bytes"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// cyclonedx is the version of the program that writes the list, which the go command builds.
const cyclonedx = "github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0"

func main() {
	file := flag.String("write", "handrail.cdx.json", "file to write")
	flag.Parse()
	dir, err := os.MkdirTemp("", "handrail-sbom-")
	if err == nil {
		defer os.RemoveAll(dir)
		err = write(*file, dir)
	}
	if err != nil {
		_ = os.RemoveAll(dir)
		fmt.Fprintln(os.Stderr, "sbom:", err)
		os.Exit(1)
	}
}

// write builds the program into a folder, and writes and tries its list.
func write(file, dir string) error {
	program := filepath.Join(dir, "handrail")
	for _, args := range [][]string{
		{"build", "-buildvcs=auto", "-o", program, "handrail/cmd/handrail"},
		{"run", cyclonedx, "bin", "-json", "-std", "-output", file, program},
	} {
		if said, err := exec.Command("go", args...).CombinedOutput(); err != nil {
			return fmt.Errorf("go %s: %w\n%s", args[0], err, said)
		}
	}
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return err
	}
	list, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	n, err := compare(info, list)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	table, err := os.ReadFile(filepath.Join("docs", "dependencies.md"))
	if err != nil {
		return err
	}
	if list, err = addLicences(list, table); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if err := os.WriteFile(file, list, 0o644); err != nil {
		return err
	}
	_, err = fmt.Printf("Wrote %s: the program and the %d modules that it is made of, Go's own library among them.\n", file, n)
	return err
}

// compare sees that a list names the program, each module that is linked into it, at its version, and Go's own library, and nothing
// else. It gives how many modules there are.
func compare(info *buildinfo.BuildInfo, list []byte) (int, error) {
	type component struct{ Name, Version, Purl string }
	var named struct {
		Format   string `json:"bomFormat"`
		Metadata struct{ Component component }
		Parts    []component `json:"components"`
	}
	if err := json.Unmarshal(list, &named); err != nil {
		return 0, err
	}
	if named.Format != "CycloneDX" || named.Metadata.Component.Name != info.Main.Path {
		return 0, fmt.Errorf("it is a list (%q) of %q, and not of %q", named.Format, named.Metadata.Component.Name, info.Main.Path)
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
	return len(named.Parts), errs
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
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(all)
	return out.Bytes(), err
}
