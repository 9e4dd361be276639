package exchange

import (
	"bytes"
	"path/filepath"
	"testing"

	"handrail/internal/exchange"
)

// TestConformanceCMI5: the course structures of packages keep to their schema, which finds faults that are made on purpose.
func TestConformanceCMI5(t *testing.T) {
	xsd := filepath.Join(needSchemas(t), "cmi5", "CourseStructure.xsd")
	for _, quiz := range []string{trialQuiz, shippedQuiz, hostileQuiz} {
		data, diags := exported(t, quiz, "cmi5", exchange.Options{})
		if data == nil {
			t.Fatalf("%s is refused: %v", quiz, diags)
		}
		_, files := unzipped(t, data)
		if err := validate(t, xsd, files["cmi5.xml"]); err != nil {
			t.Errorf("%s: %v", quiz, err)
		}
		for _, c := range [][2]string{
			{`masteryScore="0.`, `masteryScore="80.`},
			{`moveOn="CompletedAndPassed"`, `moveOn="Finished"`},
			{`"AnyWindow"`, `"Frame"`},
			{`<url>index.html</url>`, ``},
			{`<description>`, `<summary>`},
		} {
			broken := bytes.Replace(files["cmi5.xml"], []byte(c[0]), []byte(c[1]), 1)
			if bytes.Equal(broken, files["cmi5.xml"]) {
				t.Errorf("%s has no %s", quiz, c[0])
			} else if validate(t, xsd, broken) == nil {
				t.Errorf("the schema does not mind %s", c[1])
			}
		}
	}
}
