//go:build !windows

package output

import (
	"errors"
	"syscall"
)

// isHeld says whether something failed as another program has a file open: here no program keeps a file from others in that way.
func isHeld(error) (held, certain bool) { return false, false }

// DiskFull says whether something failed as there is no room on a disk, or none for this user.
func DiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// ReadOnly says whether something failed as a disk is read-only.
func ReadOnly(err error) bool { return errors.Is(err, syscall.EROFS) }
