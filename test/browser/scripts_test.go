package browser

import (
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// newSite writes the default content into a new folder, as an editor begins, with some files of the test's own over it.
func newSite(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	if err := makeSite(dir, files); err != nil {
		t.Fatal(err)
	}
	return dir
}

func makeSite(dir string, files map[string]string) error {
	if err := runProgram("init", dir); err != nil {
		return err
	}
	for name, text := range files {
		if err := writeFile(filepath.Join(dir, "content", name), text); err != nil {
			return err
		}
	}
	return nil
}

// sites are those of pagesOf, by their files.
var sites sync.Map

// pagesOf builds the site that ships with some more files, and returns the folder of its pages. Tests that ask for the same files share
// it, so they must only read it (sharedUnchanged).
func pagesOf(t testing.TB, files map[string]string) string {
	t.Helper()
	build, _ := sites.LoadOrStore(toJSON(t, files), sync.OnceValues(func() (string, error) {
		dir, err := os.MkdirTemp(scratch, "site-")
		if err == nil {
			err = makeSite(dir, files)
		}
		if err != nil {
			return "", err
		}
		return buildShared(dir)
	}))
	dir, err := build.(func() (string, error))()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// command runs the real program to its end.
func command(t testing.TB, args ...string) {
	t.Helper()
	if err := runProgram(args...); err != nil {
		t.Fatal(err)
	}
}

func runProgram(args ...string) error {
	binary, err := program()
	if err != nil {
		return err
	}
	if out, err := exec.Command(binary, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("handrail %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return nil
}

// output runs the real program, and returns what it prints.
func output(t testing.TB, args ...string) string {
	t.Helper()
	binary, err := program()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(binary, args...).Output()
	if err != nil {
		t.Fatalf("handrail %s: %v", strings.Join(args, " "), err)
	}
	return string(out)
}

func write(t testing.TB, file, text string) {
	t.Helper()
	if err := writeFile(file, text); err != nil {
		t.Fatal(err)
	}
}

func writeFile(file, text string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(text), 0o644)
}

// TestFolderAddress reads the site from a folder whose address has the reader's name in it: nothing copies, shares or shows that address.
func TestFolderAddress(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := lead{learner{newTab(t)}}
		l.beforeLoad(`const refuse = () => { console.error('the address leaves the page'); return Promise.resolve(); };
			navigator.share = refuse;
			if (navigator.clipboard) navigator.clipboard.writeText = navigator.clipboard.write = refuse;`)
		shows := func(page string) {
			t.Helper()
			if shown := eval[[]string](l.tab, `[document.body.innerText, ...Array.from(document.querySelectorAll('input, textarea'), at => at.value),
				...Array.from(document.querySelectorAll('button'), at => at.textContent)].filter(text => /file:|Copy a link|Share the link/.test(text))`); len(shown) > 0 {
				t.Errorf("%s shows %.300q", page, shown)
			}
			if _, faults := l.activity(); len(faults) > 0 {
				t.Errorf("%s: %s", page, faults)
			}
		}
		folder := fileURL(publicDir(t), "") + "/"
		l.open(folder + "guidance/broadcast-lists.html")
		address := eval[string](l.tab, "document.querySelector('.rule-link').href")
		l.click(".rule-link")
		l.wait("location.href === " + quote(address))
		shows("a rule")

		l.open(folder + statementPage)
		l.fills("group", "Leeds")
		shows("a statement")

		l.open(folder + checklistPage)
		l.answers()
		l.press("Keep or share")
		l.sees("This page was opened from a folder, so it has no link that works on another device.")
		shows("a checklist")
		l.press("Handover sheet")
		shows("a handover sheet")
	})
}

// TestReviewFallsDue opens a page, reviewed on the day of the build, before and after its next review is due.
func TestReviewFallsDue(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		day := time.Now().UTC().Truncate(24 * time.Hour)
		dir := newSite(t, map[string]string{"guidance/fresh.md": fmt.Sprintf(
			"---\ntitle: Fresh\nreviewed: %s\nreview_every: 6 months\n---\n\nA page.\n", day.Format(time.DateOnly))})
		command(t, "build", dir)
		due := day.AddDate(0, 6, 0)
		for _, at := range []struct {
			date  time.Time
			shown bool
		}{
			{day, false},
			{due.AddDate(0, 0, -4), false},
			{due.AddDate(0, 0, 4), true},
			{due.AddDate(9, 0, 0), true},
		} {
			b := newTab(t)
			b.beforeLoad(fmt.Sprintf(`{
			const Real = Date, now = %d;
			Date = class extends Real {
				constructor(...parts) { parts.length ? super(...parts) : super(now); }
				static now() { return now; }
			};
		}`, at.date.UnixMilli()))
			b.open(fileURL(dir, "public/guidance/fresh.html"))
			if shown := eval[bool](b, `document.querySelector('[data-review-due]').checkVisibility()`); shown != at.shown {
				t.Errorf("due on %s, on %s: warning shown: %t", due.Format(time.DateOnly), at.date.Format(time.DateOnly), shown)
			}
			if _, faults := b.activity(); len(faults) > 0 {
				t.Errorf("faults: %s", faults)
			}
		}
	})
}

// TestRedirects follows the old addresses of a page to its new one, from a host and from a folder.
func TestRedirects(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		dir := newSite(t, map[string]string{"guidance/moved.md": "---\ntitle: Moved\naliases: [old.html, older/place.html]\n---\n\nHere it is.\n"})
		command(t, "build", dir)
		public := filepath.Join(dir, "public")
		server := httptest.NewServer(staticHost(public))
		defer server.Close()
		b := newTab(t)
		for _, base := range []string{server.URL + "/", fileURL(public, "") + "/"} {
			for _, old := range []string{"old.html", "older/place.html"} {
				b.open(base + old)
				b.wait("document.readyState === 'complete' && location.href === " + quote(base+"guidance/moved.html"))
				if text := eval[string](b, `document.querySelector('h1').innerText`); text != "Moved" {
					t.Errorf("%s leads to %q", old, text)
				}
			}
		}
		if _, faults := b.activity(); len(faults) > 0 {
			t.Errorf("faults: %s", faults)
		}
	})
}
