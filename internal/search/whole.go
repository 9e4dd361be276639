package search

// Whole is the file of a small site: its synonyms, and all that can be found of its guidance and of its other pages.
func Whole(guidance, others []Page, synonyms Synonyms) []byte {
	b := appendList(append(startScript(sizeOf(guidance)+sizeOf(others)+1<<12), '['), synonyms.lines(), appendText)
	b = appendPages(append(b, ','), guidance)
	b = appendPages(append(b, ','), others)
	return endScript(append(b, ']'))
}

func appendPages(b []byte, pages []Page) []byte {
	return appendList(b, pages, func(b []byte, p Page) []byte { return appendPage(b, &p) })
}
