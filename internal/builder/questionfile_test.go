package builder

import (
	"encoding/json"
	"testing"
)

// TestTreesOf: an element is its name, its attributes and what is in it. White space is one space, but where it is shown as it is; a non-breaking space
// is none.
func TestTreesOf(t *testing.T) {
	trees, err := treesOf("\n<p class=\"a  b\" id=x>One \t\n\f two\u00a0\u00a0three<b></b>  <i> </i></p>\n<pre>  a\n\n  <b> b  </b></pre><!-- note -->")
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(trees)
	if err != nil {
		t.Fatal(err)
	}
	const want = `[["p",{"class":"a  b","id":"x"},"One two` + "\u00a0\u00a0" + `three",["b"]," ",["i"," "]],["pre","  a\n\n  ",["b"," b  "]]]`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
