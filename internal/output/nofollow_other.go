//go:build !unix

package output

// NoFollow, among the flags that open a file, makes a link in its place an error, where the system knows that.
const NoFollow = 0
