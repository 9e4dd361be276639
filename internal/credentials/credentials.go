// Package credentials keeps passwords and the keys of stores where the system keeps those of its user: in the Keychain of macOS, the
// Credential Manager of Windows, or a Secret Service of Linux (https://specifications.freedesktop.org/secret-service-spec/latest/).
// Nothing is kept anywhere else.
package credentials

import (
	"errors"
	"fmt"
	"io/fs"
	"net"

	"github.com/zalando/go-keyring"
)

// Name says which secret is meant. It names a server and a user, and no site: a site that names another server gets nothing.
type Name struct {
	Kind string // "sftp", "ftps" or "s3"
	Host string // HOST:PORT
	User string // who logs in, or the bucket
}

// service is what everything is kept under.
const service = "handrail"

// String is the name as the system's own list of secrets shows it.
func (n Name) String() string { return n.Kind + "://" + n.User + "@" + n.Host }

// NewName makes a name of a host, with a port or without one.
func NewName(kind, host, port, user string) Name {
	if _, _, err := net.SplitHostPort(host); err != nil {
		host = net.JoinHostPort(host, port)
	}
	return Name{kind, host, user}
}

// StoreError says that the system keeps no secrets for this program.
type StoreError struct{ reason error }

func (e *StoreError) Error() string {
	return fmt.Sprintf("this computer has no key store that Handrail can use (%v)", e.reason)
}

func (e *StoreError) Unwrap() error { return e.reason }

// Read gives the secret of a name. The error is fs.ErrNotExist if there is none, and a *StoreError if there is no store.
func Read(n Name) (string, error) {
	secret, err := keyring.Get(service, n.String())
	return secret, explain(err)
}

// Keep keeps a secret under a name, in place of an older one.
func Keep(n Name, secret string) error { return explain(keyring.Set(service, n.String(), secret)) }

// Forget removes the secret of a name. The error is fs.ErrNotExist if there is none.
func Forget(n Name) error { return explain(keyring.Delete(service, n.String())) }

func explain(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return fs.ErrNotExist
	case errors.Is(err, keyring.ErrSetDataTooBig):
		return errors.New("this is too long for the key store of this computer")
	}
	return &StoreError{err}
}
