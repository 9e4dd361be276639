//go:build !unix

package output

import "io/fs"

// Private says whether only this user, and the system's administrator, can change what is in a folder. This system does not say so in
// a folder's mode: there, the user's own folders are private.
func Private(fs.FileInfo) bool { return true }
