package main

import (
	"io/fs"
	"os"
	"runtime"

	"github.com/inconshreveable/mousetrap"
	"golang.org/x/term"
)

// start is how the program was started.
type start struct {
	system    string // as runtime.GOOS
	arguments int
	explorer  bool // by the Explorer of Windows
	input     bool // from a terminal
	output    bool // to a terminal, or to whatever reads it: a pipe or a file
	parent    int  // number of the process that started it
	detached  bool // by itself, see detach
	desktop   bool // there is one, of Linux or of another Unix
}

// doubleClick says whether somebody opened the program itself, and typed nothing. A script that gives no arguments is shown the help.
func (s start) doubleClick() bool {
	if s.arguments > 0 {
		return false
	}
	switch s.system {
	case "windows":
		return s.explorer
	case "darwin": // the Finder has launchd start it, whose number is 1
		return s.detached || !s.input && !s.output && s.parent == 1
	}
	return !s.input && !s.output && s.desktop
}

// thisStart is how this program was started.
func thisStart() start {
	return start{
		system: runtime.GOOS, arguments: len(os.Args) - 1, explorer: mousetrap.StartedByExplorer(), parent: os.Getppid(),
		input: term.IsTerminal(int(os.Stdin.Fd())), output: isRead(os.Stdout),
		detached: os.Getenv(detachedVariable) != "",
		desktop:  os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != "",
	}
}

// isRead says whether what is written somewhere is read by a person at a terminal, by a script or later. Desktops have programs write to a socket
// of their log, or to nowhere.
func isRead(f *os.File) bool {
	if term.IsTerminal(int(f.Fd())) {
		return true
	}
	info, err := f.Stat()
	return err == nil && (info.Mode()&fs.ModeNamedPipe != 0 || info.Mode().IsRegular())
}
