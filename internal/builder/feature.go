package builder

import (
	"slices"

	"handrail/internal/site"
)

// feature is a folder of templates/features with layouts of its own, or a tool. In it, NAME.ts and NAME.css are what its pages load, and
// contract.ts says what the script needs of the first layout.
type feature struct {
	name      string
	layouts   []string // without their endings; none for a tool, which every page loads when its button is first pressed
	later     string   // a script that NAME.ts loads when it is first needed, without its ending; "" for none
	plain     bool     // it has no script
	questions bool     // its script reads a quiz from its page
	// used says whether a site has pages that load the feature's script and style. It is nil where these are a part of what every page
	// loads.
	used func(s *site.Site) bool
}

// lmsFeature is the page of a quiz in a package.
const lmsFeature = "lms"

// features is the table of the features that have layouts.
func features() []feature {
	return []feature{
		{name: "home", layouts: []string{"home"}, used: func(s *site.Site) bool { return s.Home != nil && len(s.Paths) > 0 }},
		{name: "quiz", layouts: []string{"quiz", "key"}, later: "outcome", questions: true, used: has(site.Quiz)},
		{name: lmsFeature, layouts: []string{"lms"}, later: "outcome", questions: true}, // of packages alone, which bundle it when they are made
		{name: "present", layouts: []string{"present"}, questions: true, used: has(site.Quiz)},
		{name: "results", layouts: []string{"results"}, later: "result-files", questions: true, used: has(site.Quiz)},
		{name: "refresh", layouts: []string{"refresh"}, used: has(site.Quiz)},
		{name: "statement", layouts: []string{"statement"}, used: has(site.Statement)},
		{name: "checklist", layouts: []string{"checklist"}, later: "keeping", used: has(site.ChecklistPage)},
		{name: "path", layouts: []string{"path"}, later: "record", used: func(s *site.Site) bool { return len(s.Paths) > 0 }},
		{name: "record", layouts: []string{"record"}, later: "record-files", used: func(s *site.Site) bool { return len(s.Paths) > 0 }},
		{name: "kept", layouts: []string{"kept"}, used: func(*site.Site) bool { return true }},
		{name: "rules", layouts: []string{"rules"}, used: func(s *site.Site) bool { return len(s.Rules) > 0 }},
		{name: "handbook", layouts: []string{"handbook"}, plain: true, used: func(s *site.Site) bool { return len(s.Handbook()) > 0 }},
		{name: "whats-new", layouts: []string{"whats-new"}, plain: true, used: hasNews},
		{name: "search", layouts: []string{"search"}, used: func(*site.Site) bool { return true }},
		{name: "words", layouts: []string{"words"}, plain: true},
		{name: "display", used: func(*site.Site) bool { return true }},
		{name: "offline", layouts: []string{"offline"}},
		{name: "speak", used: func(*site.Site) bool { return true }},
	}
}

// has says whether a site has pages of one of some kinds.
func has(kinds ...site.Kind) func(s *site.Site) bool {
	return func(s *site.Site) bool {
		return slices.ContainsFunc(s.Pages, func(p *site.Page) bool { return slices.Contains(kinds, p.Kind) })
	}
}

// isTool says whether the feature is one that every page loads when its button is first pressed: templates/browser/tools.ts does.
func (f feature) isTool() bool { return len(f.layouts) == 0 }

// featureOf is the feature of a widget.
func featureOf(widget string) feature {
	all := features()
	return all[slices.IndexFunc(all, func(f feature) bool { return f.name == widget })]
}

// scripts are the files of the feature's script and of the one that it loads when it is first needed; "" where there is none.
func (f feature) scripts() (script, later string) {
	if !f.plain {
		script = f.file(f.name + ".ts")
	}
	if f.later != "" {
		later = f.file(f.later + ".ts")
	}
	return script, later
}

// file is where a theme has a file of the feature.
func (f feature) file(name string) string { return "features/" + f.name + "/" + name }

// Widgets lists the widgets that the pages of a site load: the features whose scripts and styles are files of their own.
func Widgets(s *site.Site) []string {
	var used []string
	for _, f := range features() {
		if f.used != nil && f.used(s) {
			used = append(used, f.name)
		}
	}
	slices.Sort(used)
	return used
}

// layoutFiles lists the layouts, by their files in a theme. Each is parsed with base.html, which it completes, and blocks.html.
func layoutFiles() []string {
	files := []string{
		"layouts/page.html", "layouts/section.html", "layouts/notfound.html", "layouts/redirect.html",
	}
	for _, f := range features() {
		for _, name := range f.layouts {
			files = append(files, f.file(name+".html"))
		}
	}
	return files
}

// contracts lists what scripts and layouts have agreed on: the files that say what a script needs of its page, by the layout of that page.
func contracts() map[string][]string {
	agreed := map[string][]string{}
	for _, f := range features() {
		if f.plain || f.isTool() {
			continue
		}
		names := []string{f.file("contract.ts")}
		if f.questions {
			names = append(names, quizContract)
		}
		agreed[f.file(f.layouts[0]+".html")] = names
	}
	return agreed
}
