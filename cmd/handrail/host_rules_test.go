package main

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// rule is what a published evaluator requires of the headers of a page.
type rule struct {
	name  string
	holds func(h http.Header) bool
}

// Where the rules are from. What is left out: X-Permitted-Cross-Domain-Policies, for programs that no longer exist;
// Cross-Origin-Embedder-Policy, as no page loads anything from elsewhere; Clear-Site-Data, which would remove what people keep; and
// includeSubDomains, as subdomains may not be the site's.
const (
	observatory = "Mozilla HTTP Observatory (https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring): "
	owasp       = "OWASP Secure Headers Project (https://owasp.org/www-project-secure-headers/): "
	evaluator   = "Google CSP Evaluator (https://csp-evaluator.withgoogle.com/): "
)

// headerRules are asked of every answer of a server.
func headerRules() []rule {
	is := func(name string, values ...string) func(http.Header) bool {
		return func(h http.Header) bool { return len(h.Values(name)) == 1 && slices.Contains(values, h.Get(name)) }
	}
	none := func(names ...string) func(http.Header) bool {
		return func(h http.Header) bool {
			return !slices.ContainsFunc(names, func(name string) bool { return len(h.Values(name)) > 0 })
		}
	}
	lasts := func(seconds int) func(http.Header) bool {
		return func(h http.Header) bool {
			said := regexp.MustCompile(`^max-age=(\d+)$`).FindStringSubmatch(h.Get("Strict-Transport-Security"))
			if said == nil {
				return false
			}
			got, err := strconv.Atoi(said[1])
			return err == nil && got >= seconds
		}
	}
	return []rule{
		{observatory + "cookies: there are none", none("Set-Cookie")},
		{observatory + "cross-origin resource sharing: nobody else may read", none("Access-Control-Allow-Origin")},
		{observatory + "referrer-policy-private", is("Referrer-Policy", "no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")},
		{observatory + "hsts-implemented-max-age-at-least-six-months", lasts(15768000)},
		{observatory + "x-content-type-options-nosniff", is("X-Content-Type-Options", "nosniff")},
		{observatory + "x-frame-options-sameorigin-or-deny", is("X-Frame-Options", "DENY", "SAMEORIGIN")},
		{observatory + "corp-implemented-with-same-origin", is("Cross-Origin-Resource-Policy", "same-origin")},
		{owasp + "HSTS for a year", lasts(31536000)},
		{owasp + "X-Frame-Options: deny", is("X-Frame-Options", "DENY")},
		{owasp + "Referrer-Policy: no-referrer", is("Referrer-Policy", "no-referrer")},
		{owasp + "Cross-Origin-Opener-Policy: same-origin", is("Cross-Origin-Opener-Policy", "same-origin")},
		{owasp + "Permissions-Policy turns off what is not used", func(h http.Header) bool {
			said := h.Get("Permissions-Policy")
			return !slices.ContainsFunc([]string{"camera=()", "geolocation=()", "microphone=()", "payment=()", "usb=()", "display-capture=()", "clipboard-read=()"},
				func(part string) bool { return !strings.Contains(said, part) }) && !strings.Contains(said, "*")
		}},
		{owasp + "no header has a program's version", func(h http.Header) bool { return !strings.ContainsAny(h.Get("Server"), "0123456789") }},
		{owasp + "headers to remove", none("X-Powered-By", "X-AspNet-Version", "Via", "X-Generator", "Public-Key-Pins", "Expect-CT", "X-XSS-Protection")},
	}
}

// policy is a Content-Security-Policy: its directives, with the sources of each.
type policy map[string][]string

func parsePolicy(text string) policy {
	p := policy{}
	for part := range strings.SplitSeq(text, ";") {
		if words := strings.Fields(part); len(words) > 0 {
			if _, twice := p[words[0]]; !twice { // a browser takes the first
				p[words[0]] = words[1:]
			}
		}
	}
	return p
}

// sources are those of a directive that loads something, or of default-src.
func (p policy) sources(directive string) []string {
	if s, given := p[directive]; given {
		return s
	}
	return p["default-src"]
}

// policyRule is what an evaluator requires of a Content-Security-Policy.
type policyRule struct {
	name  string
	inTag bool // it is asked of a policy in a <meta> too, where frame-ancestors means nothing (https://www.w3.org/TR/CSP3/#meta-element)
	holds func(p policy) bool
}

func policyRules() []policyRule {
	only := func(directive string, want ...string) func(policy) bool {
		return func(p policy) bool { return slices.Equal(p[directive], want) }
	}
	lacks := func(pattern string, directives ...string) func(policy) bool {
		return func(p policy) bool {
			for _, d := range directives {
				if slices.ContainsFunc(p.sources(d), regexp.MustCompile(pattern).MatchString) {
					return false
				}
			}
			return true
		}
	}
	everywhere := []string{"script-src", "object-src", "style-src", "img-src", "connect-src", "worker-src", "manifest-src", "frame-src", "font-src", "media-src"}
	known := append([]string{"default-src", "base-uri", "form-action", "frame-ancestors", "require-trusted-types-for", "trusted-types"}, everywhere...)
	return []policyRule{
		{observatory + "csp-implemented-with-no-unsafe-default-src-none", true, only("default-src", "'none'")},
		{observatory + "no unsafe-inline and no data: for scripts", true, lacks(`^('unsafe-inline'|data:)$`, "script-src", "object-src")},
		{observatory + "no unsafe-eval", true, lacks(`'(unsafe-eval|wasm-unsafe-eval)'`, everywhere...)},
		{observatory + "no unsafe-inline for styles", true, lacks(`^'unsafe-(inline|hashes)'$`, "style-src", "script-src")},
		{observatory + "no source without https", true, lacks(`^(http:|ftp:|ws:)`, everywhere...)},
		{observatory + "clickjacking: frame-ancestors", false, only("frame-ancestors", "'none'")},
		{observatory + "base-uri 'none'", true, only("base-uri", "'none'")},
		{observatory + "form-action is given", true, only("form-action", "'self'")},
		{evaluator + "MISSING_DIRECTIVES: scripts, objects and the base are decided", true, func(p policy) bool {
			return len(p.sources("script-src")) > 0 && slices.Equal(p.sources("object-src"), []string{"'none'"}) && len(p["base-uri"]) > 0
		}},
		{evaluator + "PLAIN_WILDCARD", true, lacks(`^\*`, everywhere...)},
		{evaluator + "PLAIN_URL_SCHEMES", true, lacks(`^(data|blob|filesystem|https?):$`, "script-src", "object-src", "worker-src", "connect-src")},
		{evaluator + "SCRIPT_ALLOWLIST_BYPASS, IP_SOURCE: no other host at all", true, lacks(`^[^']`, "script-src", "style-src", "connect-src")},
		{evaluator + "UNKNOWN_DIRECTIVE, DEPRECATED_DIRECTIVE, MISSING_SEMICOLON", true, func(p policy) bool {
			for d := range p {
				if !slices.Contains(known, d) {
					return false
				}
			}
			return true
		}},
		{evaluator + "INVALID_KEYWORD", true, func(p policy) bool {
			keyword := regexp.MustCompile(`^('(none|self|script)'|'sha256-[A-Za-z0-9+/]{43}='|data:|[a-z]+)$`)
			for d, sources := range p {
				for _, s := range sources {
					if !keyword.MatchString(s) || !strings.HasPrefix(s, "'") && s != "data:" && d != "trusted-types" {
						return false
					}
				}
			}
			return true
		}},
		{evaluator + "REQUIRE_TRUSTED_TYPES_FOR_SCRIPTS", true, only("require-trusted-types-for", "'script'")},
	}
}
