// Package pattern holds regular expressions that are compiled when they are first needed. The program has more than two hundred,
// and a run needs few: to compile all of them took half of the time of `handrail --version`.
package pattern

import (
	"regexp"
	"sync"
)

// Pattern is a regular expression, which a call gives.
type Pattern func() *regexp.Regexp

// New returns a regular expression in the syntax of [regexp], for a variable of a package. The expression is compiled at the first call,
// which may come from anywhere at any time. It panics there if the expression has a mistake; TestPatterns in test/arch compiles each.
func New(expression string) Pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
