package exchange

import "testing"

// BenchmarkExport writes a quiz of 2,000 questions in each format.
func BenchmarkExport(b *testing.B) {
	s := manyQuestions(b, 2000)
	s.Address = "https://example.org/"
	s.Draw = 20 // a package keeps in few characters where a learner is
	for _, f := range Formats() {
		if !f.Writes() {
			continue
		}
		b.Run(f.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				data, diags := f.Write(s, Options{Page: []File{{Name: "index.html", Data: make([]byte, 1<<20)}}})
				if data == nil {
					b.Fatal(diags)
				}
				b.ReportMetric(float64(len(data)), "bytes")
			}
		})
	}
}
