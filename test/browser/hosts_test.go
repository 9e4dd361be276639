package browser

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"handrail/test/server"
)

// place is where the site can be read from.
type place struct {
	name     string
	host     string // for build --host; "" for a folder
	path     string // of its address
	notFound bool   // it shows 404.html where there is nothing
	headers  bool   // it sends the headers of the site

	// serve serves what was built until stop is called; stop is nil where nothing is served.
	serve func(t *testing.T, dir, built string) (address string, stop func())
}

func places() []place {
	return []place{
		{"nginx", "nginx", "/guide/", true, true, func(t *testing.T, dir, built string) (string, func()) {
			return onServer(t, "/guide/")(server.Nginx(t.TempDir(), func(address string) string {
				return "server { listen " + address + "; root " + filepath.Dir(built) + "; include " + filepath.Join(dir, "hosting", "nginx.conf") + "; }"
			}))
		}},
		{"bucket", "s3", "/guidance/", false, false, deployed},
		{"folder", "", "/", false, false, func(_ *testing.T, _, built string) (string, func()) { return fileURL(built, "") + "/", nil }},
		{"caddy", "caddy", "/", true, true, func(t *testing.T, dir, built string) (string, func()) {
			return onServer(t, "/")(server.Caddy(t.TempDir(), func(address string) string {
				return "http://" + address + " {\n\troot * " + built + "\n\timport " + filepath.Join(dir, "hosting", "Caddyfile") + "\n}"
			}))
		}},
	}
}

// onServer gives the address of a site on a server that has started, and ends the server with the test.
func onServer(t *testing.T, path string) func(*server.Server, error) (string, func()) {
	return func(s *server.Server, err error) (string, func()) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		stop := sync.OnceFunc(s.Stop)
		t.Cleanup(stop)
		return "http://" + s.Address + path, stop
	}
}

// deployed deploys the site to a bucket that everybody can read, with the real command.
func deployed(t *testing.T, dir, built string) (string, func()) {
	t.Helper()
	s, err := server.Store(userCache, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	stop := sync.OnceFunc(s.Stop)
	t.Cleanup(stop)
	if err := s.Bucket("guidance"); err != nil {
		t.Fatal(err)
	}
	client, err := minio.New(strings.TrimPrefix(s.Endpoint, "http://"), &minio.Options{Creds: credentials.NewStaticV4(s.Key, s.Secret, "")})
	if err == nil {
		err = client.SetBucketPolicy(context.Background(), "guidance",
			`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::guidance/*"]}]}`)
	}
	if err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(dir, "content", "site.yaml")
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	write(t, config, string(text)+"\ntargets:\n  live:\n    bucket: guidance\n    endpoint: "+s.Endpoint+"\n    compress: [gzip]\n")
	binary, err := program()
	if err != nil {
		t.Fatal(err)
	}
	deploy := exec.Command(binary, "deploy", "live", "--site", dir, "--from", built)
	deploy.Env = append(os.Environ(), "AWS_ACCESS_KEY_ID="+s.Key, "AWS_SECRET_ACCESS_KEY="+s.Secret, "AWS_SESSION_TOKEN=")
	if out, err := deploy.CombinedOutput(); err != nil {
		t.Fatalf("deploy: %v\n%s", err, out)
	}
	return s.Endpoint + "/guidance/", stop
}

// TestPlaces goes the same way through the site behind nginx and Caddy, in a bucket, and in a folder. Without -sweep Caddy is left to TestHeaders.
func TestPlaces(t *testing.T) {
	t.Parallel()
	for _, p := range sample(t, places(), 3) {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			files := map[string]string{"quizzes/once.md": trialQuiz("Trial once", trialQuizzes["once"])}
			dir := newSite(t, files)
			config := filepath.Join(dir, "content", "site.yaml")
			text, err := os.ReadFile(config)
			if err != nil {
				t.Fatal(err)
			}
			build := []string{"build", dir, "--out", filepath.Join(dir, "www", "guide")}
			if p.host != "" { // in a folder, no address is known
				write(t, config, string(text)+"\nurl: https://example.org"+p.path+"\n")
				build = append(build, "--host", p.host)
			}
			command(t, build...)
			address, stop := p.serve(t, dir, filepath.Join(dir, "www", "guide"))
			j, keeper := journey{t, address}, opener(newKeeper)
			if p.headers { // what a browser refuses to keep because of them depends on the whole of it
				keeper = newWholeKeeper
			}
			t.Run("online", func(t *testing.T) {
				t.Run("read", func(t *testing.T) { t.Parallel(); journey{t, address}.read() })
				t.Run("quiz", func(t *testing.T) { t.Parallel(); journey{t, address}.quiz() })
				t.Run("room", func(t *testing.T) { t.Parallel(); journey{t, address}.room() })
				t.Run("statement", func(t *testing.T) { t.Parallel(); journey{t, address}.statement() })
				t.Run("checklist", func(t *testing.T) { t.Parallel(); journey{t, address}.checklist() })
				if p.headers {
					t.Run("each kind of page", func(t *testing.T) { t.Parallel(); journey{t, address}.kinds() })
				}
			})
			if p.notFound {
				j.lost()
			}
			if p.host != "" {
				j.answers(p.headers)
			}
			if stop != nil {
				j.offline(keeper, stop)
			}
		})
	}
}

// TestHeaders reads a page of each kind and uses each widget where the host sends the site's headers, whose policy applies as well as that of
// the pages: nothing is refused, and the site is kept. All hosts send the same; TestPlaces takes Chromium through each of them.
func TestHeaders(t *testing.T) {
	t.Parallel()
	kinds := onePerKind(t)
	dir := newSite(t, map[string]string{"quizzes/trial.md": fixture(t, "trial.md")})
	edited(t, dir, "site.yaml", "language:", "url: https://example.org/\nlanguage:")
	built := filepath.Join(dir, "www")
	command(t, "build", dir, "--out", built, "--host", "caddy")
	i := slices.IndexFunc(places(), func(p place) bool { return p.name == "caddy" })
	address, _ := places()[i].serve(t, dir, built)
	inKeepers(t, func(t *testing.T, newTab opener) {
		l := lead{learner{newTab(t)}}
		l.usesAll(address, kinds, false)
		l.kept()
		if _, faults := l.activity(); len(faults) > 0 {
			t.Error(faults)
		}
	})
}

// journey is a way through the site at an address.
type journey struct {
	t       *testing.T
	address string
}

// ends fails if a page requested anything that is not the site's, or if anything went wrong in it.
func (j journey) ends(b *tab) {
	j.t.Helper()
	asked, faults := b.activity()
	for _, address := range asked {
		if !strings.HasPrefix(strings.TrimPrefix(address, "blob:"), strings.TrimSuffix(j.address, "/")) && !strings.HasPrefix(address, "blob:") {
			j.t.Errorf("asks for %s", address)
		}
	}
	if len(faults) > 0 {
		j.t.Errorf("faults: %s", faults)
	}
}

// follow presses a link that is on the page, and waits for where it leads.
func (j journey) follow(b *tab, link, to string) {
	j.t.Helper()
	b.act("void document.querySelector(" + quote(link) + ").click()")
	b.wait("document.readyState === 'complete' && location.href === " + quote(j.address+to))
}

// read goes from the home page to a page of guidance and to one of its rules, follows the rule's link, and prints the page.
func (j journey) read() {
	b := newTab(j.t)
	b.open(j.address + "index.html")
	j.follow(b, `main a[href="guidance/broadcast-lists.html"], nav a[href$="guidance/index.html"], a[href="guidance/index.html"]`, "guidance/index.html")
	j.follow(b, `main a[href="broadcast-lists.html"]`, "guidance/broadcast-lists.html")
	rule := eval[string](b, "document.querySelector('main .rule-link').getAttribute('href')")
	b.act("void document.querySelector('main .rule-link').click()") // it is copied, or otherwise followed
	b.wait("location.hash === " + quote(rule))
	b.open(j.address + "rules.html")
	b.open(j.address + "guidance/broadcast-lists.html" + rule)
	b.wait("document.querySelector(':target.rule') !== null")
	if eval[string](b, "getComputedStyle(document.documentElement).getPropertyValue('--accent')") == "" {
		j.t.Error("the style sheet does not hold")
	}
	b.show(800, map[string]string{"media": "print"})
	if words := eval[string](b, "document.querySelector('main').innerText"); len(words) < 500 || eval[bool](b, "document.querySelector('header nav')?.checkVisibility() ?? false") {
		j.t.Errorf("on paper the page has %d letters, or its menu", len(words))
	}
	paper := call(b, page.PrintToPDF, page.PrintToPDFParams{})
	if len(paper.Data) < 5000 {
		j.t.Errorf("the page printed is %d letters of PDF", len(paper.Data))
	}
	j.ends(b)
}

// quiz takes a quiz to its result, and to the code that hands it over.
func (j journey) quiz() {
	l := learner{newTab(j.t)}
	l.open(j.address + "quizzes/once.html")
	l.press("Start")
	l.take(handSteps())
	l.reads("You got 3 out of 7 points.", "You have not passed yet")
	l.reading("the page", l.code(), l.handed("quizzes/once", ""))
	j.ends(l.tab)
}

// room shows a quiz to a room, with its notes in a second window.
func (j journey) room() {
	r := newPresenter(j.t, newTab)
	r.open(j.address + "quizzes/once-present.html")
	n := r.notes(func() { r.click("Open the notes in a second window") })
	n.says("The room sees: the start")
	r.click("Start")
	n.says("The room sees: question 1 of 6, without the answer")
	n.click("Show the answer")
	r.wait("document.activeElement.innerText === 'The right answer: B'")
	r.wait("document.fullscreenElement !== null")
	j.ends(r.tab)
	j.ends(n.tab)
}

// statement fills a statement in, and saves it.
func (j journey) statement() {
	l := newLead(j.t, newTab, j.address+statementPage)
	l.fills("group", "Leeds")
	l.wait("document.querySelector('.sheet').innerText.includes('Leeds')")
	text := l.saved("Leeds WhatsApp privacy.txt", func() { l.presses("Plain text") })
	if !strings.Contains(text, "Leeds") || strings.Contains(text, "{{") {
		j.t.Errorf("the file that is saved says\n%s", text)
	}
	j.ends(l.tab)
}

// checklist answers the questions, ticks an item, and finds it ticked when the page is loaded again.
func (j journey) checklist() {
	l := newLead(j.t, newTab, j.address+checklistPage)
	l.answers()
	all := eval[int](l.tab, "document.querySelectorAll('.take .thing').length - document.querySelectorAll('.take .group:last-of-type .thing').length")
	l.ticks(l.firstThing())
	l.sees(fmt.Sprintf("1 of %d done.", all))
	l.reload()
	l.sees(fmt.Sprintf("1 of %d done.", all))
	j.ends(l.tab)
}

// kinds loads a page of each kind, and each that leads elsewhere, under the policy of the host's headers, which applies as well as the page's own.
// Without -sweep it loads those with most kinds of elements, and leaves the others to TestHeaders.
func (j journey) kinds() {
	b := newTab(j.t)
	kinds := onePerKind(j.t)
	if sampling(j.t) {
		kinds = sample(j.t, cover(j.t, publicDir(j.t), kinds), 4)
	}
	_, redirects := pages(j.t)
	for _, page := range append(kinds, redirects...) {
		if page == "404.html" {
			continue // lost comes to it
		}
		b.open(j.address + page)
		if _, faults := b.activity(); len(faults) > 0 {
			j.t.Errorf("%s: %s", page, faults)
		}
	}
	j.ends(b)
}

// offline reads a page, loses its host, and goes on: it reads a page that was never visited, takes a quiz, and comes to the
// fields of a statement.
func (j journey) offline(newTab opener, stop func()) {
	b := newTab(j.t)
	b.open(j.address + "index.html")
	b.kept()
	stop()
	b.open(j.address + "guidance/phones-and-computers.html")
	b.heads("Phones and computers")
	b.styled()
	l := learner{b}
	l.open(j.address + "quizzes/once.html")
	l.press("Start")
	l.take(handSteps())
	l.reads("You got 3 out of 7 points.")
	b.open(j.address + statementPage)
	b.wait("document.querySelector('input[name=group]') !== null")
}

// lost asks for a page that is not there, deep in the site, and finds the way home.
func (j journey) lost() {
	b := newTab(j.t)
	b.open(j.address + "guidance/deep/er/no-such-page.html")
	if heading := eval[string](b, "document.querySelector('h1').innerText"); heading != "We cannot find that page" {
		j.t.Errorf("where there is no page, the heading is %q", heading)
	}
	if _, faults := b.activity(); len(faults) != 1 || !strings.Contains(faults[0], "404") {
		j.t.Errorf("faults: %s", faults)
	}
	home, err := url.Parse(j.address)
	if err != nil {
		j.t.Fatal(err)
	}
	if to := eval[string](b, "document.querySelector('main a').pathname"); !strings.HasPrefix(to, home.Path) || strings.Contains(to, "deep") {
		j.t.Errorf("the first link of the page leads to %s", to)
	}
}

// answers checks the headers of a page and of the style sheet.
func (j journey) answers(headers bool) {
	b := newTab(j.t)
	b.open(j.address + "index.html")
	said := eval[map[string]string](b, `({type: document.contentType, charset: document.characterSet,
		integrity: document.querySelector('link[rel=stylesheet]').integrity.slice(0, 6)})`)
	if said["type"] != "text/html" || said["charset"] != "UTF-8" || said["integrity"] != "sha256" && said["integrity"] != "sha384" {
		j.t.Errorf("the page is %v", said)
	}
	if isolated := eval[bool](b, "document.featurePolicy.allowsFeature('camera')"); isolated == headers {
		j.t.Errorf("that a page may use a camera is %t", isolated)
	}
}
