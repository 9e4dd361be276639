package windows

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// machine is a Windows, as wine makes one, with Handrail on it. It shares this machine's files, processor and network.
type machine struct {
	wine     string // the program that runs those of Windows
	env      []string
	handrail string // the Windows build
	linux    string // the build for this machine
	hold     string // the program in testdata/hold
}

// newMachine makes a Windows of its own for a test, and builds the programs for it. All that runs in it ends with the test.
func newMachine(t *testing.T) *machine {
	t.Helper()
	look := func(why string, names ...string) string {
		for _, name := range names {
			if found, err := exec.LookPath(name); err == nil {
				return found
			}
		}
		t.Fatalf("%s is missing: run scripts/setup, or on Debian: sudo apt-get install wine wine64 gcc-mingw-w64-x86-64-win32", why)
		return ""
	}
	// Debian's program wine looks for one of 32 bits first.
	m := &machine{wine: look("wine", "wine64", "/usr/lib/wine/wine64", "wine")}
	server := look("wineserver", "wineserver", "/usr/lib/wine/wineserver", filepath.Join(filepath.Dir(m.wine), "wineserver"))
	dir := t.TempDir()
	prefix := filepath.Join(dir, "prefix")
	m.env = slices.DeleteFunc(os.Environ(), func(setting string) bool { return strings.HasPrefix(setting, "WINE") })
	// Without the names of mscoree and mshtml it would offer to download .NET and a browser.
	m.env = append(m.env, "WINEPREFIX="+prefix, "WINEDEBUG=-all", "WINEDLLOVERRIDES=mscoree,mshtml=", "HOME="+dir, "DISPLAY=")
	t.Cleanup(func() {
		stop := exec.Command(server, "-k")
		stop.Env = m.env
		_ = stop.Run() // it may have ended by itself
	})
	m.handrail, m.linux, m.hold = filepath.Join(dir, "handrail.exe"), filepath.Join(dir, "handrail"), filepath.Join(dir, "hold.exe")
	m.build(t, "windows", m.handrail, "handrail/cmd/handrail")
	m.build(t, "windows", m.hold, "./testdata/hold")
	m.build(t, "", m.linux, "handrail/cmd/handrail")
	m.mustRun(t, exec.Command(m.wine, "wineboot", "--init"))
	if _, err := m.command(dir, "version").Output(); err != nil { // Go's runtime ends at once where there is no ProcessPrng
		m.addRandom(t, look("the C compiler for Windows", "x86_64-w64-mingw32-gcc"), filepath.Join(prefix, "drive_c", "windows", "system32"))
	}
	m.mustRun(t, m.command(dir, "version"))
	return m
}

// build builds a program for a system; "" for this one.
func (m *machine) build(t *testing.T, system, to, from string) {
	t.Helper()
	lookAtSources(t)
	build := exec.Command("go", "build", "-tags", "release", "-o", to, from)
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if system != "" {
		build.Env = append(build.Env, "GOOS="+system, "GOARCH=amd64")
	}
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building %s: %v\n%s", from, err, out)
	}
}

// lookAtSources is for the go command, which keeps a passing result until a file that the test has looked at changes: a compiler of its own reads
// these.
func lookAtSources(t *testing.T) {
	t.Helper()
	for _, dir := range []string{"cmd", "internal", "quiz", "content", "templates"} {
		err := filepath.WalkDir(filepath.Join("..", "..", dir), func(_ string, _ fs.DirEntry, err error) error { return err })
		if err != nil {
			t.Fatal(err)
		}
	}
}

// addRandom gives a wine the library that Go programs get random bytes from.
func (m *machine) addRandom(t *testing.T, compiler, system32 string) {
	t.Helper()
	m.mustRun(t, exec.Command(compiler, "-shared", "-O2", "-o", filepath.Join(system32, "bcryptprimitives.dll"), filepath.Join("testdata", "prng.c"), "-ladvapi32"))
	for i, setting := range m.env {
		if strings.HasPrefix(setting, "WINEDLLOVERRIDES=") {
			m.env[i] += ";bcryptprimitives=n"
		}
	}
}

// mustRun runs a program that has to succeed.
func (m *machine) mustRun(t *testing.T, command *exec.Cmd) {
	t.Helper()
	command.Env = m.env
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
}

// command is a command line of Handrail, to be run in a folder.
func (m *machine) command(dir string, args ...string) *exec.Cmd {
	c := exec.Command(m.wine, append([]string{m.handrail}, args...)...)
	c.Dir, c.Env = dir, m.env
	return c
}

// answer is what a command has said and done.
type answer struct {
	out, err string
	code     int
}

// run runs a command line of Handrail in a folder.
func (m *machine) run(t *testing.T, dir string, args ...string) answer {
	t.Helper()
	return answerOf(t, m.command(dir, args...))
}

// onLinux runs the same where this program was built for.
func (m *machine) onLinux(t *testing.T, dir string, args ...string) answer {
	t.Helper()
	c := exec.Command(m.linux, args...)
	c.Dir, c.Env = dir, m.env
	return answerOf(t, c)
}

func answerOf(t *testing.T, c *exec.Cmd) answer {
	t.Helper()
	var out, errOut bytes.Buffer
	c.Stdout, c.Stderr = &out, &errOut
	err := c.Run()
	if err != nil && !errors.As(err, new(*exec.ExitError)) {
		t.Fatalf("%s: %v", c, err)
	}
	return answer{out.String(), errOut.String(), c.ProcessState.ExitCode()}
}

// says fails unless an answer has an exit code, and holds texts in what it printed.
func (a answer) says(t *testing.T, code int, texts ...string) {
	t.Helper()
	lacks := slices.DeleteFunc(texts, func(text string) bool { return strings.Contains(a.out+a.err, text) })
	if a.code != code || len(lacks) > 0 {
		t.Fatalf("the exit code is %d, and has to be %d; it does not say %q, but\n%s%s", a.code, code, lacks, a.out, a.err)
	}
}

// write writes a file, with its folders.
func write(t *testing.T, text string, name ...string) {
	t.Helper()
	file := filepath.Join(name...)
	if err := cmp.Or(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// read reads a file.
func read(t *testing.T, name ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(name...))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
