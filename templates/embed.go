// Package templates holds the layouts, widgets, the worker and words that a site uses unless it has its own.
package templates

import "embed"

// FS holds the built-in templates, as the folder templates/ of a site may.
//
//go:embed layouts features browser questions worker strings
var FS embed.FS
