package deploy

import (
	"bytes"
	"compress/gzip"
	"path"
	"regexp"
	"strings"

	"github.com/andybalholm/brotli"
)

// types gives the Content-Type of a file by its ending. The table is our own, so that a file is the same wherever it is
// deployed from; what is not in it is application/octet-stream.
func types() map[string]string {
	return map[string]string{
		".avif": "image/avif", ".css": "text/css; charset=utf-8", ".csv": "text/csv; charset=utf-8",
		".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".eml": "message/rfc822",
		".gif": "image/gif", ".html": "text/html; charset=utf-8", ".ico": "image/x-icon", ".ics": "text/calendar; charset=utf-8",
		".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".js": "text/javascript; charset=utf-8", ".json": "application/json",
		".m4a": "audio/mp4", ".md": "text/markdown; charset=utf-8", ".mp3": "audio/mpeg", ".mp4": "video/mp4",
		".odt": "application/vnd.oasis.opendocument.text", ".pdf": "application/pdf", ".png": "image/png",
		".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation", ".svg": "image/svg+xml",
		".txt": "text/plain; charset=utf-8", ".vtt": "text/vtt; charset=utf-8", ".webm": "video/webm",
		".webmanifest": "application/manifest+json", ".webp": "image/webp", ".woff2": "font/woff2",
		".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xml": "application/xml",
		".zip": "application/zip",
	}
}

func contentType(name string) string {
	if t := types()[strings.ToLower(path.Ext(name))]; t != "" {
		return t
	}
	return "application/octet-stream"
}

var digestNamed = regexp.MustCompile(`^assets/.*-[0-9a-f]{8,}\.[a-z0-9]+$`)

// immutable says whether the name of a file holds the digest of its content, so that it never changes.
func immutable(name string) bool { return digestNamed.MatchString(plainName(name)) }

// cacheControl is for how long a reader's browser may keep a file (RFC 9111, RFC 8246): a year if its name changes
// with its content; anything else is asked for each time, which costs a short answer if it is the same.
func cacheControl(name string) string {
	if immutable(name) {
		return "public, max-age=31536000, immutable"
	}
	return "public, max-age=0, must-revalidate"
}

// endings is what a compressed file's name ends in, by its encoding.
func endings() map[string]string { return map[string]string{"": "", "gzip": ".gz", "br": ".br"} }

// plainName is the name of a file without the ending of its compressed copy.
func plainName(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".br")
}

// compressible says whether a file gets smaller by compressing: text does, and pictures and documents are compressed.
func compressible(name string, size int64) bool {
	t, _, _ := strings.Cut(contentType(name), ";")
	switch {
	case size > inMemory:
		return false
	case t == "message/rfc822", t == "image/svg+xml", t == "application/json", t == "application/manifest+json", t == "application/xml":
		return true
	}
	return strings.HasPrefix(t, "text/")
}

// encode compresses data as much as the encoding can. The same data gives the same bytes.
func encode(data []byte, encoding string) ([]byte, error) {
	var out bytes.Buffer
	var err error
	switch encoding {
	case "gzip":
		w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // it fails for levels that do not exist
		if _, err = w.Write(data); err == nil {
			err = w.Close()
		}
	case "br":
		w := brotli.NewWriterLevel(&out, brotli.BestCompression)
		if _, err = w.Write(data); err == nil {
			err = w.Close()
		}
	default:
		return data, nil
	}
	return out.Bytes(), err
}
