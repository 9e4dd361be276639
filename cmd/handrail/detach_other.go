//go:build !darwin

package main

// detachedVariable is set for the program when it has been started by itself, which only macOS needs.
const detachedVariable = "HANDRAIL_DETACHED"

// detach starts the program again, apart from what was opened, where the system needs that.
func detach() (done bool, err error) { return false, nil }
