package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"handrail/internal/about"
	"handrail/internal/builder"
	"handrail/internal/host"
	"handrail/internal/source"
)

func buildCommand() *cobra.Command {
	var out string
	var flags buildFlags
	cmd := &cobra.Command{
		Use:   "build [DIR]",
		Short: "Build the site of a folder into public/",
		Long: `Build the site of the folder DIR, or of this folder, into its folder public/.

Only files that changed are written. If a source has a mistake, every mistake is
reported and nothing is written: public/ stays as it was. Handrail never touches a
file in public/ that it did not write itself.

With --zip, it also packs the site into public.zip, beside public/: for hosts that
take a file which you drag to them, and for a control panel that unpacks one.

With --host, the build also writes the settings with which a web host serves the
site: headers against attacks, how long to keep each file, and what to show where
there is no page. What the host reads in the site's own folder goes there; what
belongs to the server goes to DIR/hosting/. Give --host each time: a build without
it removes the host's files from public/ again. With one of the headers, browsers
load the site only over https for a year: set up https before you use it. What each
host needs: ` + about.Page("guides/hosting"),
		Example: `  handrail build                     this folder
  handrail build my-site             another folder
  handrail build --out /srv/www/guide
  handrail build --zip               and a file to drag to a host
  handrail build --strict            warnings stop the build too
  handrail build --host nginx        for a web server, such as this one`,
		Args: takes(0, 1, "name at most one folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := cmp.Or(flags.reported.valid(flags.strict), validFormat(flags.format, "text", "json")); err != nil {
				return err
			}
			dir := folder(args)
			if out == "" {
				out = filepath.Join(dir, "public")
			}
			return runBuild(cmd.OutOrStdout(), cmd.ErrOrStderr(), dir, out, flags)
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "folder to build into (default DIR/public)")
	cmd.Flags().StringVar(&flags.host, "host", "", "web host that the site is for: "+host.Names())
	cmd.Flags().BoolVar(&flags.zip, "zip", false, "also pack the site into a zip file beside its folder")
	cmd.Flags().BoolVar(&flags.drafts, "drafts", false, "build pages that are marked as drafts too")
	cmd.Flags().BoolVar(&flags.strict, "strict", false, "let warnings stop the build")
	flags.reported.flags(cmd)
	textOrJSON(cmd, &flags.format)
	cmd.Flags().BoolVar(&flags.keepGoing, "keep-going", false, "build even if lines of groups.csv have mistakes, without those groups")
	cmd.Flags().BoolVar(&flags.timings, "timings", false, "report where the time went")
	cmd.Flags().StringVar(&flags.profile, "profile", "", "folder to write profiles of time and memory into, for go tool pprof")
	return cmd
}

// buildFlags are the flags of the command build.
type buildFlags struct {
	drafts, strict, keepGoing, timings, zip bool

	format string // of the report

	profile  string
	host     string
	reported choice // whatever is not reported still stops the build
}

// buildReport is what build --format json prints.
type buildReport struct {
	Out         string              `json:"out"`
	OK          bool                `json:"ok"`
	Pages       int                 `json:"pages"`
	Written     int                 `json:"written"`
	Removed     int                 `json:"removed"`
	Unchanged   int                 `json:"unchanged"`
	Seconds     float64             `json:"seconds"`
	Diagnostics []source.Diagnostic `json:"diagnostics"`
	Host        *hostReport         `json:"host,omitempty"`
	Zip         *zipReport          `json:"zip,omitempty"`
}

func runBuild(stdout, stderr io.Writer, dir, out string, flags buildFlags) (err error) {
	start := time.Now()
	stop, err := startProfile(flags.profile)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stop()) }()
	hosted, err := openHosting(flags.host, dir, out)
	if err != nil {
		return err
	}
	if flags.zip { // before anything is built
		if err := mayZip(out); err != nil {
			return err
		}
	}
	src, err := openSources(dir)
	if err != nil {
		return err
	}
	if err := src.sayShipped(stderr, "build", "building"); err != nil {
		return err
	}
	src.hosted = hosted != nil
	if err := keepApart(out, dir); err != nil {
		return err
	}
	unlock, err := lockFolder(stderr, out)
	if err != nil {
		return err
	}
	defer unlock()
	src.keepGoing = flags.keepGoing
	if err := src.findProgram(); err != nil {
		return err
	}
	last, err := src.openLast(out, flags)
	if err != nil {
		return err
	}
	defer last.close()
	l, report, same := src.buildAgain(last)
	if !same {
		defer src.closeCaches()
		defer src.warnOfCaches(stderr)
		if l, report, err = src.build(out, flags, hosted, newProgress(stderr, start)); err != nil {
			return err
		}
		if report.OK {
			last.keep(built{Diags: l.diags, Off: l.off, Waiting: l.waiting, Pages: report.Pages, Files: report.Written + report.Unchanged})
		}
	}
	report.Out = out
	if report.OK && flags.zip {
		if report.Zip, err = zipBuilt(out); err != nil {
			return err
		}
	}
	report.Seconds = time.Since(start).Seconds()
	report.Diagnostics = flags.reported.pick(l.diags)
	if flags.format == "json" {
		err = report.encode(stdout)
	} else {
		err = l.print(stdout, stderr, report)
	}
	if flags.timings && err == nil {
		err = src.timings.print(stderr)
	}
	if errors, _ := source.Count(l.diags); err == nil && (!report.OK || errors > 0) {
		err = mistakes{}
	}
	return err
}

// build builds a site into a folder. The report lacks what is wrong with the sources.
func (s *sources) build(out string, flags buildFlags, hosted *hosting, bar *progress) (l *loaded, report buildReport, err error) {
	if err := s.openCaches(); err != nil {
		return nil, report, err
	}
	s.timings.done("start: the program and what it kept")
	if l, err = s.load(flags.drafts, ""); err != nil || failing(s.stopping(l.diags), flags.strict) {
		return l, report, err
	}
	if err := hosted.plan(l); err != nil {
		return l, report, err
	}
	if s.kept.site != nil { // nothing is loaded after this
		s.kept.site.Forget()
	}
	result, err := builder.Write(out, l.outputs, bar.show)
	bar.clear()
	for _, one := range result.Stages {
		s.timings.stages = append(s.timings.stages, stage{one.Name, one.Took})
	}
	report.Pages, report.Written, report.Removed, report.Unchanged = pages(l.outputs), result.Written, result.Removed, result.Kept
	if layout := (*builder.LayoutError)(nil); errors.As(err, &layout) {
		l.diags = append(l.diags, layout.Diagnostics...)
		return l, report, nil
	}
	if err == nil {
		err = hosted.write()
	}
	report.OK, report.Host = err == nil, hosted.report()
	return l, report, err
}

// encode writes the report as JSON.
func (r buildReport) encode(w io.Writer) error {
	if r.Diagnostics == nil {
		r.Diagnostics = []source.Diagnostic{}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}

// print says in one line what a build did, after whatever is wrong with the sources.
func (l *loaded) print(stdout, stderr io.Writer, r buildReport) error {
	if err := source.WriteText(stderr, r.Diagnostics); err != nil {
		return err
	}
	if err := l.notes(stderr); err != nil {
		return err
	}
	if !r.OK {
		_, err := fmt.Fprintf(stderr, "Nothing was built: %s. %s stays as it was.\n", tallyByCheck(l.diags), r.Out)
		return err
	}
	what := ""
	if l.shipped {
		what = " of the site that ships with Handrail"
	}
	notes := ""
	if len(l.diags) > 0 {
		notes = ", with " + tally(l.diags)
	}
	_, err := fmt.Fprintf(stdout, "Built %s%s into %s in %.2f s (%d written, %d unchanged, %d removed)%s. Open %s\n",
		plural(r.Pages, "page"), what, r.Out, r.Seconds, r.Written, r.Unchanged, r.Removed, notes, filepath.Join(r.Out, "index.html"))
	if err == nil && r.Zip != nil {
		err = r.Zip.print(stdout)
	}
	if err == nil && r.Host != nil {
		err = r.Host.print(stdout)
	}
	return err
}

func pages(outputs []builder.Output) int {
	n := 0
	for _, o := range outputs {
		if strings.HasSuffix(o.Path, ".html") {
			n++
		}
	}
	return n
}

// progress shows on a terminal how far a build has come, once it has taken a second; nothing when piped.
type progress struct {
	w     io.Writer
	start time.Time
	last  time.Time
	on    bool
	shown bool
}

func newProgress(w io.Writer, start time.Time) *progress {
	f, ok := w.(*os.File)
	return &progress{w: w, start: start, on: ok && term.IsTerminal(int(f.Fd()))}
}

func (p *progress) show(done, of int) {
	now := time.Now()
	if !p.on || now.Sub(p.start) < time.Second || now.Sub(p.last) < 100*time.Millisecond {
		return
	}
	p.last, p.shown = now, true
	fmt.Fprintf(p.w, "\r%d of %d files", done, of)
}

func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
