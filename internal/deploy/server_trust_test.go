package deploy

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh/knownhosts"

	"handrail/test/server"
)

// TestHostKeys: a server is known by its key. Nothing is sent to one that nobody knows, or that has another key than before.
func TestHostKeys(t *testing.T) {
	kind := fileServers()[1]
	s := kind.start(t, "")
	right, asked, sent := s.HostKey, 0, 0
	password := s.Login.Password
	s.Login.Password = func(what string) (string, error) {
		sent++
		return password(what)
	}
	s.HostKey, s.Login.KnownHosts = "", filepath.Join(t.TempDir(), "handrail", "known_hosts")
	t.Setenv("HOME", t.TempDir())
	reach := func() error { return kind.open(t, s).Reach(context.Background()) }
	var unknown *UnknownHostError
	if err := reach(); !errors.As(err, &unknown) || unknown.Fingerprint != right {
		t.Errorf("nobody could be asked: %v", err)
	}
	s.Login.Trust = func(_, fingerprint string) (bool, error) {
		asked++
		return false, nil
	}
	if err := reach(); !errors.As(err, &unknown) || asked != 1 || sent > 0 {
		t.Errorf("somebody said no: %v", err)
	}
	s.Login.Trust = func(_, fingerprint string) (bool, error) {
		asked++
		return fingerprint == right, nil
	}
	if err := reach(); err != nil || sent != 1 {
		t.Fatalf("somebody said yes: %v", err)
	}
	s.Login.Trust = nil
	if err := reach(); err != nil || asked != 2 {
		t.Errorf("the key was noted, and somebody was asked %d times: %v", asked, err)
	}
	// Another server at the same address.
	_, port, err := net.SplitHostPort(s.Address)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(s.Login.KnownHosts)
	if err != nil || !strings.Contains(string(data), knownhosts.Normalize("localhost:"+port)) {
		t.Fatalf("%v\n%s", err, data)
	}
	another := kind.start(t, "")
	_, otherPort, err := net.SplitHostPort(another.Address)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.Login.KnownHosts, []byte(strings.ReplaceAll(string(data), port, otherPort)), 0o600); err != nil {
		t.Fatal(err)
	}
	s.Address = another.Address
	sent = 0
	s.Login.Trust = func(_, _ string) (bool, error) { return true, nil }
	var changed *ChangedHostError
	if err := reach(); !errors.As(err, &changed) || sent > 0 || !strings.Contains(err.Error(), "line 1 of "+s.Login.KnownHosts) {
		t.Errorf("a changed key: %v, and the password was sent %d times", err, sent)
	}
	s.HostKey = right // in site.yaml
	if err := reach(); !errors.As(err, &changed) || sent > 0 || !strings.Contains(err.Error(), "host_key in site.yaml") {
		t.Errorf("another key than that of site.yaml: %v", err)
	}
}

// TestCertificates: a server of FTPS has to have a certificate for its name, and has to speak TLS at all. Else no password is sent.
func TestCertificates(t *testing.T) {
	kind := fileServers()[2]
	s := kind.start(t, "")
	_, port, err := net.SplitHostPort(s.Address)
	if err != nil {
		t.Fatal(err)
	}
	reach := func(s Server) error { return kind.open(t, s).Reach(context.Background()) }
	shared := s
	shared.Address = "127.0.0.1:" + port
	if err := reach(shared); err == nil || !strings.Contains(err.Error(), "the certificate of 127.0.0.1 is for localhost, and not for 127.0.0.1") || !strings.Contains(err.Error(), "add tls_name: localhost") {
		t.Errorf("a certificate for another name: %v", err)
	}
	shared.TLSName = "localhost"
	if err := reach(shared); err != nil {
		t.Errorf("with the name that the certificate is for: %v", err)
	}
	stranger := s
	stranger.roots = nil
	if err := reach(stranger); err == nil || !strings.Contains(err.Error(), "not one that this computer trusts") {
		t.Errorf("a certificate that nobody trusts: %v", err)
	}
	open := s
	open.Address = echoing(t, nil)
	if err := reach(open); err == nil || !strings.Contains(err.Error(), "offers no encryption") {
		t.Errorf("a server without TLS: %v", err)
	}
}

// TestEchoedPassword: a server that says the password again does not bring it into a message.
func TestEchoedPassword(t *testing.T) {
	dir := t.TempDir()
	f, err := server.ProFTPD(dir, t.TempDir(), false, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Stop)
	pair, err := tls.LoadX509KeyPair(filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem"))
	if err != nil {
		t.Fatal(err)
	}
	s := Server{Address: echoing(t, &tls.Config{Certificates: []tls.Certificate{pair}}), User: "leeds", Folder: "www", roots: rootsOf(t, f.Certificate)}
	s.Login.Password = func(string) (string, error) { return "hush 100%d", nil }
	err = fileServers()[2].open(t, s).Reach(context.Background())
	var refused *LoginError
	if !errors.As(err, &refused) || strings.Contains(err.Error(), "hush") || !strings.Contains(err.Error(), "no such password: …") {
		t.Errorf("got %v", err)
	}
}

// echoing starts a server of FTP that refuses every password and says it again, within TLS if there is a configuration for it.
func echoing(t *testing.T, config *tls.Config) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go echo(conn, config)
		}
	}()
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return "localhost:" + port
}

func echo(conn net.Conn, config *tls.Config) {
	defer conn.Close()
	fmt.Fprint(conn, "220 Hello\r\n")
	for lines := bufio.NewReader(conn); ; {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		command, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch {
		case command == "AUTH" && config != nil:
			fmt.Fprint(conn, "234 Go on\r\n")
			conn = tls.Server(conn, config)
			lines = bufio.NewReader(conn)
		case command == "USER":
			fmt.Fprint(conn, "331 And the password?\r\n")
		case command == "PASS":
			fmt.Fprintf(conn, "530 no such password: %s\r\n", rest)
		default:
			fmt.Fprintf(conn, "502 What is %s?\r\n", rest)
		}
	}
}
