package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// A download is a file that a manifest of a package manager points to.
type download struct{ URL, SHA256 string }

// manifests makes what package managers need: three files for winget (https://learn.microsoft.com/windows/package-manager/package/manifest), a
// bucket's file for Scoop (https://github.com/ScoopInstaller/Scoop/wiki/App-Manifests), and for Homebrew a cask, which is what brings an app
// that is not built on the reader's machine (https://docs.brew.sh/Cask-Cookbook). They have the addresses and checksums of files.
func (r *release) manifests(files []entry) ([]entry, error) {
	facts := r.facts()
	var missing []error
	for key, name := range map[string]string{
		"WindowsAMD64": r.file("windows_amd64.zip"), "WindowsARM64": r.file("windows_arm64.zip"), "MacOS": r.file("macos_universal.zip"),
	} {
		i := slices.IndexFunc(files, func(f entry) bool { return f.name == name })
		if i < 0 {
			missing = append(missing, fmt.Errorf("no %s for the manifests", name))
			continue
		}
		facts[key] = download{URL: r.address(name), SHA256: checksum(files[i].data)}
	}
	if err := errors.Join(missing...); err != nil {
		return nil, err
	}
	facts["Date"] = r.day.Format("2006-01-02")
	var made []entry
	for text, name := range map[string]string{
		"winget-version.yaml": "winget/Handrail.Handrail.yaml", "winget-installer.yaml": "winget/Handrail.Handrail.installer.yaml",
		"winget-locale.yaml": "winget/Handrail.Handrail.locale.en-GB.yaml", "cask.rb": "homebrew/handrail.rb",
	} {
		data, err := r.text(text, facts)
		if err != nil {
			return nil, err
		}
		made = append(made, entry{"manifests/" + name, data, plain})
	}
	scoop, err := r.scoop(facts["WindowsAMD64"].(download), facts["WindowsARM64"].(download))
	return append(made, entry{"manifests/scoop/handrail.json", scoop, plain}), err
}

// scoop makes the file for Scoop.
func (r *release) scoop(amd64, arm64 download) ([]byte, error) {
	type architecture struct {
		URL  string `json:"url"`
		Hash string `json:"hash"`
	}
	text, err := json.MarshalIndent(struct {
		Version      string                  `json:"version"`
		Description  string                  `json:"description"`
		Homepage     any                     `json:"homepage"`
		License      string                  `json:"license"`
		Architecture map[string]architecture `json:"architecture"`
		ExtractDir   string                  `json:"extract_dir"`
		Bin          string                  `json:"bin"`
		Shortcuts    [][]string              `json:"shortcuts"`
	}{r.version, "Turns guidance in markdown into a site for new volunteers", r.facts()["Home"], "MIT",
		map[string]architecture{"64bit": {amd64.URL, amd64.SHA256}, "arm64": {arm64.URL, arm64.SHA256}},
		"Handrail", "handrail.exe", [][]string{{"handrail.exe", "Handrail"}}}, "", "    ")
	if err != nil {
		return nil, err
	}
	return append(text, '\n'), nil
}
