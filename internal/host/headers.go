package host

import "strings"

// Header is a line of what a server says of a file.
type Header struct{ Name, Value string }

// Headers are what every file of a site is served with, whatever its name. policy is the Content-Security-Policy.
//
// Strict-Transport-Security is for a year and for this name alone: a browser that has seen it asks for no page without
// https. It does not bind the names below this one, which are not the site's to bind (RFC 6797).
func Headers(policy string) []Header {
	return []Header{
		{"Content-Security-Policy", policy},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
		{"Permissions-Policy", permissions()},
		{"Referrer-Policy", "no-referrer"},
		{"Strict-Transport-Security", "max-age=31536000"},
		{"X-Content-Type-Options", "nosniff"},
		{"X-Frame-Options", "DENY"}, // for browsers that do not know frame-ancestors
	}
}

// permissions allows the site what its pages use, and turns every other power off that browsers know by a standard
// (https://github.com/w3c/webappsec-permissions-policy/blob/main/features.md). A browser warns of names it does not know, so
// the list holds no experiments, and not web-share, which is on unless it is named and which browsers have on some systems only.
func permissions() string {
	var all []string
	for _, used := range []string{"clipboard-write", "fullscreen"} {
		all = append(all, used+"=(self)")
	}
	for _, unused := range []string{"accelerometer", "autoplay", "camera", "clipboard-read", "cross-origin-isolated", "display-capture",
		"encrypted-media", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi",
		"payment", "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial",
		"storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking"} {
		all = append(all, unused+"=()")
	}
	return strings.Join(all, ", ")
}
