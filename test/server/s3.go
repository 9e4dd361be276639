package server

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// The server is a program of its own, so that its many modules are none of Handrail's.
const (
	module  = "github.com/versity/versitygw/cmd/versitygw"
	version = "v1.8.0"
)

// S3 is a server that speaks S3: versitygw (https://github.com/versity/versitygw). What is written to a bucket is a file in
// a folder.
type S3 struct {
	*Server
	Endpoint    string // its address, with http://
	Key, Secret string // what it lets in
	Dir         string // the folder that holds a folder for each bucket
}

// Store starts a server which keeps its files in the folder dir, with a bucket for each folder there. The disk has to
// take extended attributes, as ext4, XFS, Btrfs and APFS do. cache is the folder that the program is kept in from one run to
// the next: os.UserCacheDir. It is built when a test first needs it, which takes a minute or two. Stop the server when done.
func Store(cache, dir string) (*S3, error) {
	program, err := install(cache)
	if err != nil {
		return nil, err
	}
	s := &S3{Key: "handrail-key", Secret: "handrail-secret-of-the-tests", Dir: dir}
	s.Server, err = start(func(address string) (*exec.Cmd, error) {
		s.Endpoint = "http://" + address
		c := exec.Command(program, "--quiet", "--port", address, "posix", dir)
		c.Env = append(os.Environ(), "ROOT_ACCESS_KEY="+s.Key, "ROOT_SECRET_KEY="+s.Secret)
		return c, nil
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Bucket makes a bucket of that name.
func (s *S3) Bucket(name string) error { return os.Mkdir(filepath.Join(s.Dir, name), 0o755) }

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
