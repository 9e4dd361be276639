// Package exchange reads what the program writes for learning systems as programs of others do, and has it read what others write.
package exchange

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
)

// schemas is a folder with the schemas of cmi5 and QTI, and with what a Moodle answered: their licences keep them out of the repository.
var schemas = flag.String("schemas", "", "the folder of schemas and recorded answers that tests of conformance need, as make conformance gives it")

// conformed counts the tests of conformance that ran.
var conformed atomic.Int32

// needSchemas is the folder of the flag -schemas. Without the flag the test is skipped. The test is named TestConformance…, so that make
// conformance runs it.
func needSchemas(t *testing.T) string {
	t.Helper()
	if *schemas == "" {
		t.Skip("make conformance SCHEMAS=DIR runs this test")
	}
	conformed.Add(1)
	return *schemas
}

// TestMain fails when schemas were given and no test of conformance used them: a run of nothing proves nothing.
func TestMain(m *testing.M) {
	flag.Parse()
	if *schemas != "" {
		if _, err := os.Stat(filepath.Join(*schemas, "cmi5", "CourseStructure.xsd")); err != nil {
			fmt.Fprintf(os.Stderr, "-schemas is not a folder of schemas: %s\n", err)
			os.Exit(1)
		}
	}
	code := m.Run()
	if *schemas != "" && code == 0 && conformed.Load() == 0 {
		fmt.Fprintln(os.Stderr, "no test of conformance ran")
		code = 1
	}
	os.Exit(code)
}
