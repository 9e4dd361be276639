// Package about is what the program says of itself: its name for the world, its version, and where its home is. A release changes this
// file, the change log and nothing else; go run ./release -module PATH also gives the module its public path.
package about

import "strings"

// Version is raised with each release; CHANGELOG.md says what each brought.
const Version = "0.1.0"

// Home is the address of the program's public home: its documentation is there, and below download/vVERSION/ what make release makes. It
// ends in a slash. Until there is one it is a name that leads nowhere for certain (RFC 2606), and make release says so.
const Home = "https://handrail.example/"

// IsPlaceholder says that there is no public home yet, and Home leads nowhere.
func IsPlaceholder() bool { return strings.HasSuffix(Home, ".example/") }

// File is the name of a file of a release, given its end: linux_amd64.tar.gz.
func File(version, end string) string { return "handrail_" + version + "_" + end }

// Downloads is the address of the folder in which the files of a release are. It does not end in a slash.
func Downloads(version string) string { return Home + "download/v" + version }

// Page is the address of a page of the documentation, given the name of its file in docs/site/content without the ending: guides/hosting.
// Whoever has only the program has no folder docs.
func Page(name string) string { return Home + name + ".html" }
