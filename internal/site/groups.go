package site

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"handrail/internal/statement"
)

// tables refuses the files that are meant as the table of groups and are not read as such: they would be published instead.
func (l *Loader) tables() {
	_, err := fs.Stat(l.content, "groups.csv")
	for _, name := range slices.Sorted(maps.Keys(l.files)) {
		if message, hint := statement.Misnamed(name, err == nil); message != "" {
			delete(l.files, name)
			l.refuse(name, false, message, hint)
			l.walked[len(l.walked)-1].Check = "groups"
		}
	}
}

// maxGroups is how many groups a site makes statements for. Each is a page and two files for each statement, and all of them are planned
// before the first is written: 25 MB for a thousand groups.
const maxGroups = 10_000

// groups reads the table of the groups that the site makes its statements for.
func (r *reader) groups(s *Site) []statement.Group {
	if _, err := fs.Stat(r.content, "groups.csv"); err != nil {
		return nil // a file that cannot be read has been reported by the walk
	}
	f := r.readWith(statement.ReadTable, "groups.csv")
	if f == nil || s.Doubt.Fields { // which columns it can have is not known
		return nil
	}
	groups, diags := statement.ReadGroups(f, s.Fields(), s.Config.Organisation.Names())
	r.add(diags...)
	if len(groups) > maxGroups {
		d := f.Errorf(0, "groups", "this table has %d groups, and a site makes the statements of at most %d", len(groups), maxGroups)
		d.Line, d.Col = groups[maxGroups].Pos.Line, 1
		d.Hint = "Give each region a site and a table of its own, or write the files with handrail statement --groups, which takes more."
		r.add(d)
		return nil
	}
	if lacking := s.lacking(groups); lacking != "" {
		d := f.Errorf(0, "groups", "no group has a statement: each statement needs a column that this table does not have")
		d.Hint = lacking
		r.add(d)
	}
	return groups
}

// lacking says which columns a table of groups needs for the first statement when none can be made of it; "" otherwise.
func (s *Site) lacking(groups []statement.Group) (hint string) {
	if len(groups) == 0 { // every row has a report of its own, or there is none
		return ""
	}
	for _, p := range s.Pages {
		if p.Statement == nil || len(p.Statement.Fields) == 0 {
			continue
		}
		var names []string
		for _, field := range p.Statement.Fields {
			if !field.Optional && groups[0].Values[field.Name] == "" { // which cells are filled in is the same in each row
				names = append(names, field.Name)
			}
		}
		if len(names) == 0 {
			return ""
		}
		if hint == "" {
			hint = fmt.Sprintf("For %s, add: %s.", shown(p.Path), strings.Join(names, ", "))
		}
	}
	return hint
}
