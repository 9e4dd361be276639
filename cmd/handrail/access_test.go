package main

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"handrail/internal/credentials"
	"handrail/internal/deploy"
	"handrail/internal/site"
	"handrail/test/server"
)

// TestAccess deploys to a real server with a password that somebody types, with one that is kept, and with none. What is needed is known before.
func TestAccess(t *testing.T) {
	keyring.MockInit()
	t.Setenv(passwordVariable, "")
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	home := t.TempDir()
	t.Setenv("HOME", home)
	f, err := server.ProFTPD(t.TempDir(), home, true, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Stop)
	_, port, err := net.SplitHostPort(f.Address)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, text := range map[string]string{"content/site.yaml": "title: Site\n", "content/index.md": "---\ntitle: Home\n---\n\nRead this.\n"} {
		name = filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	if code := run([]string{"build", dir}, strings.NewReader(""), t.Output(), t.Output()); code != 0 {
		t.Fatal("the site is not built")
	}
	to := site.DeployTarget{SFTP: "localhost:" + port, User: f.User, Folder: "www"}
	flags := deployFlags{site: dir, keep: 5, maxDeletes: 256}
	try := func(a access) error {
		_, err := deploySite(context.Background(), "live", to, flags, a, nil)
		if err != nil && strings.Contains(err.Error(), f.Password) {
			t.Errorf("the message has the password: %v", err)
		}
		return err
	}
	if got := needOf(to); got != mayNeedPassword {
		t.Errorf("before anything is known, it needs %v", got)
	}
	var unknown *deploy.UnknownHostError
	if err := try(access{password: f.Password}); !errors.As(err, &unknown) || unknown.Fingerprint != f.HostKey {
		t.Fatalf("a server that nobody knows: %v", err)
	}
	if err := try(access{password: f.Password, trusted: "SHA256:another"}); !errors.As(err, &unknown) {
		t.Errorf("another key was trusted: %v", err)
	}
	var refused *deploy.LoginError
	if err := try(access{password: f.Password + "!", trusted: f.HostKey}); !errors.As(err, &refused) {
		t.Errorf("a wrong password: %v", err)
	}
	if err := try(access{}); err == nil || !strings.Contains(err.Error(), "run handrail login at a terminal, or set HANDRAIL_PASSWORD") {
		t.Errorf("no password: %v", err)
	}
	if err := try(access{password: f.Password}); err != nil { // its key was noted
		t.Fatal(err)
	}
	if data, err := os.ReadFile(filepath.Join(home, "www", "index.html")); err != nil || !strings.Contains(string(data), "Read this.") {
		t.Errorf("the page is not there: %v", err)
	}
	var said strings.Builder
	if err := keepSecret(context.Background(), &said, dir, to, access{fresh: true, password: "wrong"}); err == nil {
		t.Error("a wrong password is kept")
	}
	if _, err := credentials.Read(secretName(to)); err == nil {
		t.Error("a wrong password was kept")
	}
	if err := keepSecret(context.Background(), &said, dir, to, access{fresh: true, password: f.Password}); err != nil || !strings.Contains(said.String(), "sftp://leeds@localhost:"+port) {
		t.Errorf("%v\n%s", err, said.String())
	}
	if got := needOf(to); got != needsNothing {
		t.Errorf("with a password that is kept, it needs %v", got)
	}
	if err := try(access{}); err != nil {
		t.Error(err)
	}
	if err := forgetSecret(&said, to); err != nil {
		t.Error(err)
	}
	t.Setenv(passwordVariable, f.Password)
	if err := try(access{}); err != nil {
		t.Error(err)
	}
	if strings.Contains(said.String(), f.Password) {
		t.Errorf("what is said has the password: %s", said.String())
	}
}

// TestNeeds: what a target asks for is known before.
func TestNeeds(t *testing.T) {
	keyring.MockInitWithError(errors.New("no bus"))
	t.Setenv(passwordVariable, "")
	for _, name := range []string{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"} {
		t.Setenv(name, "")
	}
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(t.TempDir(), "none"))
	for _, test := range []struct {
		target site.DeployTarget
		want   need
	}{
		{site.DeployTarget{Folder: "x"}, needsNothing}, {site.DeployTarget{Bucket: "x"}, needsKey},
		{site.DeployTarget{SFTP: "x", User: "u"}, mayNeedPassword}, {site.DeployTarget{FTPS: "x", User: "u"}, needsPassword},
	} {
		if got := needOf(test.target); got != test.want {
			t.Errorf("%+v needs %v, and not %v", test.target, got, test.want)
		}
	}
	t.Setenv(passwordVariable, "x")
	t.Setenv("AWS_ACCESS_KEY_ID", "x")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "x")
	for _, target := range []site.DeployTarget{{Bucket: "x"}, {SFTP: "x", User: "u"}, {FTPS: "x", User: "u"}} {
		if got := needOf(target); got != needsNothing {
			t.Errorf("%+v needs %v", target, got)
		}
	}
}
