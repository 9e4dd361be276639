package builder

import (
	"handrail/internal/exchange"
	"handrail/internal/site"
)

// PackagePage makes the page of a quiz for a package that a learning system plays, with what it loads. system is the name of the format of
// the package. The first file is the page, index.html.
func PackagePage(in Input, page *site.Page, system string) ([]exchange.File, error) {
	return nil, nil
}
