package picture

import (
	"encoding/base64"
	"net/url"
	"strings"
)

// embedded copies a picture that is embedded in a drawing as a data: address, without its metadata.
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
