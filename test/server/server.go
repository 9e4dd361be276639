// Package server runs real servers on this machine alone, for tests: nginx, Caddy and Apache with the configuration that a
// test gives, OpenSSH and ProFTPD for files, and one that speaks S3. scripts/setup installs all but the last. None of them needs special
// permissions.
//
// [Server] is the type that matters. [Nginx], [Caddy], [Apache], [OpenSSH], [ProFTPD] and [Store] start one.
package server

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// Server is a server that runs.
type Server struct {
	Address string // its host and port

	process *exec.Cmd
	ended   chan error
}

// start runs a server. prepare returns the command for an address to listen at.
func start(prepare func(address string) (*exec.Cmd, error)) (*Server, error) {
	var failure error
	for range 5 { // another program may take the port in between
		address, err := freePort()
		if err != nil {
			return nil, err
		}
		s := &Server{Address: address, ended: make(chan error, 1)}
		if s.process, err = prepare(address); err != nil {
			return nil, err
		}
		var said bytes.Buffer
		s.process.Stdout, s.process.Stderr = &said, &said
		if err := s.process.Start(); err != nil {
			return nil, err
		}
		go func() { s.ended <- s.process.Wait() }()
		if s.answers() {
			return s, nil
		}
		s.Stop()
		failure = fmt.Errorf("%s did not start: %s", filepath.Base(s.process.Path), said.String())
	}
	return nil, failure
}

// answers waits until the server takes connections, or has ended.
func (s *Server) answers() bool {
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); {
		select {
		case err := <-s.ended:
			s.ended <- err
			return false
		case <-time.After(5 * time.Millisecond):
		}
		if conn, err := net.Dial("tcp", s.Address); err == nil {
			_ = conn.Close()
			return true
		}
	}
	return false
}

// Stop ends the server, and waits until it has ended.
func (s *Server) Stop() {
	_ = s.process.Process.Signal(os.Interrupt) // it may have ended; nginx and Apache then end their workers too
	select {
	case <-s.ended:
	case <-time.After(10 * time.Second):
		_ = s.process.Process.Kill()
		<-s.ended
	}
}

func freePort() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return listener.Addr().String(), listener.Close()
}
