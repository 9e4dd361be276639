package exchange

func moodle() Format {
	return Format{Name: "moodle", Title: "Moodle XML", Ending: ".xml"}
}
