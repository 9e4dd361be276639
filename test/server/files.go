package server

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
)

// Files is a server of files that people log in to.
type Files struct {
	*Server
	User, Password string // Password is "" where a key is needed
	HostKey        string // of a server that speaks SSH, "SHA256:…"
	Certificate    string // of a server that speaks TLS, the file of the one who has signed it
	Key            string // of a server that wants a key, the file of one that it accepts
}

// The password is one that shows where somebody takes it for a pattern. Its digest is in the form of crypt(3).
const (
	filesPassword = "secret of the tests %s"
	filesCrypted  = "$6$handrail$ostKO5yT2QFT0ZabHYaju7525s/ZsF2mrPSMnNHdSKkZUMijpfDfUcQAAf9enk5Y9fEtRB0C73/N3xv5LZI7a."
)

// OpenSSH starts the SFTP server of OpenSSH, for whoever runs the tests. It accepts the key in the folder dir, id_ed25519, which is made.
func OpenSSH(dir string) (*Files, error) {
	me, err := user.Current()
	if err != nil {
		return nil, err
	}
	f := &Files{User: me.Username, Key: filepath.Join(dir, "id_ed25519")}
	public, err := writeKey(f.Key)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, "authorized_keys"), ssh.MarshalAuthorizedKey(public), 0o600); err != nil {
		return nil, err
	}
	host, err := writeKey(filepath.Join(dir, "host_key"))
	if err != nil {
		return nil, err
	}
	f.HostKey = ssh.FingerprintSHA256(host)
	if os.Getuid() == 0 {
		if err := os.MkdirAll("/run/sshd", 0o755); err != nil { // its service would make it
			return nil, err
		}
	}
	f.Server, err = configured(dir, "sshd_config", func(address string) string {
		_, port, _ := net.SplitHostPort(address)
		return "Port " + port + "\nListenAddress 127.0.0.1\nHostKey " + dir + "/host_key\nAuthorizedKeysFile " + dir + "/authorized_keys\nPidFile none\n" +
			"StrictModes no\nUsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\nLogLevel ERROR\n" +
			"Subsystem sftp internal-sftp\n"
	}, func(file string) [][]string {
		const program = "/usr/sbin/sshd" // it has to be named by its whole path
		return [][]string{{program, "-t", "-f", file}, {program, "-D", "-e", "-f", file}}
	})
	return f, err
}

// writeKey makes a key of a user or of a server.
func writeKey(file string) (ssh.PublicKey, error) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	block, err := ssh.MarshalPrivateKey(private, "of a test")
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
		return nil, err
	}
	return ssh.NewPublicKey(public)
}

// ProFTPD starts ProFTPD, which wants a password. It speaks FTP within TLS, as it comes: connections for data have to resume the session of the one
// for commands. With sftp it speaks SFTP. more is added to its configuration. Whoever logs in begins in the folder home.
func ProFTPD(dir, home string, sftp bool, more string) (*Files, error) {
	modules := "/usr/lib/proftpd" // of Debian
	if _, err := os.Stat(filepath.Join(modules, "mod_tls.so")); err != nil {
		return nil, fmt.Errorf("the modules of ProFTPD are not in %s: run scripts/setup, or on Debian: sudo apt-get install proftpd-core proftpd-mod-crypto", modules)
	}
	me, err := user.Current()
	if err != nil {
		return nil, err
	}
	group, err := user.LookupGroupId(me.Gid)
	if err != nil {
		return nil, err
	}
	f := &Files{User: "leeds", Password: filesPassword, Certificate: filepath.Join(dir, "ca.pem")}
	if err := writeCertificates(dir); err != nil {
		return nil, err
	}
	host, err := writeKey(filepath.Join(dir, "host_key"))
	if err != nil {
		return nil, err
	}
	f.HostKey = ssh.FingerprintSHA256(host)
	line := strings.Join([]string{f.User, filesCrypted, me.Uid, me.Gid, "", home, "/bin/sh"}, ":")
	if err := os.WriteFile(filepath.Join(dir, "users"), []byte(line+"\n"), 0o600); err != nil {
		return nil, err
	}
	engine := "LoadModule mod_tls.c\nTLSEngine on\nTLSRequired on\nTLSRSACertificateFile " + dir + "/cert.pem\nTLSRSACertificateKeyFile " + dir + "/key.pem\n"
	if sftp {
		engine = "LoadModule mod_sftp.c\nSFTPEngine on\nSFTPHostKey " + dir + "/host_key\nSFTPAuthMethods password\n"
	}
	f.Server, err = configured(dir, "proftpd.conf", func(address string) string {
		_, port, _ := net.SplitHostPort(address)
		return "ModulePath " + modules + "\nServerName tests\nServerType standalone\nDefaultAddress 127.0.0.1\nPort " + port + "\nUseIPv6 off\nUser " + me.Username +
			"\nGroup " + group.Name + "\nRootLogin on\nRequireValidShell off\nAuthPAM off\nAuthOrder mod_auth_file.c\nAuthUserFile " + dir + "/users\nPidFile " + dir +
			"/pid\nScoreboardFile " + dir + "/scoreboard\nDelayEngine off\nDelayTable none\nWtmpLog off\nTransferLog none\nSystemLog none\nUseReverseDNS off\nMaxInstances 200\n" +
			"AllowOverwrite on\n" + engine + more + "\n"
	}, func(file string) [][]string {
		return [][]string{{"proftpd", "-t", "-c", file}, {"proftpd", "-n", "-c", file}}
	})
	return f, err
}

// writeCertificates makes a certificate for localhost, and that of who has signed it (RFC 5280).
func writeCertificates(dir string) error {
	authority, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	now := time.Now()
	ca := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Tests"}, NotBefore: now.Add(-time.Hour), NotAfter: now.Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	leaf := &x509.Certificate{SerialNumber: big.NewInt(2), NotBefore: ca.NotBefore, NotAfter: ca.NotAfter, DNSNames: []string{"localhost"},
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	signer, err := x509.CreateCertificate(rand.Reader, ca, ca, &authority.PublicKey, authority)
	if err != nil {
		return err
	}
	cert, err := x509.CreateCertificate(rand.Reader, leaf, ca, &key.PublicKey, authority)
	if err != nil {
		return err
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	write := func(name, kind string, data []byte) error {
		return os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: data}), 0o600)
	}
	return errors.Join(write("ca.pem", "CERTIFICATE", signer), write("cert.pem", "CERTIFICATE", cert), write("key.pem", "PRIVATE KEY", private))
}
