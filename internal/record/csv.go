package record

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"handrail/internal/table"
)

// WriteCSV writes the records of a group as a table for a spreadsheet, a row for each person and path, path by path, in the order in which
// they came. Find reads the records again from it.
//
// It is written by [table.WriteRow]. The first row is
//
//	name,date,path,done,of,look again,STEP…,code
//
// with the name of each step of the paths of which there are records; a step that is a quiz has a second column, STEP points. In the rows below,
//
//	name       is what was typed, or empty
//	date       is that of the record, such as 2026-11-22
//	path       is the path's name
//	done,of    are how many steps are done, and how many the path has
//	look again has the identifiers of rules that have changed since they were read, with a space between them
//	STEP       is the date on which it was done, "left out", "not passed", "earlier wording" and its version for an agreement, or empty
//	points     are such as 8 of 10
//	code       is the code of the record
func WriteCSV(w io.Writer, g *Group) error {
	columns, at := []PlanStep{}, map[string]int{}
	for i, path := range g.Plan.Paths {
		for _, step := range path.Steps {
			if _, known := at[step.Name]; !known && g.Len(i) > 0 {
				at[step.Name] = len(columns)
				columns = append(columns, step)
			}
		}
	}
	row := []string{table.Start + "name", "date", "path", "done", "of", "look again"}
	for _, step := range columns {
		if row = append(row, step.Name); step.Kind == "quiz" {
			row = append(row, step.Name+" points")
		}
	}
	if err := table.WriteRow(w, append(row, "code")); err != nil {
		return err
	}
	for i, path := range g.Plan.Paths {
		for one, code := range g.People(i) {
			row := []string{one.Name, one.Day, path.Name, strconv.Itoa(one.Done), strconv.Itoa(len(path.Steps)), strings.Join(one.Look, " ")}
			states := make([]PersonStep, len(columns))
			for n, step := range path.Steps {
				states[at[step.Name]] = one.Steps[n]
			}
			for n, step := range columns {
				if row = append(row, cell(states[n])); step.Kind == "quiz" {
					row = append(row, points(states[n]))
				}
			}
			if err := table.WriteRow(w, append(row, code)); err != nil {
				return err
			}
		}
	}
	return nil
}

func cell(s PersonStep) string {
	switch s.State {
	case "done":
		return s.Day
	case "old":
		return "earlier wording " + s.Version
	case "tried":
		return "not passed"
	case "left":
		return "left out"
	}
	return ""
}

func points(s PersonStep) string {
	if s.All == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d", s.Got, s.All)
}
