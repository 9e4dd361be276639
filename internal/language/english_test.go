package language

import "testing"

func TestEnglishSyllables(t *testing.T) {
	for word, want := range map[string]int{"a": 1, "the": 1, "people": 2, "table": 2, "like": 1, "list": 1, "message": 2,
		"messages": 3, "asked": 1, "wanted": 2, "volunteer": 3, "administrator": 5, "little": 2, "used": 1, "WhatsApp": 2} {
		if got := englishSyllables([]byte(word)); got != want {
			t.Errorf("%s: got %d, want %d", word, got, want)
		}
	}
}
