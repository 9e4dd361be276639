package main

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"handrail/test/report"
)

// lock names Lighthouse, and everything that it needs, with their hashes.
//
//go:embed package.json package-lock.json
var lock embed.FS

// lighthouse is Lighthouse and the browser that it uses.
type lighthouse struct{ program, browser, version string }

// getLighthouse installs what the lock names into the user's cache folder, unless it is there.
func getLighthouse(ctx context.Context) (lighthouse, error) {
	l := lighthouse{browser: findBrowser()}
	if l.browser == "" {
		return l, errors.New("there is no Chromium here: run scripts/setup, or set CHROME_PATH to a browser")
	}
	var wanted struct {
		DevDependencies map[string]string
	}
	text, err := lock.ReadFile("package.json")
	if err == nil {
		err = json.Unmarshal(text, &wanted)
	}
	if err != nil {
		return l, err
	}
	l.version = wanted.DevDependencies["lighthouse"]
	cache, err := os.UserCacheDir()
	if err != nil {
		return l, err
	}
	dir := filepath.Join(cache, "handrail-bench", "lighthouse-"+l.version)
	l.program = filepath.Join(dir, "node_modules", ".bin", "lighthouse")
	if _, err := os.Stat(filepath.Join(dir, "node_modules", ".package-lock.json")); err == nil { // npm writes it last
		return l, nil
	}
	fmt.Fprintln(os.Stderr, "lighthouse: installing Lighthouse", l.version, "into", dir)
	if err := errors.Join(os.RemoveAll(dir), os.MkdirAll(dir, 0o755)); err != nil {
		return l, err
	}
	if err := os.CopyFS(dir, lock); err != nil {
		return l, err
	}
	install := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress")
	install.Dir = dir
	if out, err := install.CombinedOutput(); err != nil {
		return l, fmt.Errorf("npm ci in %s: %w\n%s", dir, err, out)
	}
	return l, nil
}

// findBrowser looks for the names that scripts/setup looks for.
func findBrowser() string {
	if path := os.Getenv("CHROME_PATH"); path != "" {
		return path
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
		"/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// categories are what Lighthouse gives a score for, in the order of the table.
func categories() []string {
	return []string{"performance", "accessibility", "best-practices", "seo"}
}

// verdict is what Lighthouse reports about one page.
type verdict struct {
	page   string
	scores map[string]int // of 100, by category
	faults []string       // what costs points, each with where it is
}

func (v verdict) perfect() bool {
	for _, category := range categories() {
		if v.scores[category] < 100 {
			return false
		}
	}
	return true
}

// ask has Lighthouse load a page as often as runs says. A score is the median, as a busy machine makes one load slow.
func (l lighthouse) ask(ctx context.Context, host, page string, runs int) (verdict, error) {
	scores := map[string][]int{}
	v := verdict{page: page, scores: map[string]int{}}
	for range runs {
		result, err := l.load(ctx, host+"/"+page)
		if err != nil {
			return v, fmt.Errorf("%s: %w", page, err)
		}
		for _, category := range categories() {
			score := result.Categories[category].Score
			if score == nil {
				return v, fmt.Errorf("%s: Lighthouse gives no score for %s", page, category)
			}
			scores[category] = append(scores[category], int(*score*100+0.5))
		}
		for _, fault := range result.faults() {
			if !slices.Contains(v.faults, fault) {
				v.faults = append(v.faults, fault)
			}
		}
	}
	for category, all := range scores {
		slices.Sort(all)
		v.scores[category] = all[(len(all)-1)/2]
	}
	return v, nil
}

// answer is the part of Lighthouse's report that is used here.
type answer struct {
	RuntimeError struct{ Message string }
	Categories   map[string]struct {
		Score     *float64 // 0 to 1, or null
		AuditRefs []struct {
			ID     string
			Weight float64
		}
	}
	Audits map[string]struct {
		Title, DisplayValue, Explanation string
		Score                            *float64
		Details                          struct {
			Items json.RawMessage // a list of places, or something else
		}
	}
}

// unasked is the one audit that cannot be used. Lighthouse fetches robots.txt as the page would, and the policy of these
// pages lets them fetch nothing: it reports "unable to download" for every such site. A crawler reads the file by itself.
// checkRobots checks it instead.
const unasked = "robots-txt"

// checkRobots fails on a robots.txt that keeps crawlers out, or is not text. A site without one is open to them.
func checkRobots(ctx context.Context, host string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, host+"/robots.txt", nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	switch {
	case err != nil || response.StatusCode == http.StatusNotFound:
		return err
	case !strings.HasPrefix(response.Header.Get("Content-Type"), "text/plain"):
		return fmt.Errorf("robots.txt comes as %s: it has to be plain text", response.Header.Get("Content-Type"))
	}
	for line := range strings.Lines(string(text)) {
		if key, value, _ := strings.Cut(line, ":"); strings.EqualFold(strings.TrimSpace(key), "disallow") && strings.TrimSpace(value) != "" {
			return fmt.Errorf("robots.txt keeps crawlers out: %s", strings.TrimSpace(line))
		}
	}
	return nil
}

// load has Lighthouse load one address in a browser of its own.
func (l lighthouse) load(ctx context.Context, address string) (answer, error) {
	var a answer
	cmd := exec.CommandContext(ctx, l.program, address, "--quiet", "--output=json", "--output-path=stdout",
		"--form-factor=mobile", "--throttling-method=simulate", "--only-categories="+strings.Join(categories(), ","), "--skip-audits="+unasked,
		"--chrome-flags=--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --disable-background-networking --disable-component-update --disable-sync")
	cmd.Env = append(os.Environ(), "CHROME_PATH="+l.browser)
	var faults bytes.Buffer
	cmd.Stderr = &faults
	text, err := cmd.Output()
	if err != nil {
		return a, fmt.Errorf("lighthouse: %w\n%s", err, faults.String())
	}
	if err := json.Unmarshal(text, &a); err != nil {
		return a, err
	}
	if a.RuntimeError.Message != "" {
		return a, errors.New(a.RuntimeError.Message)
	}
	return a, nil
}

// faults lists the audits that cost points, in the order of the categories.
func (a answer) faults() []string {
	var faults []string
	for _, category := range categories() {
		for _, ref := range a.Categories[category].AuditRefs {
			audit := a.Audits[ref.ID]
			if ref.Weight == 0 || audit.Score == nil || *audit.Score >= 0.995 {
				continue
			}
			fault := category + ": " + audit.Title
			for _, more := range []string{audit.DisplayValue, audit.Explanation} {
				if more != "" {
					fault += "; " + more
				}
			}
			var places []struct {
				Node struct{ Snippet string }
			}
			_ = json.Unmarshal(audit.Details.Items, &places) // details that are not a list of places have none
			for _, place := range places {
				if place.Node.Snippet != "" {
					fault += "; `" + place.Node.Snippet + "`"
				}
			}
			faults = append(faults, fault)
		}
	}
	return faults
}

func markdown(day time.Time, version string, runs int, all []verdict) string {
	table := report.Table{Columns: []string{"page", "performance:", "accessibility:", "best practices:", "search engines:"}}
	var faults strings.Builder
	for _, v := range all {
		row := []string{v.page}
		for _, category := range categories() {
			row = append(row, fmt.Sprint(v.scores[category]))
		}
		table.Rows = append(table.Rows, row)
		if v.perfect() {
			continue
		}
		fmt.Fprintf(&faults, "\n%s loses points for:\n\n", v.page)
		for _, fault := range v.faults {
			fmt.Fprintf(&faults, "- %s\n", fault)
		}
	}
	return fmt.Sprintf(`## Lighthouse

%s Lighthouse %s.

It looks at pages of the site that ships, as a phone on a slow network (its "mobile" with simulated throttling), from a host
on the same machine that compresses with gzip. Loads of each page: %d; a score is their median. The best is 100.
One audit, robots-txt, is left to this program: Lighthouse fetches that file as the page would, and the pages' policy
lets them fetch nothing.

%s%s
To repeat this: `+"`make lighthouse`"+`.
`, report.Machine(day), version, runs, table, faults.String())
}
