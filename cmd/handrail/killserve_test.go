package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestKilledServe kills handrail serve (SIGKILL) at moments chosen by chance, while it starts or while it follows changes. It writes nothing
// beside the sources, and the build after it, which reads the cache that it left, makes what a build from nothing does. When it is
// asked to end it ends with no error.
func TestKilledServe(t *testing.T) {
	r := rand.New(rand.NewPCG(3, *seed))
	dir, caches := t.TempDir(), t.TempDir()
	version := func(number int) map[string][]byte {
		t.Helper()
		if err := os.RemoveAll(filepath.Join(dir, "content")); err != nil {
			t.Fatal(err)
		}
		writeVersion(t, dir, number+1)
		old := time.Now().Add(-time.Duration(10+number) * time.Second) // long enough ago that the cache is read
		for name := range tree(t, dir) {
			if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
				t.Fatal(err)
			}
		}
		return tree(t, dir)
	}
	want := make([]map[string][]byte, versions)
	for number := range want {
		version(number)
		clean := filepath.Join(t.TempDir(), "public")
		mustBuild(t, t.TempDir(), dir, clean)
		want[number] = tree(t, clean)
	}
	out := filepath.Join(t.TempDir(), "public")
	most := 500 * time.Millisecond // from its start until it serves, as far as known
	stages := map[string]int{}
	kills := howMany(*kills, 4, 12)
	for killed := 0; killed < kills && !t.Failed(); killed++ {
		if r.IntN(6) == 0 {
			if err := os.RemoveAll(caches); err != nil {
				t.Fatal(err)
			}
			if err := os.Mkdir(caches, 0o700); err != nil {
				t.Fatal(err)
			}
		}
		number := r.IntN(versions)
		sources := version(number)
		cmd := command(caches, "serve", dir, "--port", "0")
		said, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		var output bytes.Buffer
		cmd.Stderr = &output
		begun := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewReader(said)
		serves := false
		if r.IntN(2) == 0 {
			time.AfterFunc(time.Duration(r.Int64N(int64(most))), func() { _ = cmd.Process.Kill() })
			stages["starting"]++
		} else {
			for !serves {
				line, err := lines.ReadString('\n')
				if err != nil {
					t.Fatalf("handrail serve ended: %v\n%s", err, &output)
				}
				serves = strings.HasPrefix(line, "See the site at ")
			}
			most = time.Since(begun)
			number = r.IntN(versions)
			sources = version(number)
			if killed%10 == 3 { // it is asked to end, which it does when it has built
				if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
					t.Fatal(err)
				}
				stages["asked to end"]++
			} else {
				time.AfterFunc(time.Duration(r.IntN(300))*time.Millisecond, func() { _ = cmd.Process.Kill() })
				stages["following changes"]++
			}
		}
		_, _ = io.Copy(io.Discard, lines)
		if err := cmd.Wait(); err != nil && cmd.ProcessState.Exited() {
			t.Errorf("handrail serve failed: %v\n%s", err, &output)
		}
		same(t, "the folder of the sources", tree(t, dir), sources)
		mustBuild(t, caches, dir, out)
		same(t, fmt.Sprintf("the build of version %d after a kill", number), tree(t, out), want[number])
	}
	// Whatever the kills have left in the cache goes with the next build that changes it.
	if err := os.WriteFile(filepath.Join(dir, "content", "last.md"), []byte("---\ntitle: Last\n---\nLast.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	mustBuild(t, caches, dir, out)
	for name := range tree(t, caches) {
		if strings.HasPrefix(path.Base(name), ".handrail") {
			t.Errorf("after the next build, the cache holds %s", name)
		}
	}
	t.Logf("seed %d, killed: %v", *seed, stages)
}
