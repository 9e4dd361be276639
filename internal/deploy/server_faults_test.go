package deploy

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"handrail/test/disk"
)

// relay is between a deploy and a server of files.
type relay struct {
	net.Listener
	to   string
	lock sync.Mutex
	open int                        // connections
	shut *sync.Cond                 // one of them has been closed
	act  func(client net.Conn) bool // is called for each part that a client sends, one at a time, and says whether it goes on to the server
}

// newRelay starts a relay to the server of a target.
func newRelay(t *testing.T, to *Server, act func(client net.Conn) bool) *relay {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &relay{Listener: listener, to: to.Address, act: act}
	r.shut = sync.NewCond(&r.lock)
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	to.Address = "localhost:" + port
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			r.lock.Lock()
			r.open++
			r.lock.Unlock()
			go r.pass(client)
		}
	}()
	return r
}

// wait waits until no connection is open.
func (r *relay) wait() {
	r.lock.Lock()
	defer r.lock.Unlock()
	for r.open > 0 {
		r.shut.Wait()
	}
}

// pass passes on what a client and the server send, until the server has ended.
func (r *relay) pass(client net.Conn) {
	defer func() {
		r.lock.Lock()
		defer r.lock.Unlock()
		r.open--
		r.shut.Broadcast()
	}()
	defer client.Close()
	there, err := net.Dial("tcp", r.to)
	if err != nil {
		return
	}
	defer there.Close()
	go func() {
		defer there.(*net.TCPConn).CloseWrite()
		for part := make([]byte, 32<<10); ; {
			n, err := client.Read(part)
			if err != nil {
				return
			}
			r.lock.Lock()
			goes := r.act(client)
			r.lock.Unlock()
			if !goes {
				_ = client.Close()
				return
			}
			if _, err := there.Write(part[:n]); err != nil {
				return
			}
		}
	}()
	_, _ = io.Copy(client, there)
	_, _ = io.Copy(io.Discard, there) // also if the client is gone
}

// TestBrokenConnections deploys over connections that are cut, or on which nothing comes any more, one time in a hundred: each
// deploy ends right.
func TestBrokenConnections(t *testing.T) {
	for _, kind := range fileServers() {
		t.Run(kind.name, func(t *testing.T) {
			direct := kind.start(t, "")
			r := rand.New(rand.NewPCG(11, *seed))
			cut, stalled := 0, 0
			by := direct
			newRelay(t, &by, func(client net.Conn) bool {
				switch r.IntN(100) {
				case 0:
					cut++
					return false
				case 1:
					if stalled++; stalled < 4 { // each takes as long as the deploy is patient
						_, _ = io.Copy(io.Discard, client)
					}
				}
				return true
			})
			target := kind.open(t, by)
			target.store.(*remote).patience = 500 * time.Millisecond
			for number := range 3 {
				mustRun(t, target, madeSite(number))
				again := kind.open(t, direct)
				holds(t, again, madeSite(number))
				redeploy(t, again, number)
			}
			t.Logf("%d connections were cut, and %d were silent", cut, stalled)
			if cut == 0 {
				t.Error("no connection was cut")
			}
		})
	}
}

// TestKilledServer kills deploys to servers of files (SIGKILL) as they send one part of all, chosen by chance. Two times of three the deploy
// that follows is killed too.
func TestKilledServer(t *testing.T) {
	for _, kind := range fileServers()[:1] {
		t.Run(kind.name, func(t *testing.T) {
			s := kind.start(t, "")
			r := rand.New(rand.NewPCG(12, *seed))
			count, at := 0, 0
			var cmd *exec.Cmd
			by := s
			way := newRelay(t, &by, func(net.Conn) bool {
				count++
				if count == at {
					_ = cmd.Process.Kill()
				}
				return count != at || r.IntN(2) == 0
			})
			direct := kind.open(t, s)
			most := 120 // parts in a deploy, as far as known
			for killed := 0; killed < *kills/3 && !t.Failed(); {
				before := lookAt(t, direct)
				job := next(r, before)
				job.Server = &Server{Address: by.Address, User: by.User, Folder: by.Folder, HostKey: by.HostKey}
				way.lock.Lock() // until the child is known
				count, at = 0, 1+r.IntN(most)
				cmd = child(t, job)
				way.lock.Unlock()
				was := ended(t, cmd)
				way.wait()
				if !was {
					most = max(10, count)
					continue
				}
				killed++
				checkKilled(t, direct, before, job)
				if r.IntN(3) == 0 || killed == *kills/3 {
					redeploy(t, direct, job.Site)
				}
			}
		})
	}
}

// TestServerRefuses: what a server does not do is said in words that help, nothing is half there, and no message has the password.
func TestServerRefuses(t *testing.T) {
	fsys := site(first())
	says := func(t *testing.T, target *Target, words ...string) {
		t.Helper()
		_, err := Run(context.Background(), target, fsys, names(fsys), options())
		if err == nil {
			t.Fatal("the deploy says that all is well")
		}
		for _, word := range words {
			if !strings.Contains(err.Error(), word) {
				t.Errorf("%q is not in: %v", word, err)
			}
		}
		if strings.Contains(err.Error(), "secret of the tests") {
			t.Errorf("the message has the password: %v", err)
		}
	}
	for _, kind := range fileServers() {
		t.Run(kind.name, func(t *testing.T) {
			s := kind.start(t, "")
			lost := s
			lost.Folder = filepath.Join(s.Folder, "not", "there")
			says(t, kind.open(t, lost), "there is no folder "+filepath.Dir(lost.Folder)+" on localhost", "check folder in site.yaml")
			file := s
			file.Folder = s.Folder + ".txt"
			if err := os.WriteFile(file.Folder, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			says(t, kind.open(t, file), "is a file: name a folder")
			gone := s
			gone.Address = "localhost:9"
			says(t, kind.open(t, gone), "nothing answers at localhost:9", "ask your host")
			nobody := s
			nobody.Address = "no-such-host.invalid"
			says(t, kind.open(t, nobody), "there is no computer called no-such-host.invalid")
			if kind.name == "sftp" {
				return // its users are those of this computer
			}
			wrong := s
			wrong.Login.Password = func(string) (string, error) { return "secret of the tests, but wrong", nil }
			says(t, kind.open(t, wrong), "localhost did not let leeds in", "handrail login")
			closed := kind.start(t, "<Limit WRITE>\nDenyAll\n</Limit>")
			says(t, kind.open(t, closed), "leeds does not have permission to write in "+closed.Folder)
		})
	}
}

// TestServerIsFull deploys to a disk that has no room for the site. What is there still works, and the next deploy is right.
func TestServerIsFull(t *testing.T) {
	dir := disk.ExFAT(t)
	if dir == "" {
		t.Skip("NOT TRIED: no small disk can be had here")
	}
	for i, kind := range fileServers() {
		t.Run(kind.name, func(t *testing.T) {
			s := kind.start(t, "")
			s.Folder = filepath.Join(dir, fmt.Sprint("www", i))
			target := kind.open(t, s)
			target.store.(*remote).pause = time.Millisecond
			small := site(first())
			mustRun(t, target, small)
			large := first()
			for i := range 5 {
				large[fmt.Sprintf("film%d.mp4", i)] = strings.Repeat(fmt.Sprint(i), inMemory-1)
			}
			_, err := Run(context.Background(), target, site(large), names(site(large)), options())
			if err == nil || !strings.Contains(err.Error(), "no room left") && !strings.Contains(err.Error(), "disk may be full") {
				t.Errorf("a full disk: %v", err)
			}
			holds(t, target, small)
			mustRun(t, target, small)
			holds(t, target, small)
			keepsOnly(t, target)
			if err := os.RemoveAll(s.Folder); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// TestNotInOneStep deploys where a file cannot be renamed over another.
func TestNotInOneStep(t *testing.T) {
	kind := fileServers()[2]
	s := kind.start(t, "AllowOverwrite off")
	target := kind.open(t, s)
	for _, fsys := range []map[string]string{first(), second(), first()} {
		mustRun(t, target, site(fsys))
		holds(t, target, site(fsys))
	}
	sftp := fileServers()[0]
	target = sftp.open(t, sftp.start(t, ""))
	err := target.store.(*remote).do(t.Context(), func(s session) error {
		s.(*connection).session.(*sftpSession).inOneStep = false
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, fsys := range []map[string]string{first(), second(), first()} {
		mustRun(t, target, site(fsys))
		holds(t, target, site(fsys))
	}
}

// TestFewConnections deploys where a user may have only one connection.
func TestFewConnections(t *testing.T) {
	kind := fileServers()[2]
	for _, limit := range []string{"MaxClientsPerHost 1", "MaxClientsPerUser 1", "MaxConnectionsPerHost 1"} {
		target := kind.open(t, kind.start(t, limit))
		fsys := madeSite(1)
		mustRun(t, target, fsys)
		holds(t, target, fsys)
		if r := target.store.(*remote); r.limit != 1 {
			t.Errorf("%s: there may be %d connections", limit, r.limit)
		}
	}
}
