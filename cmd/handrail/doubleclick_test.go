package main

import "testing"

// TestDoubleClick: whoever opens the program itself sees pages, and whoever types or writes a script sees the help.
func TestDoubleClick(t *testing.T) {
	for name, try := range map[string]struct {
		start
		want bool
	}{
		"Explorer":                       {start{system: "windows", explorer: true, input: true, output: true}, true},
		"Explorer, a file dropped on it": {start{system: "windows", explorer: true, arguments: 1}, false},
		"a terminal of Windows":          {start{system: "windows", input: true, output: true}, false},
		"a script of Windows":            {start{system: "windows"}, false},
		"the Finder":                     {start{system: "darwin", parent: 1}, true},
		"itself, for the Finder":         {start{system: "darwin", parent: 500, detached: true}, true},
		"a terminal of a Mac":            {start{system: "darwin", input: true, output: true, parent: 500}, false},
		"a script of a Mac":              {start{system: "darwin", parent: 500}, false},
		"a terminal whose shell ended":   {start{system: "darwin", input: true, output: true, parent: 1}, false},
		"a desktop of Linux":             {start{system: "linux", desktop: true}, true},
		"a desktop, with arguments":      {start{system: "linux", desktop: true, arguments: 1}, false},
		"a terminal of Linux":            {start{system: "linux", desktop: true, input: true, output: true}, false},
		"a terminal, into a pipe":        {start{system: "linux", desktop: true, input: true, output: true}, false},
		"a script on a desktop":          {start{system: "linux", desktop: true, output: true}, false},
		"a script on a server":           {start{system: "linux"}, false},
		"a desktop of FreeBSD":           {start{system: "freebsd", desktop: true}, true},
	} {
		if got := try.doubleClick(); got != try.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
