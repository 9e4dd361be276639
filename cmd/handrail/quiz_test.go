package main

import (
	"os"
	"path/filepath"
	"testing"

	"handrail/quiz/result"
)

// TestReadData: programs of Windows write text in other encodings, and say so with the first bytes.
func TestReadData(t *testing.T) {
	for about, data := range map[string]string{
		"UTF-8":                     "Zoë",
		"UTF-8, with its mark":      "\xef\xbb\xbfZoë",
		"UTF-16, as PowerShell has": "\xff\xfeZ\x00o\x00\xeb\x00",
		"UTF-16, high byte first":   "\xfe\xff\x00Z\x00o\x00\xeb",
	} {
		name := filepath.Join(t.TempDir(), "results.txt")
		if err := os.WriteFile(name, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
		data, err := readData(nil, name)
		if got := result.Codes().Open(data); err != nil || len(got) != 1 || got[0].Text != "Zoë" {
			t.Errorf("%s: is read as %v (%v)", about, got, err)
		}
	}
}
