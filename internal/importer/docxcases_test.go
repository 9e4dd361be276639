package importer

import (
	"bytes"
	"image"
	"image/png"
	"maps"
	"slices"
	"strings"
)

// docxCases are documents as programs write them, what their pages are, and what is reported of them.
func docxCases() []docxCase {
	return slices.Concat(docxTextCases(), docxTableCases(), docxMarkCases(), docxPictureCases())
}

func docxTextCases() []docxCase {
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
			"**Very very** much, *rather* ~~not~~ H ₂ O `9:30` under red- y\n", "0 hidden: secret\n0 underline: under red\n"},
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

// docxC writes a cell, and docxRow a row.
func docxC(properties string, paragraphs ...string) string {
	return `<w:tc><w:tcPr>` + properties + `</w:tcPr>` + strings.Join(paragraphs, "") + `</w:tc>`
}

func docxRow(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }

func docxTableCases() []docxCase {
	styled := map[string]string{"word/styles.xml": docxStyles, "word/numbering.xml": docxLists}
	return []docxCase{
		{"a table with a first row that is repeated", `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>` + docxC("", docxP("", "Group")) + docxC("", docxP("", "People")) + `</w:tr>` +
			docxRow(docxC("", docxP("", "Leeds")), docxC("", docxP("", "12"))) + `</w:tbl>`, nil, "| Group | People |\n| --- | --- |\n| Leeds | 12 |\n", ""},
		{"a table whose style has a first row", `<w:tbl><w:tblPr><w:tblStyle w:val="Looks"/><w:tblLook w:val="04A0"/></w:tblPr>` + docxRow(docxC("", docxP("", "A")), docxC("", docxP("", "B"))) +
			docxRow(docxC("", docxP("", "1")), docxC("", docxP("", "2"))) + `</w:tbl>`, styled, "| A | B |\n| --- | --- |\n| 1 | 2 |\n", ""},
		{"a table with a first row in bold, and another without", `<w:tbl>` + docxRow(docxC("", docxP("", docxR("<w:b/>", "A"))), docxC("", docxP("", docxR("<w:b/>", "B")))) + docxRow(docxC("", docxP("", "1")), docxC("", docxP("", "2"))) +
			`</w:tbl><w:tbl>` + docxRow(docxC("", docxP("", "C")), docxC("", docxP("", "D"))) + `</w:tbl>`, nil, "| A | B |\n| --- | --- |\n| 1 | 2 |\n\n|  |  |\n| --- | --- |\n| C | D |\n", ""},
		{"merged cells, and cells with lists", `<w:tbl>` + docxRow(docxC(`<w:gridSpan w:val="2"/>`, docxP("", "Wide"))) +
			docxRow(docxC(`<w:vMerge w:val="restart"/>`, docxP("", "Tall")), docxC("", docxP("", "Bring"), docxL(1, 0, "a pen"), docxL(1, 0, "paper"))) +
			docxRow(docxC(`<w:vMerge/>`, docxP("")), docxC("", docxP("", "Last"))) + `</w:tbl>`, styled,
			"|  |  |\n| --- | --- |\n| Wide |  |\n| Tall | Bring • a pen • paper |\n|  | Last |\n", "0 cell-lines: Bring a pen paper\n0 merged-cells: Wide\n"},
		{"a box, and a table that places things", `<w:tbl>` + docxRow(docxC("", docxP("", "Good to know."), docxL(1, 0, "Ring"))) + `</w:tbl>` +
			`<w:tbl>` + docxRow(docxC("", docxP("berschrift1", "Left"), docxP("", "Words.")), docxC("", docxP("", "Right."))) + `</w:tbl>`, styled,
			":::note\nGood to know.\n\n- Ring\n:::\n\n# Left\n\nWords.\n\nRight.\n", "0 docx-box: Good to know. Ring\n1 docx-layout: Left Words. Right.\n"},
		{"quotes, program text and captions", docxP("Zitat", "Never", docxR(`<w:i w:val="0"/>`, " mind.")) + docxP("Zitat", "Go on.") + docxP("Code", "if a {") + docxP("Code", "  b") + docxP("", "Words.") + docxP("", `<w:pict><v:rect o:hr="t"/></w:pict>`) +
			docxP("Beschriftung", "Table 1"), styled, "> Never mind.\n>\n> Go on.\n\n```\nif a {\n  b\n```\n\nWords.\n\n***\n\nTable 1\n", ""},
	}
}

func docxMarkCases() []docxCase {
	return []docxCase{
		{"notes", docxP("", "Kept", `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>`, " for a year", `<w:r><w:endnoteReference w:id="1"/></w:r>`, " or two", `<w:r><w:footnoteReference w:id="9"/></w:r>`, "."),
			map[string]string{"word/footnotes.xml": `<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id="2">` + docxP("", `<w:r><w:footnoteRef/></w:r>`, " The law.") + `</w:footnote>` +
				`<w:footnote w:id="5">` + docxP("", "Nobody reads this.") + `</w:footnote>`, "word/endnotes.xml": `<w:endnote w:id="1">` + docxP("", "Our rule.") + `</w:endnote>`},
			"Kept[^1] for a year[^2] or two.\n\n[^1]: The law.\n\n[^2]: Our rule.\n", "0 docx-unplaced: Nobody reads this.\n"},
		{"comments and headers", docxP("", "One", `<w:commentRangeStart w:id="0"/>`, " two", `<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`),
			map[string]string{"word/comments.xml": `<w:comment w:id="0" w:author="Jo">` + docxP("", "Is this right?") + docxP("", "Ask.") + `</w:comment>`, "word/header1.xml": docxP("", "Our charity"), "word/footer1.xml": docxP("", "Page 1")},
			"One two\n", "0 comment: Jo: Is this right? Ask.\n0 header: Our charity\n0 header: Page 1\n"},
		{"tracked changes", docxP("", "Ring ", `<w:ins w:id="1" w:author="Jo">`+docxR("", "before ")+`</w:ins><w:del w:id="2"><w:r><w:delText xml:space="preserve">after </w:delText></w:r></w:del>`, "noon.") +
			docxP(`<w:rPr><w:del w:id="3"/></w:rPr>`, "Half ") + docxP("", "a line.") + `<w:moveFrom w:id="4">` + docxP("", "Moved.") + `</w:moveFrom><w:moveTo w:id="5">` + docxP("", "Moved.") + `</w:moveTo>` +
			`<w:tbl><w:tr><w:trPr><w:del w:id="6"/></w:trPr>` + docxC("", docxP("", "Old row")) + `</w:tr>` + docxRow(docxC("", docxP("", "New"))) + docxRow(docxC("", docxP("", "Next"))) + `</w:tbl>` +
			docxP(`<w:pPrChange w:id="7"><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr></w:pPrChange>`, "Same."), nil,
			"Ring before noon.\n\nHalf a line.\n\nMoved.\n\n|  |\n| --- |\n| New |\n| Next |\n\nSame.\n", "0 deleted: after\n0 inserted: before\n0 deleted: Moved.\n0 inserted: Moved.\n0 deleted: Old row\n"},
		{"controls", docxP("", "Name: ", `<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>`+docxR("", "Click here")+`</w:sdtContent></w:sdt>`, " and ",
			`<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="Red" w:value="r"/><w:listItem w:displayText="Blue" w:value="b"/></w:dropDownList></w:sdtPr><w:sdtContent>`+docxR("", "Red")+`</w:sdtContent></w:sdt>`) +
			`<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + docxP("", "Write here") + `</w:sdtContent></w:sdt>` +
			docxP("", `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>MACROBUTTON NoMacro [Your town]</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`, " ", `<w:smartTag w:element="x"><w:smartTagPr/>`+docxR("", "London")+`</w:smartTag>`), nil,
			"Name: \\[Click here] and Red\n\n\\[Write here]\n\n\\[Your town] London\n", "0 docx-choices: Red · Blue\n0 docx-gap: Click here … Write here … [Your town]\n"},
		{"a table of contents without an end", docxP("", "Before ", `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`, "Pens") + docxP("", "Paper"), nil,
			"Before\n", "0 contents: Pens Paper\n"},
		{"a web page within the document", docxP("", "Words.") + `<w:altChunk r:id="page"/>`, map[string]string{"rel:page": "aFChunk page.html", "word/page.html": `<html><body><p>Of <b>others</b>`}, "Words.\n", "0 object: page.html Of others\n"},
		{"Google Docs", docxP(`<w:pStyle w:val="Heading1"/><w:rPr/>`, `<w:bookmarkStart w:colFirst="0" w:colLast="0" w:name="_heading=h.gjdgxs" w:id="0"/>`, `<w:bookmarkEnd w:id="0"/>`, `<w:r w:rsidDel="00000000"><w:rPr><w:rtl w:val="0"/></w:rPr><w:t xml:space="preserve">Phones</w:t></w:r>`) +
			docxP("", docxR(`<w:color w:val="434343"/><w:rtl w:val="0"/>`, "See "), `<w:hyperlink w:anchor="_heading=h.gjdgxs">`+docxR(`<w:color w:val="1155cc"/><w:u w:val="single"/>`, "phones")+`</w:hyperlink>`, `<w:r><w:br w:type="page"/></w:r>`),
			map[string]string{"word/styles.xml": `<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:keepNext w:val="1"/></w:pPr></w:style>`},
			"# Phones {#_heading=h.gjdgxs}\n\nSee [phones](#_heading=h.gjdgxs)\n", ""},
		{"Pages", docxP("Title", "Our guide") + docxP("Heading", "Phones") + docxP("Body", "Ring."), map[string]string{"word/styles.xml": `<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:next w:val="Body"/></w:style>` +
			`<w:style w:type="paragraph" w:styleId="Heading"><w:name w:val="Heading"/><w:next w:val="Body"/></w:style><w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body"/></w:style>`}, "title: Our guide\n# Phones\n\nRing.\n", ""},
		{"equations, ruby and unknown elements", docxP("", `<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>`, " ",
			`<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>word</w:t></w:r></w:rubyBase></w:ruby></w:r>`, `<x:new xmlns:x="urn:x"><w:r><w:t xml:space="preserve"> kept</w:t></w:r></x:new>`) +
			`<w:p><w:pPr><w:odd><w:t>stray</w:t></w:odd></w:pPr></w:p>`, nil, "a/b word (kan) kept\n", "0 docx-equation: a/b\n0 docx-instruction: stray\n"},
	}
}

// docxPicture writes a picture as Word does.
func docxPicture(id, alt, more string) string {
	return `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="` + alt + `">` + more + `</wp:docPr><a:graphic><a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="x.png"/></pic:nvPicPr>` +
		`<pic:blipFill><a:blip r:embed="` + id + `"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
}

func docxPictureCases() []docxCase {
	media := map[string]string{"rel:p": "image media/image1.png", "word/media/image1.png": string(aPNG()), "word/styles.xml": docxStyles, "rel:e": "image media/image2.emf", "word/media/image2.emf": "\x01\x00\x00\x00",
		"rel:gone": "image media/image9.png", "rel:far": "image https://example.org/x.png", "rel:s": "image media/image3.svg", "word/media/image3.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>`,
		"rel:link": "hyperlink https://example.org/"}
	chart := maps.Clone(media)
	chart["rel:c"] = "chart charts/chart1.xml"
	chart["word/charts/chart1.xml"] = `<c:chartSpace ` + docxSpaces + `><a:p><a:r><a:t>Calls</a:t></a:r></a:p><c:cat><c:v>May</c:v></c:cat></c:chartSpace>`
	return []docxCase{
		{"pictures", docxP("", "See ", docxPicture("p", "A phone", ""), " and ", docxPicture("p", "", `<a:hlinkClick r:id="link"/>`)) + docxP("", docxPicture("p", "", `<a:extLst><a:ext><adec:decorative val="1"/></a:ext></a:extLst>`)) +
			docxP("Beschriftung", "Figure ", `<w:fldSimple w:instr=" SEQ Figure "><w:r><w:t>1</w:t></w:r></w:fldSimple>`, ": ours"), media,
			"See ![A phone](word/media/image1.png) and [![](word/media/image1.png)](https://example.org/)\n\n![](word/media/image1.png \"Figure 1: ours\")\n", "0 no-alt: image1.png\n"},
		{"pictures that are not there or not shown", docxP("", docxPicture("e", "A plan", ""), docxPicture("gone", "Lost", ""), docxPicture("far", "", ""), "."), media, ".\n",
			"0 picture-format: A plan image2.emf\n0 picture-lost: Lost word/media/image9.png\n0 picture-lost: https://example.org/x.png\n"},
		{"the drawing of a picture, and VML", docxP("", strings.Replace(docxPicture("p", "A map", ""), `<a:blip r:embed="p"/>`, `<a:blip r:embed="p"><a:extLst><a:ext><asvg:svgBlip r:embed="s"/></a:ext></a:extLst></a:blip>`, 1)) +
			docxP("", `<w:r><w:pict><v:shape alt="Old"><v:imagedata r:id="p" o:title="x"/></v:shape></w:pict></w:r>`), media, "![A map](word/media/image3.svg)\n\n![Old](word/media/image1.png)\n", ""},
		{"text boxes once, charts and shapes", docxP("", "Before", `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="Box"/><wps:wsp><wps:txbx><w:txbxContent>`+docxP("", "In the box")+
			`</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>`+docxP("", "In the old box")+`</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`, " after.") +
			docxP("", `<w:r><w:drawing><wp:docPr id="2" name="Chart 2" descr="Calls by month"/><c:chart r:id="c"/></w:drawing></w:r>`, `<w:r><w:drawing><wp:docPr id="3" name="Arrow 3"/><wps:wsp/></w:drawing></w:r>`,
				`<w:r><mc:AlternateContent><mc:Choice Requires="new"><w:drawing><wp:docPr id="4" name="Ink"/><wps:wsp/></w:drawing></mc:Choice><mc:Fallback>`+docxPicture("p", "Ink", "")+`</mc:Fallback></mc:AlternateContent></w:r>`), chart,
			"Before after.\n\nIn the box\n\n![Ink](word/media/image1.png)\n", "0 text-box: In the box\n0 docx-alternative: old\n0 object: Calls by month Calls May\n0 drawing: Arrow 3\n"},
	}
}

// aPNG is a picture of one pixel.
func aPNG() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		panic(err)
	}
	return b.Bytes()
}
