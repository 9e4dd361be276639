package picture

import (
	"bytes"
	"errors"
	"testing"
)

// FuzzRead: whatever the bytes are, reading them takes time and memory in proportion to their length; what is refused has a hint; a
// copy is no longer than the file except by its orientation, is its own copy, and is the same picture.
func FuzzRead(f *testing.F) {
	for _, seed := range [][]byte{phoneJPEG(f, photo(8, 6), 6), phonePNG(f, photo(8, 6), 3), phoneGIF(f, 2), phoneWebP(6), []byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif"),
		[]byte("\xff\xd8\xff\xda\x00\x02"), []byte(pngSignature + "\xff\xff\xff\xffIDAT"), []byte("GIF89a\xff\xff\xff\xff\xff"), []byte("RIFF\xff\xff\xff\xffWEBP"),
		[]byte("\x00\x00\x00\x01ftyp\xff\xff\xff\xff\xff\xff\xff\xff")} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		info, err := Read(data)
		var fault *Fault
		if errors.As(err, &fault) && fault.Message != "" && fault.Hint != "" {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if info.Width < 0 || info.Height < 0 || info.Turn < 1 || info.Turn > 8 {
			t.Fatalf("%+v", info)
		}
		clean, err := Clean(data)
		if err != nil || info.Format != SVG && len(clean) > len(data)+64 {
			t.Fatal(err, len(data), len(clean))
		}
		again, err := Clean(clean)
		if err != nil || !bytes.Equal(again, clean) {
			t.Fatal("a copy of the copy differs", err)
		}
		if after, err := Read(clean); err != nil || after != info {
			t.Fatalf("%+v became %+v, %v", info, after, err)
		}
		if info.Resizable && info.Width*info.Height < 1<<16 {
			if small, err := Shrink(data, 5); err == nil {
				if _, err := Read(small); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}
