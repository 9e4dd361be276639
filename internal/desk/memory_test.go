package desk

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// port is the port of an address.
func port(t *testing.T, address string) int {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(u.Port())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestSecondStart: while Handrail is open, another start of it gets an address that opens it, with the site that it names; then it can be the one
// that is open.
func TestSecondStart(t *testing.T) {
	top := t.TempDir()
	leeds, york := siteIn(t, filepath.Join(top, "leeds")), siteIn(t, filepath.Join(top, "york"))
	memory := Memory(t.TempDir())
	b := newBench(t, Places{Given: leeds}, memory)
	release, address, err := memory.Claim(t.Context(), "")
	if err != nil || address != "" {
		t.Fatalf("the first start: %q, %v", address, err)
	}
	b.enter()
	began := make(chan string)
	go func() { // before the first has said where it is
		_, address, _ := memory.Claim(t.Context(), york)
		began <- address
	}()
	if err := memory.Announce(b.desk, port(t, b.base)); err != nil {
		t.Fatal(err)
	}
	address = <-began
	if !strings.HasPrefix(address, b.base+Path+"enter?key=") {
		t.Fatalf("the second start opens %q", address)
	}
	other := &bench{t: t, desk: b.desk, base: b.base, browser: &http.Client{}}
	if _, page := other.get(strings.TrimPrefix(address, b.base)); !strings.Contains(page, "<body>york") {
		t.Errorf("the second start shows %s", page)
	}
	if info, err := os.Stat(memory.file(runFile)); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the secret is in a file of mode %v, %v", info.Mode(), err)
	}
	release()
	if _, err := os.Stat(memory.file(runFile)); err == nil {
		t.Error("the secret is left when the run has ended")
	}
	release, address, err = memory.Claim(t.Context(), "")
	if err != nil || address != "" {
		t.Fatalf("a start after the first has ended: %q, %v", address, err)
	}
	release()
}

// TestKilledRun: what a killed run left keeps nobody from starting, whoever answers at its port.
func TestKilledRun(t *testing.T) {
	asked := false
	impostor := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = true
		_, _ = w.Write([]byte(`{"key":"AAAA"}`))
	}))
	defer impostor.Close()
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	for _, p := range []int{port(t, impostor.URL), closed.Addr().(*net.TCPAddr).Port, 0} {
		memory := Memory(t.TempDir())
		if err := memory.write(runFile, run{p, "OLD"}); err != nil {
			t.Fatal(err)
		}
		release, address, err := memory.Claim(t.Context(), "")
		if err != nil || address != "" || asked {
			t.Errorf("a start after a killed run: %q, %v, asked %t", address, err, asked)
			continue
		}
		if _, err := os.Stat(memory.file(runFile)); err == nil {
			t.Error("what the killed run left is still there")
		}
		release()
	}
}

// TestSilentRun: a run that is open and does not answer is reported, and so is one whose answer leads elsewhere.
func TestSilentRun(t *testing.T) {
	odd := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte(`{"key":"A@evil.example/"}`))
	}))
	defer odd.Close()
	for _, p := range []int{0, port(t, odd.URL)} {
		memory := Memory(t.TempDir())
		release, _, err := memory.Claim(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		if err := memory.write(runFile, run{p, "X"}); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		_, address, err := memory.Claim(ctx, "")
		cancel()
		if err == nil || address != "" || !strings.Contains(err.Error(), "does not answer") {
			t.Errorf("%q, %v", address, err)
		}
		release()
	}
}

// TestAgain: only whoever can read the user's files gets a key.
func TestAgain(t *testing.T) {
	b := newBench(t, Places{}, "")
	for _, authorization := range []string{"", "Bearer ", "Bearer AAAA", b.desk.access.next} {
		status, page := b.send("again", nil, "Authorization", authorization)
		if status != http.StatusForbidden || strings.Contains(page, "key") {
			t.Errorf("%q: %d %s", authorization, status, page)
		}
	}
}

// TestMemory: the sites are kept in their order, without those that are gone; what cannot be read is as if nothing had been kept.
func TestMemory(t *testing.T) {
	memory := Memory(t.TempDir())
	all := func(string) bool { return true }
	folders := []string{}
	for i := range maxKept + 3 {
		dir := filepath.Join(t.TempDir(), strconv.Itoa(i))
		folders = append(folders, dir)
		if err := memory.Add(dir, all); err != nil {
			t.Fatal(err)
		}
	}
	got := memory.Sites()
	if len(got) != maxKept || got[0] != folders[len(folders)-1] {
		t.Errorf("kept: %q", got)
	}
	if err := memory.Add(folders[0], func(dir string) bool { return dir == got[1] }); err != nil {
		t.Fatal(err)
	}
	if got := memory.Sites(); len(got) != 2 || got[0] != folders[0] {
		t.Errorf("kept: %q", got)
	}
	for _, damaged := range []string{"", "{", `{"sites": "a"}`, `{"sites": ["relative"]}`} {
		if err := os.WriteFile(memory.file("sites.json"), []byte(damaged), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := memory.Sites(); len(got) != 0 {
			t.Errorf("%q: %q", damaged, got)
		}
	}
}

// TestBeside: sites are looked for beside a program that was unpacked, and not where programs are installed.
func TestBeside(t *testing.T) {
	for _, try := range []struct{ system, program, want string }{
		{"windows", `C:\Users\Ann\Downloads\Handrail\handrail.exe`, `C:\Users\Ann\Downloads\Handrail`},
		{"windows", `C:\Program Files\Handrail\handrail.exe`, ""},
		{"windows", `C:\Users\Ann\scoop\apps\handrail\current\handrail.exe`, ""},
		{"windows", `C:\Users\Ann\AppData\Local\Microsoft\WinGet\Packages\Handrail\handrail.exe`, ""},
		{"windows", `E:\handrail.exe`, `E:\`},
		{"darwin", "/Users/ann/Downloads/Handrail/Handrail.app/Contents/MacOS/handrail", "/Users/ann/Downloads/Handrail"},
		{"darwin", "/Applications/Handrail.app/Contents/MacOS/handrail", ""},
		{"darwin", "/private/var/folders/x/T/AppTranslocation/A-B/d/Handrail.app/Contents/MacOS/handrail", ""},
		{"darwin", "/opt/homebrew/Cellar/handrail/1.0/bin/handrail", ""},
		{"darwin", "/Users/ann/handrail", "/Users/ann"},
		{"linux", "/home/ann/handrail/handrail", "/home/ann/handrail"},
		{"linux", "/usr/bin/handrail", ""},
		{"linux", "/home/ann/go/bin/handrail", ""},
		{"linux", "/handrail", "/"},
	} {
		if got := Beside(try.system, try.program); got != try.want {
			t.Errorf("%s: %q, want %q", try.program, got, try.want)
		}
	}
}
