package main

import (
	"fmt"
	"os"
	"path/filepath"

	"handrail/release/sbom"
)

// sbom lists what the program is made of, by the program for each kind of system: some modules are in that for Windows alone.
func (r *release) sbom() ([]byte, error) {
	table, err := os.ReadFile(filepath.Join(r.root, "docs", "dependencies.md"))
	if err != nil {
		return nil, err
	}
	var lists [][]byte
	for _, s := range systems() {
		if s.arch != "amd64" {
			continue
		}
		built, err := r.build(s)
		if err != nil {
			return nil, fmt.Errorf("building for %s: %w", s, err)
		}
		file := filepath.Join(r.temp, s.os+".cdx.json")
		if _, err := r.run([]string{"GOOS=", "GOARCH="}, "go", sbom.Arguments(built, r.version, file)...); err != nil {
			return nil, err
		}
		list, err := os.ReadFile(file)
		if err == nil {
			list, err = sbom.Complete(built, list, table)
		}
		if err != nil {
			return nil, fmt.Errorf("what the program for %s is made of: %w", s, err)
		}
		lists = append(lists, list)
	}
	return sbom.Join(lists)
}
