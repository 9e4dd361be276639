package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"handrail/test/corpus"
)

// edits are how long each edit took, from the moment before the file was written until the new words were served.
type edits []time.Duration

func (e edits) middle() time.Duration {
	return median(e, func(d time.Duration) time.Duration { return d })
}

func (e edits) worst() time.Duration {
	var worst time.Duration
	for _, d := range e {
		worst = max(worst, d)
	}
	return worst
}

// served is what was measured of one server.
type served struct {
	up          time.Duration // from its start to the first page
	body, title edits         // a page's own words, and a title that its neighbour shows
	memory      int64         // the maximum over the whole run, in bytes
}

type servers struct{ handrail, hugo served }

// measureServers times edits with each of the two servers, one after the other.
func measureServers(ctx context.Context, space workspace, t tools, o options) (servers, error) {
	var s servers
	ours := server{
		argv: []string{t.handrail, "serve", space.path("site-handrail"), "--port", "0"},
		home: space.path("home-handrail"), dir: space.path("site-handrail"), pages: o.pages,
		address: func(page int) string {
			return strings.TrimSuffix(corpus.PagePath(page, corpus.PerSection), ".md") + ".html"
		},
	}
	var err error
	progress("serving with Handrail")
	if s.handrail, err = ours.measure(ctx, o.edits); err != nil || t.hugo == "" {
		return s, err
	}
	port, err := freePort()
	if err != nil {
		return s, err
	}
	theirs := server{
		argv: []string{t.hugo, "server", "--source", space.path("site-hugo"), "--bind", "127.0.0.1", "--port", strconv.Itoa(port), "--baseURL", "http://127.0.0.1/"},
		home: space.path("home-hugo"), dir: space.path("site-hugo"), pages: o.pages,
		address: func(page int) string {
			return strings.TrimSuffix(corpus.PagePath(page, corpus.PerSection), ".md") + "/"
		},
	}
	progress("serving with Hugo")
	s.hugo, err = theirs.measure(ctx, o.edits)
	return s, err
}

// server is a program that serves a site from its sources.
type server struct {
	argv      []string
	home, dir string
	pages     int
	address   func(page int) string // of a page, below the site's
}

// patience is how long a page may take to show an edit. Beyond it, something is wrong.
const patience = 3 * time.Minute

// measure starts the server, edits pages and waits for each edit to be served, and ends the server.
func (s server) measure(ctx context.Context, edits int) (served, error) {
	var m served
	cmd := exec.CommandContext(ctx, s.argv[0], s.argv[1:]...)
	cmd.Env = environment(s.home)
	said := &listener{}
	cmd.Stdout, cmd.Stderr = said, said
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return m, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	p := poller{server: s, pid: cmd.Process.Pid, said: said, ended: ended}
	measured := p.measure(ctx, &m, start, edits)
	_ = cmd.Process.Signal(os.Interrupt) // it may have ended by itself, which measured says
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
		_ = cmd.Process.Kill()
		<-ended
	}
	if measured != nil {
		return m, fmt.Errorf("%s: %w\n%s", strings.Join(s.argv[:2], " "), measured, last(said.text(), 1000))
	}
	m.memory = used(cmd.ProcessState, 0).memory
	return m, nil
}

// poller asks a server for pages until they are as they should be.
type poller struct {
	server
	pid    int
	said   *listener
	ended  chan error
	base   string // the site's address, with a slash at its end
	client http.Client
}

func (p *poller) measure(ctx context.Context, m *served, start time.Time, edits int) error {
	page := p.pages / 2
	err := p.until(ctx, func() bool {
		p.base = p.said.address()
		return p.base != "" && p.shows(page, "</main>")
	})
	if err != nil {
		return fmt.Errorf("waiting for its first page: %w", err)
	}
	m.up = time.Since(start)
	for i := range edits {
		words := fmt.Sprintf("Edited while served, number %d.", i+1)
		took, err := p.edit(ctx, page, page, words, changeBody)
		if err != nil {
			return err
		}
		m.body = append(m.body, took)
	}
	for i := range edits {
		title := fmt.Sprintf("Renamed while served, number %d", i+1)
		took, err := p.edit(ctx, page, page+1-2*(page%2), title, changeTitle)
		if err != nil {
			return err
		}
		m.title = append(m.title, took)
	}
	return nil
}

// edit changes a page, and takes the time until another one, or the same, shows the new words. It begins when the page
// has been asked for and the server is at rest.
func (p *poller) edit(ctx context.Context, page, shown int, words string, change func(file, words string) error) (time.Duration, error) {
	if p.shows(shown, words) {
		return 0, fmt.Errorf("%s shows %q before the edit", p.address(shown), words)
	}
	p.rest()
	start := time.Now()
	if err := change(filepath.Join(p.dir, "content", corpus.PagePath(page, corpus.PerSection)), words); err != nil {
		return 0, err
	}
	if err := p.until(ctx, func() bool { return p.shows(shown, words) }); err != nil {
		return 0, fmt.Errorf("waiting for %q on %s: %w", words, p.address(shown), err)
	}
	return time.Since(start), nil
}

// until asks again every millisecond.
func (p *poller) until(ctx context.Context, done func() bool) error {
	deadline := time.After(patience)
	for !done() {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case err := <-p.ended:
			p.ended <- err
			return errors.Join(errors.New("the server has ended"), err)
		case <-deadline:
			return fmt.Errorf("nothing came in %s", patience)
		case <-time.After(time.Millisecond):
		}
	}
	return nil
}

func (p *poller) shows(page int, words string) bool {
	response, err := p.client.Get(p.base + p.address(page))
	if err != nil {
		return false // not up yet
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return err == nil && response.StatusCode == http.StatusOK && bytes.Contains(text, []byte(words))
}

// rest waits until the server has taken no processor time for a while, so that no edit is timed together with what is left to
// do for the one before. Without /proc it waits for a fixed time.
func (p *poller) rest() {
	const quiet = 300 * time.Millisecond
	before := ""
	for range int(patience / quiet) {
		time.Sleep(quiet)
		now := processorTime(p.pid)
		if now == "" {
			time.Sleep(10 * quiet)
		}
		if now == before {
			return
		}
		before = now
	}
}

// processorTime is the time that a process has taken, as Linux writes it: fields 14 and 15 of its line, counted from
// behind the name, which may hold spaces.
func processorTime(pid int) string {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return ""
	}
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	if len(fields) < 13 {
		return ""
	}
	return fields[11] + " " + fields[12]
}

// freePort is a loopback port on which nothing listens.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// listener keeps what a server prints.
type listener struct {
	mu  sync.Mutex
	all []byte
}

func (l *listener) Write(text []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, text...)
	return len(text), nil
}

func (l *listener) text() []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	return bytes.Clone(l.all)
}

// address is the first address of this machine that the server has printed.
func (l *listener) address() string {
	return string(regexp.MustCompile(`http://(127\.0\.0\.1|localhost):\d+/`).Find(l.text()))
}
