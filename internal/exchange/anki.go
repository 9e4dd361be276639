package exchange

func anki() Format {
	return Format{Name: "anki", Title: "Anki text", Ending: ".txt"}
}
