//go:build !release

package main

// isRelease says that this program may be of no released version, as it was built without the tag release.
const isRelease = false
