package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"handrail/internal/credentials"
	"handrail/internal/site"
)

func loginCommand() *cobra.Command {
	var dir string
	var forget bool
	cmd := &cobra.Command{
		Use:   "login TARGET [DIR]",
		Short: "Keep the password or key of a target in this computer's key store",
		Long: `Ask for the password of a server, or for the key of an object store, try it, and
keep it where this computer keeps passwords: the Keychain of macOS, the Credential
Manager of Windows, or the Secret Service of Linux. From then on handrail deploy
uses it. It is kept nowhere else, and never in the site. Where a computer has no key
store, nothing is kept, and a deploy asks each time.

TARGET is a name from content/site.yaml, and DIR is the site, or else this folder. A
password is kept for the server and the user, so other sites there need none. It
can also come from another program, as one line of standard input; the key of a
store as two lines.`,
		Example: `  handrail login live              keep the password
  handrail login live --forget     remove it again`,
		Args: takes(1, 2, "name the target, and at most one folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			where, err := siteFolder(args[1:], dir)
			if err != nil {
				return err
			}
			target, err := findTarget(cmd.ErrOrStderr(), where, args[0])
			if err != nil {
				return err
			}
			if target.Bucket == "" && serverName(target) == "" {
				return fmt.Errorf("%s is a folder, which asks for no password", args[0])
			}
			if forget {
				return forgetSecret(cmd.OutOrStdout(), target)
			}
			ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
			defer stop()
			a := access{fresh: true, ask: askAt(cmd.InOrStdin(), cmd.ErrOrStderr())}
			if a.ask == nil {
				if err := a.readFrom(cmd.InOrStdin(), target); err != nil {
					return err
				}
			}
			return keepSecret(ctx, cmd.OutOrStdout(), where, target, a)
		},
	}
	siteFlag(cmd, &dir)
	cmd.Flags().BoolVar(&forget, "forget", false, "remove what is kept for the target")
	return cmd
}

// readFrom takes what another program gives: a password, or the two parts of a key.
func (a *access) readFrom(in io.Reader, t site.DeployTarget) error {
	lines := bufio.NewScanner(in)
	next := func() string {
		lines.Scan()
		return strings.TrimSuffix(lines.Text(), "\r")
	}
	if t.Bucket == "" {
		a.password = next()
	} else {
		a.keyID, a.keySecret = next(), next()
	}
	if lines.Err() != nil || cmp.Or(a.password, a.keySecret) == "" {
		return errors.New("there is no terminal to ask at, and standard input has no password: run handrail login at a terminal")
	}
	return nil
}

// keepSecret tries what somebody enters, and keeps it if it is right.
func keepSecret(ctx context.Context, stdout io.Writer, dir string, t site.DeployTarget, a access) error {
	secret, asked := "", false
	a.entered = func(text string) { secret, asked = text, true }
	target, err := a.openTarget(t, dir, dir)
	if err != nil {
		return err
	}
	defer target.Close()
	if err := target.Reach(ctx); err != nil {
		return fmt.Errorf("nothing was kept: %w", err)
	}
	if !asked {
		what := "takes a key of yours in place of a password"
		if t.Bucket != "" {
			what = "takes the key that is in the environment or in ~/.aws/credentials"
		}
		_, err := fmt.Fprintf(stdout, "%s %s. Nothing has to be kept.\n", target.Name(), what)
		return err
	}
	if err := credentials.Keep(secretName(t), secret); err != nil {
		return fmt.Errorf("it is right, and %s was reached, but it cannot be kept: %w. A deploy asks each time, or reads %s from the environment", target.Name(), err, variables(t))
	}
	_, err = fmt.Fprintf(stdout, "It is right, and is kept in this computer's key store as %s.\n", secretName(t))
	return err
}

// variables are those of the environment that a secret of a target can be in.
func variables(t site.DeployTarget) string {
	if t.Bucket != "" {
		return "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
	}
	return passwordVariable
}

// forgetSecret removes what is kept for a target.
func forgetSecret(stdout io.Writer, t site.DeployTarget) error {
	name := secretName(t)
	err := credentials.Forget(name)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("nothing is kept as %s", name)
	}
	if err == nil {
		_, err = fmt.Fprintf(stdout, "What was kept as %s is removed.\n", name)
	}
	return err
}
