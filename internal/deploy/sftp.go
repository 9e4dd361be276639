package deploy

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
)

// OpenSFTP makes a target of a folder on a server that speaks SFTP (draft-ietf-secsh-filexfer-02, over SSH). The folder is made when
// something is first put there; the one that it is in has to exist. Nothing connects before the target is used.
//
// The server is known by its key: the one of site.yaml, or that of ~/.ssh/known_hosts or of a file of Handrail's own. A login is by
// the keys of the SSH agent and of ~/.ssh, or else by password.
//
// A file takes the place of another in one step where the server can do that (posix-rename@openssh.com); elsewhere nothing is at its
// address for a moment.
func OpenSFTP(to Server) (*Target, error) {
	s, err := newServer(to, "sftp", "22")
	if err != nil {
		return nil, err
	}
	const workers = 16 // requests are on their way side by side
	return s.target(workers, true, s.dialSFTP), nil
}

// dialSFTP connects, makes sure of the server, and logs in.
func (s *fileServer) dialSFTP(ctx context.Context) (*connection, error) {
	client, alive, err := s.dialSSH(ctx)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { _ = client.Close() })
	defer stop()
	timer := time.AfterFunc(s.timeout, func() { _ = client.Close() })
	defer timer.Stop()
	files, err := sftp.NewClient(client, sftp.UseConcurrentWrites(true))
	if err != nil {
		_ = client.Close()
		if _, answered := errors.AsType[*ssh.ExitError](err); answered || errors.Is(err, io.EOF) {
			err = &refusal{what: unexpected, text: "it has no SFTP: " + err.Error()}
		}
		return nil, err
	}
	_, inOneStep := files.HasExtension("posix-rename@openssh.com")
	return &connection{session: &sftpSession{client, files, inOneStep}, alive: alive}, nil
}

// sftpSession speaks SFTP.
type sftpSession struct {
	client    *ssh.Client
	files     *sftp.Client
	inOneStep bool // the server replaces a file as it renames another
}

// sftpError is an error of the server as all kinds of servers give it.
func sftpError(err error) error {
	var status *sftp.StatusError
	const permissionDenied, noConnection, connectionLost = 3, 6, 7 // SSH_FX_…
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fs.ErrNotExist
	case errors.Is(err, fs.ErrPermission):
		return &refusal{what: denied, text: err.Error()}
	case errors.As(err, &status) && status.Code != noConnection && status.Code != connectionLost:
		return &refusal{what: other, text: err.Error()}
	}
	return err
}

func (s *sftpSession) list(dir string) ([]entry, error) {
	infos, err := s.files.ReadDir(dir)
	if err != nil {
		return nil, sftpError(err)
	}
	var entries []entry
	for _, info := range infos {
		if name := info.Name(); name != "." && name != ".." {
			entries = append(entries, entry{path.Base(name), info.Size(), info.IsDir()})
		}
	}
	return entries, nil
}

func (s *sftpSession) stat(name string) (entry, error) {
	info, err := s.files.Lstat(name)
	if err != nil {
		return entry{}, sftpError(err)
	}
	return entry{path.Base(name), info.Size(), info.IsDir()}, nil
}

func (s *sftpSession) read(name string, to io.Writer) error {
	file, err := s.files.Open(name)
	if err != nil {
		return sftpError(err)
	}
	defer file.Close()
	_, err = file.WriteTo(to)
	return sftpError(err)
}

func (s *sftpSession) write(name string, body io.Reader) error {
	file, err := s.files.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return sftpError(err)
	}
	_, err = file.ReadFrom(body)
	return sftpError(errors.Join(err, file.Close()))
}

func (s *sftpSession) rename(from, to string) error {
	if s.inOneStep {
		return sftpError(s.files.PosixRename(from, to))
	}
	return replaceIn(s, func() error { return sftpError(s.files.Rename(from, to)) }, to)
}

// replaceIn renames a file, and if another in its place is why that is refused, removes that first.
func replaceIn(s session, rename func() error, to string) error {
	err := rename()
	var refused *refusal
	if err == nil || !errors.As(err, &refused) {
		return err
	}
	there, look := s.stat(to)
	if look == nil && !there.folder {
		look = s.remove(to)
	}
	switch {
	case look != nil && !serverAnswered(look): // the connection has broken
		return look
	case look != nil || there.folder:
		return err
	}
	return rename()
}

func (s *sftpSession) remove(name string) error {
	is, err := s.stat(name) // otherwise the client removes an empty folder too
	if err == nil && is.folder {
		return fs.ErrNotExist
	}
	if err != nil {
		return err
	}
	return sftpError(s.files.Remove(name))
}

func (s *sftpSession) mkdir(dir string) error { return sftpError(s.files.Mkdir(dir)) }
func (s *sftpSession) rmdir(dir string) error { return sftpError(s.files.RemoveDirectory(dir)) }
func (s *sftpSession) close()                 { _ = s.client.Close() }
