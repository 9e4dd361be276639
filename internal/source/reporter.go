package source

// Reporter collects what one check finds wrong in one file.
type Reporter struct {
	File  *File
	Check string // its name
	Diags []Diagnostic
}

// Add reports an error at a place in the file. The hint says in whole sentences how to fix it.
func (r *Reporter) Add(pos Pos, hint, format string, args ...any) {
	d := r.File.At(pos, r.Check, format, args...)
	d.Hint = hint
	r.Diags = append(r.Diags, d)
}

// Warn reports as Add does, and what it reports does not stop the build.
func (r *Reporter) Warn(pos Pos, hint, format string, args ...any) {
	r.Add(pos, hint, format, args...)
	r.Diags[len(r.Diags)-1].Severity = Warning
}
