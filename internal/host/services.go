package host

import (
	"encoding/json"
	"fmt"
	"strings"
)

// rules writes the file _headers of Netlify and Cloudflare Pages: an address, with its headers indented below. Where two
// rules match a file, both apply, and values of one header are joined; so no header is in two rules that can match the same
// file. On both hosts, browsers ask for a file each time unless a rule says otherwise.
//
// https://docs.netlify.com/manage/routing/headers/ and https://developers.cloudflare.com/pages/configuration/headers/
func rules(name string, s Site) File {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s %s. The next build overwrites it.\n\n%s*\n", Mark, name, s.Path)
	for _, h := range Headers(s.Policy) {
		fmt.Fprintf(&b, "  %s: %s\n", h.Name, h.Value)
	}
	for _, file := range s.immutable() {
		fmt.Fprintf(&b, "\n%s%s\n  Cache-Control: %s\n", s.Path, file, cacheForGood)
	}
	fmt.Fprintf(&b, "\n%s%s\n  Cache-Control: %s\n", s.Path, worker, cacheNever)
	return File{Path: "_headers", Text: b.String()}
}

func netlify(s Site) []File {
	closed := fmt.Sprintf("# %s netlify. Handrail's own files are not pages.\n", Mark)
	for _, name := range []string{".handrail.json", ".handrail/*"} {
		closed += s.Path + name + " " + s.Path + "404.html 404!\n"
	}
	return []File{rules("netlify", s), {Path: "_redirects", Text: closed}}
}

func cloudflare(s Site) []File { return []File{rules("cloudflare", s)} }

func github(Site) []File { return []File{{Path: ".nojekyll"}} }

// cloudFront writes a response headers policy of CloudFront, which can be put in front of any bucket. How long a file is
// kept, and its type, come from the object.
//
// https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ResponseHeadersPolicyConfig.html
func cloudFront(s Site) []File {
	type override struct{ Override bool }
	type custom struct {
		Header, Value string
		Override      bool
	}
	var policy struct {
		Comment               string // first: it has the mark
		Name                  string
		SecurityHeadersConfig struct {
			ContentSecurityPolicy struct {
				Override              bool
				ContentSecurityPolicy string
			}
			ContentTypeOptions override
			FrameOptions       struct {
				Override    bool
				FrameOption string
			}
			ReferrerPolicy struct {
				Override       bool
				ReferrerPolicy string
			}
			StrictTransportSecurity struct {
				Override               bool
				IncludeSubdomains      bool
				Preload                bool
				AccessControlMaxAgeSec int
			}
		}
		CustomHeadersConfig struct {
			Quantity int
			Items    []custom
		}
	}
	policy.Comment, policy.Name = Mark+" s3. The next build overwrites it.", "handrail"
	security := &policy.SecurityHeadersConfig
	for _, h := range Headers(s.Policy) {
		switch h.Name {
		case "Content-Security-Policy":
			security.ContentSecurityPolicy.Override, security.ContentSecurityPolicy.ContentSecurityPolicy = true, h.Value
		case "X-Content-Type-Options":
			security.ContentTypeOptions.Override = true
		case "X-Frame-Options":
			security.FrameOptions.Override, security.FrameOptions.FrameOption = true, h.Value
		case "Referrer-Policy":
			security.ReferrerPolicy.Override, security.ReferrerPolicy.ReferrerPolicy = true, h.Value
		case "Strict-Transport-Security":
			security.StrictTransportSecurity.Override = true
			_, _ = fmt.Sscanf(h.Value, "max-age=%d", &security.StrictTransportSecurity.AccessControlMaxAgeSec) // a test holds it to the header
		default:
			policy.CustomHeadersConfig.Items = append(policy.CustomHeadersConfig.Items, custom{h.Name, h.Value, true})
		}
	}
	policy.CustomHeadersConfig.Quantity = len(policy.CustomHeadersConfig.Items)
	text, err := json.MarshalIndent(policy, "", "  ")
	if err != nil {
		panic(err) // strings, numbers and booleans
	}
	return []File{{Path: "cloudfront.json", Beside: true, Text: string(text) + "\n"}}
}
