package exchange

func aiken() Format {
	return Format{Name: "aiken", Title: "Aiken", Ending: ".txt"}
}
