// Package corpus writes sites of any size for measuring: guidance such as a charity's, in words that mean little but
// have the shape of the real thing. The same number of pages gives the same bytes on every machine, and each site passes
// every check.
package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
)

// Flavour is the tool that a site is written for. The words are the same for each; the spelling of a link, the names of
// files and the front matter are the tool's own.
type Flavour int

const (
	Handrail Flavour = iota
	Hugo
	Eleventy
)

// PerSection is how many pages a section has, unless asked otherwise.
const PerSection = 50

// Write writes a site of n guidance pages in sections of [PerSection] into the folder dir, which need not be there. Its
// text is in dir/content. For other tools, the caller adds layouts and configuration.
func Write(dir string, n int, flavour Flavour) error {
	return WriteSections(dir, n, PerSection, flavour)
}

// WriteSections is [Write] with perSection pages in each section.
func WriteSections(dir string, n, perSection int, flavour Flavour) error {
	if n < 1 || perSection < 1 {
		return fmt.Errorf("a site of %d pages in sections of %d cannot be made: both have to be 1 or more", n, perSection)
	}
	s := shape{pages: n, perSection: perSection, flavour: flavour}
	content := filepath.Join(dir, "content")
	for section := range s.sections() {
		if err := os.MkdirAll(filepath.Join(content, sectionName(section)), 0o755); err != nil {
			return err
		}
	}
	if flavour == Handrail {
		if err := put(filepath.Join(content, "site.yaml"), siteYAML); err != nil {
			return err
		}
	}
	if err := put(filepath.Join(content, s.index()), s.home()); err != nil {
		return err
	}
	for section := range s.sections() {
		if err := put(filepath.Join(content, sectionName(section), s.index()), s.intro(section)); err != nil {
			return err
		}
	}
	vocabulary := words()
	return inParallel(n, func(i int) error {
		return put(filepath.Join(content, PagePath(i, perSection)), s.page(vocabulary, i))
	})
}

// siteYAML sets limits that the text keeps to, so that both are measured and nothing is reported.
const siteYAML = `title: Volunteer handbook
language: en-GB
reading:
  age: 18
  sentence: 40
`

// PagePath is the file of page i, counted from 0, in the folder content of a site with perSection pages in each section.
func PagePath(i, perSection int) string {
	return sectionName(i/perSection) + "/" + pageName(i) + ".md"
}

func sectionName(section int) string { return fmt.Sprintf("section-%03d", section+1) }

func pageName(i int) string { return fmt.Sprintf("page-%05d", i+1) }

// inParallel calls f for 0 to n-1 on all cores, and returns the first error.
func inParallel(n int, f func(i int) error) error {
	var next atomic.Int64
	var group sync.WaitGroup
	var once sync.Once
	var first error
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := f(i); err != nil {
					once.Do(func() { first = err })
					next.Store(int64(n))
					return
				}
			}
		})
	}
	group.Wait()
	return first
}

func put(path, text string) error {
	return os.WriteFile(path, []byte(text), 0o644)
}
