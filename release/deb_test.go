package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestDeb: dpkg-deb reads the package, finds what Debian asks for in it, and unpacks the program as it was.
func TestDeb(t *testing.T) {
	r, s := trial(t)
	file, err := r.debian("arm64", s, []byte("the program"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	name := filepath.Join(dir, file.name)
	if err := os.WriteFile(name, file.data, 0o600); err != nil {
		t.Fatal(err)
	}
	dpkg := func(args ...string) string {
		t.Helper()
		said, err := exec.Command("dpkg-deb", args...).CombinedOutput()
		if err != nil {
			t.Fatalf("dpkg-deb, which scripts/setup installs: %v\n%s", err, said)
		}
		return string(said)
	}
	for field, want := range map[string]string{"Package": "handrail", "Version": "1.2.3", "Architecture": "arm64", "Homepage": "https://"} {
		if got := dpkg("--field", name, field); !strings.HasPrefix(got, want) {
			t.Errorf("%s is %s", field, got)
		}
	}
	for line := range strings.Lines(dpkg("--contents", name)) {
		want := "-rw-r--r-- root/root"
		switch {
		case strings.HasPrefix(line, "d"):
			want = "drwxr-xr-x root/root"
		case strings.HasSuffix(line, "./usr/bin/handrail\n"):
			want = "-rwxr-xr-x root/root"
		}
		if !strings.HasPrefix(line, want) {
			t.Errorf("%s should begin with %s", line, want)
		}
	}
	dpkg("--extract", name, dir)
	dpkg("--control", name, filepath.Join(dir, "DEBIAN"))
	check := exec.Command("md5sum", "--check", "--strict", "DEBIAN/md5sums")
	check.Dir = dir
	if said, err := check.CombinedOutput(); err != nil || strings.Count(string(said), ": OK") != 11 {
		t.Errorf("%v\n%s", err, said)
	}
	if built, err := os.ReadFile(filepath.Join(dir, "usr", "bin", "handrail")); err != nil || string(built) != "the program" {
		t.Errorf("%q, %v", built, err)
	}
	for _, packed := range []string{"usr/share/man/man1/handrail.1.gz", "usr/share/doc/handrail/changelog.gz"} {
		data, err := os.ReadFile(filepath.Join(dir, packed))
		if err != nil {
			t.Fatal(err)
		}
		unpacked, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil || unpacked.Name != "" || !unpacked.ModTime.IsZero() {
			t.Errorf("%s: %+v, %v", packed, unpacked, err)
		} else if _, err := io.ReadAll(unpacked); err != nil {
			t.Errorf("%s: %v", packed, err)
		}
	}
}
