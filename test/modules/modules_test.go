// Package modules tests the browser's modules in Node, without a browser. The unit tests of a module are beside it in templates/, as
// NAME.test.mts; what Go and a module must do alike with inputs made by chance is here.
package modules

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

const top = "../.."

// bundle compiles a text of TypeScript with what it imports into a script for Node, and gives its path. The imports begin at the
// top of the repository.
func bundle(t *testing.T, source string) string {
	t.Helper()
	script := filepath.Join(t.TempDir(), "test.mjs")
	result := api.Build(api.BuildOptions{
		Stdin:  &api.StdinOptions{Contents: source, ResolveDir: top, Sourcefile: "test.ts", Loader: api.LoaderTS},
		Bundle: true, Write: true, Outfile: script, LogLevel: api.LogLevelSilent, Sourcemap: api.SourceMapInline,
		Platform: api.PlatformNode, Format: api.FormatESModule, Target: api.ES2022,
	})
	for _, m := range result.Errors {
		t.Fatalf("%s in %+v", m.Text, m.Location)
	}
	return script
}

// node runs a script at the top of the repository, where fixtures are read from.
func node(t *testing.T, script string, input []byte, options ...string) ([]byte, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "node", append(options, "--enable-source-maps", script)...)
	cmd.Dir, cmd.Stdin = top, bytes.NewReader(input)
	var errors bytes.Buffer
	cmd.Stderr = &errors
	out, err := cmd.Output()
	if errors.Len() > 0 {
		t.Logf("%s", &errors)
	}
	return out, err
}

// TestModules runs the unit tests of the modules with Node's own test runner, all in one process: each would take a quarter of a second.
func TestModules(t *testing.T) {
	t.Parallel()
	var imports strings.Builder
	files := 0
	err := filepath.WalkDir(filepath.Join(top, "templates"), func(file string, entry fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(file, ".test.mts") {
			files++
			fmt.Fprintf(&imports, "import %q;\n", "./"+filepath.ToSlash(strings.TrimPrefix(file, filepath.FromSlash(top+"/"))))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	out, err := node(t, bundle(t, imports.String()), nil, "--test-reporter=tap")
	for _, line := range []string{"fail 0", "cancelled 0", "skipped 0", "todo 0"} {
		if !bytes.Contains(out, []byte("\n# "+line+"\n")) {
			t.Errorf("Node does not report %q", line)
		}
	}
	if passed := bytes.Count(out, []byte("\nok ")); passed < files || passed == 0 {
		t.Errorf("%d tests of %d files have passed", passed, files)
	}
	if err != nil || t.Failed() {
		t.Errorf("%v (run scripts/setup)\n%s", err, out)
	}
}

// answer gives what a text of TypeScript, which has a function answer, makes of an input.
func answer[T any](t *testing.T, source string, input any) T {
	t.Helper()
	data, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	out, err := node(t, bundle(t, source+`
		import { readFileSync } from "node:fs";
		process.stdout.write(JSON.stringify(await answer(JSON.parse(readFileSync(0, "utf8")))));`), data)
	if err != nil {
		t.Fatalf("%v (run scripts/setup)", err)
	}
	var made T
	if err := json.Unmarshal(out, &made); err != nil {
		t.Fatalf("%v in %.500s", err, out)
	}
	return made
}
