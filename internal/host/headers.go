package host

import "strings"

// Header is an HTTP header.
type Header struct{ Name, Value string }

// Headers are what every file of a site is served with, whatever its name. policy is the Content-Security-Policy.
//
// Strict-Transport-Security lasts a year and is for this name alone: a browser that has seen it asks for no page without
// https. It does not bind subdomains, which may not be the site's (RFC 6797).
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

// permissions allows the features that the site's pages use, and turns off every other that is in a standard
// (https://github.com/w3c/webappsec-permissions-policy/blob/main/features.md). A browser warns of names it does not know, so
// the list has no experiments, nor web-share, which is on unless it is named and which browsers have on some systems only.
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
