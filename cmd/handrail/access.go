package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/term"

	"handrail/internal/credentials"
	"handrail/internal/deploy"
	"handrail/internal/site"
)

// passwordVariable is what a password can be in where there is no key store and nobody to ask.
const passwordVariable = "HANDRAIL_PASSWORD"

// access is how a deploy gets at what a target asks for. Its fields are what somebody has typed, in a form or just now; the zero value
// knows what is kept, and asks nobody.
type access struct {
	fresh     bool         // what is kept, or in the environment, is not used: somebody enters a new one
	entered   func(string) // is given what was, in the form that it is kept in; may be nil
	password  string       // for a server; "" for none
	keyID     string       // for a store, with keySecret; "" for none
	keySecret string
	trusted   string // the fingerprint of the key of a server that this computer does not know, which somebody has compared

	ask *terminal // nil where nobody can be asked
}

// terminal asks somebody, one question after another.
type terminal struct {
	in  *os.File
	out io.Writer
}

// askAt asks where the program runs, if there is somebody to answer.
func askAt(in io.Reader, out io.Writer) *terminal {
	if !atTerminal(in, out) {
		return nil
	}
	return &terminal{in.(*os.File), out}
}

// secret asks for something that is not shown as it is typed.
func (t *terminal) secret(question string) (string, error) {
	fmt.Fprint(t.out, question+" (it is not shown): ")
	text, err := term.ReadPassword(int(t.in.Fd()))
	fmt.Fprintln(t.out)
	if err != nil {
		return "", fmt.Errorf("asking for a password: %w", err)
	}
	return string(text), nil
}

// confirm asks whether something is so.
func (t *terminal) confirm(question string) (bool, error) {
	fmt.Fprint(t.out, question+" Type yes or no: ")
	answer, err := readLine(t.in)
	if err != nil {
		return false, fmt.Errorf("asking at the terminal: %w", err)
	}
	return strings.EqualFold(answer, "yes"), nil
}

// secretName is the name that a target's password or key is kept under.
func secretName(t site.DeployTarget) credentials.Name {
	switch {
	case t.SFTP != "":
		return credentials.NewName("sftp", t.SFTP, "22", t.User)
	case t.FTPS != "":
		return credentials.NewName("ftps", t.FTPS, "21", t.User)
	}
	host := "s3.amazonaws.com"
	if u, err := url.Parse(t.Endpoint); err == nil && u.Host != "" {
		host = u.Host
	}
	return credentials.NewName("s3", host, "443", t.Bucket)
}

// serverName is the server of a target, as site.yaml has it; "" if it is none.
func serverName(t site.DeployTarget) string { return cmp.Or(t.SFTP, t.FTPS) }

// need says what a target asks for.
type need int

const (
	needsNothing    need = iota // a folder, or a password or key that is known
	needsPassword               // a server asks for one
	mayNeedPassword             // a server may take a key of this user's instead
	needsKey                    // a store asks for one, which has two parts
)

// needOf says what has to be asked for before a deploy to a target.
func needOf(t site.DeployTarget) need {
	if serverName(t) == "" && t.Bucket == "" {
		return needsNothing
	}
	if _, err := credentials.Read(secretName(t)); err == nil {
		return needsNothing
	}
	switch {
	case t.Bucket != "" && deploy.HasKey(), t.Bucket == "" && os.Getenv(passwordVariable) != "":
		return needsNothing
	case t.Bucket != "":
		return needsKey
	case t.SFTP != "":
		return mayNeedPassword
	}
	return needsPassword
}

// login is how a deploy logs in to a server. A password is found once, for all connections.
func (a access) login(t site.DeployTarget) deploy.Login {
	password := sync.OnceValues(func() (string, error) { return a.findPassword(t) })
	l := deploy.Login{Password: func(asked string) (string, error) {
		switch {
		case asked == "":
			return password()
		case a.ask == nil:
			return "", fmt.Errorf("%s asks %q, which somebody has to answer at a terminal: run handrail deploy there", serverName(t), asked)
		}
		return a.ask.secret(serverName(t) + " asks: " + asked)
	}}
	if folder, err := os.UserConfigDir(); err == nil {
		l.KnownHosts = filepath.Join(folder, "handrail", "known_hosts")
	}
	if a.trusted != "" {
		l.Trust = func(_, fingerprint string) (bool, error) { return fingerprint == a.trusted, nil }
	}
	if a.ask != nil {
		l.Passphrase = func(file string) (string, error) { return a.ask.secret("Passphrase of " + file) }
		l.Trust = func(host, fingerprint string) (bool, error) {
			return a.ask.confirm(fmt.Sprintf("This computer does not know %s. Its key is\n%s\nCompare that with what your host publishes, or ask its support. Is it the same?", host, fingerprint))
		}
	}
	return l
}

// note gives away what was entered.
func (a access) note(secret string) {
	if a.entered != nil {
		a.entered(secret)
	}
}

// findPassword finds the password of a server, or asks for it.
func (a access) findPassword(t site.DeployTarget) (string, error) {
	if a.password != "" {
		a.note(a.password)
		return a.password, nil
	}
	var kept error
	if !a.fresh {
		if text := os.Getenv(passwordVariable); text != "" {
			return text, nil
		}
		var text string
		if text, kept = credentials.Read(secretName(t)); kept == nil {
			return text, nil
		}
	}
	if a.ask != nil {
		text, err := a.ask.secret("Password of " + t.User + " at " + serverName(t))
		if err == nil {
			a.note(text)
		}
		return text, err
	}
	why := ""
	if kept != nil && !errors.Is(kept, fs.ErrNotExist) {
		why = ". " + strings.ToUpper(kept.Error()[:1]) + kept.Error()[1:]
	}
	return "", fmt.Errorf("%s asks for the password of %s, and there is none: run handrail login at a terminal, or set %s in the environment%s", serverName(t), t.User, passwordVariable, why)
}

// storeKey is the key of a store, in the form that it is kept in.
type storeKey struct {
	ID     string `json:"id"`
	Secret string `json:"secret"`
}

// findKey finds the key of a store, or asks for it.
func (a access) findKey(t site.DeployTarget) (id, secret string, err error) {
	key := storeKey{a.keyID, a.keySecret}
	if key.ID == "" && !a.fresh {
		if text, err := credentials.Read(secretName(t)); err == nil && json.Unmarshal([]byte(text), &key) == nil {
			return key.ID, key.Secret, nil
		}
	}
	if key.ID == "" && a.ask == nil {
		return "", "", errors.New("there is no key for the store: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, put them into ~/.aws/credentials, or run handrail login at a terminal. The store's pages on access keys say how to get one")
	}
	if key.ID == "" {
		if key.ID, err = a.ask.secret("Access key ID for the bucket " + t.Bucket); err == nil {
			key.Secret, err = a.ask.secret("Secret access key")
		}
	}
	key = storeKey{strings.TrimSpace(key.ID), strings.TrimSpace(key.Secret)}
	text, failed := json.Marshal(key)
	if err = cmp.Or(err, failed); err == nil {
		a.note(string(text))
	}
	return key.ID, key.Secret, err
}

// openTarget opens the place of a target.
func (a access) openTarget(t site.DeployTarget, dir, from string) (*deploy.Target, error) {
	switch {
	case t.Bucket != "":
		return deploy.OpenBucket(deploy.Bucket{Name: t.Bucket, Endpoint: t.Endpoint, Region: t.Region, Prefix: t.Prefix, Compress: t.Compress,
			Key: func() (string, string, error) { return a.findKey(t) }})
	case serverName(t) != "":
		to := deploy.Server{Address: serverName(t), User: t.User, Folder: t.Folder, HostKey: t.HostKey, TLSName: t.TLSName, Compress: t.Compress, Login: a.login(t)}
		if t.SFTP != "" {
			return deploy.OpenSFTP(to)
		}
		return deploy.OpenFTPS(to)
	}
	place, err := targetFolder(t.Folder, dir)
	if err != nil {
		return nil, err
	}
	if err := keepApart(place, dir); err != nil {
		return nil, err
	}
	if within(place, from) || within(from, place) {
		return nil, fmt.Errorf("the target %s and the built site %s overlap: deploy to a separate folder", place, from)
	}
	return deploy.OpenFolder(place, t.Compress)
}
