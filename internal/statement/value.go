package statement

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"handrail/internal/output"
	"handrail/internal/pattern"
	"handrail/internal/source"
)

// Fault is why a text cannot fill a field.
type Fault string

// The faults of what is filled in. The browser has the same, by the same names.
const (
	Empty   Fault = "empty"   // nothing that can be seen
	Long    Fault = "long"    // more characters than the field takes
	Line    Fault = "line"    // a line break within
	Control Fault = "control" // a control character, or one that no text can have
	Turned  Fault = "turned"  // a character that turns the direction of the text (UAX #9): the words could then seem to say something else
	Braces  Fault = "braces"  // {{ or }}, which stand for fields
	Broken  Fault = "broken"  // bytes that are no text
	Form    Fault = "form"    // what a form has in place of a value, such as [insert group name]

	// What only some kinds of fields have.
	NoDate   Fault = "date"
	NoOption Fault = "choice"
	NoEmail  Fault = "email"
	NoPhone  Fault = "phone"
	NoNumber Fault = "number"
	Early    Fault = "early"
	Late     Fault = "late"
	Low      Fault = "low"
	High     Fault = "high"
)

// Clean makes of what a person typed or pasted the value of this field, as the function of that name does. Then it holds the
// value against the field's kind. A field that can be left empty has the value "" without a fault.
func (f Field) Clean(text string) (string, Fault) {
	value, fault := "", Fault("")
	if f.Kind == KindText {
		value, fault = cleanLines(text, f.Most())
	} else {
		value, fault = Clean(text, f.Most())
	}
	switch {
	case fault == Empty && f.Optional:
		return "", ""
	case fault != "":
		return value, fault
	}
	return value, f.hold(value)
}

// cleanLines cleans each line of a text, and leaves at most one empty line between two others.
func cleanLines(text string, most int) (string, Fault) {
	if !utf8.ValidString(text) {
		return "", Broken
	}
	text = strings.ReplaceAll(strings.Map(dropInvisible, text), "\r\n", "\n")
	var lines []string
	var fault Fault
	for _, line := range strings.Split(strings.Map(oneBreak, text), "\n") {
		value, wrong := Clean(line, 0)
		if wrong != "" && wrong != Empty {
			fault = first(fault, wrong)
		}
		if value != "" || len(lines) > 0 && lines[len(lines)-1] != "" {
			lines = append(lines, value)
		}
	}
	value := strings.TrimSuffix(strings.Join(lines, "\n"), "\n")
	switch {
	case fault != "":
	case !strings.ContainsFunc(value, isVisible):
		fault = Empty
	case most > 0 && utf8.RuneCountInString(value) > most:
		fault = Long
	}
	return value, fault
}

// printable leaves out of a text what none may hold. What comes from a source or a person has been held to that before, and
// got a diagnostic or a fault; the writers of formats rely on nobody.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if source.Unseen(r) {
			return -1
		}
		return r
	}, text)
}

// oneLine is a text with a space in place of each break, fit for what ends at the end of a line.
func oneLine(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\t", " ")
	return strings.TrimSpace(printable(strings.ReplaceAll(strings.Map(oneBreak, text), "\n", " ")))
}

// oneBreak gives the same break for all that end a line.
func oneBreak(r rune) rune {
	if strings.ContainsRune("\r\v\f\u0085\u2028\u2029", r) {
		return '\n'
	}
	return r
}

// The forms of values. The browser has the same expressions.
var (
	dateForm   = pattern.New(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
	numberForm = pattern.New(`^-?[0-9]{1,15}(?:\.[0-9]{1,6})?$`)
	phoneForm  = pattern.New(`^[+(]{0,2}[0-9][0-9 ()./‐‑–-]*(?: ?(?:[eE][xX][tT]\.?|[xX]) ?[0-9]{1,6})?$`)
	// A valid email address, as forms of web pages have it (https://html.spec.whatwg.org/#valid-e-mail-address), with a point in
	// its domain.
	emailForm = pattern.New(`^[a-zA-Z0-9.!#$%&'*+/=?^_` + "`" + `{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$`)
)

// Faults lists the faults that texts have in fields of this kind alone.
func (k Kind) Faults() []Fault {
	switch k {
	case KindDate:
		return []Fault{NoDate, Early, Late}
	case KindChoice:
		return []Fault{NoOption}
	case KindEmail:
		return []Fault{NoEmail}
	case KindPhone:
		return []Fault{NoPhone}
	case KindNumber:
		return []Fault{NoNumber, Low, High}
	}
	return nil
}

// hold says why a clean value is not of the field's kind.
func (f Field) hold(value string) Fault {
	switch f.Kind {
	case "", KindLine, KindText:
		if f.isPlaceholder(value) {
			return Form
		}
	case KindChoice:
		if !slices.Contains(f.Options, value) {
			return NoOption
		}
	case KindEmail:
		if !emailForm().MatchString(value) {
			return NoEmail
		}
	case KindPhone:
		digits := strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, value)
		if !phoneForm().MatchString(value) || len(digits) < 3 || len(digits) > 21 {
			return NoPhone
		}
	case KindDate:
		if _, err := time.Parse(time.DateOnly, value); err != nil || !dateForm().MatchString(value) || value < "1000" {
			return NoDate
		}
		return f.within(value, Early, Late)
	case KindNumber:
		if !numberForm().MatchString(value) {
			return NoNumber
		}
		return f.within(value, Low, High)
	}
	return ""
}

func (f Field) within(value string, below, above Fault) Fault {
	switch {
	case f.Min != "" && f.less(value, f.Min):
		return below
	case f.Max != "" && f.less(f.Max, value):
		return above
	}
	return ""
}

// Clean makes of what a person typed or pasted the value of a field: in Unicode's composed form (NFC), without spaces at
// its ends or doubled, and without the invisible characters that copying brings along. max is the most characters
// (Unicode code points); 0 for no limit. A text with a fault gives the fault as well.
func Clean(text string, max int) (string, Fault) {
	if !utf8.ValidString(text) {
		return "", Broken
	}
	var b strings.Builder
	var fault Fault
	gap := false // a space is due before the next character
	// Before composing: an accent may follow such a character.
	text = norm.NFC.String(strings.Map(dropInvisible, text))
	for _, r := range strings.TrimFunc(text, unicode.IsSpace) {
		switch {
		case strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r):
			fault = first(fault, Line)
			gap = true
		case unicode.IsSpace(r):
			gap = true
		case r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
			fault = first(fault, Turned)
		case source.Unseen(r):
			fault = first(fault, Control)
		default:
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(r)
		}
	}
	value := b.String()
	switch {
	case fault != "":
	case !strings.ContainsFunc(value, isVisible):
		fault = Empty
	case strings.Contains(value, "{{") || strings.Contains(value, "}}"):
		fault = Braces
	case max > 0 && utf8.RuneCountInString(value) > max:
		fault = Long
	}
	return value, fault
}

func first(a, b Fault) Fault {
	if a != "" {
		return a
	}
	return b
}

// dropInvisible drops the soft hyphen, the space and the joiner without width, and the byte order mark.
func dropInvisible(r rune) rune {
	if strings.ContainsRune("\u00ad\u200b\u2060\ufeff", r) {
		return -1
	}
	return r
}

func isVisible(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsPunct(r) || unicode.IsSymbol(r)
}

// Shorter gives a value without what the statement says already: the organisation's own names before it ("MSS MS
// Society Leeds" is Leeds), and the word for a group written twice at its end. It is "" when there is nothing to take away.
func (f Field) Shorter(value string, own []string) string {
	short := value
	for again := true; again; {
		again = false
		for _, name := range own {
			if rest, ok := cutName(short, name); ok {
				short, again = rest, true
			}
		}
	}
	words := strings.Split(short, " ")
	for n := len(words); f.forms.Group != "" && n > 2 && strings.EqualFold(words[n-1], f.forms.Group) && strings.EqualFold(words[n-2], f.forms.Group); n-- {
		words = words[:n-1]
	}
	if short = strings.Join(words, " "); short == value {
		return ""
	}
	return short
}

// cutName takes a name off the front of a text, where the name ends there and something is left.
func cutName(text, name string) (rest string, ok bool) {
	letters, n := []rune(text), utf8.RuneCountInString(name)
	if n == 0 || len(letters) <= n || !strings.EqualFold(string(letters[:n]), name) {
		return "", false
	}
	after := string(letters[n:])
	rest = strings.TrimLeft(after, " -–—:,")
	return rest, rest != after && rest != ""
}

// FileName makes a name that a file may have on any system of a text: without the characters that Windows refuses or nobody can see, and
// never one of the names that it keeps for itself.
func FileName(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || source.Unseen(r) || strings.ContainsRune(`/\:*?"<>|`, r) {
			return ' '
		}
		return r
	}, text)
	letters := []rune(strings.Join(strings.Fields(text), " "))
	if len(letters) > maxFileName {
		letters = letters[:maxFileName]
	}
	name := strings.Trim(string(letters), " .")
	switch {
	case name == "":
		return "statement"
	case output.Device(name):
		return "_" + name
	}
	return name
}

// maxFileName is how many characters the name of a file may have without its ending. Each may take four bytes, and file
// systems allow 255.
const maxFileName = 60
