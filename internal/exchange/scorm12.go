package exchange

func scorm12() Format {
	return Format{Name: "scorm12", Title: "SCORM 1.2", Ending: ".zip", Page: true}
}
