package builder

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"handrail/internal/source"
	"handrail/templates"
)

// TestThemeLeadsOut: a template that leads out of the site's folder, by a link or by an import, is reported and not read.
func TestThemeLeadsOut(t *testing.T) {
	dir := t.TempDir()
	own := filepath.Join(dir, "templates")
	for name, text := range map[string]string{
		"secret.ts": "export default \"secret\";", "templates/layouts/base.ts": "", "templates/features/quiz/secret.ts": "", "templates/layouts/page.css": ""} {
		name = filepath.Join(dir, name)
		if os.MkdirAll(filepath.Dir(name), 0o777) != nil || os.WriteFile(name, []byte(text), 0o666) != nil {
			t.Fatal("the folder cannot be made")
		}
	}
	script := filepath.Join(own, "layouts/base.ts")
	for name, make := range map[string]func() error{
		"a link":          func() error { return os.Symlink(filepath.Join(dir, "secret.ts"), script) },
		"a relative link": func() error { return os.Symlink("../../secret.ts", script) },
		"an import":       func() error { return os.WriteFile(script, []byte(`import x from "../../secret"; alert(x)`), 0o666) },
		"a linked import": func() error {
			linked := filepath.Join(own, "features/quiz/secret.ts")
			_ = os.Remove(linked)
			if err := os.Symlink("../../../secret.ts", linked); err != nil {
				return err
			}
			return os.WriteFile(script, []byte(`import x from "../features/quiz/secret"; alert(x)`), 0o666)
		},
		"a pattern": func() error {
			return os.WriteFile(script, []byte("import(`../../../../../../../../../../..`+dir+`/${x}.ts`);import('./secret' + x)"), 0o666)
		},
	} {
		_ = os.Remove(script)
		if err := make(); err != nil {
			t.Fatal(err)
		}
		root, err := os.OpenRoot(own)
		if err != nil {
			t.Fatal(err)
		}
		bundles, diags := bundler{theme: Theme{Default: templates.FS, Own: root.FS()}, folder: "en"}.bundle([]string{"layouts/base.ts"})
		made := bundles["layouts/base.ts"]
		_ = root.Close()
		if n, _ := source.Count(diags); n == 0 || made != nil || strings.Contains(string(made), "secret") {
			t.Errorf("%s: %q, %v", name, made, diags)
		}
		complete(t, diags)
		for _, d := range diags {
			if d.File != "templates/layouts/base.ts" || d.Line < 1 {
				t.Errorf("%s is reported at %s", name, d.Pos)
			}
		}
	}
}

// TestStyleWarnings: what a browser would ignore in a site's own style is reported at its place, and the style is used.
func TestStyleWarnings(t *testing.T) {
	own := filepath.Join(t.TempDir(), "layouts")
	if os.MkdirAll(own, 0o777) != nil || os.WriteFile(filepath.Join(own, "base.css"), []byte("/* é */ a { color: red }\n/* é */ b { colr: red; c }\n"), 0o666) != nil {
		t.Fatal("the folder cannot be made")
	}
	bundles, diags := bundler{theme: Theme{Default: templates.FS, Own: os.DirFS(filepath.Dir(own))}, folder: "en"}.bundle([]string{"layouts/base.css"})
	made := bundles["layouts/base.css"]
	if !strings.Contains(string(made), "color:red") || len(diags) == 0 {
		t.Fatalf("%q, %v", made, diags)
	}
	for _, d := range diags {
		if d.Severity != source.Warning || d.File != "templates/layouts/base.css" || d.Line != 2 || d.Hint == "" {
			t.Errorf("%+v", d)
		}
	}
}

// TestScriptJSON: no text leaves the script that it is written into, and each is read as it was.
func TestScriptJSON(t *testing.T) {
	for _, text := range []string{"a & b < c > d", "</script><p>", "</SCRIPT >", "<!-- <script> -->", "<script", "<!--<ScRiPt></p>", "\u2028 \\u003c/script \" '", "{{group}}"} {
		written, err := scriptJSON(map[string]string{"text": text})
		if err != nil {
			t.Fatal(err)
		}
		var read map[string]string
		if err := json.Unmarshal([]byte(written), &read); err != nil || read["text"] != text {
			t.Errorf("%q is written as %s and read as %q (%v)", text, written, read["text"], err)
		}
		page, err := html.Parse(strings.NewReader("<body><script type=\"application/json\">" + string(written) + "</script><i></i>"))
		if err != nil {
			t.Fatal(err)
		}
		body := page.FirstChild.LastChild
		if script := body.FirstChild; script.FirstChild.Data != string(written) || script.NextSibling == nil || script.NextSibling.Data != "i" {
			t.Errorf("%s leaves its script", written)
		}
	}
}
