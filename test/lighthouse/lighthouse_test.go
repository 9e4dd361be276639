package main

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestFaults reads a report in which one audit costs points, one is left out, and one costs none.
func TestFaults(t *testing.T) {
	var a answer
	err := json.Unmarshal([]byte(`{
		"categories": {
			"performance": {"score": 1, "auditRefs": [{"id": "speed", "weight": 10}]},
			"accessibility": {"score": 0.9, "auditRefs": [{"id": "contrast", "weight": 7}, {"id": "video", "weight": 3}, {"id": "idea", "weight": 0}]}
		},
		"audits": {
			"speed": {"title": "Fast", "score": 0.998, "details": {"items": {"a": 1}}},
			"contrast": {"title": "Colours are too alike", "score": 0, "displayValue": "1 place", "details": {"items": [{"node": {"snippet": "<p>"}}]}},
			"video": {"title": "Captions", "score": null},
			"idea": {"title": "An idea", "score": 0}
		}
	}`), &a)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(a.faults(), "\n")
	if want := "accessibility: Colours are too alike; 1 place; `<p>`"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMarkdown(t *testing.T) {
	full := map[string]int{"performance": 100, "accessibility": 100, "best-practices": 100, "seo": 100}
	poor := map[string]int{"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
	good, bad := verdict{page: "good.html", scores: full, faults: []string{"noise"}}, verdict{page: "bad.html", scores: poor, faults: []string{"performance: slow"}}
	if !good.perfect() || bad.perfect() || (verdict{}).perfect() {
		t.Error("a verdict is perfect when every score is 100, and no other is")
	}
	text := markdown(time.Time{}, "1.2.3", 3, []verdict{good, bad})
	for _, want := range []string{"Lighthouse 1.2.3", "| bad.html  |          99 |", "bad.html loses points for:\n\n- performance: slow\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text does not say %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "noise") {
		t.Error("a perfect page is said to lose points")
	}
}

func TestHost(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("index.html", "home")
	write("404.html", "nothing here")
	host := httptest.NewServer(staticHost(dir))
	defer host.Close()
	for _, test := range []struct {
		path, want string
		status     int
	}{{"/", "home", 200}, {"/index.html", "home", 200}, {"/none.html", "nothing here", 404}, {"/../secret", "nothing here", 404}} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, host.URL+test.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept-Encoding", "gzip")
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		packed, err := gzip.NewReader(response.Body)
		if err != nil {
			t.Fatalf("%s is not compressed: %v", test.path, err)
		}
		text, err := io.ReadAll(packed)
		response.Body.Close()
		if err != nil || string(text) != test.want || response.StatusCode != test.status {
			t.Errorf("%s: %d %q (%v)", test.path, response.StatusCode, text, err)
		}
		if kind := response.Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/html") {
			t.Errorf("%s comes as %q", test.path, kind)
		}
	}

	if err := checkRobots(t.Context(), host.URL); err != nil {
		t.Errorf("a site without robots.txt: %v", err)
	}
	for text, wrong := range map[string]string{
		"User-agent: *\nDisallow:\nSitemap: /sitemap.xml\n": "",
		"User-agent: *\nDisallow: /\n":                      "keeps crawlers out: Disallow: /",
	} {
		write("robots.txt", text)
		err := checkRobots(t.Context(), host.URL)
		if wrong == "" && err != nil || wrong != "" && (err == nil || !strings.Contains(err.Error(), wrong)) {
			t.Errorf("for %q the error is %v", text, err)
		}
	}
}
