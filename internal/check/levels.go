package check

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"handrail/internal/site"
	"handrail/internal/source"
)

// Levels says which findings a site wants reported, and how: checks: in its site.yaml.
type Levels struct {
	scopes []scope // the innermost first, the whole site last
	stays  map[string]Stays
	doubt  site.Doubt // of site.yaml
}

// scope is what checks: says of a part of the site.
type scope struct {
	path   string            // of a folder or a page within content/; "" for the whole site
	levels map[string]string // by the name of a check: error, warning or off
}

// off is the level of what is not reported.
const off = "off"

// ReadLevels reads what site.yaml says under checks:, and what is wrong with it.
func ReadLevels(s *site.Site) (Levels, []source.Diagnostic) {
	l := Levels{stays: map[string]Stays{}, doubt: s.Doubt}
	for _, f := range Findings() {
		l.stays[f.Name] = f.Stays
	}
	r := levelReader{source.Reporter{File: s.Config.File, Check: "site"}}
	whole := map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(s.Config.Checks)) {
		setting := s.Config.Checks[key]
		if setting.Level != "" {
			if r.level(setting.Level, key) {
				whole[key] = setting.Level
			}
			continue
		}
		within := scope{strings.Trim(key, "/"), map[string]string{}}
		if !r.place(s, key, within.path) {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(setting.Within)) {
			if level := setting.Within[name]; r.level(level, key, name) {
				within.levels[name] = level
			}
		}
		l.scopes = append(l.scopes, within)
	}
	slices.SortStableFunc(l.scopes, func(a, b scope) int { return len(b.path) - len(a.path) })
	l.scopes = append(l.scopes, scope{"", whole})
	return l, r.Diags
}

type levelReader struct{ source.Reporter }

func (r *levelReader) add(keys []string, hint, format string, args ...any) {
	r.Add(r.File.KeyPos(append([]string{"checks"}, keys...)...), hint, format, args...)
}

// level says whether a check can have a level; keys lead to it, the name of the check last.
func (r *levelReader) level(level string, keys ...string) bool {
	name := keys[len(keys)-1]
	f, err := Named(name)
	switch {
	case err != nil && strings.ContainsAny(name, "/."):
		r.add(keys, fmt.Sprintf("Name the checks: %s: {sentence: off}.", name), "%q does not say which checks are set for it", name)
	case err != nil:
		r.add(keys, nameHint(name), "there is no check %q", name)
	case !slices.Contains([]string{string(source.Error), string(source.Warning), off}, level):
		r.add(keys, "It can be: error, warning, off.", "the check %q cannot have the level %q", name, level)
	case f.Stays == Everything && level != string(source.Error):
		r.add(keys, "Remove this setting.", "the check %q has to stop the build: %s", name, f.Because)
	case f.Stays == Errors && level == string(source.Warning):
		r.add(keys, "Write off to turn off its warnings, or error to let them stop the build.", "the errors of the check %q have to stop the build: %s", name, f.Because)
	default:
		return true
	}
	return false
}

// place says whether a site has a folder or a file.
func (r *levelReader) place(s *site.Site, key, name string) bool {
	places := map[string]bool{}
	for _, page := range s.Sources() {
		for dir := page; dir != "."; dir = path.Dir(dir) {
			places[dir] = true
		}
	}
	if places[name] || s.Doubt.Path(name) {
		return true
	}
	if _, err := Named(key); err == nil {
		r.add([]string{key}, fmt.Sprintf("Write %s: off, or for one folder: folder: {%s: off}.", key, key), "a check has one level: error, warning or off")
		return false
	}
	hint := "Write its path in the content folder, for example guidance/archive."
	if slashes := strings.Trim(strings.ReplaceAll(name, `\`, "/"), "/"); slashes != name && places[slashes] {
		hint = fmt.Sprintf("Write it with forward slashes: %s.", slashes)
	} else if near := source.DidYouMean(name, slices.Sorted(maps.Keys(places)), "%s"); near != "" {
		hint = near
	}
	r.add([]string{key}, hint, "there is no folder or page %s", name)
	return false
}

// nameHint says which check a wrong name may have meant.
func nameHint(name string) string {
	return cmp.Or(source.DidYouMean(name, Names(), "%s"), "handrail check --help lists the names of all checks.")
}

// Apply sets the levels of the diagnostics that the site wants, and leaves out those that are off. off is how many those are. While
// site.yaml cannot be read, it leaves out whatever that could change, HTML on pages that may hold some included.
func (l Levels) Apply(diags []source.Diagnostic) (kept []source.Diagnostic, off int) {
	for _, d := range diags {
		if l.doubt.Levels && l.stays[d.Check] != Everything || l.doubt.HTML && d.Check == "markup" {
			continue
		}
		level := l.of(d)
		if level == "" {
			off++
			continue
		}
		d.Severity = level
		kept = append(kept, d)
	}
	return kept, off
}

// of is the level of a diagnostic; "" when it is off.
func (l Levels) of(d source.Diagnostic) source.Severity {
	if l.stays[d.Check] != Nothing && d.Severity == source.Error {
		return source.Error
	}
	name := strings.TrimPrefix(d.File, "content/")
	for _, s := range l.scopes {
		level, set := s.levels[d.Check]
		if !set || s.path != "" && s.path != name && !strings.HasPrefix(name, s.path+"/") {
			continue
		}
		if level == off {
			return ""
		}
		return source.Severity(level)
	}
	return d.Severity
}
