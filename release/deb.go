package main

import (
	"bytes"
	"crypto/md5"
	"fmt"
	"os"
	"path/filepath"

	"github.com/ulikunitz/xz"

	"handrail/internal/about"
)

// debian makes a package for Debian and what is made of it (deb(5), https://www.debian.org/doc/debian-policy/).
func (r *release) debian(arch string, s *shared, built []byte) (entry, error) {
	files, err := r.installed(s, built)
	if err != nil {
		return entry{}, err
	}
	size := 0
	var sums bytes.Buffer
	for _, f := range sorted(files) {
		size += (len(f.data) + 1023) / 1024
		fmt.Fprintf(&sums, "%x  %s\n", md5.Sum(f.data), f.name)
	}
	facts := r.facts()
	facts["Arch"], facts["Size"] = arch, size
	control, err := r.text("control", facts)
	if err != nil {
		return entry{}, err
	}
	meta, err := r.packed([]entry{{"control", control, plain}, {"md5sums", sums.Bytes(), plain}})
	if err != nil {
		return entry{}, err
	}
	data, err := r.packed(files)
	if err != nil {
		return entry{}, err
	}
	return entry{name: "handrail_" + r.version + "_" + arch + ".deb", mode: plain, data: arOf([]entry{
		{"debian-binary", []byte("2.0\n"), plain}, {"control.tar.xz", meta, plain}, {"data.tar.xz", data, plain}}, r.day)}, nil
}

// packed is a tar file compressed as xz does, which every Debian reads.
func (r *release) packed(entries []entry) ([]byte, error) {
	data, err := tarOf("./", entries, r.day)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w, err := xz.WriterConfig{DictCap: max(len(data), 1<<16)}.NewWriter(&out)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("compressing as xz: %w", err)
	}
	return out.Bytes(), nil
}

// installed are the files that the package puts below /.
func (r *release) installed(s *shared, built []byte) ([]entry, error) {
	picture, err := drawn(256)
	if err != nil {
		return nil, err
	}
	log, err := os.ReadFile(filepath.Join(r.root, "CHANGELOG.md"))
	if err != nil {
		return nil, err
	}
	desktop, err := r.text("handrail.desktop", r.facts())
	if err != nil {
		return nil, err
	}
	overrides, err := r.text("lintian-overrides", r.facts())
	if err != nil {
		return nil, err
	}
	var copyright bytes.Buffer
	fmt.Fprintf(&copyright, "Handrail\nSource: %s\n\n%s\n%s", about.Home, s.licence.data, s.licences.data)
	files := []entry{
		{"usr/bin/handrail", built, program},
		{"usr/share/doc/handrail/copyright", copyright.Bytes(), plain},
		{"usr/share/doc/handrail/changelog.gz", gzipOf(r.debianLog(log)), plain},
		{"usr/share/lintian/overrides/handrail", overrides, plain},
		{"usr/share/applications/handrail.desktop", desktop, plain},
		{"usr/share/icons/hicolor/256x256/apps/handrail.png", picture, plain},
		{"usr/share/bash-completion/completions/handrail", s.completions["bash"], plain},
		{"usr/share/zsh/vendor-completions/_handrail", s.completions["zsh"], plain},
		{"usr/share/fish/vendor_completions.d/handrail.fish", s.completions["fish"], plain},
	}
	for _, page := range s.manual {
		files = append(files, entry{"usr/share/man/man1/" + page.name + ".gz", gzipOf(page.data), plain})
	}
	return files, nil
}
