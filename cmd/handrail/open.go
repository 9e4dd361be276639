package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"github.com/cli/browser"
	"github.com/spf13/cobra"

	"handrail/internal/builder"
	"handrail/internal/desk"
	"handrail/internal/serve"
	"handrail/templates"
)

func openCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "open [DIR]",
		Short: "Work on a site in the browser, without a terminal",
		Long: `Open Handrail in the browser: choose a site or make one, see it and what is wrong
with it, publish it, and stop Handrail again. A double click on the program does
the same.

A site is looked for in the folder DIR, or in this folder, in the one that the
program was unpacked into, one level below both, and among those that were opened
before. If Handrail is open already, its page is opened again.

Only this machine is answered, and only the browser that was opened can change
anything.`,
		Example: `  handrail open
  handrail open my-site`,
		Args: takes(0, 1, "name at most one folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, err := filepath.Abs(folder(args))
			if err != nil {
				return err
			}
			if info, err := os.Stat(dir); err != nil || !info.IsDir() {
				return fmt.Errorf("there is no folder %s: check the name, or leave it out to make a site in the browser", dir)
			}
			ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
			defer stop()
			return runOpen(ctx, cmd.OutOrStdout(), dir, len(args) > 0)
		},
	}
}

// deskPort is where the desk is, or at the next free port.
const deskPort = 8080

// otherRun is how long a run that is open already has to answer.
const otherRun = 10 * time.Second

// runOpen serves the desk until it is stopped. dir is a folder to look for sites in, "" for none; named says that a user has named it,
// so that a run that is open already shows what is in it.
func runOpen(ctx context.Context, stdout io.Writer, dir string, named bool) error {
	memory, err := desk.UserMemory()
	if err != nil { // what is opened is not remembered
		fmt.Fprintf(stdout, "Nothing is kept for the next time: %v\n", err)
		memory = ""
	}
	asked := ""
	if named {
		asked = dir
	}
	within, cancel := context.WithTimeout(ctx, otherRun)
	defer cancel()
	release, address, err := memory.Claim(within, asked)
	if err != nil {
		return err
	}
	if address != "" {
		return present(stdout, address, "Handrail is open already")
	}
	defer release()
	layouts, style, err := builder.Desk(templates.FS)
	if err != nil {
		return err
	}
	listener, err := serve.Listen(deskPort)
	if err != nil {
		if listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
			return fmt.Errorf("opening a port: %w", err)
		}
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	port := listener.Addr().(*net.TCPAddr).Port
	d := desk.New(desk.Options{Work: deskWork(), Layouts: layouts, Style: style, Memory: memory, Places: desk.UserPlaces(dir), Stop: stop}, port)
	defer d.Close()
	served := make(chan error, 1)
	go func() { served <- serve.Run(ctx, listener, d) }()
	if err := errors.Join(d.Start(), memory.Announce(d, port)); err != nil {
		fmt.Fprintf(stdout, "%v\n", err) // the desk lets a site be chosen, and another start of the program finds none that is open
	}
	if err := present(stdout, "http://"+listener.Addr().String()+d.Entry(), "Handrail is open"); err != nil {
		return err
	}
	fmt.Fprintln(stdout, "Leave this window open while you work. To stop, press Stop Handrail on its page, or close this window.")
	return <-served
}

// present opens an address in the browser, and says what to do where there is none.
func present(stdout io.Writer, address, what string) error {
	if err := openBrowser(address); err != nil {
		_, err = fmt.Fprintf(stdout, "%s, and no browser could be opened (%v). Copy this address into one:\n%s\n", what, err, address)
		return err
	}
	_, err := fmt.Fprintf(stdout, "%s in your browser.\n", what)
	return err
}

// openFailed shows on a page in the browser why Handrail could not be opened: the window of the program is gone when it ends.
func openFailed(why error) error {
	layouts, style, err := builder.Desk(templates.FS)
	if err != nil {
		return err
	}
	page, err := desk.Failure(layouts, style, why)
	if err != nil {
		return err
	}
	file, err := os.CreateTemp("", "handrail-*.html")
	if err != nil {
		return err
	}
	_, err = file.Write(page)
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	return openWith(file.Name())
}

// starting is how long a program has to say that it could not be started. Some end only when their window is closed.
const starting = 3 * time.Second

// openBrowser opens an address in the browser.
func openBrowser(address string) error { return openWith(address) }

// openWith opens an address, a file or a folder in the program that the system has for it.
func openWith(what string) error {
	opened := make(chan error, 1)
	go func() { opened <- browser.OpenURL(what) }()
	select {
	case err := <-opened:
		return err
	case <-time.After(starting):
		return nil
	}
}

// openText opens a text, a folder or whatever else the system has a program for. A text that it has none for is opened in the system's
// editor of plain texts.
func openText(name string) error {
	err := openWith(name)
	if err == nil {
		return nil
	}
	if info, failed := os.Stat(name); failed != nil || info.IsDir() {
		return err
	}
	switch runtime.GOOS {
	case "windows":
		return exec.Command("notepad.exe", name).Start()
	case "darwin":
		return exec.Command("open", "-t", name).Run()
	}
	return err
}
