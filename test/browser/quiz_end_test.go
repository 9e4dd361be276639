package browser

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/chromedp/cdproto/page"
)

// TestQuizCertificate prints a certificate with a name that is markup, the quiz before it was taken, and its result.
func TestQuizCertificate(t *testing.T) {
	t.Parallel()
	l := learner{newTab(t)}
	l.open(fileURL(trialSite(t), "quizzes/once.html"))
	paper := func() string {
		l.show(800, map[string]string{"media": "print"})
		defer l.show(800, looks[0].media)
		return eval[string](l.tab, "document.querySelector('main').innerText")
	}
	list := paper()
	for words, there := range map[string]bool{"How many?": true, "Second": true, "Start": false, "Second it is.": false, "256": false} {
		if strings.Contains(list, words) != there {
			t.Errorf("the quiz on paper has %q: %t", words, !there)
		}
	}
	l.press("Start")
	l.take(rightSteps())
	result := paper()
	for words, there := range map[string]bool{"Trial once": true, "You got 7 out of 7": true, "What you know": true, "1. Right: Which one?": true,
		"All kinds.": false, "Second it is.": false, "Start again": false, "Give your result": false, "Take the quiz again": false, "What is kept": false} {
		if strings.Contains(result, words) != there {
			t.Errorf("the result on paper has %q: %t\n%s", words, !there, result)
		}
	}
	l.press("Make a certificate to print")
	l.wants("Make a certificate to print")
	l.wait("document.querySelector('.take [type=text]') !== null")
	const name = `<b>Zoë</b> & "Sam"`
	l.write(name)
	l.reads(name, "This certificate is for", "who passed the quiz “Trial once” on", "Score: 7 out of 7", "does not prove who gave the answers")
	own := true // the size of the sheet is the page's
	pdf := call(l.tab, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &own})
	if sheets := regexp.MustCompile(`/MediaBox \[0 0 (\d+)[.\d]* (\d+)`).FindAllStringSubmatch(string(pdf.Data), -1); len(sheets) != 1 || sheets[0][1] != "841" || sheets[0][2] != "594" {
		t.Errorf("the certificate is not one sheet of A4 on its side, but %q", sheets)
	}
	printed := paper()
	if !strings.Contains(printed, name) || strings.Contains(printed, "How many?") || strings.Contains(printed, "Your name") {
		t.Errorf("the certificate on paper:\n%s", printed)
	}
	if kept := eval[string](l.tab, "JSON.stringify(localStorage) + location.href + document.cookie"); strings.Contains(kept, "Zo") {
		t.Errorf("the name is kept: %s", kept)
	}
	l.press("Back to your result")
	l.comes("Your result")
	l.quiet(6)
}

// TestQuizCalendar saves the calendar files of a result, and reads them back by the rules of RFC 5545.
func TestQuizCalendar(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		public := trialSite(t)
		l := learner{newTab(t)}
		l.beforeLoad("window.files = []; { const make = URL.createObjectURL; URL.createObjectURL = blob => { if (blob.type === 'text/calendar') files.push(blob.text()); return make(blob); }; }")
		l.open(fileURL(public, "quizzes/long.html"))
		l.press("Start")
		l.take(rightSteps())
		l.wait("document.querySelectorAll('.take a[download$=ics]').length === 3") // they are loaded
		if links := eval[[]string](l.tab, "[...document.querySelectorAll('.take a[download$=ics]')].map(a => a.innerText)"); !slices.Equal(links, []string{"In 1 week", "In 4 weeks", "In 12 weeks"}) {
			t.Errorf("the links to calendar files are %q", links)
		}
		// A link saves the file when it is pressed; the page's policy does not refuse it.
		l.to("at.innerText === 'In 4 weeks'")
		onDisk := l.saved(eval[string](l.tab, "document.activeElement.download"), l.enter)

		today := eval[string](l.tab, "new Date().toLocaleDateString('sv')")
		uids := map[string]bool{}
		files := eval[[]string](l.tab, "Promise.all(files)")
		if onDisk != files[1] {
			t.Errorf("the file that is saved is %q, not %q", onDisk, files[1])
		}
		for i, weeks := range []int{1, 4, 12} {
			event := readCalendar(t, files[i])
			day, err := time.Parse(time.DateOnly, today)
			if err != nil {
				t.Fatal(err)
			}
			for name, want := range map[string]string{
				"DTSTART;VALUE=DATE": day.AddDate(0, 0, 7*weeks).Format("20060102"),
				"DTEND;VALUE=DATE":   day.AddDate(0, 0, 7*weeks+1).Format("20060102"),
				"SUMMARY":            "Take the quiz again: " + longTitle,
				"VERSION":            "2.0",
			} {
				if event[name] != want {
					t.Errorf("in %d weeks: %s is %q, not %q", weeks, name, event[name], want)
				}
			}
			if _, err := time.Parse("20060102T150405Z", event["DTSTAMP"]); err != nil {
				t.Error(err)
			}
			uids[event["UID"]] = true
		}
		settings, err := os.ReadFile(filepath.Join(filepath.Dir(public), "content", "site.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		id := regexp.MustCompile(`(?m)^id: (\S+)$`).FindSubmatch(settings) // a new one for each site
		if id == nil {
			t.Fatal("the site has no identifier")
		}
		for uid := range uids {
			if !strings.HasSuffix(uid, "."+string(id[1])+".handrail") {
				t.Errorf("the event %s does not name its site", uid)
			}
		}
		if len(uids) != 3 || uids[""] {
			t.Errorf("the names of the events are %v", uids)
		}
		l.quiet(6)
	})
}

// readCalendar is the properties of a calendar file with one event.
func readCalendar(t *testing.T, text string) map[string]string {
	t.Helper()
	lines := strings.Split(text, "\r\n")
	if lines[len(lines)-1] != "" || strings.ContainsAny(strings.Join(lines, ""), "\r\n") {
		t.Errorf("the lines do not all end with CRLF: %q", text)
	}
	for _, line := range lines {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	properties := map[string]string{}
	var open []string
	for _, line := range strings.Split(strings.ReplaceAll(strings.TrimSuffix(text, "\r\n"), "\r\n ", ""), "\r\n") {
		name, value, found := strings.Cut(line, ":")
		switch {
		case !found:
			t.Errorf("a line without a name: %q", line)
		case name == "BEGIN":
			open = append(open, value)
		case name == "END":
			if len(open) == 0 || open[len(open)-1] != value {
				t.Fatalf("%s ends where %s is open", value, open)
			}
			open = open[:len(open)-1]
		default:
			if bare := regexp.MustCompile(`\\[\\;,nN]`).ReplaceAllString(value, ""); strings.ContainsAny(bare, `\;,`) {
				t.Errorf("%s is not escaped: %q", name, value)
			}
			properties[name] = strings.NewReplacer(`\\`, `\`, `\;`, `;`, `\,`, `,`, `\n`, "\n").Replace(value)
		}
	}
	if len(open) > 0 {
		t.Errorf("%s is not ended", open)
	}
	return properties
}
