package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// fakeBrowser is a pipe to which a browser of this test's own writes each address that it is asked to open.
func fakeBrowser(t *testing.T) (addresses *bufio.Scanner) {
	t.Helper()
	dir := t.TempDir()
	pipe := filepath.Join(dir, "addresses")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	script := fmt.Sprintf("#!/bin/sh\necho \"$1\" > %s\n", pipe)
	if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	file, err := os.OpenFile(pipe, os.O_RDWR, 0) // both ways, so that it has no end between two addresses
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return bufio.NewScanner(file)
}

// ownHome gives the program folders of this test's own.
func ownHome(t *testing.T) string {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "config"))
	t.Setenv("XDG_CACHE_HOME", filepath.Join(home, "cache"))
	return home
}

// TestServeOpens: serve --open opens the site that it serves.
func TestServeOpens(t *testing.T) {
	home := ownHome(t)
	addresses := fakeBrowser(t)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- runServe(ctx, io.Discard, io.Discard, home, 0, false, true, choice{}) }()
	if !addresses.Scan() {
		t.Fatal(addresses.Err())
	}
	response, err := http.Get(addresses.Text())
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("%s answers %d", addresses.Text(), response.StatusCode)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// TestOpensBrowser: Handrail opens its page in the browser, and a second start opens that of the first again. The button on the page ends it.
func TestOpensBrowser(t *testing.T) {
	home := ownHome(t)
	addresses := fakeBrowser(t)
	ended := make(chan error, 1)
	go func() { ended <- runOpen(t.Context(), io.Discard, home, false) }()
	if !addresses.Scan() {
		t.Fatal(addresses.Err())
	}
	first := addresses.Text()
	var said strings.Builder
	if err := runOpen(t.Context(), &said, home, false); err != nil || !strings.Contains(said.String(), "open already") {
		t.Fatalf("the second start says %q, %v", said.String(), err)
	}
	addresses.Scan()
	second := addresses.Text()
	before, _, _ := strings.Cut(first, "enter?")
	if !strings.HasPrefix(second, before) || second == first {
		t.Fatalf("the second start opens %s, and the first %s", second, first)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	o := &opening{t: t, browser: &http.Client{Jar: jar}, base: strings.TrimSuffix(before, "/_handrail/")}
	if text := o.text(o.browser.Get(second)); !strings.Contains(text, "Make your first site") {
		t.Errorf("the second start shows\n%s", text)
	}
	o.post("/_handrail/", "stop")
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// TestNoBrowser: without a browser the address is printed, and what to do with it.
func TestNoBrowser(t *testing.T) {
	home := ownHome(t)
	t.Setenv("PATH", t.TempDir())
	reader, writer := io.Pipe()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- runOpen(ctx, writer, home, false)
		writer.Close()
	}()
	lines := bufio.NewScanner(reader)
	said := ""
	for lines.Scan() {
		said += lines.Text() + "\n"
		if strings.HasPrefix(lines.Text(), "Leave this window open") {
			break
		}
	}
	go io.Copy(io.Discard, reader)
	if !regexp.MustCompile(`Copy this address into one:\nhttp://127\.0\.0\.1:\d+/_handrail/enter\?key=\w+\n`).MatchString(said) {
		t.Errorf("it says\n%s", said)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// TestOpenFails: why Handrail could not be opened is on a page, which is opened in the browser, and the program ends badly.
func TestOpenFails(t *testing.T) {
	home := ownHome(t)
	addresses := fakeBrowser(t)
	t.Setenv("TMPDIR", t.TempDir())
	if err := os.MkdirAll(filepath.Join(home, "config", "handrail", "open.lock"), 0o777); err != nil { // no file can be locked there
		t.Fatal(err)
	}
	if code := opened(io.Discard, io.Discard); code != exitFailed {
		t.Errorf("the exit code is %d", code)
	}
	if !addresses.Scan() {
		t.Fatal(addresses.Err())
	}
	page, err := os.ReadFile(addresses.Text())
	if err != nil || !strings.Contains(string(page), "Handrail could not be opened") || !strings.Contains(string(page), "finding out whether Handrail is open") {
		t.Errorf("%v: %s", err, page)
	}
}
