package deploy

import (
	"bytes"
	"compress/gzip"
	"math/bits"
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
		w := brotli.NewWriterOptions(&out, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: window(len(data))})
		if _, err = w.Write(data); err == nil {
			err = w.Close()
		}
	default:
		return data, nil
	}
	return out.Bytes(), err
}

// window is the size of brotli's window that holds all of so many bytes, as the power of 2 that WriterOptions asks for. The writer
// allocates memory for the whole window, 36 MB for the largest, however little it compresses (RFC 7932, section 9.1: the window
// is 16 bytes less than the power).
func window(size int) int {
	const smallest, largest = 10, 22 // of RFC 7932, and what is used for data of any length
	return min(max(bits.Len(uint(size+15)), smallest), largest)
}
