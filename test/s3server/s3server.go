// Package s3server runs a real server that speaks S3 (versitygw, https://github.com/versity/versitygw) on this machine
// alone, for tests. What is written to a bucket is a file in a folder.
//
// The server is a program of its own, so that its many modules are none of Handrail's. Its version is pinned here. It is
// built when a test first needs it, which takes a minute or two, and kept in a cache folder.
package s3server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

const (
	module  = "github.com/versity/versitygw/cmd/versitygw"
	version = "v1.8.0"
)

// Server is a server that runs.
type Server struct {
	Endpoint    string // its address, with http://
	Key, Secret string // what it lets in
	Dir         string // the folder that holds a folder for each bucket

	process *exec.Cmd
	ended   chan error
}

// Start starts a server which keeps its files in the folder dir, with a bucket for each folder there. The disk has to
// take extended attributes, as ext4, XFS, Btrfs and APFS do. cache is the folder that the program is kept in from one run to
// the next: os.UserCacheDir. Stop the server when done.
func Start(cache, dir string) (*Server, error) {
	program, err := install(cache)
	if err != nil {
		return nil, err
	}
	s := &Server{Key: "handrail-key", Secret: "handrail-secret-of-the-tests", Dir: dir}
	for range 5 { // another program may take the port in between
		var address string
		if address, err = freePort(); err != nil {
			return nil, err
		}
		var said bytes.Buffer
		s.Endpoint, s.ended = "http://"+address, make(chan error, 1)
		s.process = exec.Command(program, "--quiet", "--port", address, "posix", dir)
		s.process.Env = append(os.Environ(), "ROOT_ACCESS_KEY="+s.Key, "ROOT_SECRET_KEY="+s.Secret)
		s.process.Stdout, s.process.Stderr = &said, &said
		if err := s.process.Start(); err != nil {
			return nil, err
		}
		go func() { s.ended <- s.process.Wait() }()
		if s.answers(address) {
			return s, nil
		}
		s.Stop()
		err = fmt.Errorf("the S3 server did not start: %s", said.String())
	}
	return nil, err
}

// answers waits until the server takes connections, or has ended.
func (s *Server) answers(address string) bool {
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); {
		select {
		case err := <-s.ended:
			s.ended <- err
			return false
		case <-time.After(5 * time.Millisecond):
		}
		if conn, err := net.Dial("tcp", address); err == nil {
			_ = conn.Close()
			return true
		}
	}
	return false
}

// Bucket makes a bucket of that name.
func (s *Server) Bucket(name string) error { return os.Mkdir(filepath.Join(s.Dir, name), 0o755) }

// Stop ends the server.
func (s *Server) Stop() {
	_ = s.process.Process.Kill() // it may have ended
	<-s.ended
}

func freePort() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return listener.Addr().String(), listener.Close()
}

// install builds the server into a cache folder, if it is not there, and returns where it is.
func install(cache string) (string, error) {
	dir := filepath.Join(cache, "handrail", "versitygw-"+version)
	program := filepath.Join(dir, "versitygw")
	if _, err := os.Stat(program); !errors.Is(err, fs.ErrNotExist) {
		return program, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	temp, err := os.MkdirTemp(dir, "new-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(temp)
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Minute)
	defer cancel()
	build := exec.CommandContext(ctx, "go", "install", module+"@"+version)
	build.Dir = temp // in no module
	build.Env = append(os.Environ(), "GOBIN="+temp, "GOWORK=off")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building the S3 server of the tests, %s@%s: %w\n%s", module, version, err, out)
	}
	return program, os.Rename(filepath.Join(temp, "versitygw"), program)
}
