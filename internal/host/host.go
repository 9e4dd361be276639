// Package host knows the headers with which a web server has to send the files of a site, and writes the settings for them
// in the format of each host.
//
// [Hosts] is the table of hosts. [Host.Files] makes a host's files from a [Site], which is all that they depend on.
package host

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"handrail/internal/pattern"
)

// Site is what a host's files are made from.
type Site struct {
	Path   string   // of the site's address, with a slash at each end: see PathOf
	Policy string   // the Content-Security-Policy that is right for every page
	Files  []string // what the site consists of, by path
}

// File is a file of settings, from which a host knows how to serve a site.
type File struct {
	// Path is within the built site, where the host reads it; or, if Beside is set, within a folder apart from it, from
	// which whoever runs the server takes it. What a server obeys must not be where the site's editors write.
	Path   string
	Beside bool
	Text   string
}

// Host is a place where a site can be served from.
type Host struct {
	Name      string // as it is typed
	Title     string
	Files     func(Site) []File
	Steps     string   // what is left to do once the files are written
	UnderPath string   // what else to do if the address of the site has a path; "" for nothing
	Limits    []string // what the host cannot do, or leaves to whoever runs the site
}

// Mark is near the beginning of each file beside the site: a file without it is not Handrail's.
const Mark = "Written by handrail build --host"

// Hosts is the table of hosts.
func Hosts() []Host {
	return []Host{
		{Name: "netlify", Title: "Netlify", Files: netlify,
			Steps:     "Publish the folder as it is. Netlify reads _headers and _redirects at the top of what is published.",
			UnderPath: "Put the site into a folder of that path, and _headers and _redirects at the top of what is published.",
			Limits: []string{
				"Netlify chooses the Content-Type of each file: check what it sends for .md and .eml files if you have any.",
				"If one header is given twice for a file, Netlify joins the two. Do not set the same headers in netlify.toml.",
			}},
		{Name: "cloudflare", Title: "Cloudflare Pages", Files: cloudflare,
			Steps:     "Publish the folder as it is. Cloudflare reads _headers at the top of what is published.",
			UnderPath: "Put the site into a folder of that path, and _headers at the top of what is published.",
			Limits: []string{
				"Cloudflare takes at most 100 rules, and lines of at most 2,000 characters. This file is well below both.",
				"Cloudflare cannot block an address. .handrail.json stays open to readers; it lists the site's files and no more.",
				"Cloudflare redirects page.html to page, and chooses the Content-Type of each file.",
			}},
		{Name: "nginx", Title: "nginx", Files: nginx,
			Steps: "In the server block, set root to the folder whose addresses begin at /, and include hosting/nginx.conf. " +
				"Then run nginx -t, and reload nginx.",
			UnderPath: "The folder that root names has to hold the site in a folder of that path.",
			Limits:    []string{"Without https, browsers ignore Strict-Transport-Security. Certificates are up to you."}},
		{Name: "caddy", Title: "Caddy", Files: caddy,
			Steps: "In the site block, set root to the folder whose addresses begin at /, and import hosting/Caddyfile. " +
				"Then run caddy validate, and reload Caddy.",
			UnderPath: "The folder that root names has to hold the site in a folder of that path.",
			Limits:    []string{"On an address without a name, such as :8080, Caddy has no https, and browsers ignore Strict-Transport-Security."}},
		{Name: "apache", Title: "Apache", Files: apache,
			Steps:     "Copy the folder with its .htaccess, which many programs hide. The server has to allow it: AllowOverride All.",
			UnderPath: "Copy the folder to that path.",
			Limits: []string{
				"If the server lacks mod_headers, it silently leaves the headers out. Check them once: curl -I ADDRESS.",
				"If the server does not allow .htaccess, it ignores the file; if it allows only parts, every page fails with the error 500.",
				"The header Server names Apache's version, unless the server's own configuration has ServerTokens Prod.",
			}},
		{Name: "github", Title: "GitHub Pages", Files: github,
			Steps: "Publish the folder as it is. With .nojekyll, GitHub leaves the files as they are.",
			Limits: []string{
				"GitHub Pages cannot set headers of your own. The policy in each page still holds, but it cannot stop other sites from showing yours in a frame.",
				"So there is no Strict-Transport-Security of your own, no Permissions-Policy, no Referrer-Policy, and browsers keep every file for ten minutes.",
				"GitHub Pages cannot block an address. .handrail.json stays open to readers; it lists the site's files and no more.",
			}},
		{Name: "s3", Title: "S3 with CloudFront", Files: cloudFront,
			Steps: "Deploy to the bucket with handrail deploy. Then make the policy: aws cloudfront create-response-headers-policy " +
				"--response-headers-policy-config file://hosting/cloudfront.json, and choose it in the distribution's behaviour. " +
				"In the distribution, make index.html the default root object, and 404.html the answer to the errors 403 and 404, with the code 404.",
			UnderPath: "Give the target in site.yaml a prefix of that path, and put the path before 404.html. The home page is then only at its address with index.html.",
			Limits: []string{
				"A bucket alone can set a file's type and how long it is kept, and no other header. The policy in each page still holds.",
				"The policy names the script that is in each page by its hash. " +
					"When the file changes, update the policy as soon as the pages are in place; until then that script does not run.",
				"CloudFront serves index.html only as the default root object, not in folders; the bucket's website endpoint does both.",
				"An object store cannot block some addresses: .handrail/, where deploy keeps releases, is as open as the bucket.",
			}},
	}
}

// Find returns the host of a name. An error lists the names.
func Find(name string) (Host, error) {
	for _, h := range Hosts() {
		if h.Name == name {
			return h, nil
		}
	}
	return Host{}, fmt.Errorf("there is no host %q: choose one of %s", name, Names())
}

// Names lists the hosts as they are typed, with commas between them.
func Names() string {
	var names []string
	for _, h := range Hosts() {
		names = append(names, h.Name)
	}
	return strings.Join(names, ", ")
}

// plainPath is a path that means the same in the settings of every host.
var plainPath = pattern.New(`^/([A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*$`)

// PathOf is the path of a site's address, such as https://example.org/guide/, with a slash at each end. For an address
// that is not known, it is /. An error says that the path cannot be written in a host's files.
func PathOf(address string) (string, error) {
	if address == "" {
		return "/", nil
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", fmt.Errorf("reading the site's address: %w", err)
	}
	p := strings.TrimSuffix(u.EscapedPath(), "/") + "/"
	if !plainPath().MatchString(p) {
		return "", fmt.Errorf("the path %s of the site's address cannot be written in a host's files: "+
			"in site.yaml, choose a url of plain letters, digits, dots and dashes", p)
	}
	return p, nil
}

// immutable lists the files of the site that a browser may keep for good, sorted.
func (s Site) immutable() []string {
	var names []string
	for _, name := range s.Files {
		if Immutable(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
