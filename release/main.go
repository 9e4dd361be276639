// Program release makes what people download: for each system an archive with the program and what belongs to it, packages for Debian, manifests
// for winget, Homebrew and Scoop, what the program is made of, and checksums of everything. The same sources and the same Go give the same bytes.
// docs/releasing.md says how a release is made.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"handrail/internal/about"
)

func main() {
	out := flag.String("out", "dist", "folder to write to")
	list := flag.String("sbom", "", "write nothing but what the program is made of, to this file")
	module := flag.String("module", "", "make nothing, and give the module this path: in go.mod, in every import and in the documentation")
	flag.Parse()
	err := func() error {
		if flag.NArg() > 0 {
			return fmt.Errorf("it takes flags alone, and got %q", flag.Arg(0))
		}
		r, err := open()
		if err != nil {
			return err
		}
		defer os.RemoveAll(r.temp)
		if *module != "" {
			return r.rename(*module)
		}
		if err := r.prepare(); err != nil {
			return err
		}
		if *list != "" {
			return r.onlySBOM(*list)
		}
		return r.make(*out)
	}()
	if err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// A release is one version of the program.
type release struct {
	root    string // the module's folder
	module  string // its path
	version string // without a v
	day     time.Time
	temp    string // a folder for what is on the way
}

// open finds out what is to be released.
func open() (*release, error) {
	r := &release{version: about.Version, root: "."}
	said, err := r.run(nil, "go", "list", "-m", "-f", "{{.Dir}}\n{{.Path}}")
	if err != nil {
		return nil, err
	}
	r.root, r.module, _ = strings.Cut(strings.TrimSpace(string(said)), "\n")
	log, err := os.ReadFile(filepath.Join(r.root, "CHANGELOG.md"))
	if err != nil {
		return nil, err
	}
	if r.day, err = dayOf(log, r.version, os.Getenv("SOURCE_DATE_EPOCH")); err != nil {
		return nil, err
	}
	r.temp, err = os.MkdirTemp("", "handrail-release-")
	return r, err
}

// dayOf is the time that everything in a release has: SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/) where it is set,
// or else the day of the newest version in the change log, which has to be the one that is released.
func dayOf(log []byte, version, epoch string) (time.Time, error) {
	newest := regexp.MustCompile(`(?m)^## (\d+\.\d+\.\d+) \((\d{4}-\d{2}-\d{2})\)$`).FindSubmatch(log)
	if newest == nil || string(newest[1]) != version {
		return time.Time{}, fmt.Errorf("the newest version with a day in CHANGELOG.md is not %s, which internal/about has: write ## %[1]s (YEAR-MONTH-DAY) above what is new", version)
	}
	if epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH is %q, and not a number of seconds", epoch)
		}
		return time.Unix(seconds, 0).UTC(), nil
	}
	return time.Parse(time.DateOnly, string(newest[2]))
}

// maxSize is how many bytes a file to download may have.
const maxSize = 12_000_000

// make makes everything, into a folder, and prints how large each file is. All that is wrong is reported, and then nothing is written.
func (r *release) make(out string) error {
	files, err := r.files()
	if err != nil {
		return err
	}
	var tooLarge []error
	for _, f := range files {
		fmt.Printf("%12d  %s\n", len(f.data), f.name)
		if len(f.data) > maxSize && f.name != r.file("macos_universal.zip") { // it holds two programs
			tooLarge = append(tooLarge, fmt.Errorf("%s has %d bytes, and may have %d", f.name, len(f.data), maxSize))
		}
	}
	if err := errors.Join(tooLarge...); err != nil {
		return err
	}
	if err := writeAll(out, files); err != nil {
		return err
	}
	fmt.Printf("Wrote Handrail %s into %s.\n", r.version, out)
	if about.IsPlaceholder() {
		fmt.Printf("The home of the program is still a placeholder, %s: what is written leads people nowhere until internal/about has another.\n", about.Home)
	}
	return nil
}

// file is the name of a file to download.
func (r *release) file(rest string) string { return about.File(r.version, rest) }

// address is where a file can be downloaded.
func (r *release) address(file string) string {
	return about.Downloads(r.version) + "/" + file
}

// writeAll writes a release in the place of the one that a folder has. A folder that holds anything else is left alone.
func writeAll(out string, files []entry) error {
	if _, err := os.Stat(out); err == nil {
		if _, err := os.Stat(filepath.Join(out, sumsFile)); err != nil {
			if left, err := os.ReadDir(out); err != nil || len(left) > 0 {
				return errors.Join(err, fmt.Errorf("%s holds something that is not a release: name another folder with -out", out))
			}
		}
	}
	fresh := strings.TrimRight(out, `/\`) + ".new"
	if err := os.RemoveAll(fresh); err != nil {
		return err
	}
	for _, f := range files {
		name := filepath.Join(fresh, filepath.FromSlash(f.name))
		err := os.MkdirAll(filepath.Dir(name), 0o755)
		if err == nil {
			err = os.WriteFile(name, f.data, 0o644)
		}
		if err != nil {
			return errors.Join(err, os.RemoveAll(fresh))
		}
	}
	return errors.Join(os.RemoveAll(out), os.Rename(fresh, out))
}
