package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"handrail/internal/about"
	"handrail/internal/builder"
	"handrail/internal/serve"
	"handrail/internal/source"
)

func serveCommand() *cobra.Command {
	var port int
	var drafts, open bool
	var reported choice
	cmd := &cobra.Command{
		Use:   "serve [DIR]",
		Short: "Build a site, show it in the browser, and follow your changes",
		Long: `Build the site of the folder DIR, or of this folder, and serve it on this machine
alone. When you save a source, the open page changes. A mistake is shown over the
page, and the last good site stays.

This is for editing: do not put it on the web. It is made for one person, and shows
what is not finished. For the web, copy what handrail build makes to a web server,
or use handrail deploy: ` + about.Page("guides/hosting"),
		Example: `  handrail serve
  handrail serve my-site --drafts
  handrail serve --open
  handrail serve --port 9000`,
		Args: takes(0, 1, "name at most one folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := reported.valid(false); err != nil {
				return err
			}
			ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
			defer stop()
			return runServe(ctx, cmd.OutOrStdout(), cmd.ErrOrStderr(), folder(args), port, drafts, open, reported)
		},
	}
	cmd.Flags().IntVar(&port, "port", 8080, "port to serve on; when it is taken, the next free one")
	cmd.Flags().BoolVar(&open, "open", false, "open the site in the browser")
	reported.flags(cmd)
	cmd.Flags().BoolVar(&drafts, "drafts", false, "show pages that are marked as drafts too")
	return cmd
}

// halfWritten is how long a file that is being saved may be in a state that its editor never meant to be seen.
const halfWritten = 100 * time.Millisecond

func runServe(ctx context.Context, stdout, stderr io.Writer, dir string, port int, drafts, open bool, reported choice) error {
	if port < 0 || port > 65535 {
		return fmt.Errorf("%d is not a port: choose one from 1024 to 65535", port)
	}
	e := &editing{dir: dir, drafts: drafts}
	if err := e.open(); err != nil {
		return err
	}
	defer func() { e.src.closeCaches() }()
	if err := e.src.sayShipped(stderr, "serve", "showing"); err != nil {
		return err
	}
	server := serve.New()
	rebuild := func(paths []string) {
		start := time.Now()
		diags, err := e.update(server, paths)
		if err != nil {
			fmt.Fprintf(stderr, "handrail: %v\n", err)
		}
		_ = source.WriteText(stderr, reported.pick(diags)) // a terminal that is gone
		off := ""
		if e.off > 0 {
			off = fmt.Sprintf(", and %d turned off in content/site.yaml", e.off)
		}
		fmt.Fprintf(stdout, "%s  built in %.3f s: %s%s\n", start.Format(time.TimeOnly), time.Since(start).Seconds(), tally(diags), off)
	}
	changes := serve.Watch(dir, []string{"content", "templates"}) // before they are read: what changes meanwhile is read again
	rebuild(nil)
	e.src.warnOfCaches(stderr)
	listener, err := serve.Listen(port)
	if err != nil {
		return err
	}
	if got := listener.Addr().(*net.TCPAddr).Port; got != port && port != 0 {
		fmt.Fprintf(stdout, "Port %d is taken, so this is port %d.\n", port, got)
	}
	fmt.Fprintf(stdout, "See the site at http://%s/  Changes in %s show at once. To stop, press Ctrl and C.\n", listener.Addr(), filepath.Join(dir, "content"))
	if open {
		go func() {
			if err := openBrowser("http://" + listener.Addr().String() + "/"); err != nil {
				fmt.Fprintf(stderr, "handrail: no browser could be opened: copy the address above into one (%v)\n", err)
			}
		}()
	}

	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var group sync.WaitGroup
	var watchErr error
	group.Go(func() {
		defer cancel()
		watchErr = changes(ctx, rebuild)
	})
	err = serve.Run(ctx, listener, server)
	cancel()
	group.Wait()
	return errors.Join(err, watchErr)
}

// editing is a site that is served while its sources change.
type editing struct {
	dir    string
	drafts bool
	src    *sources
	off    int  // how many reports site.yaml turned off the last time
	wrong  bool // a layout of the site's own had a mistake the last time that pages were tried with it
	own    bool // what ships is not shown in place of a content/ that is missing

	last *loaded // the site as it was read last
}

// update loads the site after some of the paths in its folder have changed, and shows it, or what is wrong with it.
func (e *editing) update(server *serve.Server, paths []string) ([]source.Diagnostic, error) {
	snapshot, diags, err := e.snapshot(paths)
	if len(snapshot.Problems) > 0 || err != nil { // some editors empty a file before they write it, or write it in two steps
		time.Sleep(halfWritten)
		snapshot, diags, err = e.snapshot(paths)
	}
	if err != nil { // the folder may be half moved; the next change tries again
		snapshot.Problems = []serve.Problem{{Place: e.dir, Message: err.Error()}}
	}
	server.Update(snapshot)
	return diags, err
}

// open opens the sources again.
func (e *editing) open() error {
	src, err := openSources(e.dir)
	if err != nil {
		return err
	}
	if e.own && src.shipped {
		return fmt.Errorf("there is no folder %s: put it back where it was", filepath.Join(e.dir, "content"))
	}
	if e.src != nil && e.src.shipped == src.shipped { // the last good site is still shown from there
		src.kept, src.program, src.version = e.src.kept, e.src.program, e.src.version
	} else {
		if err := src.openCaches(); err != nil {
			return err
		}
		if e.src != nil {
			e.src.closeCaches()
		}
	}
	e.src = src
	return nil
}

// snapshot loads the site after some of the paths in its folder have changed; nil when any may have. Pages are rendered when
// they are asked for.
func (e *editing) snapshot(paths []string) (serve.Snapshot, []source.Diagnostic, error) {
	var changed []string // in content/
	fresh := paths == nil
	for _, name := range paths {
		top, rest, _ := strings.Cut(name, "/")
		if top == "content" && rest != "" {
			changed = append(changed, rest)
		} else {
			fresh = true // the folder itself, or a layout
		}
	}
	if e.src == nil || fresh && e.src.loader != nil {
		if err := e.open(); err != nil {
			return serve.Snapshot{}, nil, err
		}
	}
	if fresh {
		changed = nil
	}
	l, err := e.src.read(e.drafts, changed)
	if err != nil {
		return serve.Snapshot{}, nil, err
	}
	e.off, e.last = l.off, l
	l.plan(serve.ScriptPath)
	if (fresh || e.wrong) && l.theme.Own != nil {
		found := l.tryLayouts()
		e.wrong = len(found) > 0
		l.diags = source.Sort(append(l.diags, found...))
	}
	var problems []serve.Problem
	for _, d := range l.diags {
		if d.Severity == source.Error {
			problems = append(problems, serve.Problem{Place: d.Pos.String(), Message: d.Message, Source: d.Source, Column: d.Col, Hint: d.Hint})
		}
	}
	byPath := make(map[string]builder.Output, len(l.outputs))
	for _, o := range l.outputs {
		byPath[o.Path] = o
	}
	return serve.Snapshot{Problems: problems, Write: func(path string, w io.Writer) (bool, error) {
		o, found := byPath[path]
		if !found {
			return false, nil
		}
		return true, o.Render(w)
	}}, l.diags, nil
}
