package exchange

func kahoot() Format {
	return Format{Name: "kahoot", Title: "Kahoot spreadsheet", Ending: ".xlsx"}
}
