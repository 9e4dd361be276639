package importer

// chunk reads w:altChunk (ECMA-376 part 1, section 17.17.2.1): a document of another kind within this one.
func (p *docxPart) chunk(e element) []docxItem {
	p.note("object", p.links[e.relation("id")].target)
	return nil
}
