package importer

func tidyWhats() []what { return nil }
