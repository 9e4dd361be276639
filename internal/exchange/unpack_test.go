package exchange

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"testing"
)

// packed is a zip file of files in turn: a name, and what it holds.
func packed(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i+1 < len(files); i += 2 {
		header := &zip.FileHeader{Name: files[i], Method: zip.Deflate}
		if strings.HasPrefix(files[i], "link") {
			header.SetMode(fs.ModeSymlink | 0o777)
		}
		part, err := w.CreateHeader(header)
		if err == nil {
			_, err = part.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestZip: a package is read whole, or refused with the reason.
func TestZip(t *testing.T) {
	i := newTestImport()
	files, ok := i.zip(packed(t, "a.xml", "A", "folder/", "", "folder/b.png", "B"))
	if !ok || len(files) != 2 || string(files["folder/b.png"]) != "B" || len(i.Diags) > 0 {
		t.Fatalf("%q %v", files, i.Diags)
	}
	whole := packed(t, "a", strings.Repeat("word ", 100))
	lying := bytes.Replace(packed(t, "a", strings.Repeat("a", 300)), []byte{44, 1, 0, 0}, []byte{44, 0, 0, 0}, 2) // 300 bytes that say that they are 44
	many := []string{}
	for n := range mostFiles + 1 {
		many = append(many, fmt.Sprint(n), "")
	}
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"no zip", []byte("PK"), "this is not a zip file"},
		{"cut", whole[:len(whole)-30], "this is not a zip file"},
		{"up", packed(t, "../a", "b"), "has a name that leads elsewhere"},
		{"absolute", packed(t, "/a", "b"), "has a name that leads elsewhere"},
		{"backslash", packed(t, `..\a`, "b"), "has a name that leads elsewhere"},
		{"drive", packed(t, `c:a`, "b"), "has a name that leads elsewhere"},
		{"link", packed(t, "link", "/etc/passwd"), "is a link"},
		{"twice", packed(t, "a", "b", "a", "c"), "in the archive twice"},
		{"bomb", packed(t, "a", strings.Repeat("\x00", 8<<20)), "times as large as it is packed"},
		{"several bombs", packed(t, "a", strings.Repeat("\x00", 1<<20), "b", strings.Repeat(strings.Repeat("a", 999)+"b", mostUnpacked/1000)), "times as large|more than 50 MB"},
		{"lying", lying, "cannot be read"},
		{"many", packed(t, many...), "more than 2000 files"},
	} {
		i := newTestImport()
		if files, ok := i.zip(c.data); ok || files != nil {
			t.Errorf("%s is read", c.name)
		}
		found := false
		for _, want := range strings.Split(c.want, "|") {
			found = found || len(i.Diags) == 1 && strings.Contains(i.Diags[0].Message, want)
		}
		if !found || len(i.Diags) == 1 && i.Diags[0].Hint == "" {
			t.Errorf("%s: %v", c.name, reports(i.Diags))
		}
	}
}

// TestXML: an XML file is read with the places of its elements, or refused with the place and the reason.
func TestXML(t *testing.T) {
	i := newTestImport()
	root, ok := i.xml([]byte("<?xml version=\"1.0\"?>\n<a>\n  <b c=\"d\">e<![CDATA[<f>]]></b></a>\n"))
	if b := root.child("b"); !ok || b.attr("c") != "d" || b.text() != "e<f>" || b.Pos.Line != 3 || b.Pos.Col != 3 || root.child("x").text() != "" {
		t.Fatalf("%+v", root)
	}
	for _, c := range []struct{ name, data, want string }{
		{"entities", `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, "1:1 this file has a document type"},
		{"an entity", "<a>\n&nbsp;</a>", "2:1 this is not XML"},
		{"cut", "<a>\n<b>", "2:1 this is not XML"},
		{"deep", strings.Repeat("<a>", 1000), "1:193 the elements of this file are nested more than 64 deep"},
		{"many", "<a>" + strings.Repeat("<b/>", mostElements) + "</a>", "this file has more than 200000 elements"},
		{"encoding", `<?xml version="1.0" encoding="KOI8-R"?><a/>`, "1:1 this is not XML"},
		{"words", "words", "1:1 this file holds no XML"},
	} {
		i := newTestImport()
		if _, ok := i.xml([]byte(c.data)); ok || len(i.Diags) != 1 {
			t.Fatalf("%s is read: %v", c.name, reports(i.Diags))
		}
		if got := fmt.Sprintf("%d:%d %s", i.Diags[0].Line, i.Diags[0].Col, i.Diags[0].Message); !strings.Contains(got, c.want) || i.Diags[0].Hint == "" {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

// TestDecode: a text is read in whatever of the usual encodings it is in.
func TestDecode(t *testing.T) {
	for name, data := range map[string]string{"UTF-8": "é a", "with its mark": "\ufeffé a", "UTF-16LE": "\xff\xfe\xe9\x00 \x00a\x00", "UTF-16BE": "\xfe\xff\x00\xe9\x00 \x00a",
		"UTF-16LE without a mark": "\xe9\x00 \x00a\x00", "Windows-1252": "\xe9 a"} {
		i := newTestImport()
		if got := string(i.decode([]byte(data))); got != "é a" || (len(i.Diags) == 1) != (name == "Windows-1252") || i.set.File.Line(1) != "é a" {
			t.Errorf("%s: %q %v", name, got, reports(i.Diags))
		}
	}
	i := newTestImport()
	if i.decode([]byte("a\x00b")); len(i.Diags) != 1 {
		t.Error("a zero byte is not reported")
	}
}
