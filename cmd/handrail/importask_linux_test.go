package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestAskAtTerminal answers with keys at a real terminal, and reads the page that comes of them.
func TestAskAtTerminal(t *testing.T) {
	keyboard, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Fatalf("opening a terminal: %s", err)
	}
	defer keyboard.Close()
	fd := int(keyboard.Fd())
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	terminal, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer terminal.Close()
	dir := t.TempDir()
	document := filepath.Join(dir, "guide.md")
	if err := os.WriteFile(document, []byte("# Badges\n\nYou must wear it.\n\nNever lend it.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	done := make(chan int, 1)
	go func() {
		done <- run([]string{"import", document, "--out", filepath.Join(dir, "site")}, terminal, terminal, terminal)
	}()
	var shown []byte
	for _, typed := range []string{"e", "badge\n", "y", "n"} {
		prompt := []byte("Is it a rule? ")
		if strings.HasSuffix(typed, "\n") {
			prompt = []byte("Identifier: ")
		}
		for part := make([]byte, 1024); !bytes.HasSuffix(shown, prompt); {
			n, err := keyboard.Read(part)
			if err != nil {
				t.Fatal(err)
			}
			shown = append(shown, part[:n]...)
		}
		shown = append(shown, typed...)
		if _, err := keyboard.WriteString(typed); err != nil {
			t.Fatal(err)
		}
	}
	go func() { // so that nothing waits to be shown
		for part := make([]byte, 1024); ; {
			if _, err := keyboard.Read(part); err != nil {
				return
			}
		}
	}()
	if code := <-done; code != 0 {
		t.Fatalf("exit code %d after:\n%s", code, shown)
	}
	page, err := os.ReadFile(filepath.Join(dir, "site", "content", "badges.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), ":::must {#badge source=\"badges\"}\nYou must wear it.\n:::\n\nNever lend it.\n") {
		t.Errorf("the page is:\n%s\nafter:\n%s", page, shown)
	}
}
