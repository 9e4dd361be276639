package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"handrail/internal/host"
	"handrail/test/server"
)

// hosted builds the site that ships for a host, at the path of its address, into a folder that a server can name as its
// root. It returns that folder and the server's configuration, if there is one.
func hosted(t *testing.T, name, at string) (root, include string) {
	t.Helper()
	dir := t.TempDir()
	command := func(args ...string) {
		var said bytes.Buffer
		if code := run(args, nil, &said, &said); code != 0 {
			t.Fatalf("handrail %s: %d\n%s", strings.Join(args, " "), code, said.String())
		}
	}
	command("init", dir)
	config := filepath.Join(dir, "content", "site.yaml")
	text, err := os.ReadFile(config)
	if err == nil {
		err = os.WriteFile(config, append(text, "\nurl: https://example.org"+at+"\n"...), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	root, err = os.MkdirTemp("", "handrail-host-") // Apache serves what everybody may read
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(root) })
	if err := os.Chmod(root, 0o755); err != nil {
		t.Fatal(err)
	}
	command("build", dir, "--host", name, "--out", filepath.Join(root, filepath.FromSlash(at)))
	found, err := filepath.Glob(filepath.Join(dir, "hosting", "*"))
	if err != nil || len(found) > 1 {
		t.Fatal(found, err)
	}
	if len(found) == 1 {
		include = found[0]
	}
	return root, include
}

// servers starts each server that is installed here, as the guide hosting.md says to.
func servers() map[string]func(dir, root, include string) (*server.Server, error) {
	return map[string]func(dir, root, include string) (*server.Server, error){
		"nginx": func(dir, root, include string) (*server.Server, error) {
			return server.Nginx(dir, func(address string) string {
				return "server { listen " + address + "; root " + root + "; include " + include + "; }"
			})
		},
		"caddy": func(dir, root, include string) (*server.Server, error) {
			return server.Caddy(dir, func(address string) string {
				return "http://" + address + " {\n\troot * " + root + "\n\timport " + include + "\n}"
			})
		},
		"apache": func(dir, root, _ string) (*server.Server, error) {
			return server.Apache(dir, func(string) string {
				return "DocumentRoot " + root + "\n<Directory " + root + ">\nAllowOverride All\nRequire all granted\n</Directory>"
			})
		},
	}
}

// answer is a server's response to a request.
type answer struct {
	status int
	header http.Header
	body   string
}

// ask asks a server, and follows no redirect.
func ask(t *testing.T, method, address string, headers ...string) answer {
	t.Helper()
	request, err := http.NewRequest(method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Encoding", "identity")
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	return send(t, http.DefaultTransport, request)
}

// send sends a request, and reads the whole answer.
func send(t *testing.T, transport http.RoundTripper, request *http.Request) answer {
	t.Helper()
	response, err := transport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, string(body)}
}

// TestServers asks real servers for every file of the site, and for what is not there or closed, at the top of a host and
// at a path.
func TestServers(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	for name, start := range servers() {
		for _, at := range []string{"/", "/whats-app/guide/"} {
			t.Run(name+strings.TrimSuffix(at, "/"), func(t *testing.T) {
				root, include := hosted(t, name, at)
				write(t, filepath.Join(root, ".well-known", "security.txt"), "Contact: none")
				write(t, filepath.Join(root, at, ".handrail", "releases", "1.json"), "{}")
				write(t, filepath.Join(root, at, "guidance", ".secret", "a.html"), "secret")
				write(t, filepath.Join(root, at, "notes.unknown-ending"), "notes")
				write(t, filepath.Join(root, at, "assets", "report-20261122.pdf"), "a report")
				s, err := start(t.TempDir(), root, include)
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(s.Stop)
				t.Cleanup(http.DefaultTransport.(*http.Transport).CloseIdleConnections)
				testFiles(t, "http://"+s.Address+at, filepath.Join(root, at))
				testClosed(t, "http://"+s.Address+at, filepath.Join(root, at))
				testSmall(t, "http://"+s.Address+at)
			})
		}
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	err := os.MkdirAll(filepath.Dir(name), 0o755)
	if err == nil {
		err = os.WriteFile(name, []byte(text), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// testFiles gets every file of a site.
func testFiles(t *testing.T, address, dir string) {
	t.Helper()
	lasting := 0
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || strings.HasPrefix(path.Base(name), ".") && name != "." {
			if err == nil && entry.IsDir() {
				return fs.SkipDir
			}
			return err
		}
		if entry.IsDir() {
			return nil
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		a := ask(t, "GET", address+name)
		if a.status != http.StatusOK || a.body != string(text) {
			t.Errorf("%s: %d, and %d of %d bytes", name, a.status, len(a.body), len(text))
		}
		// Apache sends no type for a file that it does not know, and nosniff keeps browsers from guessing one that can do harm.
		if got, want := cmp.Or(a.header.Get("Content-Type"), "application/octet-stream"), host.ContentType(name); !strings.EqualFold(got, want) {
			t.Errorf("%s is served as %q, not %q", name, got, want)
		}
		if got, want := a.header.Values("Cache-Control"), host.CacheControl(name); len(got) != 1 || got[0] != want {
			t.Errorf("%s is kept by %q, not %q", name, got, want)
		}
		if host.Immutable(name) {
			lasting++
		} else if strings.HasPrefix(name, "assets/") && !strings.Contains(name, "report") {
			t.Errorf("the name of %s does not say that it changes with its content", name)
		}
		evaluate(t, name, a.header)
		return nil
	})
	if err != nil || lasting == 0 {
		t.Error(lasting, "files may be kept for good", err)
	}
	if a := ask(t, "GET", address); a.status != http.StatusOK || a.header.Get("Content-Type") != "text/html; charset=utf-8" || !strings.Contains(a.body, "<h1") {
		t.Errorf("the home page: %d %s", a.status, a.header)
	}
	a := ask(t, "GET", address+"index.html")
	if b := ask(t, "GET", address+"index.html", "If-None-Match", a.header.Get("ETag")); b.status != http.StatusNotModified || b.body != "" {
		t.Errorf("the home page is sent again, with %d, though it has not changed", b.status)
	}
	to, err := url.Parse(ask(t, "GET", address+"guidance").header.Get("Location"))
	from, _ := url.Parse(address + "guidance")
	if err != nil || from.ResolveReference(to).String() != address+"guidance/" {
		t.Errorf("guidance leads to %v, %v", to, err)
	}
}

// testClosed requests what does not exist, and what is not part of the site.
func testClosed(t *testing.T, address, dir string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "404.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"no-such-page.html", "guidance/deep/er/no-such.html", "no-such.ics", "assets/style-0123456789.css", "assets/", "guidance/index.html/",
		".handrail.json", "%2ehandrail.json", ".handrail/releases/1.json", ".handrail/", "guidance/.secret/a.html", "./.handrail.json", "guidance/../.handrail.json", "guidance//.secret/a.html"} {
		a := ask(t, "GET", address+name)
		hidden := a.status == http.StatusNotFound || a.status == http.StatusForbidden && name == "assets/" // so Apache has it
		if !hidden || a.body != string(text) || a.header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: %d %s\n%.300s", name, a.status, a.header.Get("Content-Type"), a.body)
		}
		if cache := a.header.Get("Cache-Control"); strings.Contains(cache, "immutable") {
			t.Errorf("that %s is not there is kept: %s", name, cache)
		}
		evaluate(t, name, a.header)
	}
	if a := ask(t, "POST", address+"index.html"); a.status < 400 {
		t.Errorf("a form is taken: %d", a.status)
	}
	top, _ := url.Parse(address)
	if a := ask(t, "GET", top.Scheme+"://"+top.Host+"/.well-known/security.txt"); a.status != http.StatusOK {
		t.Errorf("/.well-known/ is closed: %d", a.status)
	}
}

// testSmall checks that text is compressed for clients that accept it, and is not sent again where it has not changed.
func testSmall(t *testing.T, address string) {
	t.Helper()
	for _, name := range []string{"index.html", "rules.json"} {
		whole, small := ask(t, "GET", address+name), ask(t, "GET", address+name, "Accept-Encoding", "gzip")
		if small.header.Get("Content-Encoding") != "gzip" || len(small.body) > len(whole.body)/2 {
			t.Errorf("%s is %d bytes, and compressed %d: %v", name, len(whole.body), len(small.body), small.header)
		}
		if !strings.Contains(small.header.Get("Vary"), "Accept-Encoding") {
			t.Errorf("%s: a store between may mix up what is compressed and what is not: %v", name, small.header)
		}
		again := ask(t, "GET", address+name, "Accept-Encoding", "gzip", "If-None-Match", small.header.Get("ETag"), "If-Modified-Since", small.header.Get("Last-Modified"))
		if again.status != http.StatusNotModified {
			t.Errorf("%s is sent again compressed, with %d, though it has not changed", name, again.status)
		}
	}
}

// evaluate checks an answer by the rules of published evaluators.
func evaluate(t *testing.T, what string, h http.Header) {
	t.Helper()
	for _, r := range headerRules() {
		if !r.holds(h) {
			t.Errorf("%s: %s", what, r.name)
		}
	}
	if said := h.Values("Content-Security-Policy"); len(said) != 1 {
		t.Errorf("%s has %d policies", what, len(said))
	}
	evaluatePolicy(t, what, h.Get("Content-Security-Policy"), false)
}

func evaluatePolicy(t *testing.T, what, text string, inTag bool) {
	t.Helper()
	p := parsePolicy(text)
	for _, r := range policyRules() {
		if (r.inTag || !inTag) && !r.holds(p) {
			t.Errorf("%s: %s\n%s", what, r.name, text)
		}
	}
}

// TestServices checks the settings for hosts that cannot run here by the same rules.
func TestServices(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	for _, name := range []string{"netlify", "cloudflare"} {
		for _, at := range []string{"/", "/guide/"} {
			root, _ := hosted(t, name, at)
			text, err := os.ReadFile(filepath.Join(root, at, "_headers"))
			if err != nil {
				t.Fatal(err)
			}
			rules := parseRules(t, string(text))
			if len(rules) > 100 {
				t.Errorf("%s: %d rules", name, len(rules))
			}
			css := assetOf(t, filepath.Join(root, at))
			for file, cache := range map[string]string{"index.html": "", "guidance/phones.html": "", css: "public, max-age=31536000, immutable", "sw.js": "no-cache"} {
				h := rules.of(at + file)
				evaluate(t, name+" "+file, h)
				if got := strings.Join(h.Values("Cache-Control"), ", "); got != cache {
					t.Errorf("%s: %s is kept by %q, not %q", name, file, got, cache)
				}
			}
		}
	}
	_, include := hosted(t, "s3", "/")
	text, err := os.ReadFile(include)
	if err != nil {
		t.Fatal(err)
	}
	evaluate(t, "s3", cloudFrontHeaders(t, text))
}

// assetOf returns the path of a site's style sheet.
func assetOf(t *testing.T, dir string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "assets", "style-*.css"))
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	return "assets/" + filepath.Base(found[0])
}

// rulesFile is a file _headers: an address, and what is said of it.
type rulesFile map[string]http.Header

// parseRules reads _headers as the two hosts document it.
func parseRules(t *testing.T, text string) rulesFile {
	t.Helper()
	rules, at := rulesFile{}, ""
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case len(line) > 2000:
			t.Errorf("a line of %d characters", len(line))
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "/"):
			at = line
			rules[at] = http.Header{}
		case strings.HasPrefix(line, "  ") && at != "":
			name, value, found := strings.Cut(strings.TrimSpace(line), ": ")
			if !found {
				t.Errorf("no header: %q", line)
			}
			rules[at].Add(name, value)
		default:
			t.Errorf("what is %q?", line)
		}
	}
	return rules
}

// of returns the headers that all matching rules give an address.
func (r rulesFile) of(address string) http.Header {
	h := http.Header{}
	for rule, said := range r {
		if start, all := strings.CutSuffix(rule, "*"); rule == address || all && strings.HasPrefix(address, start) {
			for name, values := range said {
				for _, v := range values {
					h.Add(name, v)
				}
			}
		}
	}
	return h
}

// cloudFrontHeaders reads a response headers policy as CloudFront documents it, and refuses what it does not know.
func cloudFrontHeaders(t *testing.T, text []byte) http.Header {
	t.Helper()
	var p struct {
		Name, Comment         string
		SecurityHeadersConfig map[string]map[string]any
		CustomHeadersConfig   struct {
			Quantity int
			Items    []struct {
				Header, Value string
				Override      bool
			}
		}
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&p); err != nil {
		t.Fatal(err)
	}
	if p.Name == "" || len(p.Comment) > 128 || p.CustomHeadersConfig.Quantity != len(p.CustomHeadersConfig.Items) {
		t.Errorf("%s", text)
	}
	h := http.Header{}
	for _, item := range p.CustomHeadersConfig.Items {
		h.Add(item.Header, item.Value)
	}
	for name, config := range p.SecurityHeadersConfig {
		if config["Override"] != true {
			t.Errorf("%s does not override", name)
		}
		switch name {
		case "ContentSecurityPolicy":
			h.Add("Content-Security-Policy", config["ContentSecurityPolicy"].(string))
		case "ContentTypeOptions":
			h.Add("X-Content-Type-Options", "nosniff")
		case "FrameOptions":
			h.Add("X-Frame-Options", config["FrameOption"].(string))
		case "ReferrerPolicy":
			h.Add("Referrer-Policy", config["ReferrerPolicy"].(string))
		case "StrictTransportSecurity":
			seconds, err := json.Marshal(config["AccessControlMaxAgeSec"])
			if err != nil || config["IncludeSubdomains"] != false || config["Preload"] != false {
				t.Errorf("%v %v", config, err)
			}
			h.Add("Strict-Transport-Security", "max-age="+string(seconds))
		default:
			t.Errorf("what is %s?", name)
		}
	}
	return h
}

// TestPagePolicies checks the policy in each page by the rules for policies, and that the header is no narrower than any.
func TestPagePolicies(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	root, _ := hosted(t, "netlify", "/")
	text, err := os.ReadFile(filepath.Join(root, "_headers"))
	if err != nil {
		t.Fatal(err)
	}
	header := parsePolicy(parseRules(t, string(text)).of("/").Get("Content-Security-Policy"))
	tag := regexp.MustCompile(`<meta http-equiv="?Content-Security-Policy"? content="([^"]*)"`)
	seen := 0
	err = fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".html" {
			return err
		}
		page, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			return err
		}
		found := tag.FindAllSubmatch(page, -1)
		if len(found) == 0 && bytes.Contains(page, []byte(`http-equiv="refresh"`)) {
			return nil
		}
		if len(found) != 1 {
			t.Errorf("%s has %d policies", name, len(found))
			return nil
		}
		seen++
		evaluatePolicy(t, name, string(found[0][1]), true)
		for directive, sources := range parsePolicy(string(found[0][1])) {
			for _, source := range sources {
				if source != "'none'" && !strings.Contains(strings.Join(header.sources(directive), " "), source) {
					t.Errorf("%s allows %s for %s, and the header does not", name, source, directive)
				}
			}
		}
		return nil
	})
	if err != nil || seen < 10 {
		t.Error(seen, err)
	}
}
