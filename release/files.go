package main

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"text/template"

	"handrail/internal/about"
)

// sumsFile has the checksums of all other files, as sha256sum writes and reads them.
const sumsFile = "checksums.txt"

// texts are the files that are in archives, or beside them, with gaps for the version and addresses.
//
//go:embed texts
var texts embed.FS

// text fills in a text.
func (r *release) text(name string, data any) ([]byte, error) {
	t, err := template.New(name).Option("missingkey=error").ParseFS(texts, "texts/"+name, "texts/style.html")
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	var out bytes.Buffer
	if err := t.Execute(&out, data); err != nil {
		return nil, fmt.Errorf("filling in %s: %w", name, err)
	}
	return out.Bytes(), nil
}

// facts are what most texts say of a release. A package has an address of mail and an identifier, which are made of the home's.
func (r *release) facts() map[string]any {
	host := strings.Split(about.Home, "/")[2]
	parts := strings.Split(host, ".")
	slices.Reverse(parts)
	return map[string]any{"Version": r.version, "Home": about.Home, "Sums": r.address(sumsFile), "Mail": "handrail@" + host,
		"Identifier": strings.Join(parts, ".")}
}

// files makes all files of a release. What is wrong with any of them is in the error.
func (r *release) files() ([]entry, error) {
	programs, err := r.programs()
	if err != nil {
		return nil, err
	}
	common, err := r.common()
	if err != nil {
		return nil, err
	}
	sbom, err := r.sbom()
	if err != nil {
		return nil, err
	}
	container, err := r.text("Containerfile", r.facts())
	if err != nil {
		return nil, err
	}
	work := []func() (entry, error){
		func() (entry, error) { return r.macOS("universal", common, programs, "amd64", "arm64") },
	}
	for _, arch := range []string{"amd64", "arm64"} {
		work = append(work,
			func() (entry, error) { return r.macOS(arch, common, programs, arch) },
			func() (entry, error) { return r.windows(arch, common, programs[system{"windows", arch}]) },
			func() (entry, error) { return r.linux(arch, common, programs[system{"linux", arch}]) },
			func() (entry, error) { return r.debian(arch, common, programs[system{"linux", arch}]) })
	}
	files, err := two(work)
	if err != nil {
		return nil, err
	}
	files = append(files, entry{name: "handrail_" + r.version + ".cdx.json", data: sbom}, entry{name: "Containerfile", data: container})
	manifests, err := r.manifests(files)
	if err != nil {
		return nil, err
	}
	files = sorted(append(files, manifests...))
	return append(files, entry{name: sumsFile, data: sums(files)}), nil
}

// two does work, two pieces at a time, and gives what comes of it in its order, or all that is wrong.
func two[T any](work []func() (T, error)) ([]T, error) {
	done, errs := make([]T, len(work)), make([]error, len(work))
	free := make(chan struct{}, 2)
	var group sync.WaitGroup
	for i, f := range work {
		free <- struct{}{}
		group.Go(func() {
			done[i], errs[i] = f()
			<-free
		})
	}
	group.Wait()
	return done, errors.Join(errs...)
}

// programs builds the program for every system.
func (r *release) programs() (map[system][]byte, error) {
	var work []func() ([]byte, error)
	for _, s := range systems() {
		work = append(work, func() ([]byte, error) {
			file, err := r.build(s)
			if err != nil {
				return nil, fmt.Errorf("building for %s: %w", s, err)
			}
			return os.ReadFile(file)
		})
	}
	built, err := two(work)
	if err != nil {
		return nil, err
	}
	programs := map[system][]byte{}
	for i, s := range systems() {
		programs[s] = built[i]
	}
	return programs, nil
}

// sums lists the checksums of files.
func sums(files []entry) []byte {
	var out bytes.Buffer
	for _, f := range files {
		fmt.Fprintf(&out, "%s  %s\n", checksum(f.data), f.name)
	}
	return out.Bytes()
}

func checksum(data []byte) string { return fmt.Sprintf("%x", sha256.Sum256(data)) }

// shared is what several archives have.
type shared struct {
	licence, licences entry
	manual            []entry // man pages
	completions       map[string][]byte
}

// common makes what several archives have, by asking the program itself.
func (r *release) common() (*shared, error) {
	licence, err := os.ReadFile(filepath.Join(r.root, "LICENSE"))
	if err != nil {
		return nil, err
	}
	licences, err := r.licences()
	if err != nil {
		return nil, err
	}
	s := &shared{licence: entry{"LICENSE", licence, plain}, licences: entry{"LICENSES.txt", licences, plain},
		completions: map[string][]byte{}}
	own, err := r.build(system{runtime.GOOS, runtime.GOARCH})
	if err != nil {
		return nil, err
	}
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if s.completions[shell], err = r.run(nil, own, "completion", shell); err != nil {
			return nil, err
		}
	}
	commands, err := r.run(nil, own, "commands")
	if err != nil {
		return nil, err
	}
	s.manual, err = r.manual(commands)
	return s, err
}

// licences are the licences of the modules that the program is linked from, on any system, and of Go's own library.
func (r *release) licences() ([]byte, error) {
	folders := map[string]string{}
	for _, s := range systems() {
		said, err := r.run([]string{"GOOS=" + s.os, "GOARCH=" + s.arch}, "go", "list", "-deps", "-f",
			"{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", "./cmd/handrail")
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(said)) {
			if module, dir, found := strings.Cut(strings.TrimSpace(line), "\t"); found {
				folders[module] = dir
			}
		}
	}
	goroot, err := r.run(nil, "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	folders["Go"] = strings.TrimSpace(string(goroot))
	return licencesIn(folders)
}
