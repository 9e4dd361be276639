// Command handrail turns guidance in markdown into a volunteer-onboarding site.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"handrail/internal/about"
	"handrail/internal/source"
)

// Exit codes, the same for every command.
const (
	exitMistakes = 1 // the sources have mistakes
	exitFailed   = 2 // the command could not do its work
)

// mistakes says that the sources have mistakes, which have already been reported.
type mistakes struct{}

func (mistakes) Error() string { return "the sources have mistakes" }

// How much may be released, as a percentage of what is held, before memory is collected. While sources are read, nearly all that is
// allocated is released at once: collecting seldom saves a tenth of the time. Above softLimit, in bytes, memory is collected as
// often as is needed to stay there: the program then takes less than 600 MB, and 100,000 pages hold less than half of that.
const (
	gcReading = 300
	gcAfter   = 120
	softLimit = 540 << 20
)

// limit sets how much memory is used before it is collected more often, unless the environment does. What holds more than two thirds of it
// gets half as much again as it holds: with less, the program would do little but collect memory.
func limit(soft, held int64) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(max(soft, held+held/2))
	}
}

// held is how much the program held when memory was last collected, in bytes. To ask the first time takes a fifth of a millisecond.
func held() int64 {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	return int64(live[0].Value.Uint64())
}

// eachCollection has f called each time memory has been collected.
func eachCollection(f func()) {
	runtime.AddCleanup(new([16]byte), func(f func()) { // what is smaller might stay
		f()
		eachCollection(f)
	}, f)
}

// collect sets how much may be released before memory is collected, unless the environment does.
func collect(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}

func main() {
	collect(gcReading)
	limit(softLimit, 0)
	eachCollection(func() { limit(softLimit, held()) })
	cobra.MousetrapHelpText = "" // it would ask whoever opens the program with a double click to use a terminal
	if thisStart().doubleClick() {
		os.Exit(opened(os.Stdout, os.Stderr))
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// opened does what a double click on the program asks for, and returns its exit code.
func opened(out, errOut io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	done, err := detach()
	if !done && err == nil {
		err = runOpen(ctx, out, "", false)
	}
	if err == nil {
		return 0
	}
	fmt.Fprintf(errOut, "handrail: %s\n", source.Visible(err.Error()))
	if err := openFailed(err); err != nil {
		fmt.Fprintf(errOut, "handrail: %s\n", source.Visible(err.Error()))
	}
	return exitFailed
}

// run runs one command line and returns its exit code.
func run(args []string, in io.Reader, out, errOut io.Writer) int {
	root := rootCommand()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	switch err := root.Execute(); {
	case err == nil:
		return 0
	case errors.As(err, &mistakes{}):
		return exitMistakes
	default:
		fmt.Fprintf(errOut, "handrail: %s\n", source.Visible(err.Error()))
		return exitFailed
	}
}

func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "handrail",
		Short: "Turn guidance in markdown into a volunteer-onboarding site",
		Long: `Handrail turns a folder of markdown into a site that helps new volunteers:
guidance, privacy statements, checklists and quizzes. The site is plain files.
It works on any web host, from a USB stick, and with no network.

A site is a folder with a folder content/ in it. Without one, Handrail builds the
site that ships with it: how to use WhatsApp in a local group within the law.

Exit codes: 0 all is well, 1 the sources have mistakes, 2 the command could not run.`,
		Example: `  handrail open                work on a site in the browser, without a terminal
  handrail build               build the site of this folder into public/
  handrail serve               build, show it in the browser, follow your changes
  handrail check               report every mistake, write nothing
  handrail init my-site        start a site of your own
  handrail quiz report FILES…  report what a group has understood of a quiz
  handrail deploy live         put the built site where its readers are`,
		Version:       about.Version,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetGlobalNormalizationFunc(oldSpelling)
	root.SetVersionTemplate("handrail {{.Version}}\n")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w (see %s --help)", err, cmd.CommandPath())
	})
	root.AddCommand(versionCommand(), openCommand(), buildCommand(), serveCommand(), checkCommand(), showCommand(), initCommand(), newCommand(),
		importCommand(), statementCommand(), quizCommand(), recordCommand(), deployCommand(), loginCommand(), schemaCommand(), commandsCommand())
	return root
}

// versionCommand prints the version, as --version does.
func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of Handrail",
		Args:  takes(0, 0, "give nothing after the command"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "handrail %s\n", about.Version)
			return err
		},
	}
}

// takes says how many arguments a command takes, and what to say when there are fewer or more.
func takes(least, most int, say string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) >= least && len(args) <= most {
			return nil
		}
		return fmt.Errorf("%s, as in: %s%s", say, cmd.CommandPath(), strings.TrimPrefix(cmd.Use, cmd.Name()))
	}
}
