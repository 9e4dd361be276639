package exchange

// Markdown writes a quiz as the markdown that package quiz reads, with front matter.
func Markdown(s *Set) []byte {
	return nil
}
