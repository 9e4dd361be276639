package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// S3 is a server that speaks S3.
type S3 struct {
	*Server
	Endpoint    string // its address, with http://
	Key, Secret string // the key that it accepts
}

// Kind is a program that speaks S3. It is built by itself, so that its many modules are not among Handrail's.
type Kind struct {
	Name    string
	Module  string
	Version string // of the module
	Licence string // SPDX; of a program that the tests run, and that is not passed on to anybody

	dir     string // of the program in the module
	command func(s *S3, program, address, dir string) (*exec.Cmd, error)
}

// Kinds are the servers that a deploy is tested against. Every test uses the first; it builds in a minute or two.
func Kinds() []Kind {
	return []Kind{
		{"versitygw", "github.com/versity/versitygw", "v1.8.0", "Apache-2.0", "cmd/versitygw", versitygw},
		{"gofakes3", "github.com/johannesboyne/gofakes3", "v1.2.0", "MIT", "cmd/gofakes3", gofakes3},
		{"minio", "github.com/minio/minio", "v0.0.0-20260212201848-7aac2a2c5b7c", "AGPL-3.0-or-later", ".", minioServer},
		{"rclone", "github.com/rclone/rclone", "v1.76.0", "MIT", ".", rclone},
		{"seaweedfs", "github.com/seaweedfs/seaweedfs", "v0.0.0-20261109003541-7506e5f91cd6", "Apache-2.0", "weed", seaweedfs},
	}
}

// versitygw keeps what is written to a bucket as files in a folder, on a disk that takes extended attributes, as ext4, XFS,
// Btrfs and APFS do.
func versitygw(s *S3, program, address, dir string) (*exec.Cmd, error) {
	c := exec.Command(program, "--quiet", "--port", address, "posix", dir)
	c.Env = append(os.Environ(), "ROOT_ACCESS_KEY="+s.Key, "ROOT_SECRET_KEY="+s.Secret)
	return c, nil
}

func gofakes3(_ *S3, program, address, _ string) (*exec.Cmd, error) {
	return exec.Command(program, "-quiet", "-backend", "memory", "-host", address), nil
}

func minioServer(s *S3, program, address, dir string) (*exec.Cmd, error) {
	c := exec.Command(program, "server", "--quiet", "--address", address, dir)
	c.Env = append(os.Environ(), "MINIO_ROOT_USER="+s.Key, "MINIO_ROOT_PASSWORD="+s.Secret, "MINIO_BROWSER=off")
	return c, nil
}

func rclone(s *S3, program, address, dir string) (*exec.Cmd, error) {
	c := exec.Command(program, "serve", "s3", "--addr", address, "--auth-key", s.Key+","+s.Secret, dir)
	c.Env = append(os.Environ(), "RCLONE_CONFIG="+filepath.Join(dir, "none.conf"))
	return c, nil
}

// seaweedfs is several servers in one program. Each needs two ports; the second is the first plus 10000 unless it is given.
func seaweedfs(s *S3, program, address, dir string) (*exec.Cmd, error) {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	args := []string{"server", "-s3", "-ip=127.0.0.1", "-dir=" + dir, "-s3.port=" + port}
	for _, option := range []string{"master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc", "s3.port.grpc"} {
		free, err := freePort()
		if err != nil {
			return nil, err
		}
		_, port, err := net.SplitHostPort(free)
		if err != nil {
			return nil, err
		}
		args = append(args, "-"+option+"="+port)
	}
	c := exec.Command(program, args...)
	c.Env = append(os.Environ(), "AWS_ACCESS_KEY_ID="+s.Key, "AWS_SECRET_ACCESS_KEY="+s.Secret)
	return c, nil
}

// Store starts a server of the first kind. See [Kind.Start].
func Store(cache, dir string) (*S3, error) { return Kinds()[0].Start(cache, dir) }

// Start starts a server which keeps its files in the folder dir, if it keeps any. cache is the folder that the program is kept in from
// one run to the next: os.UserCacheDir. It is built when a test first needs it. Stop the server when done.
func (k Kind) Start(cache, dir string) (*S3, error) {
	program, err := k.build(cache)
	if err != nil {
		return nil, err
	}
	s := &S3{Key: "handrail-key", Secret: "handrail-secret-of-the-tests"}
	s.Server, err = start(func(address string) (*exec.Cmd, error) {
		s.Endpoint = "http://" + address
		return k.command(s, program, address, dir)
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Bucket makes a bucket of a name, as soon as the server can.
func (s *S3) Bucket(name string) error {
	client, err := minio.New(s.Address, &minio.Options{Creds: credentials.NewStaticV4(s.Key, s.Secret, ""), Region: "us-east-1", MaxRetries: 1})
	if err != nil {
		return err
	}
	for deadline := time.Now().Add(time.Minute); ; {
		err := client.MakeBucket(context.Background(), name, minio.MakeBucketOptions{})
		if code := minio.ToErrorResponse(err).StatusCode; err == nil || code >= 400 && code < 500 || time.Now().After(deadline) {
			return err
		}
		select {
		case err := <-s.ended:
			s.ended <- err
			return fmt.Errorf("the server ended: %w", err)
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// build builds the server into a cache folder, if it is not there, and returns where it is.
func (k Kind) build(cache string) (string, error) {
	dir := filepath.Join(cache, "handrail", k.Name+"-"+k.Version)
	program := filepath.Join(dir, k.Name)
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
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	run := func(args ...string) ([]byte, error) {
		c := exec.CommandContext(ctx, "go", args...)
		c.Dir = temp // in no module
		c.Env = append(os.Environ(), "GOWORK=off")
		out, err := c.Output()
		if err != nil {
			var exit *exec.ExitError
			if errors.As(err, &exit) {
				err = fmt.Errorf("%w\n%s%s", err, out, exit.Stderr)
			}
			return nil, fmt.Errorf("building a server of the tests, %s@%s: %w", k.Module, k.Version, err)
		}
		return out, nil
	}
	out, err := run("mod", "download", "-json", k.Module+"@"+k.Version)
	if err != nil {
		return "", err
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(out, &module); err != nil {
		return "", err
	}
	// In the module's own folder, and not by go install: that refuses a module which replaces others.
	built := filepath.Join(temp, k.Name)
	if _, err := run("build", "-C", module.Dir, "-o", built, "./"+k.dir); err != nil {
		return "", err
	}
	return program, os.Rename(built, program)
}
