package output

import "testing"

func TestPhases(t *testing.T) {
	for _, test := range []struct {
		name           string
		there, reached bool
		want           Phase
	}{
		{"style.css", false, false, Resources}, {"style.css", true, false, Resources},
		{"a.html", false, false, NewPages}, {"a.html", true, false, NewPages}, {"a.html", true, true, KnownPages},
		{"index.html", false, false, KnownPages}, {"guide/index.html", false, false, NewPages},
		{"404.html", false, false, Lists}, {"404.html", true, true, Lists}, {"guide/404.html", false, false, NewPages},
		{"feed.xml", false, false, Resources}, {"feed.xml", true, false, Lists}, {"sitemap.xml", true, false, Lists},
		{"sw.js", false, false, Resources}, {"sw.js", true, false, Lists}, {"guide/sw.js", true, false, Resources},
	} {
		if got := Coming(test.name, test.there, test.reached); got != test.want {
			t.Errorf("%+v: %d", test, got)
		}
	}
	if Going("a.html") != GoingPages || Going("a.png") != GoingRest || GoingPages > GoingRest {
		t.Error("what pages name goes before them")
	}
}
