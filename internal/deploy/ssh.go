package deploy

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
	"golang.org/x/crypto/ssh/knownhosts"
)

// dialSSH connects to a server by SSH (RFC 4253), makes sure of its key, and logs in (RFC 4252).
func (s *fileServer) dialSSH(ctx context.Context) (*ssh.Client, *pulse, error) {
	known, err := s.knownKeys()
	if err != nil {
		return nil, nil, lasting{err}
	}
	var wrong error // that the server has a key of a kind, and it is another one
	for _, algorithms := range s.algorithms(known) {
		client, alive, err := s.handshake(ctx, known, algorithms)
		var changed *ChangedHostError
		var refused *refusal
		switch {
		case s.HostKey != "" && errors.As(err, &changed):
			wrong = err // a server has several keys, and site.yaml may name any of them
		case s.HostKey == "" || !errors.As(err, &refused) || refused.what != noKind:
			return client, alive, err
		case wrong == nil:
			wrong = err
		}
	}
	return nil, nil, wrong
}

// handshake makes one connection. A person may be asked meanwhile, for as long as it takes.
func (s *fileServer) handshake(ctx context.Context, known ssh.HostKeyCallback, algorithms []string) (*ssh.Client, *pulse, error) {
	raw, err := s.tcp(ctx, s.dialled)
	if err != nil {
		return nil, nil, err
	}
	alive := &pulse{}
	conn := &watched{Conn: raw, alive: alive}
	stop := context.AfterFunc(ctx, func() { _ = raw.Close() })
	defer stop()
	limit := func() { _ = raw.SetDeadline(time.Now().Add(s.timeout)) }
	asking := func() func() {
		_ = raw.SetDeadline(time.Time{})
		return limit
	}
	limit()
	var stopped error // what the callbacks say, which the client puts into words of its own
	agents, methods := s.methods(asking, &stopped)
	defer agents()
	config := &ssh.ClientConfig{User: s.User, Auth: methods, HostKeyAlgorithms: algorithms, HostKeyCallback: func(name string, remote net.Addr, key ssh.PublicKey) error {
		defer asking()()
		stopped = s.trust(known, name, remote, key)
		return stopped
	}}
	c, channels, requests, err := ssh.NewClientConn(conn, s.dialled, config)
	if err != nil {
		_ = raw.Close()
		switch text := err.Error(); {
		case stopped != nil:
			return nil, nil, lasting{stopped}
		case strings.Contains(text, "unable to authenticate"), strings.Contains(text, "uthentication failures"):
			return nil, nil, &refusal{what: login}
		case strings.Contains(text, "no common algorithm for host key"):
			return nil, nil, &refusal{what: noKind, text: text}
		case strings.Contains(text, "no common algorithm"), strings.Contains(text, "overflow reading version string"):
			return nil, nil, &refusal{what: unexpected, text: text}
		}
		return nil, nil, err
	}
	_ = raw.SetDeadline(time.Time{})
	return ssh.NewClient(c, channels, requests), alive, nil
}

// knownKeys reads the files of keys of servers.
func (s *fileServer) knownKeys() (known ssh.HostKeyCallback, err error) {
	files := []string{"/etc/ssh/ssh_known_hosts", s.Login.KnownHosts}
	if home, err := os.UserHomeDir(); err == nil {
		files = append(files, filepath.Join(home, ".ssh", "known_hosts"))
	}
	files = slices.DeleteFunc(files, func(name string) bool {
		_, err := os.Stat(name)
		return name == "" || err != nil
	})
	known, err = knownhosts.New(files...)
	if err != nil {
		return nil, fmt.Errorf("reading the keys of servers in %s: %w", strings.Join(files, " and "), err)
	}
	return known, nil
}

// noKey is a key that no server has.
type noKey struct{}

func (noKey) Type() string                        { return "none" }
func (noKey) Marshal() []byte                     { return []byte("none") }
func (noKey) Verify([]byte, *ssh.Signature) error { return errors.New("no key") }

// algorithms lists by which kinds of keys the server may say who it is, for each try. A server that is known has to use one that is known.
func (s *fileServer) algorithms(known ssh.HostKeyCallback) [][]string {
	rsa := []string{ssh.KeyAlgoRSASHA512, ssh.KeyAlgoRSASHA256}
	ecdsa := []string{ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521}
	if s.HostKey != "" {
		return [][]string{{ssh.KeyAlgoED25519}, ecdsa, rsa}
	}
	var kinds []string
	var unlike *knownhosts.KeyError
	if errors.As(known(s.dialled, &net.TCPAddr{}, noKey{}), &unlike) {
		for _, key := range unlike.Want {
			if key.Key.Type() == ssh.KeyAlgoRSA {
				kinds = append(kinds, rsa...)
			} else {
				kinds = append(kinds, key.Key.Type())
			}
		}
	}
	if kinds == nil {
		kinds = slices.Concat([]string{ssh.KeyAlgoED25519}, ecdsa, rsa)
	}
	return [][]string{kinds}
}

// trust makes sure that a server is the one that is meant.
func (s *fileServer) trust(known ssh.HostKeyCallback, name string, remote net.Addr, key ssh.PublicKey) error {
	print := ssh.FingerprintSHA256(key)
	if s.HostKey != "" {
		if strings.TrimRight(s.HostKey, "=") != print {
			return &ChangedHostError{s.host, print, "host_key in site.yaml"}
		}
		return nil
	}
	err := known(name, remote, key)
	var unlike *knownhosts.KeyError
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &unlike):
		return fmt.Errorf("the key of %s is not accepted: %w", s.host, err)
	case len(unlike.Want) > 0:
		return &ChangedHostError{s.host, print, fmt.Sprintf("line %d of %s", unlike.Want[0].Line, unlike.Want[0].Filename)}
	case s.Login.Trust == nil:
		return &UnknownHostError{s.host, print}
	}
	yes, err := s.Login.Trust(s.host, print)
	if err != nil {
		return err
	}
	if !yes {
		return &UnknownHostError{s.host, print}
	}
	return s.note(key)
}

// note keeps the key of a server that somebody trusts, in the form of OpenSSH (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).
func (s *fileServer) note(key ssh.PublicKey) error {
	name := s.Login.KnownHosts
	if name == "" {
		return nil
	}
	err := os.MkdirAll(filepath.Dir(name), 0o700)
	var file *os.File
	if err == nil {
		file, err = os.OpenFile(name, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	}
	if err == nil {
		_, err = io.WriteString(file, knownhosts.Line([]string{knownhosts.Normalize(s.dialled)}, key)+"\n")
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		return fmt.Errorf("noting the key of %s: %w", s.host, err)
	}
	return nil
}

// mostKeys is how many keys are offered: servers end a connection after six tries (MaxAuthTries of OpenSSH), and the password is one.
const mostKeys = 4

// methods lists how to log in: by keys, then by password, which servers ask for in two ways. stopped gets what a person or a store
// could not answer. done ends the connection to the agent.
func (s *fileServer) methods(asking func() func(), stopped *error) (done func(), methods []ssh.AuthMethod) {
	signers, done := agentKeys()
	signers = append(signers, s.fileKeys(asking)...)
	if len(signers) > 0 {
		methods = append(methods, ssh.PublicKeys(signers[:min(len(signers), mostKeys)]...))
	}
	password := func(asked string) (string, error) {
		defer asking()()
		text, err := s.password(asked)
		*stopped = err
		return text, err
	}
	interactive := func(_, _ string, questions []string, echos []bool) (answers []string, err error) {
		for i, question := range questions {
			if !echos[i] && len(questions) == 1 {
				question = "" // it asks for the password, in words of its own
			}
			answer, err := password(s.secrets.clean(question))
			if err != nil {
				return nil, err
			}
			answers = append(answers, answer)
		}
		return answers, nil
	}
	return done, append(methods, ssh.PasswordCallback(func() (string, error) { return password("") }), ssh.KeyboardInteractive(interactive))
}

// agentKeys lists the keys of the SSH agent, if there is one.
func agentKeys() (keys []ssh.Signer, done func()) {
	var conn io.ReadWriteCloser
	var err error
	if socket := os.Getenv("SSH_AUTH_SOCK"); socket != "" {
		conn, err = net.Dial("unix", socket)
	} else if runtime.GOOS == "windows" {
		conn, err = os.OpenFile(`\\.\pipe\openssh-ssh-agent`, os.O_RDWR, 0)
	}
	if err != nil || conn == nil {
		return nil, func() {}
	}
	if keys, err = agent.NewClient(conn).Signers(); err != nil {
		keys = nil
	}
	return keys, func() { _ = conn.Close() }
}

// fileKeys lists the keys of ~/.ssh that OpenSSH too looks for. One with a passphrase is opened when a server wants it.
func (s *fileServer) fileKeys(asking func() func()) []ssh.Signer {
	home, err := os.UserHomeDir()
	if err != nil {
		return nil
	}
	var keys []ssh.Signer
	for _, name := range []string{"id_ed25519", "id_ecdsa", "id_rsa"} {
		name = filepath.Join(home, ".ssh", name)
		data, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		key, err := ssh.ParsePrivateKey(data)
		var closed *ssh.PassphraseMissingError
		switch {
		case err == nil:
			keys = append(keys, key)
		case errors.As(err, &closed) && closed.PublicKey != nil && s.Login.Passphrase != nil:
			keys = append(keys, &closedKey{closed.PublicKey, func() (ssh.Signer, error) {
				defer asking()()
				phrase, err := s.Login.Passphrase(name)
				if err != nil {
					return nil, err
				}
				s.secrets.add(phrase)
				return ssh.ParsePrivateKeyWithPassphrase(data, []byte(phrase))
			}})
		}
	}
	return keys
}

// closedKey is a key whose passphrase is asked for when it is used.
type closedKey struct {
	public ssh.PublicKey
	open   func() (ssh.Signer, error)
}

func (k *closedKey) PublicKey() ssh.PublicKey { return k.public }

func (k *closedKey) Sign(random io.Reader, data []byte) (*ssh.Signature, error) {
	return k.SignWithAlgorithm(random, data, "")
}

func (k *closedKey) SignWithAlgorithm(random io.Reader, data []byte, algorithm string) (*ssh.Signature, error) {
	key, err := k.open()
	if err != nil {
		return nil, err
	}
	if with, can := key.(ssh.AlgorithmSigner); can && algorithm != "" {
		return with.SignWithAlgorithm(random, data, algorithm)
	}
	return key.Sign(random, data)
}
