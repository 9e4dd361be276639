package exchange

func liascript() Format {
	return Format{Name: "liascript", Title: "LiaScript or quizdown", Ending: ".md"}
}
