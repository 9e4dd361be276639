// Command lighthouse builds the site that ships, serves it on this machine, and asks Lighthouse about pages of each kind,
// as a phone on a slow network sees them. It fails when a score is below 100.
//
//	go run ./test/lighthouse [-write docs/performance.md]
//
// It needs Chromium, Node and npm. Lighthouse is large, and no test needs it: npm puts it into the user's cache folder the
// first time.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"handrail/test/report"
)

// pages are those that are measured: one of each kind that readers use most.
func pages() []string {
	return []string{
		"index.html",
		"guidance/broadcast-lists.html",
		"quizzes/the-basics.html",
		"statements/broadcast-privacy.html",
		"checklists/whatsapp.html",
	}
}

func main() {
	write := flag.String("write", "", "a document to put the table into, such as docs/performance.md")
	runs := flag.Int("runs", 3, "how often each page is loaded; a score is the median")
	flag.Parse()
	if flag.NArg() > 0 || *runs < 1 {
		fmt.Fprintln(os.Stderr, "lighthouse: -runs has to be 1 or more, and nothing follows the flags")
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *write, *runs); err != nil {
		fmt.Fprintln(os.Stderr, "lighthouse:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, write string, runs int) error {
	work, err := os.MkdirTemp("", "handrail-lighthouse-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	public, err := buildSite(ctx, work)
	if err != nil {
		return err
	}
	l, err := getLighthouse(ctx)
	if err != nil {
		return err
	}
	host := httptest.NewServer(staticHost(public))
	defer host.Close()
	if err := checkRobots(ctx, host.URL); err != nil {
		return err
	}
	var all []verdict
	for _, page := range pages() {
		fmt.Fprintln(os.Stderr, "lighthouse:", page)
		v, err := l.ask(ctx, host.URL, page, runs)
		if err != nil {
			return err
		}
		all = append(all, v)
	}
	text := markdown(time.Now().UTC(), l.version, runs, all)
	fmt.Println(text)
	if write != "" {
		if err := report.Write(write, report.Lighthouse, text); err != nil {
			return err
		}
	}
	for _, v := range all {
		if !v.perfect() {
			return errors.New("a score is below 100: the faults are above")
		}
	}
	return nil
}

// buildSite builds the program, and with it the site that ships, and gives the folder of its pages.
func buildSite(ctx context.Context, work string) (public string, err error) {
	program, public := filepath.Join(work, "handrail"), filepath.Join(work, "public")
	for _, argv := range [][]string{
		{"go", "build", "-o", program, "./cmd/handrail"},
		{program, "build", work, "--out", public},
	} {
		if out, err := exec.CommandContext(ctx, argv[0], argv[1:]...).CombinedOutput(); err != nil {
			return "", fmt.Errorf("%s, from the folder of these sources: %w\n%s", strings.Join(argv, " "), err, out)
		}
	}
	return public, nil
}
