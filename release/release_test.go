package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"handrail/internal/about"
)

// trial is a release of a program that is quick to make.
func trial(t *testing.T) (*release, *shared) {
	t.Helper()
	r := &release{root: "..", module: "handrail", version: "1.2.3", day: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), temp: t.TempDir()}
	s := &shared{licence: entry{"LICENSE", []byte("MIT\n"), plain}, licences: entry{"LICENSES.txt", []byte("others\n"), plain},
		completions: map[string][]byte{"bash": []byte("b"), "zsh": []byte("z"), "fish": []byte("f"), "powershell": []byte("p")}}
	var err error
	if s.manual, err = r.manual([]byte(`{"name": "handrail", "use": "handrail", "short": "Turn guidance into a site", "commands":
		[{"name": "handrail build", "use": "handrail build DIR", "short": "Build a site"}]}`)); err != nil {
		t.Fatal(err)
	}
	return r, s
}

// small makes every archive of a trial.
func small(t *testing.T) []entry {
	t.Helper()
	r, s := trial(t)
	programs := map[system][]byte{}
	for _, arch := range []string{"amd64", "arm64"} {
		programs[system{"darwin", arch}] = machO(t, arch)
	}
	work := []func() (entry, error){func() (entry, error) { return r.macOS("universal", s, programs, "amd64", "arm64") }}
	for _, arch := range []string{"amd64", "arm64"} {
		work = append(work, func() (entry, error) { return r.windows(arch, s, []byte("for Windows, "+arch)) },
			func() (entry, error) { return r.linux(arch, s, []byte("for Linux, "+arch)) },
			func() (entry, error) { return r.debian(arch, s, []byte("for Linux, "+arch)) })
	}
	files, err := two(work)
	if err != nil {
		t.Fatal(err)
	}
	manifests, err := r.manifests(files)
	if err != nil {
		t.Fatal(err)
	}
	files = sorted(append(files, manifests...))
	return append(files, entry{name: sumsFile, data: sums(files)})
}

// TestSameBytes: a release that is made twice, the second time in another folder, with another umask and later, is the same.
func TestSameBytes(t *testing.T) {
	first := small(t)
	withUmask(t)
	second := small(t)
	if len(first) != len(second) || len(first) < 12 {
		t.Fatalf("%d files, and then %d", len(first), len(second))
	}
	for i := range first {
		if first[i].name != second[i].name || !bytes.Equal(first[i].data, second[i].data) {
			t.Errorf("%s differs from %s", first[i].name, second[i].name)
		}
	}
}

// TestUnpacked: a reader of each kind of archive finds every file, with the mode and the time that it should have, and nothing outside one folder.
func TestUnpacked(t *testing.T) {
	for _, f := range small(t) {
		modes := map[string]fs.FileMode{}
		switch {
		case strings.HasSuffix(f.name, ".zip"):
			archive, err := zip.NewReader(bytes.NewReader(f.data), int64(len(f.data)))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range archive.File {
				modes[file.Name] = file.Mode()
				if content, err := archive.Open(file.Name); err != nil {
					t.Errorf("%s in %s: %v", file.Name, f.name, err)
				} else if _, err := io.ReadAll(content); err != nil {
					t.Errorf("%s in %s: %v", file.Name, f.name, err)
				}
				if !file.Modified.Equal(time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)) {
					t.Errorf("%s in %s is of %s", file.Name, f.name, file.Modified)
				}
			}
		case strings.HasSuffix(f.name, ".tar.gz"):
			modes = untar(t, f)
		default:
			continue
		}
		for name, mode := range modes {
			if folder, _, _ := strings.Cut(name, "/"); !strings.EqualFold(folder, "handrail") {
				t.Errorf("%s has %s", f.name, name)
			}
			want := plain
			switch {
			case strings.HasSuffix(name, "/MacOS/handrail"), strings.HasSuffix(name, ".exe"), strings.Contains(f.name, "linux") && name == "handrail/handrail":
				want = program
			case name == "Handrail/handrail":
				want = link
			case mode.IsDir():
				want = fs.ModeDir | 0o755
			}
			if mode != want {
				t.Errorf("%s in %s has the mode %s, and should have %s", name, f.name, mode, want)
			}
		}
		needed := map[string][]string{
			"windows": {"Handrail/handrail.exe", "Handrail/Start here.html", "Handrail/LICENSE", "Handrail/LICENSES.txt", "Handrail/completions/handrail.ps1"},
			"macos":   {"Handrail/Handrail.app/Contents/MacOS/handrail", "Handrail/Handrail.app/Contents/Info.plist", "Handrail/handrail", "Handrail/Start here.html", "Handrail/LICENSES.txt"},
			"linux":   {"handrail/handrail", "handrail/README.txt", "handrail/LICENSE", "handrail/LICENSES.txt", "handrail/man/handrail-build.1", "handrail/completions/handrail.bash", "handrail/completions/_handrail"},
		}
		for _, name := range needed[strings.Split(f.name, "_")[2]] {
			if _, found := modes[name]; !found {
				t.Errorf("%s lacks %s", f.name, name)
			}
		}
	}
}

// untar reads a .tar.gz file and gives the modes of what is in it.
func untar(t *testing.T, f entry) map[string]fs.FileMode {
	t.Helper()
	modes := map[string]fs.FileMode{}
	unpacked, err := gzip.NewReader(bytes.NewReader(f.data))
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(unpacked); ; {
		header, err := r.Next()
		if errors.Is(err, io.EOF) {
			return modes
		}
		if err != nil {
			t.Fatal(err)
		}
		modes[header.Name] = header.FileInfo().Mode()
		if header.Uid != 0 || header.Gid != 0 || header.Uname != "root" || header.ModTime.Unix() != 1795305600 {
			t.Errorf("%s in %s: %+v", header.Name, f.name, header)
		}
	}
}

// TestSums: sha256sum finds every file of a release as it should be, in the folder that it is written to, and a release takes the place of
// another one but of nothing else.
func TestSums(t *testing.T) {
	out := filepath.Join(t.TempDir(), "dist")
	files := small(t)
	for range 2 {
		if err := writeAll(out, files); err != nil {
			t.Fatal(err)
		}
		check := exec.Command("sha256sum", "--check", "--strict", sumsFile)
		check.Dir = out
		if said, err := check.CombinedOutput(); err != nil || strings.Count(string(said), ": OK") != len(files)-1 {
			t.Errorf("%v\n%s", err, said)
		}
	}
	if err := os.WriteFile(filepath.Join(out, "handrail_1.2.3_amd64.deb"), []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	check := exec.Command("sha256sum", "--check", sumsFile)
	check.Dir = out
	if err := check.Run(); err == nil {
		t.Error("a damaged file passes")
	}
	other := t.TempDir()
	mine := filepath.Join(other, "mine.txt")
	if err := os.WriteFile(mine, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := writeAll(other, files); err == nil || !strings.Contains(err.Error(), "-out") {
		t.Errorf("a folder with something else: %v", err)
	}
	if left, err := os.ReadDir(other); err != nil || len(left) != 1 {
		t.Errorf("%v, %v", left, err)
	}
}

// TestDay: everything has the day of the newest version in the change log, or of SOURCE_DATE_EPOCH; the version has to be that of the program.
func TestDay(t *testing.T) {
	const log = "# What has changed\n\n## Unreleased\n\n- x\n\n## 0.2.0 (2026-12-01)\n\n## 0.1.0 (2026-11-22)\n"
	if day, err := dayOf([]byte(log), "0.2.0", ""); err != nil || day.Format(time.RFC3339) != "2026-12-01T00:00:00Z" {
		t.Errorf("%v, %v", day, err)
	}
	if day, err := dayOf([]byte(log), "0.2.0", "86400"); err != nil || day.Unix() != 86400 {
		t.Errorf("%v, %v", day, err)
	}
	for _, test := range [][3]string{{log, "0.1.0", ""}, {log, "0.3.0", "86400"}, {"# nothing", "0.1.0", ""}, {log, "0.2.0", "soon"}} {
		if _, err := dayOf([]byte(test[0]), test[1], test[2]); err == nil {
			t.Errorf("%q passes", test[1:])
		}
	}
	own, err := os.ReadFile("../CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := dayOf(own, about.Version, ""); err != nil {
		t.Error(err)
	}
}

// TestErrors: what is wrong with each piece of work is reported, and not only the first.
func TestErrors(t *testing.T) {
	_, err := two([]func() (int, error){
		func() (int, error) { return 0, errors.New("one") }, func() (int, error) { return 1, nil }, func() (int, error) { return 0, errors.New("three") },
	})
	if err == nil || err.Error() != "one\nthree" {
		t.Errorf("%v", err)
	}
}

// TestManifests: each manifest has what its package manager asks for, read by a reader of its format, with the address and the checksum of a
// file of the release.
func TestManifests(t *testing.T) {
	files := small(t)
	at := func(name string) []byte {
		i := slices.IndexFunc(files, func(f entry) bool { return f.name == name })
		if i < 0 {
			t.Fatalf("no %s", name)
		}
		return files[i].data
	}
	const home = about.Home + "download/v1.2.3/"
	for name, keys := range map[string]string{ // the required keys of the schemas of version 1.6.0
		"Handrail.Handrail.yaml":              "PackageIdentifier PackageVersion DefaultLocale ManifestType ManifestVersion",
		"Handrail.Handrail.installer.yaml":    "PackageIdentifier PackageVersion Installers ManifestType ManifestVersion InstallerType NestedInstallerType NestedInstallerFiles",
		"Handrail.Handrail.locale.en-GB.yaml": "PackageIdentifier PackageVersion PackageLocale Publisher PackageName License ShortDescription ManifestType ManifestVersion",
	} {
		var read map[string]any
		if err := yaml.Unmarshal(at("manifests/winget/"+name), &read); err != nil {
			t.Fatal(err)
		}
		for key := range strings.FieldsSeq(keys) {
			if read[key] == nil {
				t.Errorf("%s lacks %s", name, key)
			}
		}
		if read["PackageVersion"] != "1.2.3" || read["ManifestVersion"] != "1.6.0" {
			t.Errorf("%s: %v", name, read)
		}
	}
	type download struct {
		Architecture string `yaml:"Architecture"`
		URL          string `yaml:"InstallerUrl"`
		SHA256       string `yaml:"InstallerSha256"`
	}
	var installer struct {
		Installers []download `yaml:"Installers"`
	}
	if err := yaml.Unmarshal(at("manifests/winget/Handrail.Handrail.installer.yaml"), &installer); err != nil {
		t.Fatal(err)
	}
	var scoop struct {
		Version, Description, Homepage, License string
		Architecture                            map[string]struct{ URL, Hash string }
		Bin                                     string
	}
	if err := json.Unmarshal(at("manifests/scoop/handrail.json"), &scoop); err != nil {
		t.Fatal(err)
	}
	cask := string(at("manifests/homebrew/handrail.rb"))
	for arch, names := range map[string][2]string{"amd64": {"x64", "64bit"}, "arm64": {"arm64", "arm64"}} {
		file := "handrail_1.2.3_windows_" + arch + ".zip"
		sum := checksum(at(file))
		if got := scoop.Architecture[names[1]]; got.URL != home+file || got.Hash != sum {
			t.Errorf("Scoop has %v for %s", got, arch)
		}
		if !slices.Contains(installer.Installers, download{names[0], home + file, sum}) {
			t.Errorf("winget has %v for %s", installer.Installers, arch)
		}
	}
	if scoop.Version != "1.2.3" || scoop.License != "MIT" || scoop.Bin != "handrail.exe" || scoop.Description == "" || scoop.Homepage != about.Home {
		t.Errorf("%+v", scoop)
	}
	file := "handrail_1.2.3_macos_universal.zip"
	for _, want := range []string{`url "` + home + file + `"`, `sha256 "` + checksum(at(file)) + `"`, `version "1.2.3"`, `app "Handrail/Handrail.app"`, `name "`, `desc "`, `homepage "`} {
		if !strings.Contains(cask, want) {
			t.Errorf("the cask lacks %s", want)
		}
	}
	r, _ := trial(t)
	if _, err := r.manifests(nil); err == nil || strings.Count(err.Error(), "for the manifests") != 3 {
		t.Errorf("manifests of nothing: %v", err)
	}
}
