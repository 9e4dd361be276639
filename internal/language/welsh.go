package language

// Welsh knows the article, and the two choices of a question that is true or false.
func Welsh() *Language {
	return &Language{Articles: []string{"y", "yr"}, Questions: Questions{True: "gwir", False: "gau"}}
}
