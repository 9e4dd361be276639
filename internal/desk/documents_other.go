//go:build !windows

package desk

// documents is the user's folder for documents.
func documents() string { return documentsBelow() }
