package site

import (
	"fmt"
	"maps"
	"strings"
	"testing"
)

const audiences = "title: Site\naudiences:\n  - {name: volunteer, label: I am one, title: For volunteers}\n  - {name: lead, label: I lead, title: For leads}\n"

// pathSite has a page of each kind for leads.
func pathSite(more map[string]string) map[string]string {
	texts := map[string]string{
		"site.yaml": audiences, "index.md": "---\ntitle: Home\naudience: [lead]\n---\n",
		"g/index.md":       "---\ntitle: Guide\naudience: [lead]\n---\n",
		"g/long.md":        "---\ntitle: Long\naudience: [lead]\n---\n" + strings.Repeat("word ", 301) + "\n\n:::must {#pin minutes=\"7\"}\nSet a PIN.\n:::\n\n:::must {#lock}\nLock it.\n:::\n\n:::must {#look repeat=\"weekly\" minutes=\"50\"}\nLook at it.\n:::\n",
		"quizzes/index.md": "", "quizzes/q.md": "---\ntitle: Q\naudience: [lead]\n---\n" + question("a") + question("b"),
		"statements/index.md": "", "statements/s.md": "---\ntitle: S\naudience: [lead]\nversion: 1\nchanges: [{version: 1, date: 2026-01-01, what: First.}]\n---\nHello.\n",
		"checklists/index.md": "", "checklists/c.md": "---\ntitle: C\naudience: [lead]\nquestions: [{ask: What?, choose: one, options: [{topic: a, label: A}, {label: B}]}]\n---\n",
	}
	maps.Copy(texts, more)
	return texts
}

func question(id string) string {
	return "## What is " + id + "? {#" + id + " rules=\"pin\"}\n\n- [x] A PIN\n- [ ] A hat\n  > No.\n\n> Set one.\n\n"
}

func said(list []Step) string {
	var all []string
	for _, s := range list {
		all = append(all, fmt.Sprintf("%s %s %d", s.Kind(), s.Name(), s.Minutes))
	}
	return strings.Join(all, ", ")
}

// TestPathMade: an audience without a path of its own has one of its pages, in reading order, with the minutes of each.
func TestPathMade(t *testing.T) {
	s := load(t, pathSite(nil))
	if len(s.Paths) != 2 || s.Paths[0].Address != "volunteer.html" || len(s.Paths[0].Steps) != 0 || s.Paths[1].Address != "lead.html" {
		t.Fatalf("paths: %+v", s.Paths)
	}
	// 313 words take a slow reader 3 minutes, two questions 80 seconds, and of the items only those that are done once count: 7 + 2.
	want := "checklist checklists/c 9, read g/long 3, quiz quizzes/q 2, statement statements/s 5"
	if got := said(s.Paths[1].Steps); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestPathMinutes: a quiz that asks some of its questions takes as long as these, unless it says itself how long it takes, and so does a step.
func TestPathMinutes(t *testing.T) {
	for front, want := range map[string]int{"": 3, "draw: 1\n": 1, "draw: 1\nminutes: 9\n": 9} {
		s, diags := Load(files(pathSite(map[string]string{"quizzes/q.md": "---\ntitle: Q\naudience: [volunteer]\n" + front + "---\n" + question("a") + question("b") + question("c") + question("d")})), Options{Today: today})
		if got := Minutes(s.Paths[0].Steps); got != want {
			t.Errorf("with %q it takes %d minutes: %v", front, got, diags)
		}
	}
}

// TestPathWritten: the path of an audience is at the address of its door, and belongs to no list of pages; its folder needs no index.
// Others are in their folder.
func TestPathWritten(t *testing.T) {
	const path = "---\ntitle: P\naudience: [lead]\nsteps:\n  - read: ../g/long.md\n    minutes: 4\n  - agree: I will.\n    id: will\nlater:\n  - quiz: ../quizzes/q.md\n---\n"
	s := load(t, pathSite(map[string]string{"paths/lead.md": path}))
	page := s.ByPath["paths/lead.md"]
	if page.Address != "lead.html" || page.Parent != s.Home || page.Kind != PathPage || s.Paths[1].Page != page {
		t.Errorf("%s in %v", page.Address, page.Parent)
	}
	for _, child := range s.Sections() {
		if child == page {
			t.Error("the home page lists the path of an audience")
		}
	}
	if last := s.Pages[len(s.Pages)-1]; last != page {
		t.Errorf("%s is last", last.Path)
	}
	if got, want := said(s.Paths[1].Steps)+" | "+said(s.Paths[1].Later), "read g/long 4, agree agree:will 1 | quiz quizzes/q 2"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if total := Minutes(s.Paths[1].Steps); total != 5 {
		t.Errorf("it takes %d minutes", total)
	}

	_, diags := Load(files(pathSite(map[string]string{"paths/lead.md": path, "paths/office.md": path})), Options{Today: today})
	if len(diags) != 1 || diags[0].File != "content/paths" {
		t.Errorf("a folder with a path of its own needs an index: %v", diags)
	}
	s = load(t, pathSite(map[string]string{"paths/index.md": "", "paths/office.md": path, "x/index.md": "", "x/paths/index.md": "", "x/paths/lead.md": path}))
	if len(s.Paths) != 4 || s.Paths[1].Page != nil || s.Paths[2].Address != "paths/office.html" || s.Paths[3].Address != "x/paths/lead.html" || s.Paths[2].IsOfAudience() {
		t.Errorf("paths: %+v", s.Paths)
	}
}

// TestPathMoves: a path gets another address as soon as site.yaml names its audience, though its own file is the same.
func TestPathMoves(t *testing.T) {
	fsys := files(pathSite(map[string]string{"paths/index.md": "", "paths/office.md": "---\ntitle: P\naudience: [lead]\nsteps: [{read: ../g/long.md}]\n---\n"}))
	l := NewLoader(fsys, Options{})
	if s, _ := l.Load(today); s.ByPath["paths/office.md"].Address != "paths/office.html" {
		t.Errorf("it is at %s", s.ByPath["paths/office.md"].Address)
	}
	fsys["site.yaml"].Data = []byte(audiences + "  - {name: office, label: I work, title: For the office}\n")
	if s, _ := l.Reload(today, []string{"g/long.md"}); s.ByPath["paths/office.md"].Address != "office.html" {
		t.Errorf("it is at %s", s.ByPath["paths/office.md"].Address)
	}
}
