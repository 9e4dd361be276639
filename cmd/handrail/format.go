package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// formatFlag gives a command --format, which is the first of some formats unless it is set. about says what is in that format.
func formatFlag(cmd *cobra.Command, format *string, about string, formats ...string) {
	cmd.Flags().StringVar(format, "format", formats[0], about+": "+strings.Join(formats, ", "))
}

// textOrJSON gives a command --format for its report: text for people, or JSON. It takes --json too, as it was once spelled; help does
// not show that.
func textOrJSON(cmd *cobra.Command, format *string) {
	formatFlag(cmd, format, "how to report what was done", "text", "json")
	cmd.Flags().BoolFunc("json", "the same as --format json", func(string) error {
		*format = "json"
		return nil
	})
	_ = cmd.Flags().MarkHidden("json") // it is there
}

// validFormat says what is wrong with a format that a command does not have.
func validFormat(format string, formats ...string) error {
	if slices.Contains(formats, format) {
		return nil
	}
	return fmt.Errorf("there is no format %q: it can be %s", format, strings.Join(formats, ", "))
}

// oldSpelling takes --as for --format, as it was once spelled.
func oldSpelling(_ *pflag.FlagSet, name string) pflag.NormalizedName {
	if name == "as" {
		name = "format"
	}
	return pflag.NormalizedName(name)
}

// siteFlag takes the site's folder as --site too, as it was once spelled for commands that now take it as their last argument; help
// does not show that.
func siteFlag(cmd *cobra.Command, site *string) {
	cmd.Flags().StringVar(site, "site", "", "the site's folder")
	_ = cmd.Flags().MarkHidden("site") // it is there
}

// siteFolder is the folder of the site: an argument, or what --site says, or this folder.
func siteFolder(args []string, site string) (string, error) {
	if len(args) > 0 && site != "" {
		return "", fmt.Errorf("the site's folder is given twice: %s and --site %s", args[0], site)
	}
	return cmp.Or(site, folder(args)), nil
}
