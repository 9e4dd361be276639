package builder

import (
	"fmt"
	"html/template"
	"io/fs"

	"handrail/internal/source"
)

// deskFolder is the folder of the theme that is for editors: pages of package desk, and no part of any site. deskStyle is their style sheet.
const (
	deskFolder = "desk/"
	deskStyle  = deskFolder + "desk.css"
)

// Desk reads the layouts of package desk, and their style sheet. They are always those that are built in: a site that somebody was given
// cannot change what its editor presses.
func Desk(builtIn fs.FS) (layouts *template.Template, style []byte, err error) {
	theme := Theme{Default: builtIn}
	words, diags := loadWords(theme, baseLanguage)
	if err := asError(diags); err != nil {
		return nil, nil, err
	}
	layouts = template.New("desk").Funcs(template.FuncMap{"t": words.Text, "tn": words.Count})
	if layouts, err = layouts.ParseFS(builtIn, deskFolder+"*.html"); err != nil {
		return nil, nil, fmt.Errorf("reading the layouts of the desk: %w", err)
	}
	made, diags := bundles(theme, words, theme.digest(words), []string{deskStyle}, nil)
	if err := asError(diags); err != nil {
		return nil, nil, err
	}
	return layouts, made[deskStyle], nil
}

// asError is the first mistake in what is built in, which a test excludes.
func asError(diags []source.Diagnostic) error {
	if len(diags) == 0 {
		return nil
	}
	return fmt.Errorf("%s: %s", diags[0].Pos, diags[0].Message)
}
