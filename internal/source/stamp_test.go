package source

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/fstest"
	"time"
)

// TestStamp: a file of the same size and time is distinguished from the one that was there before, whether it was written to or another was put
// in its place. Where the system says neither when a file changed nor its number, it cannot be.
func TestStamp(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.md")
	long := time.Now().Add(-time.Hour)
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(name, long, long); err != nil {
			t.Fatal(err)
		}
	}
	stamp := func() Stamp {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		return StampOf(info)
	}
	write(file, "one")
	before := stamp()
	if before.Size != 3 || before.Modified != long.UnixNano() || stamp() != before {
		t.Errorf("%+v", before)
	}
	if before.Changed == 0 && runtime.GOOS == "windows" {
		t.Log("this system does not say when a file was changed, so nothing more is tried")
		return
	}
	if before.Settled() {
		t.Error("a file that was written just now is settled, as its time says otherwise")
	}
	for time.Now().UnixNano() <= before.Changed+int64(20*time.Millisecond) { // a step of the kernel's clock
		time.Sleep(time.Millisecond)
	}
	write(file, "two")
	written := stamp()
	if written == before {
		t.Error("a change that keeps the size and the time is not seen")
	}
	other := filepath.Join(filepath.Dir(file), "other")
	write(other, "six")
	if err := os.Rename(other, file); err != nil {
		t.Fatal(err)
	}
	if now := stamp(); now == written || now.File == written.File {
		t.Error("another file of the same size and time is not seen")
	}
}

// TestSettled: a file is settled when both its times are long ago; one without a time never is.
func TestSettled(t *testing.T) {
	now := time.Now()
	long, just, soon := now.Add(-time.Hour).UnixNano(), now.UnixNano(), now.Add(time.Hour).UnixNano()
	for _, test := range []struct {
		s    Stamp
		want bool
	}{
		{Stamp{Modified: long, Changed: long}, true}, {Stamp{Modified: long}, true}, {Stamp{Modified: long, Changed: just}, false},
		{Stamp{Modified: just, Changed: long}, false}, {Stamp{Modified: soon}, false}, {Stamp{Modified: long, Changed: soon}, false}, {Stamp{Changed: long}, false},
	} {
		if got := test.s.Settled(); got != test.want {
			t.Errorf("%+v: %t", test.s, got)
		}
	}
	info, err := fstest.MapFS{"a": {Data: []byte("abc")}}.Stat("a")
	if err != nil {
		t.Fatal(err)
	}
	if s := StampOf(info); s != (Stamp{Size: 3}) {
		t.Errorf("a file without times: %+v", s)
	}
}
