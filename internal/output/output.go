// Package output writes files where others may write too: into a folder that is shared, a stick, or a folder that somebody
// has prepared. What is in the way is never followed and never written over.
//
// A caller opens the folder as an [os.Root], so that no name and no link leads out of it, and makes each file with [Create]
// under a name of its own before it is renamed to its place.
package output

import (
	"errors"
	"io/fs"
	"os"
	"strings"
)

// Own starts the names of what Handrail keeps for itself in a folder that it writes.
const Own = ".handrail"

// Placeable says whether a path can be that of a file of a site: with slashes, within the folder, and none of what Handrail
// keeps there for itself. A list that somebody has changed leads nowhere else.
func Placeable(path string) bool {
	return fs.ValidPath(path) && path != "." && !strings.HasPrefix(path, Own) && !strings.Contains(path, `\`)
}

// Create makes a file within a folder, for its owner to write and others to read, less what the user's umask takes away. What
// stands there already is removed first: it is left from a run that was killed, or a link that somebody put there, which is
// not followed.
func Create(root *os.Root, name string) (*os.File, error) {
	file, err := exclusive(root, name)
	if !errors.Is(err, fs.ErrExist) {
		return file, err
	}
	if err := root.Remove(name); err != nil {
		return nil, err
	}
	return exclusive(root, name)
}

// exclusive opens a file that is not there. With O_EXCL a link in its place is an error, wherever it leads (POSIX, open).
func exclusive(root *os.Root, name string) (*os.File, error) {
	return root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
}

// Write makes a file as Create does, and fills it.
func Write(root *os.Root, name string, data []byte) error {
	file, err := Create(root, name)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	return errors.Join(err, file.Close())
}
