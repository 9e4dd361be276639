package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// licencesIn joins the licences in the folders of modules, in the order of their names. A module without any is an error.
func licencesIn(folders map[string]string) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("Handrail is made of these modules, and of its own code, whose licence is in LICENSE.\n")
	for _, module := range slices.Sorted(maps.Keys(folders)) {
		var texts []string
		for _, pattern := range []string{"LICEN[CS]E*", "COPYING*", "NOTICE*"} {
			files, err := filepath.Glob(filepath.Join(folders[module], pattern))
			if err != nil {
				return nil, err
			}
			for _, file := range files {
				text, err := os.ReadFile(file)
				if err != nil {
					return nil, err
				}
				texts = append(texts, strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")))
			}
		}
		if len(texts) == 0 {
			return nil, fmt.Errorf("%s has no licence in %s", module, folders[module])
		}
		fmt.Fprintf(&out, "\n%s\n%s\n\n%s\n", module, strings.Repeat("=", len(module)), strings.Join(texts, "\n\n"))
	}
	return out.Bytes(), nil
}
