package host

import (
	"path"
	"strings"

	"handrail/internal/pattern"
)

// types is the Content-Type of files by their ending. The table is our own, so that a file has the same type wherever it is
// served from; what is not in it is application/octet-stream.
func types() map[string]string {
	return map[string]string{
		".apng": "image/apng", ".avif": "image/avif", ".css": "text/css; charset=utf-8", ".csv": "text/csv; charset=utf-8",
		".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".eml": "message/rfc822", ".epub": "application/epub+zip",
		".gif": "image/gif", ".html": "text/html; charset=utf-8", ".ico": "image/x-icon", ".ics": "text/calendar; charset=utf-8",
		".jfif": "image/jpeg", ".jpe": "image/jpeg", ".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".js": "text/javascript; charset=utf-8", ".json": "application/json",
		".m4a": "audio/mp4", ".md": "text/markdown; charset=utf-8", ".mp3": "audio/mpeg", ".mp4": "video/mp4",
		".odt": "application/vnd.oasis.opendocument.text", ".pdf": "application/pdf", ".png": "image/png",
		".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation", ".svg": "image/svg+xml",
		".txt": "text/plain; charset=utf-8", ".vtt": "text/vtt; charset=utf-8", ".webm": "video/webm",
		".webmanifest": "application/manifest+json", ".webp": "image/webp", ".woff2": "font/woff2",
		".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xml": "application/xml",
		".zip": "application/zip",
	}
}

// unknown is the type of a file whose ending is not in the table: a browser saves such a file.
const unknown = "application/octet-stream"

// ContentType is the media type of a file, by the ending of its name.
func ContentType(name string) string {
	if t := types()[strings.ToLower(path.Ext(name))]; t != "" {
		return t
	}
	return unknown
}

// Compressible says whether compressing makes a file of this name smaller: a text, yes; pictures and documents are compressed
// already.
func Compressible(name string) bool { return compressible(ContentType(name)) }

func compressible(contentType string) bool {
	t, _, _ := strings.Cut(contentType, ";")
	switch t {
	case "message/rfc822", "image/svg+xml", "application/json", "application/manifest+json", "application/xml":
		return true
	}
	return strings.HasPrefix(t, "text/")
}

// digestNamed matches what follows the site's path in the address of an asset. A build writes ten digits: fewer could be a
// date in a name that an editor chose. A check reports a source file with such a name.
const digestNamed = `assets/[^/]*-[0-9a-f]{10}\.[a-z0-9]+$`

var isDigestNamed = pattern.New(`^` + digestNamed)

// Immutable says whether the name of a file holds the digest of its content, so that it never changes.
func Immutable(name string) bool { return isDigestNamed().MatchString(name) }

// For how long a reader's browser may keep a file: Cache-Control of RFC 9111 and RFC 8246.
const (
	cacheForGood = "public, max-age=31536000, immutable" // a year
	cacheAsking  = "public, max-age=0, must-revalidate"  // asked for each time; the answer is short if the file has not changed
	cacheNever   = "no-cache"
)

// worker is the script that keeps the site for when there is no network. A browser must not miss a new one.
const worker = "sw.js"

// CacheControl is the header that says for how long a browser may keep a file: a year if its name changes with its content.
func CacheControl(name string) string {
	switch {
	case Immutable(name):
		return cacheForGood
	case name == worker:
		return cacheNever
	}
	return cacheAsking
}
