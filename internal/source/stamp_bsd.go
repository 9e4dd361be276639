//go:build darwin || freebsd || netbsd

package source

import (
	"io/fs"
	"syscall"
)

// changed is when anything about a file last changed, and its number on the disk.
func changed(info fs.FileInfo) (when int64, file uint64) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return s.Ctimespec.Nano(), s.Ino
	}
	return 0, 0 // it is in memory, or in an archive
}
