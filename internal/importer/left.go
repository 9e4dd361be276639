package importer

func leftWhats() []what { return nil }
