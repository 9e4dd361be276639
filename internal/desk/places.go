package desk

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// Places are the folders in which sites are looked for and made.
type Places struct {
	Given     string // the folder that was named; "" for none
	Program   string // the folder that the program was unpacked into; "" when it was installed
	Documents string // the user's folder for documents
}

// Site is a site that can be chosen.
type Site struct{ Dir, Title string }

// Beside is the folder of a program that was unpacked, in which sites are looked for and made; "" when it was installed, as that folder
// belongs to the system or to a package manager, which may remove it. A program in an app of macOS is in the folder of the app. Apps that macOS has not been
// asked to trust run from a folder that cannot be written (app translocation).
func Beside(goos, program string) string {
	dir := path(goos).dir(program)
	if goos == "darwin" {
		if at := strings.Index(program, ".app/Contents/"); at >= 0 {
			dir = path(goos).dir(program[:at])
		}
	}
	for _, part := range strings.FieldsFunc(dir, func(r rune) bool { return r == '/' || goos == "windows" && r == '\\' }) {
		switch strings.ToLower(part) {
		case "bin", "apptranslocation", "applications", "cellar", "nix", "scoop", "winget", "chocolatey", "program files", "program files (x86)":
			return ""
		}
	}
	return dir
}

// path separates the folders of a path of a system by its name.
type path string

func (p path) dir(name string) string {
	separators := "/"
	if p == "windows" {
		separators = `/\`
	}
	at := strings.LastIndexAny(name, separators)
	if at <= 0 || name[at-1] == ':' { // the top of the disk or of a drive
		return name[:at+1]
	}
	return name[:at]
}

// UserPlaces finds the places of this user and this program.
func UserPlaces(given string) Places {
	p := Places{Given: given}
	if program, err := os.Executable(); err == nil {
		if real, err := filepath.EvalSymlinks(program); err == nil {
			program = real
		}
		p.Program = Beside(runtime.GOOS, program)
	}
	p.Documents = documents()
	return p
}

// documentsBelow is the folder for documents in the user's own folder, or that folder itself; "" when there is neither.
func documentsBelow() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	if below := filepath.Join(home, "Documents"); isFolder(below) {
		return below
	}
	return home
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// forNew is the folder in which a new site is made: that of the program, if it can be written, or else that for documents.
func (p Places) forNew() string {
	if p.Program != "" && writable(p.Program) {
		return p.Program
	}
	return p.Documents
}

// writable says whether files can be made in a folder.
func writable(dir string) bool {
	file, err := os.CreateTemp(dir, ".handrail-*")
	if err != nil {
		return false
	}
	_ = file.Close()
	return os.Remove(file.Name()) == nil
}

// find lists the sites that can be chosen: those opened before, and those in the places or one level below.
func (d *Desk) find() []Site {
	folders := d.Memory.Sites()
	for _, dir := range []string{d.Places.Given, d.Places.Program} {
		if dir != "" {
			folders = append(folders, dir)
			folders = append(folders, below(dir)...)
		}
	}
	var sites []Site
	for _, dir := range folders {
		if slices.ContainsFunc(sites, func(s Site) bool { return sameFolder(s.Dir, dir) }) {
			continue
		}
		if title, found := d.Look(dir); found {
			sites = append(sites, Site{dir, title})
		}
	}
	return sites
}

// maxBelow is in how many folders sites are looked for.
const maxBelow = 500

// below lists the folders in a folder.
func below(dir string) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // a site in it can still be named
	}
	var folders []string
	for _, entry := range entries {
		if entry.IsDir() && !strings.HasPrefix(entry.Name(), ".") && len(folders) < maxBelow {
			folders = append(folders, filepath.Join(dir, entry.Name()))
		}
	}
	return folders
}

// sameFolder says whether two paths lead to one folder.
func sameFolder(one, other string) bool {
	a, err := os.Stat(one)
	b, failed := os.Stat(other)
	return err == nil && failed == nil && os.SameFile(a, b)
}
