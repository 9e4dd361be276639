package credentials

import (
	"errors"
	"io/fs"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"
)

// TestKeep: what is kept is found under its name alone, and is gone when it is forgotten.
func TestKeep(t *testing.T) {
	keyring.MockInit()
	one := NewName("sftp", "ssh.example.org", "22", "leeds")
	if one != NewName("sftp", "ssh.example.org:22", "22", "leeds") || one.String() != "sftp://leeds@ssh.example.org:22" {
		t.Errorf("the name is %s", one)
	}
	if _, err := Read(one); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing was kept: %v", err)
	}
	if err := Keep(one, "hush"); err != nil {
		t.Fatal(err)
	}
	for _, other := range []Name{
		NewName("ftps", "ssh.example.org", "22", "leeds"), NewName("sftp", "ssh.example.net", "22", "leeds"),
		NewName("sftp", "ssh.example.org", "2222", "leeds"), NewName("sftp", "ssh.example.org", "22", "york"),
	} {
		if secret, err := Read(other); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s gets %q, %v", other, secret, err)
		}
	}
	if secret, err := Read(one); secret != "hush" || err != nil {
		t.Errorf("got %q, %v", secret, err)
	}
	if err := Forget(one); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(one); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it was forgotten: %v", err)
	}
	if err := Forget(one); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it was forgotten before: %v", err)
	}
}

// TestNoStore: where the system has no store, that is said, and is not taken for a store that holds nothing.
func TestNoStore(t *testing.T) {
	keyring.MockInitWithError(errors.New("no bus"))
	var none *StoreError
	name := NewName("sftp", "ssh.example.org", "22", "leeds")
	_, read := Read(name)
	for _, err := range []error{read, Keep(name, "hush"), Forget(name)} {
		if !errors.As(err, &none) || !strings.Contains(err.Error(), "no key store") || strings.Contains(err.Error(), "hush") {
			t.Errorf("got %v", err)
		}
	}
}
