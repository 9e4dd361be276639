//go:build release

package main

// isRelease says that this is the program of a version as it is released: all that has the version writes the same, on every system.
const isRelease = true
