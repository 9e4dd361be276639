package exchange

func scorm2004() Format {
	return Format{Name: "scorm2004", Title: "SCORM 2004 4th Edition", Ending: ".zip", Page: true}
}
