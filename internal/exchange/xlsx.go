package exchange

func xlsxTable() Format { return Format{Name: "xlsx", Title: "table (Excel)", Ending: ".xlsx"} }
