package builder

import (
	"testing"

	"handrail/quiz"
	"handrail/templates"
)

// TestKinds: each kind of question has its templates, and says in words what to do.
func TestKinds(t *testing.T) {
	theme := Theme{Default: templates.FS}
	words, _ := loadWords(theme, "en-GB")
	l, diags := loadLayouts(theme, words)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	for _, kind := range quiz.Kinds() {
		for _, name := range []string{"choose-" + string(kind), "answer-" + string(kind)} {
			if l.blocks().Lookup(name) == nil {
				t.Errorf("templates/questions has no template %s", name)
			}
		}
		if _, err := words.Text("quiz." + string(kind)); err != nil {
			t.Errorf("there are no words for the kind %s: %v", kind, err)
		}
	}
}
