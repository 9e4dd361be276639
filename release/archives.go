package main

import (
	"fmt"
	"os"
)

// windows makes the zip file for Windows.
func (r *release) windows(arch string, s *shared, built []byte) (entry, error) {
	start, err := r.text("start-windows.html", r.facts())
	if err != nil {
		return entry{}, err
	}
	data, err := zipOf(below("Handrail", []entry{
		{"handrail.exe", built, program}, {"Start here.html", start, plain}, s.licence, s.licences,
		{"completions/handrail.ps1", s.completions["powershell"], plain},
	}), r.day)
	return entry{name: r.file("windows_" + arch + ".zip"), data: data, mode: plain}, err
}

// macOS makes a zip file for Macs, with the program for some processors as an app, and a link for who types commands.
func (r *release) macOS(name string, s *shared, programs map[system][]byte, arches ...string) (entry, error) {
	built := programs[system{"darwin", arches[0]}]
	if len(arches) > 1 {
		var each [][]byte
		for _, arch := range arches {
			each = append(each, programs[system{"darwin", arch}])
		}
		var err error
		if built, err = universal(each...); err != nil {
			return entry{}, err
		}
	}
	start, err := r.text("start-macos.html", r.facts())
	if err != nil {
		return entry{}, err
	}
	info, err := r.text("Info.plist", r.facts())
	if err != nil {
		return entry{}, err
	}
	icon, err := icns()
	if err != nil {
		return entry{}, err
	}
	data, err := zipOf(below("Handrail", append([]entry{
		{"Handrail.app/Contents/MacOS/handrail", built, program},
		{"Handrail.app/Contents/Info.plist", info, plain},
		{"Handrail.app/Contents/Resources/handrail.icns", icon, plain},
		{"handrail", []byte("Handrail.app/Contents/MacOS/handrail"), link},
		{"Start here.html", start, plain}, s.licence, s.licences,
	}, below("completions", s.shells())...)), r.day)
	return entry{name: r.file("macos_" + name + ".zip"), data: data, mode: plain}, err
}

// shells are the completions of the shells that a Mac or Linux has.
func (s *shared) shells() []entry {
	return []entry{{"handrail.bash", s.completions["bash"], plain}, {"_handrail", s.completions["zsh"], plain}, {"handrail.fish", s.completions["fish"], plain}}
}

// linux makes the archive for Linux.
func (r *release) linux(arch string, s *shared, built []byte) (entry, error) {
	start, err := r.text("README.txt", r.facts())
	if err != nil {
		return entry{}, err
	}
	files := []entry{{"handrail", built, program}, {"README.txt", start, plain}, s.licence, s.licences}
	files = append(files, below("man", s.manual)...)
	files = append(files, below("completions", s.shells())...)
	data, err := tarOf("", below("handrail", files), r.day)
	if err != nil {
		return entry{}, err
	}
	return entry{name: r.file("linux_" + arch + ".tar.gz"), data: gzipOf(data), mode: plain}, nil
}

// onlySBOM writes what the program is made of to a file.
func (r *release) onlySBOM(file string) error {
	list, err := r.sbom()
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, list, 0o644); err != nil {
		return err
	}
	_, err = fmt.Printf("Wrote %s.\n", file)
	return err
}
