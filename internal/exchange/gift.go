package exchange

func gift() Format {
	return Format{Name: "gift", Title: "GIFT", Ending: ".gift"}
}
