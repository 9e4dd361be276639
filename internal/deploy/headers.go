package deploy

import (
	"bytes"
	"compress/gzip"
	"strings"

	"github.com/andybalholm/brotli"

	"handrail/internal/host"
)

// immutable says whether the name of a file, or of the file that it is a compressed copy of, holds the digest of its content.
func immutable(name string) bool { return host.Immutable(plainName(name)) }

// endings is what a compressed file's name ends in, by its encoding.
func endings() map[string]string { return map[string]string{"": "", "gzip": ".gz", "br": ".br"} }

// plainName is the name of a file without the ending of its compressed copy.
func plainName(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".br")
}

// compressible says whether a file is compressed: it gets smaller by it, and can be held in memory.
func compressible(name string, size int64) bool { return size <= inMemory && host.Compressible(name) }

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
