package browser

import (
	"archive/zip"
	"io"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"handrail/test/engine"
)

// statementPage is the page that the tests fill in.
const statementPage = "statements/broadcast-privacy.html"

// lead is a group lead who fills in a statement with the keyboard alone.
type lead struct{ learner }

func newLead(t *testing.T, newTab opener, address string) lead {
	t.Helper()
	l := lead{learner{newTab(t)}}
	l.show(narrow, looks[0].media)
	l.open(address)
	return l
}

func (l lead) fills(name, text string) {
	l.t.Helper()
	l.to("at.name === " + quote(name))
	l.act("document.activeElement.select()")
	l.keys(engine.Delete)
	for _, letter := range text {
		l.keys(string(letter))
	}
}

func (l lead) presses(words string) {
	l.t.Helper()
	l.to("at.localName === 'button' && at.innerText.startsWith(" + quote(words) + ")")
	l.enter()
}

func (l lead) sheet() string {
	l.t.Helper()
	return eval[string](l.tab, "document.querySelector('.sheet').innerText")
}

// says waits until a status on the page says something.
func (l lead) says(words string) {
	l.t.Helper()
	l.wait("[...document.querySelectorAll('[role=status]')].some(e => e.textContent.includes(" + quote(words) + "))")
}

// TestStatement types a name and takes the statement along in every form, with the keyboard alone, from a folder.
func TestStatement(t *testing.T) {
	t.Parallel()
	inEngines(t, takeStatement)
}

func takeStatement(t *testing.T, newTab opener) {
	l := lead{learner{newTab(t)}}
	l.allowClipboard(true)
	l.show(narrow, looks[0].media)
	l.open(fileURL(publicDir(t), statementPage))
	if text := l.sheet(); !strings.Contains(text, "MSS Your group's name uses WhatsApp") {
		t.Errorf("the blank statement is\n%s", text)
	}

	// Without a name nothing is done, and the focus goes to the message that says so.
	l.presses("Copy the text")
	if at := eval[string](l.tab, "document.activeElement.innerText"); !strings.Contains(at, "Your group's name: write something here.") {
		t.Errorf("the focus is on %q", at)
	}
	l.keys(engine.Tab)
	l.enter()
	if at := eval[string](l.tab, "document.activeElement.name"); at != "group" {
		t.Errorf("the summary leads to %q", at)
	}

	const name = "Ynys Môn & Llŷn <b>"
	l.fills("group", "  MSS "+name)
	l.says("The text already has the organisation")
	l.presses("Use “" + name + "”")
	if text := l.sheet(); !strings.Contains(text, "MSS "+name+" uses WhatsApp") || strings.Contains(text, "MSS MSS") {
		t.Errorf("the statement is\n%s", text)
	}
	l.says("The text below now has the subject: MSS " + name + " Broadcast WhatsApp Privacy")
	_, _ = l.activity()

	l.presses("Copy the text")
	l.says("Copied: Broadcast list privacy statement.")
	plain := l.copied()
	if !strings.HasPrefix(plain, "MSS "+name+" Broadcast WhatsApp Privacy\n\nHello,\n\n") || !strings.Contains(plain, "\n\nMSS "+name+" uses WhatsApp for") ||
		!strings.Contains(plain, " mssociety.org.uk/privacy\n") || strings.Contains(plain, "{{") {
		t.Errorf("copied as plain text is\n%s", plain)
	}
	if rich := l.copiedRich(); !strings.HasPrefix(rich, "<h1>MSS Ynys Môn &amp; Llŷn &lt;b&gt; Broadcast WhatsApp Privacy</h1>\n<p>Hello,") || !strings.Contains(rich, "<p>MSS Ynys Môn &amp; Llŷn &lt;b&gt; uses WhatsApp") ||
		!strings.Contains(rich, `<a href="https://www.whatsapp.com/privacy">whatsapp.com/privacy</a>`) {
		t.Errorf("copied as rich text is\n%s", rich)
	}
	l.presses("Copy the subject line")
	l.says("The subject line is copied.")
	if subject := l.copied(); subject != "MSS "+name+" Broadcast WhatsApp Privacy" {
		t.Errorf("the subject is %q", subject)
	}

	file := "Ynys Môn & Llŷn b WhatsApp privacy"
	if text := l.saved(file+".txt", func() { l.presses("Plain text") }); text != plain {
		t.Errorf("the text file says\n%s\nnot\n%s", text, plain)
	}
	if text := l.saved(file+".html", func() { l.presses("Web page") }); !strings.Contains(text, "<title>MSS Ynys Môn &amp; Llŷn &lt;b&gt; Broadcast WhatsApp Privacy</title>") || !isHTML(text) {
		t.Errorf("the page says\n%s", text)
	}
	made := wordParts(t, l.saved(file+".docx", func() { l.presses("Word document") }))
	if want := wordParts(t, output(t, "statement", "broadcast-privacy", "--site", t.TempDir(), "--set", "group="+name, "--format", "docx")); !maps.Equal(made, want) {
		t.Errorf("the Word document has\n%s\nnot\n%s", made, want)
	}
	address := l.external(func() { l.presses("Email it") })
	mail, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	body := strings.ReplaceAll(mail.Query().Get("body"), "\r\n", "\n")
	if subject := mail.Query().Get("subject"); mail.Scheme != "mailto" || subject != "MSS "+name+" Broadcast WhatsApp Privacy" || body != plain || len(address) > 1900 {
		t.Errorf("the email has %d characters, the subject %q and the body\n%s", len(address), subject, body)
	}
	l.says("Your email program should open now.")
	l.quiet(1) // the email

	// On a host, a link fills in the page, and what it holds reaches the page as text alone.
	l.open(hostURL(t) + "/" + statementPage)
	l.fills("group", name)
	l.presses("Copy a link that fills this in")
	l.says("The link is copied.")
	link := l.copied()
	other := lead{learner{l.beside()}}
	other.show(narrow, looks[0].media)
	other.open(link)
	if text := other.sheet(); !strings.Contains(text, "MSS "+name+" uses WhatsApp") {
		t.Errorf("the link gives\n%s", text)
	}
	other.quiet(5)
}

func isHTML(text string) bool {
	_, err := html.Parse(strings.NewReader(text))
	return err == nil && strings.HasPrefix(text, "<!doctype html>")
}

// wordParts unpacks a Word document.
func wordParts(t *testing.T, data string) map[string]string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r) // this checks the checksum of each part
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		parts[f.Name] = string(text)
	}
	return parts
}

// TestStatementRemembers keeps a name on the device, finds it on another statement and after a reload, and forgets it.
func TestStatementRemembers(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		b := hostURL(t) + "/"
		l := newLead(t, newTab, b+statementPage)
		l.fills("group", "Leeds")
		if kept := eval[int](l.tab, "localStorage.length"); kept != 0 {
			t.Errorf("%d things are kept without being asked to", kept)
		}
		l.to("at.name === 'remember'")
		l.keys(" ")
		l.says("This browser remembers what you typed.")
		l.open(b + "statements/leaving-reply.html")
		if text := l.sheet(); !strings.Contains(text, "off the WhatsApp broadcast list of MSS Leeds") {
			t.Errorf("the other statement says\n%s", text)
		}

		// An earlier version is reported, with what has changed since.
		l.act(`localStorage.setItem(localStorage.key(0), JSON.stringify({values: {group: 'Leeds'}, versions: {'statements/broadcast-privacy': 0}}))`)
		l.open(b + statementPage)
		if note := eval[string](l.tab, "document.querySelector('.note').innerText"); !strings.Contains(note, "You used version 0 of this text before. This is version 2.") {
			t.Errorf("the note says %q", note)
		}
		l.act("void localStorage.setItem(localStorage.key(0).replace('statement', 'aside') + ' 1', 'not readable')")
		l.presses("Forget what I typed")
		l.says("What you typed has been removed from this device.")
		if kept := eval[int](l.tab, "localStorage.length"); kept != 0 {
			t.Errorf("%d things are still kept", kept)
		}
		if text := l.sheet(); strings.Contains(text, "Leeds") {
			t.Errorf("the statement still says\n%s", text)
		}
		l.open(b + statementPage)
		if value := eval[string](l.tab, "document.querySelector('[name=group]').value"); value != "" {
			t.Errorf("the name is still %q", value)
		}
	})
}

// TestStatementStorage: storage that is off, full or holds rubbish never stops a statement.
func TestStatementStorage(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		for name, script := range map[string]string{
			"off":     `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })`,
			"full":    `Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }`,
			"rubbish": `localStorage.setItem('handrail:1:statement:' + location.pathname.replace(/statements.*/, ''), '{"values":[1,{"x":2}],"versions":"<b>"')`,
			"odd":     `localStorage.setItem('handrail:1:statement:' + location.pathname.replace(/statements.*/, ''), '{"values":{"group":7,"contact":null},"versions":[null]}')`,
			"null":    `localStorage.setItem('handrail:1:statement:' + location.pathname.replace(/statements.*/, ''), 'null')`,
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				l := lead{learner{newTab(t)}}
				l.beforeLoad(script)
				l.open(fileURL(publicDir(t), statementPage))
				l.fills("group", "Leeds")
				if text := l.sheet(); !strings.Contains(text, "MSS Leeds uses WhatsApp") {
					t.Errorf("the statement says\n%s", text)
				}
				l.to("at.name === 'remember'")
				if eval[bool](l.tab, "document.activeElement.checked") {
					l.keys(" ") // rubbish counts as remembered: it is removed first
				}
				l.keys(" ")
				if name == "off" || name == "full" {
					l.says("Your browser cannot remember it.")
				} else {
					l.says("This browser remembers what you typed.")
				}
				l.quiet(5)
			})
		}
	})
}

// TestStatementFaults shows each fault of a name in words, and never as anything but text.
func TestStatementFaults(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		l := newLead(t, newTab, fileURL(publicDir(t), statementPage))
		for text, want := range map[string]string{
			"{{group}}":             "take out the double braces",
			"Leeds\u202e":           "turns the text around",
			"Leeds\u0007":           "invisible",
			strings.Repeat("x", 81): "this has 81 characters. The most is 80.",
			"[insert group name]":   "these words are from a form. Write what they ask for, without brackets.",
			"MSS [Group Name]":      "from a form",
			"<img src=x onerror=1>": "",
			"St. Helens (Group)":    "",
			"Insert Coin Club":      "",
			"קבוצת תל אביב":         "",
			strings.Repeat("🙂", 80): "",
		} {
			l.act(`(input => { input.value = ` + quote(text) + `;
			input.dispatchEvent(new Event('input', { bubbles: true })); input.dispatchEvent(new Event('change', { bubbles: true })); })(document.querySelector('[name=group]'))`)
			if got := eval[string](l.tab, "document.querySelector('.wrong').textContent"); want == "" && got != "" || !strings.Contains(got, want) {
				t.Errorf("%q: the message is %q, not %q", text, got, want)
			}
			if shown := strings.Contains(l.sheet(), "MSS "+text+" uses"); shown != (want == "") {
				t.Errorf("%q: in the statement: %t", text, shown)
			}
			if eval[bool](l.tab, "document.querySelector('.sheet img') !== null") {
				t.Errorf("%q became markup", text)
			}
		}
		l.quiet(5)
	})
}

// TestStatementPaper prints the statement: only its subject and its text.
func TestStatementPaper(t *testing.T) {
	t.Parallel()
	l := newLead(t, newTab, fileURL(publicDir(t), statementPage))
	l.fills("group", "Leeds")
	l.show(800, map[string]string{"media": "print"})
	text := eval[string](l.tab, "document.body.innerText.replace(/\\s+/g, ' ').trim()")
	if !strings.HasPrefix(text, "MSS Leeds Broadcast WhatsApp Privacy Hello,") || !strings.HasSuffix(text, "Version 2, 28 November 2026") {
		t.Errorf("the paper says\n%s", text)
	}
}

// TestStatementForGroups opens what the build makes of a table of groups.
func TestStatementForGroups(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		public := pagesOf(t, map[string]string{"groups.csv": "group\nLeeds\nYnys Môn & Llŷn\n"})
		l := newLead(t, newTab, fileURL(public, statementPage))
		if offered := eval[[]string](l.tab, "[...document.querySelectorAll('datalist option')].map(o => o.value)"); !slices.Equal(offered, []string{"Leeds", "Ynys Môn & Llŷn"}) {
			t.Errorf("offered are %q", offered)
		}
		l.open(fileURL(public, "statements/broadcast-privacy/index.html"))
		l.to("at.innerText === 'Ynys Môn & Llŷn'")
		l.enter()
		l.wait("document.readyState === 'complete' && location.pathname.endsWith('/ynys-mon-llyn.html')")
		if text := l.sheet(); !strings.Contains(text, "MSS Ynys Môn & Llŷn uses WhatsApp") {
			t.Errorf("the group's page says\n%s", text)
		}
		if l.chromium() {
			b := newTab(t)
			for _, page := range []string{"statements/broadcast-privacy/index.html", "statements/broadcast-privacy/ynys-mon-llyn.html", statementPage} {
				testPage(b, fileURL(public, "")+"/", page)
			}
		}
		data, err := os.ReadFile(filepath.Join(public, "statements/broadcast-privacy/ynys-mon-llyn.docx"))
		if err != nil {
			t.Fatal(err)
		}
		if text := wordParts(t, string(data))["word/document.xml"]; !strings.Contains(text, "MSS Ynys Môn &amp; Llŷn uses WhatsApp") {
			t.Errorf("the Word document says\n%s", text)
		}
	})
}

// TestStatementShares opens the device's own share sheet with the statement, and says when that fails; where a device has
// none, there is no button for it.
func TestStatementShares(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		for answer, says := range map[string]string{
			"window.handed = data, Promise.resolve()":                     "Shared: Broadcast list privacy statement",
			"Promise.reject(new DOMException('no', 'NotAllowedError'))":   "Your device did not share it.",
			"Promise.reject(new DOMException('back', 'AbortError'))":      "",
			"Promise.reject(new TypeError('nothing that can be shared'))": "Your device did not share it.",
		} {
			l := lead{learner{newTab(t)}}
			l.beforeLoad("navigator.share = data => (" + answer + ");")
			l.open(fileURL(publicDir(t), statementPage))
			l.fills("group", "Leeds")
			l.presses("Share it")
			if says != "" {
				l.says(says)
			} else if said := eval[string](l.tab, "document.querySelector('.use [role=status]').textContent"); said != "" {
				t.Errorf("after a cancel the status is %q", said)
			}
			if strings.Contains(answer, "handed") && !eval[bool](l.tab, "handed.title === 'MSS Leeds Broadcast WhatsApp Privacy' && handed.text.includes('MSS Leeds uses WhatsApp')") {
				t.Error("something else is shared")
			}
			l.quiet(5)
		}
		l := lead{learner{newTab(t)}}
		l.beforeLoad("Object.defineProperty(navigator, 'share', {value: undefined});")
		l.open(fileURL(publicDir(t), statementPage))
		if eval[bool](l.tab, "[...document.querySelectorAll('button')].some(b => b.textContent.startsWith('Share it'))") {
			t.Error("there is a button to share where nothing can be shared")
		}
	})
}

// TestStatementLong: a text that is too long for a mail program is not handed to one, and the page says what to do.
func TestStatementLong(t *testing.T) {
	t.Parallel()
	dir := newSite(t, map[string]string{"statements/long.md": "---\ntitle: Long\nversion: 1\nfields:\n  group: {label: Your group}\nsubject: \"{{group}}\"\nrules: [send-statement]\n" +
		"changes:\n  - {version: 1, date: 2026-11-20, what: First.}\n---\n" + strings.Repeat("We write to you. ", 120) + "\n"})
	command(t, "build", dir)
	l := newLead(t, newTab, fileURL(dir, "public/statements/long.html"))
	l.fills("group", "Leeds")
	l.presses("Email it")
	l.says("This text is too long for your email program. Copy the text")
	l.quiet(5)
}
