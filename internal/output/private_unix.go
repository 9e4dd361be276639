//go:build unix

package output

import (
	"io/fs"
	"os"
	"syscall"
)

// Private says whether only this user, and the system's administrator, can change what is in a folder.
func Private(folder fs.FileInfo) bool {
	s, ok := folder.Sys().(*syscall.Stat_t)
	return ok && int(s.Uid) == os.Geteuid() && folder.Mode().Perm()&0o022 == 0
}
