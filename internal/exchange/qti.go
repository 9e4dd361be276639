package exchange

func qti21() Format { return Format{Name: "qti21", Title: "QTI 2.1", Ending: ".zip"} }

func qti22() Format { return Format{Name: "qti22", Title: "QTI 2.2", Ending: ".zip"} }

func qti3() Format { return Format{Name: "qti3", Title: "QTI 3.0", Ending: ".zip"} }
