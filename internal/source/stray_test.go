package source

import (
	"strings"
	"testing"
)

func TestStray(t *testing.T) {
	for _, name := range []string{"#page.md#", "#a b.md#", "page.md~", "page.md.~1~", ".#page.md", "._page.md", ".DS_Store", ".git", ".~lock.page.odt#", "~$page.docx", "~WRL0003.tmp",
		".page.md.swp", "page.md.swp", "page.SWO", "page.md.tmp", "page.bak", "page.md.BAK", "page.md.orig", "page.md.rej", "Thumbs.db", "thumbs.db", "Desktop.ini", "Icon\r", "__MACOSX",
		"page.pdf.crdownload", "page.pdf.part", "page.md___jb_tmp___", "4913", "@eaDir", "~syncthing~page.md.tmp"} {
		if !Stray(name) {
			t.Errorf("%q is taken for something that a person wrote", name)
		}
	}
	for _, name := range []string{"", "page.md", "#page.md", "page.md#", "#", "~page.md", "$page.md", "icon", "Icon.svg", "bak.md", "orig", "part.md", "tmp", "parts", "4913.md", "a.backup.md", "template.md",
		"thumbs.db.md", "my desktop.ini.md", "swp", "MACOSX", "page (1).md", "Copy of page.md", "page.party"} {
		if Stray(name) {
			t.Errorf("%q is left alone", name)
		}
	}
	if marks := strayMarks(); strings.ToLower(strings.Join(marks.names, "")+strings.Join(marks.begins, "")+strings.Join(marks.ends, "")) != strings.Join(marks.names, "")+strings.Join(marks.begins, "")+strings.Join(marks.ends, "") {
		t.Error("a mark has capitals, and so no name has it")
	}
}

func BenchmarkStray(b *testing.B) {
	for b.Loop() {
		Stray("keeping-numbers-right.md")
	}
}
