package deploy

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// TestWindow compresses data at the edges of brotli's windows: all of it comes back, and is as short as with the largest window.
func TestWindow(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for _, size := range []int{0, 1, 1<<10 - 17, 1<<10 - 16, 1<<10 - 15, 1<<14 - 16, 1<<14 - 15} {
		data := make([]byte, size)
		for i := range data[:size/2] {
			data[i] = byte(random.Uint32())
		}
		copy(data[size-size/2:], data) // what repeats is as far away as can be
		short, err := encode(data, "br")
		if err != nil {
			t.Fatal(err)
		}
		if back, err := io.ReadAll(brotli.NewReader(bytes.NewReader(short))); err != nil || !bytes.Equal(back, data) {
			t.Errorf("%d bytes: %d come back, %v", size, len(back), err)
		}
		var widest bytes.Buffer
		w := brotli.NewWriterLevel(&widest, brotli.BestCompression)
		if _, err := w.Write(data); err != nil || w.Close() != nil {
			t.Fatal(err)
		}
		if len(short) > widest.Len()+16 {
			t.Errorf("%d bytes: %d with a window that fits, %d with the largest", size, len(short), widest.Len())
		}
	}
}

// BenchmarkEncode compresses a page of 16 kB.
func BenchmarkEncode(b *testing.B) {
	var page strings.Builder
	for i := 0; page.Len() < 16<<10; i++ {
		fmt.Fprintf(&page, "<p>Rule %d: set a PIN of %d digits, and give nobody else's number to anybody.</p>\n", i, i*i%97)
	}
	for _, encoding := range []string{"gzip", "br"} {
		b.Run(encoding, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := encode([]byte(page.String()), encoding); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
