//go:build !unix

package output

// Regular is a flag for opening a regular file: nothing on this system.
const Regular = 0
