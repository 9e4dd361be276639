//go:build unix

package output

import "syscall"

// NoFollow, among the flags that open a file, makes a link in its place an error.
const NoFollow = syscall.O_NOFOLLOW
