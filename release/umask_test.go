//go:build unix

package main

import (
	"syscall"
	"testing"
)

// withUmask keeps others out of all that the rest of a test writes.
func withUmask(t *testing.T) {
	old := syscall.Umask(0o077)
	t.Cleanup(func() { syscall.Umask(old) })
}
