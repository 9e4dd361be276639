package deploy

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"path"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"handrail/internal/source"
)

// Server says where a folder is on a server that people log in to, such as the web space of a charity.
type Server struct {
	Address  string // HOST or HOST:PORT
	User     string
	Folder   string   // from where a login begins, or from the server's root if it begins with a slash
	HostKey  string   // for SFTP, "SHA256:" and the digest of the server's key, or "" for keys that this computer knows
	TLSName  string   // for FTPS, the name in the server's certificate, or "" for the host's
	Compress []string // "gzip", "brotli": see OpenFolder
	Login    Login    `json:"-"`

	roots *x509.CertPool // whose certificates are trusted; nil for those that this computer trusts
}

// Login is how to log in. Its functions may ask a person, and are called once for each connection, by one goroutine at a time.
type Login struct {
	// Password gives the password. The error says that there is none. asked is what the server asks for, and "" for the password.
	Password func(asked string) (string, error)
	// Passphrase opens a file with a key. It is nil where nobody can be asked: then such keys are not used.
	Passphrase func(file string) (string, error)
	// Trust says whether the key of a server that this computer does not know is right. It is nil where nobody can be asked: then it is not.
	Trust func(host, fingerprint string) (bool, error)
	// KnownHosts is the file that the keys of such servers are noted in.
	KnownHosts string
}

// fileServer is what a connection to one knows of it.
type fileServer struct {
	Server
	host    string        // as messages call it
	dialled string        // HOST:PORT
	key     string        // of site.yaml: "sftp" or "ftps"
	timeout time.Duration // for what a connection begins with

	asking  sync.Mutex // one question at a time
	secrets secrets
}

// newServer reads the address of a server.
func newServer(s Server, key, port string) (*fileServer, error) {
	host, given, err := net.SplitHostPort(s.Address)
	if err != nil {
		host, given = strings.Trim(s.Address, "[]"), port
	}
	if host == "" || s.User == "" || s.Folder == "" {
		return nil, fmt.Errorf("a target with %s needs a host, user and folder", key)
	}
	s.Folder = path.Clean(s.Folder)
	return &fileServer{Server: s, host: host, dialled: net.JoinHostPort(host, given), key: key, timeout: patience}, nil
}

// patience is how long nothing may come from a server before a connection counts as broken.
const patience = time.Minute

// target makes a target of a server.
func (s *fileServer) target(workers int, shared bool, dial func(context.Context) (*connection, error)) *Target {
	r := &remote{base: s.Folder, connections: newConnections(workers, shared, dial)}
	r.retrier = retrier{pause: 300 * time.Millisecond, patience: patience, answered: serverAnswered, passing: s.passing, explain: s.explain}
	return &Target{name: s.Folder + " on " + s.host, store: r, workers: workers, encodings: encodingNames(s.Compress), beside: true}
}

// tcp connects to the server.
func (s *fileServer) tcp(ctx context.Context, address string) (net.Conn, error) {
	dialer := net.Dialer{Timeout: s.timeout}
	return dialer.DialContext(ctx, "tcp", address)
}

// secrets are what no message may hold, also if a server says it.
type secrets struct {
	mu    sync.Mutex
	texts []string
}

func (s *secrets) add(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if text != "" && !slices.Contains(s.texts, text) {
		s.texts = append(s.texts, text)
	}
}

// clean is what a server says, without secrets, on one line, and not longer than a sentence.
func (s *secrets) clean(text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, secret := range s.texts {
		text = strings.ReplaceAll(text, secret, "…")
	}
	text = strings.Join(strings.Fields(source.Visible(text)), " ")
	if runes := []rune(text); len(runes) > 200 {
		text = string(runes[:200]) + "…"
	}
	return text
}

// password asks for the password, or for whatever else a server asks.
func (s *fileServer) password(asked string) (string, error) {
	if s.Login.Password == nil {
		return "", lasting{fmt.Errorf("%s asks for a password, and there is none: run handrail login once for this target", s.host)}
	}
	s.asking.Lock()
	defer s.asking.Unlock()
	text, err := s.Login.Password(asked)
	s.secrets.add(text)
	if err != nil {
		return "", lasting{err}
	}
	return text, nil
}

// refusal is a server's answer that it does not do something.
type refusal struct {
	what int
	text string // what the server said
}

// What a server may refuse, as far as it can be known.
const (
	other      = iota
	denied     // the user may not
	full       // the disk, or what the user may fill of it
	tooShort   // less has come than was sent
	busy       // it may pass
	failing    // it may pass, or the disk is full
	closing    // it may pass, and the server ends the connection
	login      // the user and the password
	unsafe     // the connection cannot be made safe
	noKind     // the server has no key of a kind that is known
	unexpected // what a server of this kind does not answer
)

func (r *refusal) Error() string { return r.text }

// serverAnswered says whether an error came from the server, rather than from the network on the way to it.
func serverAnswered(err error) bool {
	var refused *refusal
	var place *placeError
	return errors.As(err, &refused) || errors.As(err, &place) || errors.Is(err, fs.ErrNotExist)
}

// refusedAnother says whether an error means that a server takes no more connections of the same user.
func refusedAnother(err error) bool {
	var refused *refusal
	return errors.As(err, &refused) && (refused.what == closing || refused.what == login)
}

// UnknownHostError says that this computer does not know the key of a server, and that nobody could be asked.
type UnknownHostError struct{ Host, Fingerprint string }

func (e *UnknownHostError) Error() string {
	return fmt.Sprintf("this computer does not know %s, whose key is %s: compare that with the fingerprint that your host publishes or its support gives you. If they are the same, add host_key: %s to the target in site.yaml", e.Host, e.Fingerprint, e.Fingerprint)
}

// ChangedHostError says that a server has another key than the one that is known.
type ChangedHostError struct{ Host, Fingerprint, Where string }

func (e *ChangedHostError) Error() string {
	return fmt.Sprintf("%s has a key (%s) that is not the one in %s: someone may be pretending to be that server, so nothing was sent. Ask your host whether it has a new key. If it says so, and gives you this one, remove the old one from %s and deploy again", e.Host, e.Fingerprint, e.Where, e.Where)
}

// LoginError says that a server did not accept who logs in.
type LoginError struct{ User, Host, Said string }

func (e *LoginError) Error() string {
	said := ""
	if e.Said != "" {
		said = " (it says: " + e.Said + ")"
	}
	return fmt.Sprintf("%s did not let %s in%s: check user in site.yaml, and that the password is the one for SFTP or FTPS, which a host may set apart from that of its website. handrail login keeps a new one", e.Host, e.User, said)
}

// lasting is an error that another try would not change.
type lasting struct{ error }

func (l lasting) Unwrap() error { return l.error }

// passing says whether what failed may work when it is tried again.
func (s *fileServer) passing(err error) bool {
	var refused *refusal
	var place *placeError
	var certificate *tls.CertificateVerificationError
	var plain tls.RecordHeaderError
	var name *net.DNSError
	var last lasting
	switch {
	case errors.As(err, &refused):
		return refused.what == busy || refused.what == failing || refused.what == closing || refused.what == tooShort
	case errors.As(err, &place), errors.As(err, &certificate), errors.As(err, &plain), errors.As(err, &last):
		return false
	case errors.As(err, &name):
		return !name.IsNotFound
	}
	return true
}

// explain is an error that says what a server did not do, why, and how to put it right.
func (s *fileServer) explain(err error) error {
	var refused *refusal
	var place *placeError
	var last lasting
	var name *net.DNSError
	var network net.Error
	var certificate *tls.CertificateVerificationError
	var plain tls.RecordHeaderError
	switch {
	case errors.As(err, &last):
		return last.error
	case errors.As(err, &refused):
		return s.explainRefusal(refused)
	case errors.As(err, &place):
		return s.explainPlace(place)
	case errors.As(err, &certificate):
		return s.explainCertificate(certificate)
	case errors.As(err, &plain):
		return fmt.Errorf("%s does not answer with TLS at this port: check %s in site.yaml. FTPS is at port 21, or at 990 on some hosts", s.dialled, s.key)
	case errors.As(err, &name) && name.IsNotFound:
		return fmt.Errorf("there is no computer called %s: check %s in site.yaml, and that this computer is on the internet", s.host, s.key)
	}
	say := "the connection to " + s.host + " broke: check the network"
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		say = "nothing answers at " + s.dialled + ": check " + s.key + " in site.yaml, and ask your host whether it offers " + strings.ToUpper(s.key) + " and at which port"
	case errors.As(err, &name), errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		say = s.host + " did not answer in time: check the network"
	}
	return fmt.Errorf("%s. What has been deployed so far stays, and another run goes on from there (%s)", say, s.secrets.clean(err.Error()))
}

// explainRefusal puts a server's refusal into words.
func (s *fileServer) explainRefusal(r *refusal) error {
	what := "%[1]s refused something that a deploy needs. The disk may be full, or %[2]s may be no folder that %[3]s can write in: ask your host"
	switch r.what {
	case denied:
		what = "%[3]s does not have permission to write in %[2]s on %[1]s: check folder in site.yaml, or ask your host for permission"
	case full:
		what = "there is no room left for %[3]s on %[1]s: remove something there, or ask your host for more. The site that is there still works"
	case failing:
		what = "%[1]s could not do something that a deploy needs: the disk may be full, or what %[3]s may use of it. Ask your host. The site that is there still works"
	case tooShort:
		what = "%[1]s kept only a part of a file: the disk may be full, or what %[3]s may use of it. Ask your host. The site that is there still works"
	case busy, closing:
		what = "%[1]s is too busy, or takes no more connections: wait a while, then deploy again. What has been deployed so far stays"
	case login:
		return &LoginError{s.User, s.host, s.secrets.clean(r.text)}
	case unsafe:
		what = "%[1]s offers no encryption, so that anybody on the way could read your password and change your site: nothing was sent. Ask your host for SFTP, or for FTP with TLS (FTPS)"
	case noKind:
		what = "%[1]s has no key of the kind that this computer knows it by, so it may be another server: nothing was sent. Ask your host whether it has new keys"
	case unexpected:
		what = "%[1]s does not answer as a server of files does: check " + s.key + " in site.yaml"
	}
	return fmt.Errorf(what+" (it says: %[4]s)", s.host, s.Folder, s.User, s.secrets.clean(r.text))
}

func (s *fileServer) explainPlace(p *placeError) error {
	switch p.is {
	case "is not there":
		return fmt.Errorf("there is no folder %s on %s: make it there, or check folder in site.yaml. A path that begins with / is from the top of the server, any other from where %s begins", p.dir, s.host, s.User)
	case "is a file":
		return fmt.Errorf("%s on %s is a file: name a folder to deploy to", p.dir, s.host)
	}
	return fmt.Errorf("%s on %s is where a folder of the site has to be, and Handrail did not put it there: move it away, or choose another folder", p.dir, s.host)
}

// explainCertificate says what is wrong with a server's certificate. Where many sites share a server, it is often for another name.
func (s *fileServer) explainCertificate(err *tls.CertificateVerificationError) error {
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &name) && len(name.Certificate.DNSNames) > 0:
		names := name.Certificate.DNSNames
		return fmt.Errorf("the certificate of %s is for %s, and not for %s. Nothing was sent. Ask your host by which name to connect, and write that after ftps: in site.yaml. If it says that this certificate is right, add tls_name: %s", s.host, s.secrets.clean(strings.Join(names, ", ")), s.tlsName(), s.secrets.clean(strings.TrimPrefix(names[0], "*.")))
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return fmt.Errorf("the certificate of %s is not valid today. Nothing was sent. Check this computer's date; if that is right, report it to your host", s.host)
	}
	return fmt.Errorf("the certificate of %s is not one that this computer trusts. Nothing was sent. Check ftps in site.yaml. If it is right, ask your host for a server with a certificate that browsers trust (%s)", s.host, s.secrets.clean(err.Err.Error()))
}

// tlsName is the name that a certificate has to be for.
func (s *fileServer) tlsName() string {
	if s.TLSName != "" {
		return s.TLSName
	}
	return s.host
}
