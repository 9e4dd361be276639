package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"handrail/internal/builder"
	"handrail/internal/deploy"
	"handrail/internal/site"
	"handrail/internal/source"
)

// What a deploy does unless somebody says otherwise: how many files it may remove, and how many releases it keeps.
const usualRemovals, usualReleases = 256, 5

// deployFlags are the flags of the command deploy.
type deployFlags struct {
	site, from, format string
	dryRun, rollback   bool
	maxDeletes, keep   int
}

func deployCommand() *cobra.Command {
	var flags deployFlags
	cmd := &cobra.Command{
		Use:   "deploy TARGET [DIR]",
		Short: "Put the built site where its readers are: a folder, a server, or an object store",
		Long: `Copy what handrail build has made to a target: a folder, a folder on a server that
you log in to by SFTP or FTPS, or a bucket of a store that has an S3 API. DIR is the site, or else this folder. Targets are named in its
content/site.yaml:

  targets:
    live:
      bucket: guidance
      endpoint: https://s3.eu-west-2.amazonaws.com
      region: eu-west-2
    web-space:
      sftp: ssh.example.org      # or ftps: and its name
      user: leeds
      folder: public_html/guidance
    stick:
      folder: /media/stick/guidance

Only what changed is sent. What pages name goes first, pages next, removals last, so
that no page ever names a file that is not there. A deploy that was stopped carries
on where it was when you run it again. Files that Handrail did not put there stay.

A password is asked for, or comes from this computer's key store, where handrail
login has put it, or from the environment (HANDRAIL_PASSWORD). A server with SFTP can
take a key of ~/.ssh or of the SSH agent instead. The key of a store comes from the
environment (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and AWS_SESSION_TOKEN if
there is one), from ~/.aws/credentials (AWS_PROFILE), or from the key store. None of
them is ever in site.yaml.

The last releases stay in the target, in .handrail/. --rollback puts back the one
before. What was published by mistake has to be removed from there too: --keep 1
removes all releases except the new one.`,
		Example: `  handrail build && handrail deploy live
  handrail deploy live my-site       the site of another folder
  handrail deploy live --dry-run     what would be done
  handrail deploy live --rollback    put back the release before
  handrail deploy live --keep 1      remove all earlier releases`,
		Args: takes(1, 2, "name the target, and at most one folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, err := siteFolder(args[1:], flags.site)
			if err = cmp.Or(err, validFormat(flags.format, "text", "json")); err != nil {
				return err
			}
			flags.site = dir
			ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
			defer stop()
			a := access{ask: askAt(cmd.InOrStdin(), cmd.ErrOrStderr())}
			return runDeploy(ctx, cmd.OutOrStdout(), cmd.ErrOrStderr(), args[0], flags, a)
		},
	}
	f := cmd.Flags()
	siteFlag(cmd, &flags.site)
	f.StringVar(&flags.from, "from", "", "folder that the site was built into (default DIR/public)")
	f.BoolVar(&flags.dryRun, "dry-run", false, "say what would be done, and change nothing")
	f.IntVar(&flags.maxDeletes, "max-deletes", usualRemovals, "do nothing if more files would be removed; -1 for any number")
	f.BoolVar(&flags.rollback, "rollback", false, "put back the release before the current one")
	f.IntVar(&flags.keep, "keep", usualReleases, "how many releases to keep in the target")
	textOrJSON(cmd, &flags.format)
	return cmd
}

// deployReport is what deploy --format json prints.
type deployReport struct {
	Target string `json:"target"`
	Place  string `json:"place"`
	DryRun bool   `json:"dry_run"`
	deploy.Result
	Seconds float64 `json:"seconds"`
}

func runDeploy(ctx context.Context, stdout, stderr io.Writer, name string, flags deployFlags, a access) error {
	config, err := findTarget(stderr, flags.site, name)
	if err != nil {
		return err
	}
	bar := newProgress(stderr, time.Now())
	report, err := deploySite(ctx, name, config, flags, a, bar.show)
	bar.clear()
	if err != nil {
		return err
	}
	if flags.format == "json" {
		enc := json.NewEncoder(stdout)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(report)
	}
	return report.print(stdout, flags)
}

// deploySite deploys what was built to a target of a name, or rolls back.
func deploySite(ctx context.Context, name string, config site.DeployTarget, flags deployFlags, a access, show func(done, of int)) (deployReport, error) {
	start := time.Now()
	report := deployReport{Target: name, DryRun: flags.dryRun}
	switch {
	case flags.keep < 1:
		return report, fmt.Errorf("--keep is %d: the current release is one of those kept, so the minimum is 1", flags.keep)
	case flags.rollback && flags.from != "":
		return report, fmt.Errorf("--rollback puts back what was deployed before, and --from names what was built: leave one of the two out")
	}
	from := cmp.Or(flags.from, filepath.Join(flags.site, "public"))
	target, err := a.openTarget(config, flags.site, from)
	if err != nil {
		return report, err
	}
	defer target.Close()
	report.Place = target.Name()
	options := deploy.Options{DryRun: flags.dryRun, MaxDeletes: flags.maxDeletes, Keep: flags.keep, Progress: show}
	if flags.rollback {
		report.Result, err = deploy.Rollback(ctx, target, options)
	} else {
		report.Result, err = deployBuilt(ctx, target, from, options)
	}
	if err != nil && ctx.Err() != nil {
		return report, fmt.Errorf("stopped. The site in %s works as it is; deploy again to go on", target.Name())
	}
	if err != nil {
		return report, fmt.Errorf("deploying to %s: %w", name, err)
	}
	report.Seconds = time.Since(start).Seconds()
	return report, nil
}

// deployBuilt deploys what was built into a folder. While its files are read, no build may change them: what is deployed would
// be of two versions. In a folder that is read-only there can be no build.
func deployBuilt(ctx context.Context, target *deploy.Target, from string, options deploy.Options) (deploy.Result, error) {
	unlock, _, err := builder.Lock(from)
	switch {
	case errors.As(err, new(*builder.BusyError)):
		return deploy.Result{}, fmt.Errorf("a build is writing into %s now: wait until it has finished, and deploy again", from)
	case err == nil:
		options.Read = sync.OnceFunc(unlock)
		defer options.Read()
	}
	files, err := builder.Built(from)
	if err != nil {
		return deploy.Result{}, err
	}
	return deploy.Run(ctx, target, os.DirFS(from), files, options)
}

// findTarget reads a target from site.yaml. What is wrong there is reported.
func findTarget(stderr io.Writer, dir, name string) (site.DeployTarget, error) {
	src, err := openSources(dir)
	if err != nil {
		return site.DeployTarget{}, err
	}
	config, diags := site.LoadConfig(src.content)
	if err := source.WriteText(stderr, source.Sort(diags)); err != nil {
		return site.DeployTarget{}, err
	}
	if failing(diags, false) {
		return site.DeployTarget{}, mistakes{}
	}
	if t, known := config.Targets[name]; known {
		return t, nil
	}
	place := filepath.Join(dir, "content", "site.yaml")
	names := slices.Sorted(maps.Keys(config.Targets))
	switch {
	case src.shipped:
		return site.DeployTarget{}, fmt.Errorf("there is no folder %s, which would define the target %s: make a site of your own with handrail init", filepath.Join(dir, "content"), name)
	case len(names) == 0:
		return site.DeployTarget{}, fmt.Errorf("%s names no targets: see handrail deploy --help for how to write one", place)
	}
	return site.DeployTarget{}, fmt.Errorf("%s has no target %s: it has %s", place, name, strings.Join(names, ", "))
}

// targetFolder is the folder of a target, from the folder of the site. It can be written as on Windows, so that those who work on a site on
// several systems have one site.yaml: ..\shared is a folder on each, and C:\shared on Windows alone.
func targetFolder(name, dir string) (string, error) {
	place := strings.ReplaceAll(name, `\`, "/")
	onDrive := len(place) > 1 && place[1] == ':' || strings.HasPrefix(place, "//")
	if onDrive && runtime.GOOS != "windows" {
		return "", fmt.Errorf("%s is a folder of Windows, and this is not Windows: deploy from there, or name another target", name)
	}
	place = filepath.FromSlash(place)
	if !filepath.IsAbs(place) {
		place = filepath.Join(dir, place)
	}
	return place, nil
}

// print says in one line what a deploy did; with --dry-run, first each change that it would make.
func (r deployReport) print(w io.Writer, flags deployFlags) error {
	var b strings.Builder
	for _, s := range r.Plan {
		fmt.Fprintf(&b, "%-7s %s\n", s.Do, s.Path)
	}
	did := "Deployed to"
	switch {
	case r.DryRun && flags.rollback:
		did = "This would put back the release " + r.Restores + " in"
	case r.DryRun:
		did = "This would deploy to"
	case flags.rollback:
		did = "Put back the release " + r.Restores + " in"
	}
	fmt.Fprintf(&b, "%s %s: %d new, %d changed, %d removed, %d unchanged", did, r.Place, r.New, r.Changed, r.Removed, r.Unchanged)
	if r.DryRun {
		fmt.Fprintf(&b, ". Nothing was done.\n")
		if flags.maxDeletes >= 0 && r.Removed > flags.maxDeletes {
			fmt.Fprintf(&b, "It would need --max-deletes %d.\n", r.Removed)
		}
	} else {
		fmt.Fprintf(&b, " (%s uploaded) in %.2f s.\n", plural(r.Uploaded, "file"), r.Seconds)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
