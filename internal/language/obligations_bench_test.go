package language

import "testing"

// BenchmarkObligation is the time for a sentence, over all that are labelled, each as a sentence of a paragraph or as an item of a list.
func BenchmarkObligation(b *testing.B) {
	obligation := English().Obligation
	all := append(readLabelled(b, "testdata/obligations.txt"), readLabelled(b, "testdata/obligations-later.txt")...)
	obligation("", "", false) // what is made once
	for i := 0; b.Loop(); i++ {
		s := all[i%len(all)]
		obligation(s.says, "", s.item)
	}
}
