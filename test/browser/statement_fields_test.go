package browser

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"handrail/test/engine"
)

// eventSite is a site with a statement that has every kind of field, and every kind of block.
func eventSite(t *testing.T, more map[string]string) string {
	t.Helper()
	text, err := os.ReadFile("testdata/event.md")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"statements/event.md": string(text)}
	maps.Copy(files, more)
	return pagesOf(t, files)
}

// types sets the value of a field as a browser does: no keys type a date in every browser.
func (l lead) types(name, text string) {
	l.t.Helper()
	l.act(`(input => { input.value = ` + quote(text) + `;
		input.dispatchEvent(new Event('input', { bubbles: true })); input.dispatchEvent(new Event('change', { bubbles: true })); })(document.querySelector('[name=` + name + `]'))`)
}

// TestStatementFields fills in every kind of field: an optional part that is empty leaves no trace, and comes back when it is filled in.
// The browser's Word file is the program's.
func TestStatementFields(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		public := eventSite(t, nil)
		l := newLead(t, newTab, fileURL(public, "statements/event.html"))
		controls := eval[[]string](l.tab, `[...document.querySelectorAll('form .box-field :is(input, select, textarea)')].map(e => e.name + ' ' + (e.type || e.localName))`)
		want := "group text|day date|place textarea|format radio|format radio|format radio|day_of_week select-one|places number|email email|phone tel"
		if got := strings.Join(controls, "|"); got != want {
			t.Errorf("the controls are\n%s\nnot\n%s", got, want)
		}
		if unnamed := eval[[]string](l.tab, `[...document.querySelectorAll('form .box-field :is(input, select, textarea)')].filter(e => !e.labels.length).map(e => e.name)`); len(unnamed) > 0 {
			t.Errorf("without a label are %q", unnamed)
		}

		// Each mistake is named in words, and the summary links to each.
		l.fills("group", "Leeds")
		l.types("day", "2028-01-01")
		l.types("email", "leeds")
		l.types("phone", "ring me")
		l.types("places", "501")
		l.presses("Copy the text")
		problem := eval[string](l.tab, "document.activeElement.innerText")
		for _, words := range []string{"The day of the event: this date is too late. The latest is 31 December 2027.", "Where it is: write something here.",
			"Email address for questions: this is not an email address.", "Phone number for questions: this is not a phone number.", "How many people can come: this number is too high. The highest is 500."} {
			if !strings.Contains(problem, words) {
				t.Errorf("the summary does not say %q:\n%s", words, problem)
			}
		}

		l.types("day", "2026-12-05")
		l.types("email", "leeds@example.org")
		l.types("phone", "")
		l.types("places", "")
		l.to("at.name === 'place'")
		l.keys("The Hall" + engine.Enter + engine.Enter + engine.Enter + "1. High Street")
		sheet := l.sheet()
		for _, gone := range []string{"Our other meetings", "phone", "Ring us", "(for", "Places", "on  ", " .", " ,"} {
			if strings.Contains(sheet, gone) {
				t.Errorf("without the optional fields there is still %q:\n%s", gone, sheet)
			}
		}
		if empty := eval[[]string](l.tab, `[...document.querySelectorAll('.sheet :is(p, li, ul, ol, tr, h2, h3, div, blockquote)')].filter(e => e.checkVisibility() && !e.innerText.trim()).map(e => e.outerHTML)`); len(empty) > 0 {
			t.Errorf("empty are %q", empty)
		}
		if !strings.Contains(sheet, "MSS Leeds invites you to an event on 5 December 2026. You can take part: In person.") || // WebKit's innerText has spaces for these lines
			!eval[bool](l.tab, `document.querySelector('.sheet').textContent.includes('The Hall\n\n1. High Street')`) {
			t.Errorf("the text is\n%s", sheet)
		}
		set := []string{"--set", "group=Leeds", "--set", "day=2026-12-05", "--set", "email=leeds@example.org", "--set", "place=The Hall\n\n1. High Street"}
		asProgram := func(as string, more ...string) string {
			return output(t, append(append([]string{"statement", "event", "--site", filepath.Dir(public), "--format", as}, set...), more...)...)
		}
		if text := l.saved("Leeds event 5 December 2026.txt", func() { l.presses("Plain text") }); text != asProgram("txt") {
			t.Errorf("the browser's text is\n%s\nthe program's\n%s", text, asProgram("txt"))
		}
		if made := wordParts(t, l.saved("Leeds event 5 December 2026.docx", func() { l.presses("Word document") })); !maps.Equal(made, wordParts(t, asProgram("docx"))) {
			t.Error("the Word documents differ")
		}

		l.types("phone", "0113 496 0000")
		l.types("places", "30")
		l.types("day_of_week", "Monday")
		l.act("document.querySelector('[name=format][value=Online]').click()")
		set = append(set, "--set", "phone=0113 496 0000", "--set", "places=30", "--set", "day_of_week=Monday", "--set", "format=Online")
		if sheet = l.sheet(); !strings.Contains(sheet, "for up to 30 people. You can take part: Online.") || !strings.Contains(sheet, "Ring us on 0113 496 0000 if it is urgent.") ||
			!strings.Contains(sheet, "MSS Leeds: our event on 5 December 2026 (for 30)") || !strings.Contains(sheet, "We meet on each Monday as well.") {
			t.Errorf("the text is\n%s", sheet)
			t.Log(eval[string](l.tab, `JSON.stringify([...document.querySelectorAll(".sheet *")].filter(e => e.textContent.includes("The Hall")).map(e => [e.outerHTML.slice(0,300), getComputedStyle(e).whiteSpace, e.innerText]))`), eval[string](l.tab, "document.querySelector(`[name=place]`).value"))
		}
		if text := l.saved("Leeds event 5 December 2026.html", func() { l.presses("Web page") }); text != asProgram("html") {
			t.Errorf("the browser's page is\n%s\nthe program's\n%s", text, asProgram("html"))
		}
		l.quiet(5)
	})
}

// TestStatementKept: what was kept before fields had kinds is read, and the page says what no longer fits.
func TestStatementKept(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		public := eventSite(t, nil)
		l := lead{learner{newTab(t)}}
		l.beforeLoad(`localStorage.setItem('handrail:1:statement:' + location.pathname.replace(/statements.*/, ''),
		'{"values":{"group":"Leeds","day":"next week","format":"By post","phone":"x","email":"a@b.org","places":""},"versions":{"statements/event":1}}')`)
		l.open(fileURL(public, "statements/event.html"))
		got := eval[string](l.tab, `['group', 'day', 'phone', 'email', 'places'].map(name => document.querySelector('[name=' + name + ']').value).join('|')`)
		if got != "Leeds||x|a@b.org|" {
			t.Errorf("the form has %q", got)
		}
		if checked := eval[int](l.tab, "document.querySelectorAll('[name=format]:checked').length"); checked != 0 {
			t.Errorf("%d options are chosen, of which none was", checked)
		}
		if wrong := eval[string](l.tab, "[...document.querySelectorAll('.wrong')].map(e => e.textContent).join('')"); !strings.Contains(wrong, "this is not a phone number") {
			t.Errorf("the message is %q", wrong)
		}
		l.quiet(5)
	})
}

// TestStatementFieldStates tries the page in each state, with every kind of field and block, for a group as well.
func TestStatementFieldStates(t *testing.T) {
	t.Parallel()
	dir := eventSite(t, map[string]string{"groups.csv": "group,day,place,email,phone\nLeeds,2026-12-05,\"The Hall\nLeeds\",leeds@example.org,\nYork,2026-12-06,Station,york@example.org,01904 496 000\n"})
	public := fileURL(dir, "") + "/"
	b := newTab(t)
	for _, page := range sample(t, []string{"statements/event.html", "statements/event/leeds.html", "statements/event/york.html"}, 2) {
		testPage(b, public, page)
	}
	axe, err := axeScript()
	if err != nil {
		t.Fatal(err)
	}
	l := lead{learner{b}}
	l.show(narrow, looks[0].media)
	l.open(public + "statements/event.html")
	l.run(axe, auditScript)
	v := newValidator(t)
	l.presses("Print it")
	v.hold(l.tab, "with problems")
	l.types("day", "2026-12-05")
	l.types("phone", strings.Repeat("1", 30))
	v.hold(l.tab, "partly filled in")

	l.open(public + "statements/event/leeds.html")
	sheet := l.sheet()
	if strings.Contains(sheet, "Ring us") || !strings.Contains(sheet, "The Hall\nLeeds") || !strings.Contains(sheet, "on 5 December 2026. You can take part: In person") {
		t.Errorf("the page of a group says\n%s", sheet)
	}
	if left := eval[int](l.tab, "document.querySelectorAll('[data-when], [data-field], .sheet li:empty, .sheet p:empty').length"); left > 0 {
		t.Errorf("%d elements are left over", left)
	}
	text, err := os.ReadFile(filepath.Join(dir, "statements/event/leeds.txt"))
	if err != nil || strings.Contains(string(text), "{{") || strings.Contains(string(text), "\n\n\n") {
		t.Errorf("the text of a group is %v\n%s", err, text)
	}
	blank, err := os.ReadFile(filepath.Join(dir, "statements/event.txt"))
	if err != nil || !strings.Contains(string(blank), "Ring us on [Phone number for questions (optional)] if it is urgent.") {
		t.Errorf("the text with its gaps open is %v\n%s", err, blank)
	}
}
