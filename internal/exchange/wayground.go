package exchange

func wayground() Format {
	return Format{Name: "wayground", Title: "Wayground (Quizizz) spreadsheet", Ending: ".xlsx"}
}
