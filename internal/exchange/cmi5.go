package exchange

func cmi5() Format {
	return Format{Name: "cmi5", Title: "cmi5", Ending: ".zip", Page: true}
}
