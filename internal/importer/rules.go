package importer

func ruleWhats() []what { return nil }
