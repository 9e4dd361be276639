package builder

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/evanw/esbuild/pkg/api"

	"handrail/internal/language"
	"handrail/internal/source"
)

// bundler joins scripts and style sheets of a theme with what they import.
type bundler struct {
	theme  Theme
	folder string // of the pages' language, in templates/language
	words  *Words // what scripts that are loaded later have in them, by "strings:SECTION"
}

// bundle joins scripts or style sheets, which have one ending, each with what it imports, in the fewest bytes. What several of them import is
// read once. Where something is wrong there are none.
func (r bundler) bundle(entries []string) (map[string][]byte, []source.Diagnostic) {
	target, engines := oldest(entries[0])
	options := api.BuildOptions{
		Bundle: true, Write: false, Outdir: "/", Charset: api.CharsetUTF8, LegalComments: api.LegalCommentsNone,
		MinifyWhitespace: true, MinifySyntax: true, MinifyIdentifiers: true,
		Format: api.FormatIIFE, Target: target, Engines: engines,
		Plugins: []api.Plugin{r.plugin(entries)},
		// Fields are what tsc makes of them for the target of tsconfig.json: those without a value are not written twice.
		TsconfigRaw: `{"compilerOptions":{"useDefineForClassFields":false}}`,
	}
	for i, entry := range entries {
		options.EntryPointsAdvanced = append(options.EntryPointsAdvanced, api.EntryPoint{InputPath: entry, OutputPath: strconv.Itoa(i)})
	}
	result := api.Build(options)
	var diags []source.Diagnostic
	for _, m := range result.Errors {
		diags = append(diags, bundleDiagnostic(m, source.Error))
	}
	if len(diags) > 0 {
		return nil, diags
	}
	for _, m := range result.Warnings { // most of what is wrong with a style sheet, which browsers would pass over as well
		diags = append(diags, bundleDiagnostic(m, source.Warning))
	}
	made := map[string][]byte{}
	for _, file := range result.OutputFiles {
		name := path.Base(filepath.ToSlash(file.Path))
		if i, err := strconv.Atoi(strings.TrimSuffix(name, path.Ext(name))); err == nil {
			made[entries[i]] = []byte(strings.TrimSpace(string(file.Contents)))
		}
	}
	return made, diags
}

// bundleDiagnostic is a message of esbuild as a diagnostic at its place in the theme.
func bundleDiagnostic(m api.Message, severity source.Severity) source.Diagnostic {
	d := source.Diagnostic{Pos: source.Pos{File: "templates/", Line: 1, Col: 1}, Severity: severity, Check: "layout", Message: m.Text,
		Hint: "Fix it in this file, or remove the file: Handrail then uses its own."}
	if l := m.Location; l != nil {
		line := l.LineText
		d.Pos = source.Pos{File: "templates/" + strings.TrimPrefix(l.File, "theme:"), Line: l.Line, Col: utf8.RuneCountInString(line[:min(l.Column, len(line))]) + 1}
		if len(line) <= maxLine {
			d.Source = line
		}
		if l.Suggestion != "" {
			d.Hint = fmt.Sprintf("Did you mean %s?", l.Suggestion)
		}
	}
	return d
}

// maxLine is how long a line can be, in bytes, to be shown beside what is wrong with it.
const maxLine = 4000

// oldest is the oldest version of the language, and the oldest browsers, that a script or style sheet is written for. Scripts are for the
// browsers that run widgets (templates/browser/modern.ts): an older one cannot read them, and leaves the page as it is. Chrome is not
// among those: all of what Safari 14.1 and Firefox 78 have is in Chrome 80, but esbuild takes ?. from Chrome 91 only, for an error that
// came with spread arguments. Style sheets are for all browsers: nesting and inset are newer.
func oldest(entry string) (api.Target, []api.Engine) {
	if path.Ext(entry) == ".ts" {
		return api.ESNext, []api.Engine{{Name: api.EngineSafari, Version: "14.1"}, {Name: api.EngineFirefox, Version: "78"}}
	}
	return api.ES2018, []api.Engine{{Name: api.EngineChrome, Version: "80"}, {Name: api.EngineSafari, Version: "13"}, {Name: api.EngineFirefox, Version: "78"}}
}

// languageFolder is the folder of templates/language that is for a language: the one for those that are not known, unless it has its own.
func languageFolder(theme Theme, lang *language.Language) string {
	if info, err := fs.Stat(theme, path.Join("language", lang.Base)); lang.Base != "" && err == nil && info.IsDir() {
		return lang.Base
	}
	return "none"
}

// plugin lets esbuild read the theme instead of the disk. What templates/language takes from its folder for English is taken from
// that of the pages' language instead. "strings:SECTION" is the texts of a section, as readWords of templates/browser reads them.
func (r bundler) plugin(entries []string) api.Plugin {
	return api.Plugin{Name: "theme", Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: "^strings:"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: strings.TrimPrefix(args.Path, "strings:"), Namespace: "strings"}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "strings"}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			text, err := r.words.Section(args.Path)
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderText}, err
		})
		b.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			name, entry := args.Path, args.Kind == api.ResolveEntryPoint
			if !entry {
				dir := path.Dir(args.Importer)
				if name = path.Join(dir, name); dir == "language" && path.Dir(name) == "language/en" {
					name = path.Join("language", r.folder, path.Base(name))
				}
			}
			for _, try := range []string{name, name + ".ts"} {
				switch info, err := fs.Stat(r.theme, try); {
				case err == nil && !info.IsDir():
					return api.OnResolveResult{Path: try, Namespace: "theme"}, nil
				case err != nil && !errors.Is(err, fs.ErrNotExist) && fs.ValidPath(try):
					return api.OnResolveResult{Errors: atEntry(entry, name, fmt.Sprintf("templates/%s cannot be read: %s", try, source.Reason(err)))}, nil
				}
			}
			return api.OnResolveResult{Errors: atEntry(entry, name, fmt.Sprintf("there is no file templates/%s", name))}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: ".*"}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			if args.Namespace != "theme" {
				return api.OnLoadResult{}, errors.New("this is not a template")
			}
			loaded, err := load(r.theme, args.Path)
			if err != nil {
				loaded.Errors = atEntry(slices.Contains(entries, args.Path), args.Path, err.Error())
			}
			return loaded, nil
		})
	}}
}

// atEntry is a message about a file that cannot be had. esbuild gives it the place of the import that asks for it; a file that nothing
// imports is the place itself.
func atEntry(entry bool, name, text string) []api.Message {
	m := api.Message{Text: text}
	if entry {
		m.Location = &api.Location{File: name, Line: 1}
	}
	return []api.Message{m}
}

// load reads a file of the theme.
func load(theme Theme, name string) (api.OnLoadResult, error) {
	loader, known := map[string]api.Loader{".ts": api.LoaderTS, ".css": api.LoaderCSS}[path.Ext(name)]
	if !known {
		return api.OnLoadResult{}, errors.New("a template can import only .ts and .css files")
	}
	data, err := fs.ReadFile(theme, name)
	if err != nil {
		return api.OnLoadResult{}, err
	}
	text := string(data)
	loaded := api.OnLoadResult{Contents: &text, Loader: loader}
	if loader == api.LoaderTS && theme.owns(name) {
		loaded.Errors = patterns(text, name)
	}
	return loaded, nil
}

// patterns reports imports of files by a pattern, such as import("./" + name). esbuild looks for these on the disk, from the folder
// in which the program was started, and asks no plugin; outside of bundles it says where they are.
func patterns(text, name string) []api.Message {
	target, engines := oldest(name)
	result := api.Transform(text, api.TransformOptions{Loader: api.LoaderTS, Sourcefile: name, Format: api.FormatIIFE, Target: target, Engines: engines,
		MinifyWhitespace: true, MinifySyntax: true, MinifyIdentifiers: true, LogLimit: 0,
		LogOverride: map[string]api.LogLevel{"unsupported-dynamic-import": api.LogLevelError, "unsupported-require-call": api.LogLevelError}})
	var found []api.Message
	for _, m := range result.Errors {
		if m.ID == "unsupported-dynamic-import" || m.ID == "unsupported-require-call" {
			m.Text = "a template can import a file only by its name, and this is an expression"
			found = append(found, m)
		}
	}
	return found
}
