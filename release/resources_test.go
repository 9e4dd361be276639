package main

import (
	"bytes"
	"debug/pe"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf16"
)

// TestResources: a program that is linked beside what is made for Windows has its manifest, its version and its icon.
func TestResources(t *testing.T) {
	wide := func(text string) []byte {
		var out []byte
		for _, unit := range utf16.Encode([]rune(text)) {
			out = binary.LittleEndian.AppendUint16(out, unit)
		}
		return out
	}
	r := &release{root: t.TempDir(), version: "1.2.3", temp: t.TempDir()}
	dir := filepath.Join(r.root, "cmd", "handrail")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"go.mod": "module x\n\ngo 1.26\n", "cmd/handrail/main.go": "package main\n\nfunc main() {}\n"} {
		if err := os.WriteFile(filepath.Join(r.root, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	icon, err := drawn(256)
	if err != nil {
		t.Fatal(err)
	}
	for arch, machine := range map[string]uint16{"amd64": pe.IMAGE_FILE_MACHINE_AMD64, "arm64": pe.IMAGE_FILE_MACHINE_ARM64} {
		if err := r.resources(arch); err != nil {
			t.Fatal(err)
		}
		built, err := r.build(system{"windows", arch})
		if err != nil {
			t.Fatal(err)
		}
		file, err := pe.Open(built)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		section := file.Section(".rsrc")
		if section == nil || file.Machine != machine {
			t.Fatalf("the program for %s has no resources, or is for another processor", arch)
		}
		data, err := section.Data()
		if err != nil {
			t.Fatal(err)
		}
		for what, want := range map[string][]byte{"manifest": []byte(manifest), "icon": icon, "version": wide("1.2.3"), "description": wide("FileDescription")} {
			if !bytes.Contains(data, want) {
				t.Errorf("the program for %s lacks its %s", arch, what)
			}
		}
	}
	if err := (&release{root: r.root, version: "1.2-beta", temp: r.temp}).resources("amd64"); err == nil {
		t.Error("a version that Windows cannot show passes")
	}
}
