package check

// Settings is what docs/checks.md says of choosing what is reported.
func Settings() string {
	return ""
}
