package importer

import (
	"bytes"
	"strings"
	"unicode/utf16"
)

// refusal says why no format reads a file.
type refusal struct{ message, hint string }

// refuse says what a file is that a format does not read although it is named like one; or like none, for the zero Format.
func refuse(format Format, ending string, data []byte) *refusal {
	title, ask := format.Title, "one of these: "+strings.Join(endings(), " ")
	if title != "" {
		ask = title
	}
	if len(data) == 0 {
		return &refusal{"this file is empty", "Copy it again from where it came from."}
	}
	is, hint := signature(data, ask)
	switch {
	case is != "" && title != "":
		return &refusal{"this is not " + title + ": it is " + is, hint}
	case is != "":
		return &refusal{"this is " + is + ", which is not read", hint}
	case title != "":
		return &refusal{"this is not " + title + ", although its name says so", "Open it in the program that it was written with, and save it as " + title + "."}
	case ending == "":
		return &refusal{"the name of this file does not say what it is", "Save it as " + ask + "."}
	}
	return &refusal{"no document has the ending " + ending, "Save it as " + ask + "."}
}

func endings() []string {
	var list []string
	for _, f := range Formats() {
		list = append(list, f.Endings...)
	}
	return list
}

// signature knows files by what they begin with, and says how to make what is asked for of them; "" for others.
func signature(data []byte, ask string) (is, hint string) {
	has := func(text string) bool { return bytes.Contains(data, []byte(text)) }
	start := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 500)], []byte("\ufeff")), " \t\r\n"))
	switch {
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")): // a compound file ([MS-CFB] section 2.2), whose names are in UTF-16
		switch {
		case bytes.Contains(data, wide("EncryptedPackage")): // [MS-OFFCRYPTO] section 2.3.4
			return "a document with a password", "Open it in the program that it was written with, remove the password, and save it again as " + ask + "."
		case bytes.Contains(data, wide("WordDocument")): // [MS-DOC] section 2.1
			return "a document of Word 2003 or older (.doc)", "Open it in Word or LibreOffice, and save it as a Word document (.docx)."
		}
		return "a file of an older office program", "Open it in the program that it was written with, and save it as " + ask + "."
	case bytes.HasPrefix(start, []byte(`{\rtf`)):
		return "a file in Rich Text Format (.rtf)", "Open it in Word or LibreOffice, and save it as a Word document (.docx)."
	case bytes.HasPrefix(start, []byte("%pdf-")):
		return "a PDF file", "Find the document that it was made from, and import that."
	case bytes.HasPrefix(start, []byte("<!doctype html")) || bytes.HasPrefix(start, []byte("<html")):
		return "a web page", "Give it the ending .html, and import that."
	case !bytes.HasPrefix(data, []byte("PK")):
		return "", ""
	case has("mimetypeapplication/vnd.oasis.opendocument.text"):
		return "an OpenDocument text", "Give it the ending .odt, and import that."
	case has("word/document.xml"):
		return "a Word document (.docx)", "Give it the ending .docx, and import that."
	case has("xl/workbook.xml") || has("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"):
		return "a spreadsheet", "Copy what belongs on a page into a document, and import that."
	case has("ppt/presentation.xml") || has("mimetypeapplication/vnd.oasis.opendocument.presentation"):
		return "a presentation", "Copy what belongs on a page into a document, and import that."
	case has("Index/Document.iwa"):
		return "a document of Pages", "Open it in Pages, and export it to Word."
	}
	return "", ""
}

// wide gives a name as it is in a compound file.
func wide(name string) []byte {
	var data []byte
	for _, unit := range utf16.Encode([]rune(name)) {
		data = append(data, byte(unit), byte(unit>>8))
	}
	return data
}
