package importer

import "maps"

func docxCases() []docxCase {
	styled := map[string]string{"word/styles.xml": docxStyles, "word/numbering.xml": docxLists}
	with := func(more map[string]string) map[string]string {
		all := maps.Clone(styled)
		maps.Copy(all, more)
		return all
	}
	return []docxCase{
		{"headings by name, base and outline", docxP("Titel", "Our guide") + docxP("Untertitel", "Third edition") + docxP("berschrift1", "Phones") + docxP("", "Ring first.") + docxP("Own", "At night") +
			docxP(`<w:outlineLvl w:val="2"/>`, "Quietly") + docxP("Titel", "Part two") + docxP("berschrift1"), styled,
			"title: Our guide\nThird edition\n\n# Phones\n\nRing first.\n\n## At night\n\n### Quietly\n\n# Part two\n", ""},
		{"bold headings", docxP("", "Words.") + docxP("", docxR("<w:b/>", "Before you go")) + docxP("", "Ring.") + docxP("", docxR("<w:b/>", "Never go alone!")) + docxP("", "Because."), nil,
			"Words.\n\n# Before you go\n\nRing.\n\n**Never go alone!**\n\nBecause.\n", "1 bold-heading: Before you go\n"},
		{"bold lines where there are headings", docxP("berschrift1", "One") + docxP("", docxR("<w:b/>", "A lead")) + docxP("", "Words.") + docxP("berschrift2", "Two") +
			docxP("", docxR("<w:b/>", "A part")) + docxP("", "Words."), styled,
			"# One\n\n**A lead**\n\nWords.\n\n## Two\n\n### A part\n\nWords.\n", "3 bold-heading: A part\n"},
		{"lists", docxL(1, 0, "A phone") + docxL(1, 1, "charged") + docxL(1, 0, "A pen") + docxP("", "Then:") + docxL(2, 0, "Look.") + docxL(2, 0, "Write.") + docxP(`<w:ind w:left="720"/>`, "In ink.") +
			docxP("", "A break.") + docxL(2, 0, "Send.") + docxL(2, 1, "By post") + docxL(4, 0, "Again."), styled,
			"- A phone\n  - charged\n- A pen\n\nThen:\n\n1. Look.\n\n2. Write.\n\n   In ink.\n\nA break.\n\n3. Send.\n   1. By post\n\n1) Again.\n", "0 list-numbers: By post\n"},
		{"lists of styles, boxes and words", docxP("Bullets", "One") + docxP("Bullets", "Two") + docxP("", "Words.") + docxL(5, 0, "Key") + docxP("", "Words.") + docxL(6, 0, "Ring") + docxP("", "Words.") + docxL(3, 0, "Letter"), styled,
			"- One\n- Two\n\nWords.\n\n- [ ] Key\n\nWords.\n\n1. Ring\n\nWords.\n\n1. Letter\n", "0 list-numbers: Step Ring\n0 list-numbers: Letter\n"},
		{"typed lists", docxP("", "• A phone") + docxP("", `<w:r><w:t>•</w:t><w:tab/><w:t>A pen</w:t></w:r>`) + docxP("", "Words.") + docxP("", "1. Look") + docxP("", "2. Write") + docxP("", "a) red") + docxP("", "b) blue") +
			docxP("", "Words.") + docxP("", "3. Send") + docxP("", "7. is a number") + docxP("", "1) alone"), nil,
			"- A phone\n- A pen\n\nWords.\n\n1. Look\n2. Write\n\n1) red\n2) blue\n\nWords.\n\n3. Send\n\n7\\. is a number\n\n1\\) alone\n", "0 list-numbers: a red\n0 list-numbers: b blue\n"},
		{"looks", docxP("", docxR("<w:b/>", "Very"), docxR("<w:b/>", " very"), " much, ", docxR("<w:i/>", "rather"), " ", docxR("<w:strike/>", "not"), " H ", docxR(`<w:vertAlign w:val="subscript"/>`, "2"), " O ",
			docxR(`<w:rStyle w:val="HTMLCode"/>`, "9:30"), docxR(`<w:vanish/>`, " secret"), docxR(`<w:u w:val="single"/>`, " under"), docxR(`<w:color w:val="C00000"/>`, " red"), `<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>`, " y"), styled,
			"**Very very** much, *rather* ~~not~~ H <sub>2</sub> O `9:30` under red- y\n", "0 hidden: secret\n0 underline: under red\n"},
		{"toggles through styles", docxP("Warning", "Loud ", docxR(`<w:rStyle w:val="Fett"/>`, "plain"), docxR(`<w:b w:val="0"/>`, " plain too"), " loud."), styled, "**Loud** plain plain too **loud.**\n", ""},
		{"symbols", docxP("", `<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t xml:space="preserve"> yes </w:t><w:sym w:font="Wingdings" w:char="F001"/></w:r>`, docxR(`<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>`, "a")), nil,
			"✓ yes □α\n", "0 symbol: Wingdings F001 → □\n0 symbol: Symbol a → α\n0 symbol: ✓\n"},
		{"links", docxP("", "See ", `<w:hyperlink r:id="a">`+docxR(`<w:u w:val="single"/>`, "the form")+`</w:hyperlink>`, " and ", `<w:hyperlink w:anchor="part">`+docxR("", "below")+`</w:hyperlink>`, ", ",
			`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.org/b" \l "c" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`, docxR("", "field"),
			`<w:r><w:fldChar w:fldCharType="end"/></w:r>`, " ", `<w:fldSimple w:instr=" REF _Ref1 \h "><w:r><w:t>Section 2</w:t></w:r></w:fldSimple>`) +
			docxP("berschrift1", `<w:bookmarkStart w:id="0" w:name="part"/><w:bookmarkStart w:id="1" w:name="unused"/>`, "Part") + `<w:bookmarkStart w:id="2" w:name="_Ref1"/>` + docxP("", "Here."),
			with(map[string]string{"rel:a": "hyperlink https://example.org/form"}),
			"See [the form](https://example.org/form) and [below](#part), [field](https://example.org/b#c) [Section 2](#_Ref1)\n\n# Part {#part}\n\n<a id=\"_Ref1\"></a>Here.\n", ""},
		{"contents", `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>` + docxP("", "Inhalt") + docxP("TOC1", "Phones 3") + `</w:sdtContent></w:sdt>` + docxP("berschrift1", "Phones") +
			docxP("", "Before ", `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`, "Pens 4") + docxP("TOC1", "Paper 5") +
			docxP("", `<w:r><w:fldChar w:fldCharType="end"/></w:r>`) + docxP("", "After"), styled, "# Phones\n\nBefore\n\nAfter\n", "0 contents: Inhalt Phones 3\n1 contents: Pens 4 Paper 5\n"},
	}
}
