package exchange

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"handrail/internal/exchange"
)

// TestTrainerWords: words for the trainer are in no file that learners can get, whatever it is packed or encoded in, unless they are asked
// for, and then in those formats alone that can keep them.
func TestTrainerWords(t *testing.T) {
	keeping := []string{"moodle", "csv", "xlsx"}
	for _, f := range exchange.Formats() {
		if !f.Writes() {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			for _, asked := range []bool{false, true} {
				data, _ := exported(t, trialQuiz, f.Name, exchange.Options{TrainerNotes: asked})
				if len(data) == 0 {
					t.Fatal("nothing was written")
				}
				if where, want := holding(t, f.Name, data, "hands"), asked && slices.Contains(keeping, f.Name); want != (where != "") {
					t.Errorf("with notes asked for (%v), words for the trainer are in %q", asked, where)
				}
				if holding(t, f.Name, data, "write to all members at once") == "" {
					t.Error("words of a question are not found")
				}
			}
		})
	}
	packed := zipped(t, "page.html", []byte(`<img src="data:text/plain;base64,`+base64.StdEncoding.EncodeToString(zipped(t, "a.txt", []byte("Ask for hands.")))+`">`))
	if got := holding(t, "x", packed, "hands"); got != "x/page.html/base64/a.txt" {
		t.Errorf("words in a package in base64 are in %q", got)
	}
}

var base64Run = regexp.MustCompile(`[A-Za-z0-9+/]{16,}={0,2}`)

// holding says where in a file words are: in it, in a file that is packed in it, or in what it has in base64. It is "" for nowhere.
func holding(t *testing.T, name string, data []byte, words string) string {
	t.Helper()
	if bytes.HasPrefix(data, []byte("PK")) {
		names, files := unzipped(t, data)
		for _, inner := range names {
			if found := holding(t, name+"/"+inner, files[inner], words); found != "" {
				return found
			}
		}
		return ""
	}
	if strings.Contains(strings.ToLower(strings.Join(strings.Fields(html.UnescapeString(string(data))), " ")), words) {
		return name
	}
	for _, run := range base64Run.FindAll(data, -1) {
		inner, err := base64.StdEncoding.DecodeString(string(run))
		if err != nil {
			continue // a long word
		}
		if found := holding(t, name+"/base64", inner, words); found != "" {
			return found
		}
	}
	return ""
}

// zipped is a package of one file.
func zipped(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	part, err := w.Create(name)
	if err == nil {
		_, err = part.Write(data)
	}
	if err != nil || w.Close() != nil {
		t.Fatal("writing to memory failed")
	}
	return b.Bytes()
}
