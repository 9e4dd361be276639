package importer

// middlemanGenerator is Middleman (https://middlemanapp.com/basics/directory-structure/). Its pages have the ending of what they become and that of what they
// are, such as guide.html.md. Its settings are a program, which is not run.
func middlemanGenerator() Generator {
	return Generator{Name: "middleman", Title: "Middleman", indexes: []string{"index"}, apart: []string{"build", "source/layouts", "source/partials"},
		is: func(has func(string) bool) bool { return has("config.rb") && has("source") },
		read: func(f *Folder) {
			f.roots, f.static = []root{{dir: "source"}}, []string{"source"}
		}}
}
