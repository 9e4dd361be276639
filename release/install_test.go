package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/module"
	modzip "golang.org/x/mod/zip"

	"handrail/internal/about"
)

// TestInstall: with a public path, the module can be installed at its version from a module proxy by who has no copy of it, and the program prints that
// version. The proxy is a folder with what the go command would make of the tag.
func TestInstall(t *testing.T) {
	const path = "example.org/handrail"
	version := module.Version{Path: path, Version: "v" + about.Version}
	r := &release{root: ".."}
	tree, proxy, bin := t.TempDir(), t.TempDir(), t.TempDir()
	tracked, err := r.run(nil, "git", "ls-files", "-z")
	if err != nil {
		t.Fatal(err)
	}
	for name := range strings.SplitSeq(strings.Trim(string(tracked), "\x00"), "\x00") {
		data, err := os.ReadFile(filepath.Join("..", name))
		if os.IsNotExist(err) {
			continue // removed, and not yet committed
		}
		if err == nil {
			err = os.MkdirAll(filepath.Join(tree, filepath.Dir(name)), 0o755)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(tree, name), data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := (&release{root: tree, module: "handrail"}).rename(path); err != nil {
		t.Fatal(err)
	}
	list := exec.Command("go", "list", "-test", "-deps", "-f", "{{with .Error}}{{.}}{{end}}", "./...")
	list.Dir = tree
	if said, err := list.CombinedOutput(); err != nil || strings.TrimSpace(string(said)) != "" {
		t.Fatalf("%v\n%s", err, said)
	}

	at := filepath.Join(proxy, filepath.FromSlash(path), "@v")
	if err := os.MkdirAll(at, 0o755); err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	if err := modzip.CreateFromDir(&packed, version, tree); err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(tree, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"list": []byte(version.Version + "\n"), version.Version + ".zip": packed.Bytes(), version.Version + ".mod": mod,
		version.Version + ".info": []byte(`{"Version": "` + version.Version + `"}`)} {
		if err := os.WriteFile(filepath.Join(at, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cache, err := r.run(nil, "go", "env", "GOMODCACHE")
	if err != nil {
		t.Fatal(err)
	}
	modules := filepath.Join(t.TempDir(), "modules") // so that the cache of who runs the test does not keep this version
	if err := os.MkdirAll(modules, 0o755); err != nil {
		t.Fatal(err)
	}
	flags := buildFlags(path) // with those of a release, what other tests have compiled is of use
	install := exec.Command("go", append(append([]string{"install"}, flags...), path+"/cmd/handrail@"+version.Version)...)
	install.Dir = t.TempDir()
	install.Env = append(os.Environ(), "GOBIN="+bin, "GOMODCACHE="+modules, "GOFLAGS=-modcacherw", "CGO_ENABLED=0", "GOSUMDB=off", "GOTOOLCHAIN=local", "GOWORK=off",
		"GOPROXY=file://"+proxy+",file://"+filepath.Join(strings.TrimSpace(string(cache)), "cache", "download"))
	if said, err := install.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	said, err := exec.Command(filepath.Join(bin, "handrail"), "--version").CombinedOutput()
	if err != nil || string(said) != "handrail "+about.Version+"\n" {
		t.Errorf("%v, %q", err, said)
	}
}
