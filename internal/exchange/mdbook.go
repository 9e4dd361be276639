package exchange

func mdbook() Format {
	return Format{Name: "mdbook-quiz", Title: "mdbook-quiz", Ending: ".toml"}
}
