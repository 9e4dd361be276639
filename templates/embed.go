// Package templates holds the layouts, widgets, the worker and words that a site uses unless it has its own.
package templates

import "embed"

// FS holds the built-in templates, as the folder templates/ of a site may, and in bundles what they give: see TestBundles in internal/builder. The modules' own tests (*.test.mts) are not among them.
//
//go:embed layouts/*.html layouts/*.css layouts/*.ts features/*/*.html features/*/*.css features/*/*.ts features/*/*/*.ts browser/*.css browser/*.ts codes/*.css codes/*.ts desk/*.css desk/*.html language/*.ts language/*/*.ts questions/*.css questions/*.html questions/*.ts worker/*.ts strings/*.yaml bundles
var FS embed.FS
