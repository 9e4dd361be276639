// Package disk gives tests disks that differ from the one that they run on.
package disk

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// ExFAT mounts a small disk as USB sticks have it (exFAT), which does not distinguish capitals from lowercase letters, and returns its folder; ""
// where none can be mounted, after the reason has been logged. It needs Linux, root, exfatprogs and exfat-fuse.
func ExFAT(t testing.TB) string {
	t.Helper()
	image, dir := filepath.Join(t.TempDir(), "exfat"), t.TempDir()
	file, err := os.Create(image)
	if err == nil {
		err = file.Truncate(16 << 20)
	}
	if err == nil {
		err = file.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	run := func(name string, args ...string) (string, bool) {
		out, err := exec.Command(name, args...).CombinedOutput()
		if err != nil {
			t.Logf("NOT TRIED on exFAT: %s %s: %v %s", name, strings.Join(args, " "), err, out)
		}
		return strings.TrimSpace(string(out)), err == nil
	}
	if _, ok := run("mkfs.exfat", image); !ok {
		return ""
	}
	loop, ok := run("losetup", "--find", "--show", image)
	if !ok {
		return ""
	}
	t.Cleanup(func() { _, _ = run("losetup", "--detach", loop) })
	if _, ok := run("mount.exfat-fuse", loop, dir); !ok {
		return ""
	}
	t.Cleanup(func() { _, _ = run("umount", "--lazy", dir) })
	return dir
}
