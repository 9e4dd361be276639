package main

import (
	"bytes"
	"compress/flate"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// TestDeflate: what is compressed is read again by Go's library, and is smaller than what that makes.
func TestDeflate(t *testing.T) {
	noise := make([]byte, partSize+1000)
	random := rand.NewChaCha8([32]byte{1})
	_, _ = random.Read(noise)
	few := make([]byte, partSize+5)
	for i := range few {
		few[i] = noise[i] % 3
	}
	program, err := os.ReadFile(os.Args[0]) // this test
	if err != nil {
		t.Fatal(err)
	}
	program = program[len(program)/4:][:partSize+5000]
	for name, data := range map[string][]byte{
		"nothing": nil, "one": {7}, "three": []byte("aaa"), "zeros": make([]byte, partSize+1), "noise": noise, "few": few,
		"text": []byte(strings.Repeat("Check your list at least once a month. ", 8000)), "far": append(bytes.Clone(noise[:farthest]), noise[:farthest+300]...),
		"program": program,
	} {
		small := deflate(data)
		back, err := io.ReadAll(flate.NewReader(bytes.NewReader(small)))
		if err != nil || !bytes.Equal(back, data) {
			t.Errorf("%s: %d bytes are read again as %d: %v", name, len(data), len(back), err)
		}
		var usual bytes.Buffer
		w, err := flate.NewWriter(&usual, flate.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write(data)
		_ = w.Close()
		t.Logf("%s: %d bytes, compressed to %d, by Go's library to %d", name, len(data), len(small), usual.Len())
		if len(small) > usual.Len()+len(usual.Bytes())/1000+40 {
			t.Errorf("%s: %d bytes are compressed to %d, and by Go's library to %d", name, len(data), len(small), usual.Len())
		}
		if name == "program" && len(small) > usual.Len()*97/100 {
			t.Errorf("a program is compressed to %d bytes, and by Go's library to %d", len(small), usual.Len())
		}
	}
}
