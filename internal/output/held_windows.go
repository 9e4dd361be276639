package output

import (
	"errors"

	"golang.org/x/sys/windows"
)

// isHeld says whether something failed as another program has a file open, and whether nothing else can be the reason
// (https://learn.microsoft.com/windows/win32/debug/system-error-codes--0-499-).
func isHeld(err error) (held, certain bool) {
	certain = errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
	return certain || errors.Is(err, windows.ERROR_ACCESS_DENIED), certain
}

// DiskFull says whether something failed as there is no room on a disk.
func DiskFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL) || errors.Is(err, windows.ERROR_DISK_QUOTA_EXCEEDED)
}

// ReadOnly says whether something failed as a disk is read-only.
func ReadOnly(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }
