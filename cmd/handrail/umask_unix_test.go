//go:build unix

package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestCommandsKeepUmask: each command that writes gives others what the user's umask leaves them, and no more; what is kept between
// builds is for the user alone.
func TestCommandsKeepUmask(t *testing.T) {
	for _, umask := range []fs.FileMode{0o077, 0o022, 0o002} {
		t.Run(fmt.Sprintf("%03o", umask), func(t *testing.T) {
			dir, caches := t.TempDir(), t.TempDir()
			typed := func(args string) {
				t.Helper()
				cmd := command(caches)
				cmd.Path, cmd.Dir = "/bin/sh", dir
				cmd.Args = []string{"sh", "-c", fmt.Sprintf(`umask %o; exec -a handrail "$0" %s`, umask, args), os.Args[0]}
				if bash, err := exec.LookPath("bash"); err == nil { // sh may have no exec -a
					cmd.Path = bash
				} else {
					t.Fatal(err)
				}
				if output, err := cmd.CombinedOutput(); err != nil {
					t.Fatalf("handrail %s: %v\n%s", args, err, output)
				}
			}
			typed("init site")
			typed("new page site/content/guidance/a.md")
			typed("statement broadcast-privacy site --set group=Leeds --format docx --out letter.docx")
			typed("build site --host nginx --profile profiles")
			for _, name := range []string{"letter.docx", "site/content/guidance/a.md", "site/templates/strings/en-GB.yaml.example", "site/public/index.html", "site/hosting/nginx.conf", "profiles/cpu.pprof"} {
				if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
					t.Error(err)
				}
			}
			if err := os.Chmod(dir, 0o777&^umask); err != nil {
				t.Fatal(err)
			}
			checkModes(t, dir, umask)
			kept, err := filepath.Glob(filepath.Join(caches, "handrail*"))
			if err != nil || len(kept) != 1 {
				t.Fatal(kept, err)
			}
			if info, err := os.Lstat(kept[0]); err != nil || info.Mode().Perm() != 0o700 {
				t.Errorf("what is kept has the mode %v, %v", info.Mode(), err)
			}
		})
	}
}
