package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"handrail": main})
}

// elsewhere are the scripts of what other tests try as well: without -every they are left to make sweep.
func elsewhere() []string {
	return []string{
		"host",       // TestServices, and test/browser with each host
		"links",      // internal/site
		"login",      // TestAccess
		"paths",      // internal/site
		"quizexport", // test/exchange
		"statement",  // internal/statement, and test/docs
		"templates",  // internal/builder
		"zip",        // internal/importer
	}
}

// TestScripts types each command as its user would. Set UPDATE_SCRIPTS=1 to accept what the commands print now.
func TestScripts(t *testing.T) {
	fixtures, err := filepath.Abs("../../quiz/testdata")
	if err != nil {
		t.Fatal(err)
	}
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	updates := os.Getenv("UPDATE_SCRIPTS") != ""
	if !*every && !updates {
		all := len(scripts)
		scripts = slices.DeleteFunc(scripts, func(script string) bool {
			return slices.Contains(elsewhere(), strings.TrimSuffix(filepath.Base(script), ".txtar"))
		})
		if len(scripts) != all-len(elsewhere()) {
			t.Error("elsewhere names a script that there is not")
		}
	}
	testscript.Run(t, testscript.Params{
		Files:               scripts,
		UpdateScripts:       updates,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SOURCE_DATE_EPOCH", "1795305600") // 22 November 2026
			env.Setenv("FIXTURES", fixtures)              // a quiz, and results of it
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, ".cache"))
			return nil
		},
	})
}
