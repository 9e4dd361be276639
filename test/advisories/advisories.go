// Program advisories asks the Go vulnerability database (https://go.dev/doc/security/vuln/database) whether a known weakness is in
// Handrail as it is built here: in its modules, or in the Go that builds it. It runs govulncheck, which reads the program itself, and so
// what is linked into it, and says what came of that.
//
// An advisory about what the program calls is a failure. Where the database cannot be read, nothing is known, and it says that: with
// -require it is a failure too.
package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"
)

// Reach is how far an advisory comes into the program.
type Reach int

const (
	InModule  Reach = iota // in a module of which the program has other packages
	InPackage              // in a package that the program has, in what it does not call
	Called                 // in what is linked into the program
)

// Advisory is one of the database that is about a version in the program.
type Advisory struct {
	ID, Summary   string
	Module, Found string // "stdlib" is Go's own library
	Fixed         string // the version in which it is fixed; "" for none
	Reach         Reach
}

// Report is what govulncheck has found.
type Report struct {
	Database time.Time // when the database last changed
	Modules  int       // that were looked up
	Go       string    // the version that built the program
	Found    []Advisory
}

// message is one of those that govulncheck -format json writes one after another
// (https://pkg.go.dev/golang.org/x/vuln/internal/govulncheck#Message).
type message struct {
	Config *struct {
		DB           string     `json:"db"`
		LastModified *time.Time `json:"db_last_modified"`
	}
	SBOM *struct {
		GoVersion string            `json:"go_version"`
		Modules   []json.RawMessage `json:"modules"`
	}
	OSV     *struct{ ID, Summary string }
	Finding *struct {
		OSV   string
		Fixed string `json:"fixed_version"`
		Trace []struct{ Module, Version, Package, Function string }
	}
}

// errUnknown says that the output does not show that a database was read to its end.
var errUnknown = errors.New("govulncheck did not say that it has read the database")

// Read reads the output of govulncheck -format json. Of what is found of an advisory in a module at several depths, the deepest
// counts. Output that ends early, or that does not say which database was read and which modules were looked up, is an error: no
// finding in it would mean nothing.
func Read(from io.Reader) (Report, error) {
	var r Report
	summaries, found := map[string]string{}, map[[2]string]Advisory{}
	for decoder := json.NewDecoder(from); ; {
		var m message
		if err := decoder.Decode(&m); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return Report{}, fmt.Errorf("reading what govulncheck says: %w", err)
		}
		switch {
		case m.Config != nil && m.Config.LastModified != nil:
			r.Database = *m.Config.LastModified
		case m.SBOM != nil:
			r.Modules, r.Go = len(m.SBOM.Modules), m.SBOM.GoVersion
		case m.OSV != nil:
			summaries[m.OSV.ID] = m.OSV.Summary
		case m.Finding != nil:
			if len(m.Finding.Trace) == 0 {
				return Report{}, fmt.Errorf("reading what govulncheck says: %s is nowhere", m.Finding.OSV)
			}
			at := m.Finding.Trace[0]
			a := Advisory{ID: m.Finding.OSV, Module: at.Module, Found: at.Version, Fixed: m.Finding.Fixed}
			switch {
			case at.Function != "":
				a.Reach = Called
			case at.Package != "":
				a.Reach = InPackage
			}
			key := [2]string{a.ID, a.Module}
			if old, known := found[key]; !known || a.Reach > old.Reach {
				found[key] = a
			}
		}
	}
	if r.Database.IsZero() || r.Modules == 0 {
		return Report{}, errUnknown
	}
	for _, a := range found {
		a.Summary = summaries[a.ID]
		r.Found = append(r.Found, a)
	}
	slices.SortFunc(r.Found, func(a, b Advisory) int {
		return cmp.Or(cmp.Compare(b.Reach, a.Reach), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Module, b.Module))
	})
	return r, nil
}

// Calls says whether any of what was found is called by the program.
func (r Report) Calls() bool {
	return slices.ContainsFunc(r.Found, func(a Advisory) bool { return a.Reach == Called })
}

// Write says in words what was found.
func (r Report) Write(to io.Writer) error {
	where := map[Reach]string{InModule: "in a part of the module that the program does not have", InPackage: "in a part of the package that the program does not call", Called: "in what the program calls"}
	_, err := fmt.Fprintf(to, "Advisories: %d about the %d modules of the program and %s, in the database of %s.\n", len(r.Found), r.Modules-1, r.Go, r.Database.Format(time.DateOnly))
	for _, a := range r.Found {
		if err != nil {
			break
		}
		fixed := "no version fixes it"
		if a.Fixed != "" {
			fixed = "fixed in " + a.Fixed
		}
		_, err = fmt.Fprintf(to, "  %s, %s: %s %s, %s. %s. https://pkg.go.dev/vuln/%s\n", a.ID, where[a.Reach], a.Module, a.Found, fixed, a.Summary, a.ID)
	}
	return err
}
