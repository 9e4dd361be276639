package main

import (
	"os"
	"path/filepath"
	"testing"

	"handrail/internal/code"
	"handrail/quiz/result"
)

// TestReadCodes: programs of Windows write text in other encodings, and say so with the first bytes.
func TestReadCodes(t *testing.T) {
	one, err := result.Encode(result.Result{Name: "Zoë"})
	if err != nil {
		t.Fatal(err)
	}
	wide := func(first string, low, high int) string {
		data := make([]byte, 2*len(one))
		for i := range len(one) {
			data[2*i+low], data[2*i+high] = one[i], 0
		}
		return first + string(data)
	}
	for about, data := range map[string]string{
		"UTF-8":                     one,
		"UTF-8, with its mark":      "\xef\xbb\xbf" + one,
		"UTF-16, as PowerShell has": wide("\xff\xfe", 0, 1),
		"UTF-16, high byte first":   wide("\xfe\xff", 1, 0),
	} {
		name := filepath.Join(t.TempDir(), "results.txt")
		if err := os.WriteFile(name, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
		found := ""
		r := codeReader[result.Result]{kind: result.Codes(), of: "result", take: func(f result.Found) (code.Fault, string) {
			found += f.Content.Name
			return "", ""
		}}
		if err := r.file(nil, place{0, name, 1}); err != nil || found != "Zoë" || len(r.problems) > 0 {
			t.Errorf("%s: finds %q, and reports %v (%v)", about, found, r.problems, err)
		}
	}
}
