package main

import (
	"os"
	"os/exec"
	"syscall"
)

// detachedVariable is set for the program when it has been started by itself.
const detachedVariable = "HANDRAIL_DETACHED"

// detach starts the program again, apart from the app that was opened, which then ends. While an app runs, macOS opens it a second time
// by sending it an event, which only a program with windows takes.
func detach() (done bool, err error) {
	if os.Getenv(detachedVariable) != "" {
		return false, nil
	}
	program, err := os.Executable()
	if err != nil {
		return false, err
	}
	again := exec.Command(program)
	again.Env = append(os.Environ(), detachedVariable+"=1")
	again.SysProcAttr = &syscall.SysProcAttr{Setsid: true} // launchd ends what is left of the app's group
	return true, again.Start()
}
