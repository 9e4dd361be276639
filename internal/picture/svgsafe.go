package picture

import (
	"encoding/base64"
	"net/url"
	"regexp"
	"strings"
)

var (
	cssURL     = regexp.MustCompile(`(?i)url\s*\(\s*("[^"]*"|'[^']*'|[^)]*)\s*\)`)
	cssAnyURL  = regexp.MustCompile(`(?i)url\s*\(`)
	cssImport  = regexp.MustCompile(`(?i)@import\s*(?:url\s*\([^)]*\)|"[^"]*"|'[^']*')?[^;]*;?`)
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssLoads   = regexp.MustCompile(`(?i)@import|@namespace|image-set|cross-fade|\bsrc\s*\(|\bimage\s*\(|expression\s*\(|javascript\s*:|-moz-binding|behavior\s*:`)
	ownFont    = regexp.MustCompile(`(?i)^data:(font|application)/[a-z0-9.+-]+;`)
)

// ownURL says whether an address in CSS leads to a part of the drawing, or to what is written into it.
func ownURL(written string) bool {
	address := strings.TrimSpace(strings.Trim(strings.TrimSpace(written), `"'`))
	return strings.HasPrefix(address, "#") || ownFont.MatchString(address)
}

// safeStyle says whether a value, of CSS or any other, loads nothing.
func safeStyle(value string) bool {
	if !strings.ContainsAny(value, `(:@\`) {
		return true
	}
	for _, m := range cssURL.FindAllStringSubmatch(value, -1) {
		if !ownURL(m[1]) {
			return false
		}
	}
	rest := cssURL.ReplaceAllString(value, "")
	return !strings.Contains(rest, `\`) && !cssLoads.MatchString(rest) && !cssAnyURL.MatchString(rest)
}

// safeSheet takes out of a style sheet what would load something; whole says that nothing was taken out. Escapes can hide what
// they mean, so a sheet that has any is left out.
func safeSheet(text string) (safe string, whole bool) {
	plain := cssComment.ReplaceAllString(text, "")
	safe = cssImport.ReplaceAllString(plain, "")
	safe = cssURL.ReplaceAllStringFunc(safe, func(u string) string {
		if ownURL(cssURL.FindStringSubmatch(u)[1]) {
			return u
		}
		return "none"
	})
	if !safeStyle(safe) {
		return "", false
	}
	return safe, safe == plain
}

// embedded copies a picture that is written into a drawing as a data: address, without its metadata.
func (w *svgWriter) embedded(address string) (clean string, ok bool) {
	head, body, found := strings.Cut(address, ",")
	if !found {
		return "", false
	}
	var data []byte
	var err error
	if strings.HasSuffix(strings.TrimSpace(head), ";base64") {
		if plain, err := url.PathUnescape(body); err == nil {
			body = plain
		}
		body = strings.Join(strings.Fields(body), "")
		data, err = base64.RawStdEncoding.DecodeString(strings.TrimRight(body, "="))
	} else {
		var plain string
		plain, err = url.PathUnescape(body)
		data = []byte(plain)
	}
	if err != nil {
		return "", false
	}
	if isSVG(data) {
		if w.nested > 1 {
			return "", false
		}
		inner, err := cleanSVG(data, w.nested+1)
		if err != nil {
			return "", false
		}
		return "data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(inner.Data), true
	}
	if w.nested > 2 {
		return "", false
	}
	c, err := read(data)
	if err != nil || c.Format == SVG {
		return "", false
	}
	raster, err := Clean(data)
	return "data:image/" + strings.ToLower(string(c.Format)) + ";base64," + base64.StdEncoding.EncodeToString(raster), err == nil
}
