package host

import "testing"

// TestFiles: an iPhone offers to keep a calendar file only if its type is given, and a file that keeps its name when it
// changes must not be kept for a year.
func TestFiles(t *testing.T) {
	for name, want := range map[string][2]string{
		"index.html":                    {"text/html; charset=utf-8", cacheAsking},
		"a/b.ICS":                       {"text/calendar; charset=utf-8", cacheAsking},
		"assets/style-0123456789.css":   {"text/css; charset=utf-8", cacheForGood},
		"assets/report-20261122.pdf":    {"application/pdf", cacheAsking},
		"assets/a/style-0123456789.css": {"text/css; charset=utf-8", cacheAsking},
		"guide/style-0123456789.css":    {"text/css; charset=utf-8", cacheAsking},
		"assets/quiz.js":                {"text/javascript; charset=utf-8", cacheAsking},
		"sw.js":                         {"text/javascript; charset=utf-8", "no-cache"},
		"guide/sw.js":                   {"text/javascript; charset=utf-8", cacheAsking},
		"a.docx":                        {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", cacheAsking},
		"a.svg":                         {"image/svg+xml", cacheAsking},
		"app.webmanifest":               {"application/manifest+json", cacheAsking},
		"_headers":                      {"application/octet-stream", cacheAsking},
		"x.unknown-ending":              {"application/octet-stream", cacheAsking},
	} {
		if got := [2]string{ContentType(name), CacheControl(name)}; got != want {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}
