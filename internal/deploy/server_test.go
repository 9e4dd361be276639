package deploy

import (
	"context"
	"crypto/x509"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"handrail/test/server"
)

// fileServerKind is a real server of files.
type fileServerKind struct {
	name  string
	begin func(t *testing.T, dir, home, more string) (*server.Files, error)
	of    func(Server) (*Target, error)
}

// fileServers are the servers that deploys are tried with: OpenSSH's, with a key; ProFTPD's of SFTP, with a password; and ProFTPD's of
// FTP within TLS, with a password, where connections for data have to resume the session of TLS.
func fileServers() []fileServerKind {
	return []fileServerKind{
		{"sftp", func(t *testing.T, dir, _, _ string) (*server.Files, error) { return server.OpenSSH(dir) }, OpenSFTP},
		{"sftp of ProFTPD", func(t *testing.T, dir, home, more string) (*server.Files, error) {
			return server.ProFTPD(dir, home, true, more)
		}, OpenSFTP},
		{"ftps", func(t *testing.T, dir, home, more string) (*server.Files, error) {
			return server.ProFTPD(dir, home, false, more)
		}, OpenFTPS},
	}
}

// start starts a server, and says how to log in there. The folder www in it is not there yet. more is for ProFTPD's configuration.
func (k fileServerKind) start(t *testing.T, more string) Server {
	t.Helper()
	home := t.TempDir()
	f, err := k.begin(t, t.TempDir(), home, more)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Stop)
	_, port, err := net.SplitHostPort(f.Address)
	if err != nil {
		t.Fatal(err)
	}
	s := Server{Address: "localhost:" + port, User: f.User, Folder: filepath.Join(home, "www"), HostKey: f.HostKey}
	s.Login.Password = func(string) (string, error) { return f.Password, nil }
	if f.Key != "" { // where the client looks for it
		useKey(t, f.Key)
	}
	if f.Certificate != "" {
		s.roots = rootsOf(t, f.Certificate)
	}
	return s
}

// rootsOf trusts a certificate.
func rootsOf(t *testing.T, file string) *x509.CertPool {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(data) {
		t.Fatal("there is no certificate")
	}
	return roots
}

// useKey makes a folder of a user's own, with a key in it.
func useKey(t *testing.T, file string) {
	t.Helper()
	home := t.TempDir()
	data, err := os.ReadFile(file)
	if err == nil {
		err = os.Mkdir(filepath.Join(home, ".ssh"), 0o700)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(home, ".ssh", "id_ed25519"), data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOME", home)
	t.Setenv("SSH_AUTH_SOCK", "")
}

// open opens a target with the patience that a test has.
func (k fileServerKind) open(t *testing.T, s Server) *Target {
	t.Helper()
	target, err := k.of(s)
	if err != nil {
		t.Fatal(err)
	}
	quick(target)
	t.Cleanup(target.Close)
	return target
}

// reusing opens targets that use the connections of those opened before: to log in each time would take most of a test's time.
func (k fileServerKind) reusing(t *testing.T) func(Server) *Target {
	var before []*remote
	return func(s Server) *Target {
		target := k.open(t, s)
		r := target.store.(*remote)
		dial, at := r.dial, len(before)
		r.dial = func(ctx context.Context) (*connection, error) {
			for _, old := range before[:at] {
				old.lock.Lock()
				if n := len(old.idle); n > 0 {
					c := old.idle[n-1]
					old.idle = old.idle[:n-1]
					old.alive--
					old.lock.Unlock()
					return c, nil
				}
				old.lock.Unlock()
			}
			return dial(ctx)
		}
		before = append(before, r)
		return target
	}
}

func quick(target *Target) {
	r := target.store.(*remote)
	r.pause, r.patience = 5*time.Millisecond, 10*time.Second
}
