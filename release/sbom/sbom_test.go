package sbom

import (
	"debug/buildinfo"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

// TestCompare: a list that cyclonedx-gomod wrote, cut down to three modules, is that of a program of these; of a program with another
// module, another version, or one less it is not.
func TestCompare(t *testing.T) {
	list, err := os.ReadFile(filepath.Join("testdata", "part.cdx.json"))
	if err != nil {
		t.Fatal(err)
	}
	made := func(change func(*buildinfo.BuildInfo)) *buildinfo.BuildInfo {
		info := &buildinfo.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Path: "handrail"},
			Deps: []*debug.Module{{Path: "github.com/andybalholm/brotli", Version: "v1.2.8"}, {Path: "golang.org/x/image", Version: "v0.48.0"}}}
		change(info)
		return info
	}
	if err := compare(made(func(*buildinfo.BuildInfo) {}), list); err != nil {
		t.Errorf("the list of the same modules: %v", err)
	}
	for _, test := range []struct {
		change func(*buildinfo.BuildInfo)
		want   string
	}{
		{func(i *buildinfo.BuildInfo) {
			i.Deps = append(i.Deps, &debug.Module{Path: "golang.org/x/net", Version: "v0.62.0"})
		}, "it lacks golang.org/x/net v0.62.0"},
		{func(i *buildinfo.BuildInfo) { i.Deps = i.Deps[:1] }, "it names golang.org/x/image, which is not in the program"},
		{func(i *buildinfo.BuildInfo) { i.Deps[1].Version = "v0.49.0" }, "it has golang.org/x/image v0.48.0"},
		{func(i *buildinfo.BuildInfo) {
			i.Deps[1].Replace = &debug.Module{Path: "example.org/image", Version: "v1.0.0"}
		}, "it lacks example.org/image v1.0.0"},
		{func(i *buildinfo.BuildInfo) { i.GoVersion = "go1.26.11" }, "it has std go1.26.8"},
		{func(i *buildinfo.BuildInfo) { i.Main.Path = "other" }, `and not of "other"`},
	} {
		if err := compare(made(test.change), list); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
}

// TestAddLicences: each module of a list gets its licence, and one that the table lacks is named.
func TestAddLicences(t *testing.T) {
	list, err := os.ReadFile(filepath.Join("testdata", "part.cdx.json"))
	if err != nil {
		t.Fatal(err)
	}
	const table = "| module | licence | for |\n| `github.com/andybalholm/brotli` | MIT | copies |\n| `golang.org/x/image` | Apache-2.0 and MIT | letters |\n"
	got, err := addLicences(list, []byte(table))
	if err != nil {
		t.Fatal(err)
	}
	var named struct {
		Components []struct {
			Name     string
			Licenses []struct{ Expression string }
		}
	}
	if err := json.Unmarshal(got, &named); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"github.com/andybalholm/brotli": "MIT", "golang.org/x/image": "Apache-2.0 AND MIT", "std": "BSD-3-Clause"}
	for _, c := range named.Components {
		if len(c.Licenses) != 1 || c.Licenses[0].Expression != want[c.Name] {
			t.Errorf("%s has the licences %v", c.Name, c.Licenses)
		}
		delete(want, c.Name)
	}
	if len(want) > 0 {
		t.Errorf("the list lacks %v", want)
	}
	if _, err := addLicences(list, []byte(strings.ReplaceAll(table, "x/image", "x/net"))); err == nil || !strings.Contains(err.Error(), "golang.org/x/image") {
		t.Errorf("a module without a licence: %v", err)
	}
}

// TestJoin: the list of a program for two systems has what is in that of either, once, and nothing of one system or of the machine it was written on.
func TestJoin(t *testing.T) {
	list, err := os.ReadFile(filepath.Join("testdata", "part.cdx.json"))
	if err != nil {
		t.Fatal(err)
	}
	list = []byte(strings.Replace(string(list), `"metadata": {`, `"metadata": {"tools": [{"name": "x", "hashes": []}], "properties": [{"name": "y"}],`, 1))
	other := strings.ReplaceAll(strings.ReplaceAll(string(list), "golang.org/x/image", "golang.org/x/sys"), "goos=linux", "goos=windows")
	got, err := Join([][]byte{list, []byte(other)})
	if err != nil {
		t.Fatal(err)
	}
	var named struct {
		Metadata struct {
			Properties any
			Tools      []struct{ Name, Hashes any }
		}
		Components   []struct{ Name, Purl string }
		Dependencies []struct {
			Ref       string
			DependsOn []string
		}
	}
	if err := json.Unmarshal(got, &named); err != nil {
		t.Fatal(err)
	}
	names := map[string]int{}
	for _, c := range named.Components {
		names[c.Name]++
	}
	if want := map[string]int{"std": 1, "github.com/andybalholm/brotli": 1, "golang.org/x/image": 1, "golang.org/x/sys": 1}; !maps.Equal(names, want) {
		t.Errorf("the components are %v", names)
	}
	if named.Metadata.Properties != nil || len(named.Metadata.Tools) != 1 || named.Metadata.Tools[0].Hashes != nil {
		t.Errorf("it says of itself %+v", named.Metadata)
	}
	if strings.Contains(string(got), "goos=") {
		t.Error("it names a system")
	}
	again, err := Join([][]byte{list, []byte(other)})
	if err != nil || string(again) != string(got) {
		t.Errorf("twice the same is not the same: %v", err)
	}
}
