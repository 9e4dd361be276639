package main

import (
	"bytes"
	"encoding/binary"
	"image/png"
	"testing"
)

// TestIcons: the files of the icon for Windows and for macOS have a picture of each size that they say.
func TestIcons(t *testing.T) {
	read := func(data []byte, want int) {
		t.Helper()
		picture, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil || picture.Width != want || picture.Height != want {
			t.Errorf("a picture of %d pixels: %+v, %v", want, picture, err)
		}
	}
	windows, err := ico()
	if err != nil {
		t.Fatal(err)
	}
	if n := int(windows[4]); n != 6 {
		t.Fatalf("%d sizes", n)
	}
	for i := range 6 {
		part := windows[6+16*i:]
		size := int(part[0])
		if size == 0 {
			size = 256
		}
		read(windows[binary.LittleEndian.Uint32(part[12:]):][:binary.LittleEndian.Uint32(part[8:])], size)
	}
	mac, err := icns()
	if err != nil {
		t.Fatal(err)
	}
	if string(mac[:4]) != "icns" || int(binary.BigEndian.Uint32(mac[4:])) != len(mac) {
		t.Fatalf("%q has %d bytes", mac[:8], len(mac))
	}
	sizes := map[string]int{"ic07": 128, "ic08": 256, "ic09": 512}
	for rest := mac[8:]; len(rest) > 0; {
		n := binary.BigEndian.Uint32(rest[4:])
		read(rest[8:n], sizes[string(rest[:4])])
		delete(sizes, string(rest[:4]))
		rest = rest[n:]
	}
	if len(sizes) > 0 {
		t.Errorf("no picture for %v", sizes)
	}
}
