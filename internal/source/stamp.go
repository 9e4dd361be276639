package source

import (
	"io/fs"
	"time"
)

// Stamp is what shows, without a file being read, that it may have changed. Its size and time alone do not: programs that copy files
// give a file the time that another one had (touch -r, rsync -t), and a disk counts time in steps.
type Stamp struct {
	Size     int64  // in bytes
	Modified int64  // when its content was last written, in nanoseconds since 1970; anybody can set it; 0 when it has none
	Changed  int64  // when anything about it last changed, this time included, in nanoseconds since 1970: nobody can set it (st_ctime in POSIX, sys/stat.h); 0 where the system does not say, as on Windows
	File     uint64 // the number of the file on its disk: a file that is put in its place has another (st_ino); 0 where the system does not say
}

// StampOf is the Stamp of a file as it is now.
func StampOf(info fs.FileInfo) Stamp {
	s := Stamp{Size: info.Size()}
	if t := info.ModTime(); !t.IsZero() {
		s.Modified = t.UnixNano()
	}
	s.Changed, s.File = changed(info)
	return s
}

// fresh is how old a file has to be for its Stamp to distinguish it from a later version. Some file systems count in steps of two seconds.
const fresh = 2 * time.Second

// Settled says whether a file was left alone for so long that a change of it shows in its Stamp.
func (s Stamp) Settled() bool {
	return s.Modified != 0 && time.Since(time.Unix(0, max(s.Modified, s.Changed))) > fresh
}
