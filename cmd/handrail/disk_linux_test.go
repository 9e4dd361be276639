package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// inNamespace, in the environment, says that the test has mounts of its own.
const inNamespace = "HANDRAIL_TEST_MOUNTS"

// withMounts runs a test again, as a process that may mount disks which no other process sees, and says whether this is that
// process. Without root, this needs a kernel that lets every user make namespaces.
func withMounts(t *testing.T) bool {
	t.Helper()
	if os.Getenv(inNamespace) != "" {
		if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
			t.Fatalf("keeping mounts apart: %v", err)
		}
		return true
	}
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), inNamespace+"=yes")
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
	}
	if output, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("this test mounts a small disk, so it needs root, or a kernel with user namespaces: %v\n%s", err, output)
	}
	return false
}

// mount makes a disk of some bytes.
func mount(t *testing.T, size int) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("none", dir, "tmpfs", 0, fmt.Sprintf("size=%d", size)); err != nil {
		t.Fatalf("mounting a small disk: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// fill leaves some bytes of a disk free, and says whether there were as many.
func fill(t *testing.T, disk string, free int64) bool {
	t.Helper()
	var s syscall.Statfs_t
	if err := syscall.Statfs(disk, &s); err != nil {
		t.Fatal(err)
	}
	size := int64(s.Bavail)*s.Bsize - free
	if size < 0 {
		return false
	}
	if err := os.WriteFile(filepath.Join(disk, "filler"), make([]byte, size), 0o644); err != nil {
		t.Fatal(err)
	}
	return true
}

// TestDiskFull: on a disk with too little space for a new version, what was there stays, byte for byte, and the message says
// what to do. With more space the next build succeeds.
func TestDiskFull(t *testing.T) {
	if !withMounts(t) {
		return
	}
	disk, caches, dirs := mount(t, 8<<20), t.TempDir(), [2]string{t.TempDir(), t.TempDir()}
	out := filepath.Join(disk, "public")
	var want [2]map[string][]byte
	for i, dir := range dirs {
		writeVersion(t, dir, i+1)
		clean := filepath.Join(t.TempDir(), "public")
		mustBuild(t, caches, dir, clean)
		want[i] = tree(t, clean)
	}
	failed := 0
	for free := int64(0); ; free = max(8192, free*3) {
		mustBuild(t, caches, dirs[0], out)
		if !fill(t, disk, free) {
			t.Fatal("the disk was never large enough")
		}
		var output bytes.Buffer
		cmd := command(caches, "build", dirs[1], "--out", out)
		cmd.Stderr = &output
		err := cmd.Run()
		if err == nil {
			break
		}
		failed++
		for _, part := range []string{"the disk is full", out + " stays as it was", "Make room, then build again"} {
			if cmd.ProcessState.ExitCode() != exitFailed || !strings.Contains(output.String(), part) || strings.Count(output.String(), "\n") != 1 {
				t.Errorf("with %d bytes free: %v, %s", free, err, &output)
			}
		}
		same(t, fmt.Sprintf("a build with %d bytes free", free), tree(t, out), want[0])
		if err := os.Remove(filepath.Join(disk, "filler")); err != nil {
			t.Fatal(err)
		}
		mustBuild(t, caches, dirs[1], out)
		same(t, "a build with more room", tree(t, out), want[1])
	}
	if same(t, "a build with just enough room", tree(t, out), want[1]); failed < 4 {
		t.Errorf("only %d builds failed", failed)
	}
}

// TestCacheDiskFull: a disk for caches that is full costs time and nothing else.
func TestCacheDiskFull(t *testing.T) {
	if !withMounts(t) {
		return
	}
	dir, clean := t.TempDir(), filepath.Join(t.TempDir(), "public")
	writeVersion(t, dir, 1)
	mustBuild(t, t.TempDir(), dir, clean)
	want := tree(t, clean)
	for _, free := range []int64{0, 4096, 16384, 65536} {
		caches := mount(t, 1<<20)
		fill(t, caches, free)
		out := filepath.Join(t.TempDir(), "public")
		for range 2 {
			mustBuild(t, caches, dir, out)
			same(t, fmt.Sprintf("a build with %d bytes for its cache", free), tree(t, out), want)
		}
	}
}

// runUnprivileged runs a command that has only the permissions that the modes of files give, even if root runs it.
func runUnprivileged(t *testing.T, cmd *exec.Cmd) error {
	t.Helper()
	result := make(chan error)
	go func() {
		runtime.LockOSThread() // and never unlocked: the thread ends with what it gave up
		for _, right := range []uintptr{unix.CAP_DAC_OVERRIDE, unix.CAP_DAC_READ_SEARCH} {
			if err := unix.Prctl(unix.PR_CAPBSET_DROP, right, 0, 0, 0); err != nil && os.Getuid() == 0 {
				result <- fmt.Errorf("giving up a right: %w", err)
				return
			}
		}
		result <- cmd.Run()
	}()
	return <-result
}

// TestPermissions: folders and files without permission to write or read.
func TestPermissions(t *testing.T) {
	var want map[string][]byte // the next build; the same each time
	const message = "you do not have permission. OUT stays as it was. Give yourself permission to write to that folder"
	for _, test := range []struct {
		what    string
		place   string // within the site's folder
		mode    fs.FileMode
		code    int
		message string
	}{
		{"a folder for the site", "public", 0o555, exitFailed, "you do not have permission. Nothing was changed. Give yourself permission to write to that folder"},
		{"a folder in it", "public/guide", 0o555, exitFailed, message},
		{"a folder in it that cannot be looked into", "public/guide", 0o000, exitFailed, "you do not have permission."},
		{"a page of the site", "public/guide/a.html", 0o444, 0, ""},
		{"a page of the site that cannot be read", "public/guide/a.html", 0o000, 0, ""},
		{"the list of what was built", "public/.handrail.json", 0o000, exitFailed, message},
		{"a source", "content/guide/a.md", 0o000, exitMistakes, "content/guide/a.md: error: this file cannot be read: permission denied\n  hint: Give yourself permission to read it"},
		{"a folder of sources", "content/guide", 0o000, exitMistakes, "content/guide: error: this folder cannot be read: permission denied\n  hint: Give yourself permission to read it"},
		{"a file beside the pages", "content/guide/form.txt", 0o000, exitFailed, "content/guide/form.txt cannot be read: permission denied. Give yourself permission to read it"},
		{"the folder for caches", "caches/handrail", 0o555, 0, ""},
	} {
		t.Run(test.what, func(t *testing.T) {
			e := &editor{t: t, dir: t.TempDir(), changed: map[string]bool{}}
			for name, text := range startingSite() {
				e.write(name, text)
			}
			out, caches := filepath.Join(e.dir, "public"), filepath.Join(e.dir, "caches")
			mustBuild(t, caches, e.dir, out)
			before := tree(t, out)
			for _, name := range []string{"index.md", "guide/a.md", "guide/b.md"} {
				e.write("content/"+name, e.read("content/"+name)+"\nMore.\n")
			}
			e.write("content/guide/form.txt", "Another form.\n")
			place := filepath.Join(e.dir, filepath.FromSlash(test.place))
			info, err := os.Stat(place)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(place, test.mode); err != nil {
				t.Fatal(err)
			}
			cmd := command(caches, "build", e.dir)
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			err = runUnprivileged(t, cmd)
			if chmodErr := os.Chmod(place, info.Mode()); chmodErr != nil {
				t.Fatal(chmodErr)
			}
			if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != test.code || !strings.Contains(stderr.String(), strings.ReplaceAll(test.message, "OUT", out)) {
				t.Errorf("%v: %s", err, &stderr)
			}
			if test.code != 0 {
				same(t, "what stood", tree(t, out), before)
			}
			mustBuild(t, caches, e.dir, out)
			if want == nil {
				clean := filepath.Join(t.TempDir(), "public")
				mustBuild(t, caches, e.dir, clean)
				want = tree(t, clean)
			}
			same(t, "the next build", tree(t, out), want)
		})
	}
}

// TestDeployBesideOthers: a folder that only somebody else may read, such as the lost+found of a drive, is left alone.
func TestDeployBesideOthers(t *testing.T) {
	dir, caches := t.TempDir(), t.TempDir()
	for name, text := range startingSite() {
		writeFile(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	drive := filepath.Join(t.TempDir(), "drive")
	writeFile(t, filepath.Join(dir, "content/site.yaml"), fmt.Sprintf("title: A site\ntargets: {drive: {folder: %q}}\n", drive))
	writeFile(t, filepath.Join(drive, "lost+found", "1"), "lost")
	if err := os.Chmod(filepath.Join(drive, "lost+found"), 0); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "public")
	mustBuild(t, caches, dir, out)
	cmd := command(caches, "deploy", "drive", "--site", dir, "--from", out)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	err := runUnprivileged(t, cmd)
	if err := os.Chmod(filepath.Join(drive, "lost+found"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatalf("%v: %s", err, &stderr)
	}
	got := tree(t, drive)
	if string(got["lost+found/1"]) != "lost" || got["index.html"] == nil {
		t.Errorf("the drive holds %d files", len(got))
	}
}
