package browser

import (
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

// module bundles a text of TypeScript, whose imports begin at the module's folder, for example
//
//	export { decode } from "./templates/questions/code";
//
// into a script that sets globalThis.modules to what the text exports. A test evaluates it in a tab: the policy of the
// page does not apply to the browser's own protocol.
func module(t testing.TB, source string) string {
	t.Helper()
	result := api.Build(api.BuildOptions{
		Stdin:  &api.StdinOptions{Contents: source, ResolveDir: top, Sourcefile: "test.ts", Loader: api.LoaderTS},
		Bundle: true, Write: false, Charset: api.CharsetUTF8, LogLevel: api.LogLevelSilent,
		Format: api.FormatIIFE, GlobalName: "modules", Engines: []api.Engine{{Name: api.EngineSafari, Version: "14.1"}, {Name: api.EngineFirefox, Version: "78"}}, // as the build bundles widgets
		Footer: map[string]string{"js": "void (globalThis.modules = modules);"},
	})
	for _, m := range result.Errors {
		t.Fatalf("%s in %+v", m.Text, m.Location)
	}
	return string(result.OutputFiles[0].Contents)
}

// load evaluates a module in the page.
func (b *tab) load(t testing.TB, source string) {
	t.Helper()
	b.run(module(t, source))
}

// TestModule bundles a module of a test with one of the site, and calls both in the page.
func TestModule(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(fileURL(publicDir(t), "index.html"))
	b.load(t, `export { fold } from "./templates/questions/model"; export const twice = (n: number): number => 2 * n;`)
	if got := eval[string](b, "modules.fold(' Not  MANY! ') + modules.twice(21)"); got != "not many42" {
		t.Errorf("the module's functions give %q", got)
	}
	if !strings.Contains(eval[string](b, "Object.keys(globalThis.modules).join()"), "fold") {
		t.Error("the module is not where a test finds it")
	}
}
