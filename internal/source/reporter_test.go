package source

import "testing"

// TestReporter: what is reported has its place, its line, the check and the hint, and a warning is one.
func TestReporter(t *testing.T) {
	f, _ := Parse("a.md", []byte("one\ntwo\n"))
	r := Reporter{File: f, Check: "quiz"}
	r.Add(Pos{File: "a.md", Line: 2, Col: 1}, "Do it.", "%d%% is wrong", 5)
	r.Warn(Pos{File: "a.md", Line: 1, Col: 2}, "Look.", "odd")
	want := []Diagnostic{
		{Pos: Pos{File: "a.md", Line: 2, Col: 1}, Severity: Error, Check: "quiz", Message: "5% is wrong", Hint: "Do it.", Source: "two"},
		{Pos: Pos{File: "a.md", Line: 1, Col: 2}, Severity: Warning, Check: "quiz", Message: "odd", Hint: "Look.", Source: "one"},
	}
	if len(r.Diags) != 2 || r.Diags[0] != want[0] || r.Diags[1] != want[1] {
		t.Errorf("got  %+v\nwant %+v", r.Diags, want)
	}
}
