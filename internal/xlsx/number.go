package xlsx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"handrail/internal/pattern"
)

// look is what a style makes of a number.
type look int

const (
	plain   look = iota // the number
	percent             // a hundred times the number, with %
	date                // a day or a time, which the number counts
	other               // the number, and something else with it
)

// readStyles reads which number format each style of cells has (section 18.8.10).
func (r *reader) readStyles(part string) error {
	var styles struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	err := r.each(part, "styleSheet", func(d *xml.Decoder, start xml.StartElement) error { return d.DecodeElement(&styles, &start) })
	if err != nil {
		return err
	}
	codes := map[int]string{}
	for _, f := range styles.Formats {
		codes[f.ID] = f.Code
	}
	for _, c := range styles.Cells {
		r.looks = append(r.looks, lookOf(c.Format, codes[c.Format]))
	}
	return nil
}

// What a format's code has that is not shown, or shown for its colour alone; that shows a number in digits; and that shows a day or a time.
var (
	unshown = pattern.New(`(?i)\[(black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)\]|_.|\*.|general|[()]`)
	digits  = pattern.New(`^[#0?.,; @+\-\\]*$`)
	dated   = pattern.New(`(?i)[dmyhs]`)
	quoted  = pattern.New(`"[^"]*"|\\.|\[[^\]]*\]`)
)

// lookOf is what a number format does, by its number and the code that a workbook gives it (section 18.8.30).
func lookOf(id int, code string) look {
	if code == "" {
		switch {
		case id == 9 || id == 10:
			return percent
		case id <= 4 || id == 37 || id == 38 || id == 39 || id == 40 || id == 49:
			return plain
		case id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58:
			return date
		}
		return other
	}
	shown := unshown().ReplaceAllString(code, "")
	switch {
	case digits().MatchString(shown):
		return plain
	case digits().MatchString(strings.ReplaceAll(shown, "%", "")):
		return percent
	case dated().MatchString(quoted().ReplaceAllString(shown, "")):
		return date
	}
	return other
}

// number is the text of a number in a style.
func (r *reader) number(value string, style int) (text, why string) {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return value, ""
	}
	shown := plain
	if style >= 0 && style < len(r.looks) {
		shown = r.looks[style]
	}
	switch shown {
	case percent:
		return short(n*100) + "%", ""
	case date:
		return short(n), "is shown as a date or a time, and holds a number"
	case other:
		return short(n), "is shown with more than its number, such as a unit"
	}
	return short(n), ""
}

// short writes a number with at most the 15 digits that a spreadsheet shows, so that what binary fractions lose is not seen.
func short(n float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	if err != nil {
		rounded = n
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}
