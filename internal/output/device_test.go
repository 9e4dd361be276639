package output

import "testing"

func TestDevice(t *testing.T) {
	for _, name := range []string{"con", "PRN", "aux.md", "nul.tar.gz", "com1", "COM9.html", "lpt1", "com¹", "Lpt³.txt", "con ", "con .md", "con.", "conin$", "CONOUT$.txt"} {
		if !Device(name) {
			t.Errorf("%q is no device", name)
		}
	}
	for _, name := range []string{"", "con-x", "icon", "console", "com", "com10", "com0", "lpt", "a.con", " con", "com1-2"} {
		if Device(name) {
			t.Errorf("%q is a device", name)
		}
	}
}
