package main

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestFreshMachine: the archive for Linux, unpacked into an empty folder, is all that is needed to begin a site, build, check, show and deploy it, and
// to go back. The program runs with no other program to find, no Go and a home of its own. Where the test may, nothing else exists for it: that
// folder is its root, without a folder for temporary files, certificates or time zones.
func TestFreshMachine(t *testing.T) {
	folder := t.TempDir()
	unpack(t, released(t), folder)
	for _, dir := range []string{"home", "empty"} {
		if err := os.Mkdir(filepath.Join(folder, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	// A program finds itself by /proc on Linux, so a machine always has that.
	if err := os.MkdirAll(filepath.Join(folder, "proc", "self"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/handrail/handrail", filepath.Join(folder, "proc", "self", "exe")); err != nil {
		t.Fatal(err)
	}
	t.Run("nothing on the path", func(t *testing.T) { useAll(t, fresh{folder: folder, root: folder, site: "outside"}) })
	t.Run("nothing else at all", func(t *testing.T) {
		if os.Getuid() != 0 {
			t.Skip("only root may change what the root folder is: run it as root too")
		}
		useAll(t, fresh{folder: folder, root: "/", chroot: folder, site: "inside"})
	})
}

// released makes the archive for the system that the test runs on.
func released(t *testing.T) []byte {
	t.Helper()
	t.Setenv("SOURCE_DATE_EPOCH", "")
	r, err := open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(r.temp) })
	if err := r.prepare(); err != nil {
		t.Fatal(err)
	}
	file, err := r.build(system{"linux", runtime.GOARCH})
	if err != nil {
		t.Fatal(err)
	}
	built, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s, err := r.common()
	if err != nil {
		t.Fatal(err)
	}
	archive, err := r.linux(runtime.GOARCH, s, built)
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.data) > maxSize {
		t.Errorf("%s has %d bytes", archive.name, len(archive.data))
	}
	return archive.data
}

// unpack unpacks a .tar.gz file.
func unpack(t *testing.T, archive []byte, folder string) {
	t.Helper()
	unpacked, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(unpacked); ; {
		header, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(folder, filepath.FromSlash(header.Name))
		if header.FileInfo().IsDir() {
			err = os.MkdirAll(name, header.FileInfo().Mode())
		} else {
			var data []byte
			if data, err = io.ReadAll(r); err == nil {
				err = os.MkdirAll(filepath.Dir(name), 0o755)
			}
			if err == nil {
				err = os.WriteFile(name, data, header.FileInfo().Mode())
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// fresh is a machine that has nothing but what was unpacked.
type fresh struct {
	folder string // as the test sees it
	root   string // as the program sees it
	chroot string // "" where the program sees everything
	site   string // the folder of the site
}

// command is the program with arguments.
func (f fresh) command(args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(f.root, "handrail", "handrail"), args...)
	cmd.Dir = f.root
	cmd.Env = []string{"PATH=" + filepath.Join(f.root, "empty"), "HOME=" + filepath.Join(f.root, "home")}
	cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: f.chroot}
	return cmd
}

// useAll does what an editor does with a new machine.
func useAll(t *testing.T, f fresh) {
	do := func(want string, args ...string) {
		t.Helper()
		said, err := f.command(args...).CombinedOutput()
		if err != nil || !strings.Contains(string(said), want) {
			t.Fatalf("handrail %s: %v\n%s", strings.Join(args, " "), err, said)
		}
	}
	at := func(name string) string { return filepath.Join(f.folder, f.site, filepath.FromSlash(name)) }
	do("handrail ", "--version")
	do("Wrote ", "init", f.site)
	do("Built ", "build", f.site)
	do("", "check", f.site)
	do("", "statement", "broadcast-privacy", f.site, "--set", "group=Leeds", "--format", "docx", "--out", f.site+"/leeds.docx")
	first, err := os.ReadFile(at("public/guidance/broadcast-lists.html"))
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(at("leeds.docx")); err != nil || info.Size() < 1000 {
		t.Errorf("the statement: %v, %v", info, err)
	}
	add(t, at("content/site.yaml"), "\ntargets:\n  stick: {folder: ../stick-"+f.site+"}\n")
	do("Built ", "build", f.site)
	do("Deployed ", "deploy", "stick", f.site)
	add(t, at("content/guidance/broadcast-lists.md"), "\nA line that is new.\n")
	do("Built ", "build", f.site)
	do(" changed, 0 removed", "deploy", "stick", f.site)
	do("Put back ", "deploy", "stick", f.site, "--rollback")
	back, err := os.ReadFile(filepath.Join(f.folder, "stick-"+f.site, "guidance", "broadcast-lists.html"))
	if err != nil || !bytes.Equal(back, first) {
		t.Errorf("the page that was put back is not the first: %v", err)
	}
	show(t, f)
}

// show has the program show the site, asks for a page, and stops it.
func show(t *testing.T, f fresh) {
	t.Helper()
	cmd := f.command("serve", f.site, "--port", "0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	killed := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	defer killed.Stop()
	var said strings.Builder
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		said.WriteString(lines.Text() + "\n")
		address := regexp.MustCompile(`http://[^/ ]+/`).FindString(lines.Text())
		if address == "" {
			continue
		}
		answer, err := http.Get(address + "guidance/broadcast-lists.html")
		if err != nil {
			t.Error(err)
		} else {
			page, err := io.ReadAll(answer.Body)
			_ = answer.Body.Close()
			if err != nil || answer.StatusCode != http.StatusOK || !bytes.Contains(page, []byte("A line that is new.")) {
				t.Errorf("%s, %v", answer.Status, err)
			}
		}
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Error(err)
		}
	}
	if err := cmd.Wait(); err != nil || !strings.Contains(said.String(), "http://") {
		t.Errorf("serve: %v\n%s", err, said.String())
	}
}

// add writes more to the end of a file.
func add(t *testing.T, name, text string) {
	t.Helper()
	file, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	if err == nil {
		_, err = file.WriteString(text)
	}
	if err == nil {
		err = file.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}
