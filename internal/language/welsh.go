package language

// Welsh knows the two choices of a question that is true or false.
func Welsh() *Language {
	return &Language{Questions: Questions{True: "gwir", False: "gau"}}
}
