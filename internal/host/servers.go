package host

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// endings yields each Content-Type, without its charset, with the endings of names that have it, without the dot; both sorted.
func endings(yield func(contentType string, endings []string) bool) {
	byType := map[string][]string{}
	for ending, t := range types() {
		plain, _, _ := strings.Cut(t, ";")
		byType[plain] = append(byType[plain], ending[1:])
	}
	for _, t := range slices.Sorted(maps.Keys(byType)) {
		slices.Sort(byType[t])
		if !yield(t, byType[t]) {
			return
		}
	}
}

// texts lists the types, without charset, that a server compresses, or, if inUTF8 is set, those whose charset it names.
// text/html is left out: nginx has it in both lists, and warns if it is named again.
func texts(inUTF8 bool) []string {
	var list []string
	for t := range endings {
		if t != "text/html" && (inUTF8 && strings.HasPrefix(t, "text/") || !inUTF8 && compressible(t)) {
			list = append(list, t)
		}
	}
	return list
}

// nginx writes what is included in a server block. A location with an add_header of its own inherits none, so each has all
// of them.
//
// https://nginx.org/en/docs/http/ngx_http_core_module.html
func nginx(s Site) []File {
	var b strings.Builder
	headers := func(indent, cache string) {
		for _, h := range append(Headers(s.Policy), Header{"Cache-Control", cache}) {
			fmt.Fprintf(&b, "%sadd_header %s \"%s\" always;\n", indent, h.Name, h.Value)
		}
	}
	fmt.Fprintf(&b, "# %s nginx. The next build overwrites it, so do not edit it.\n", Mark)
	fmt.Fprintf(&b, "# Include it in a server block. The folder that root names there holds the site at %s\n\n", s.Path)
	if s.Path != "/" {
		fmt.Fprintf(&b, "location = %s { absolute_redirect off; return 301 %s; }\n", strings.TrimSuffix(s.Path, "/"), s.Path)
	}
	fmt.Fprintf(&b, "location ^~ %s {\n    index index.html;\n    error_page 403 404 =404 %s404.html;\n", s.Path, s.Path)
	fmt.Fprintf(&b, "    absolute_redirect off;\n    server_tokens off;\n    etag on;\n\n")
	fmt.Fprintf(&b, "    charset utf-8;\n    charset_types %s;\n    default_type %s;\n    types {\n", strings.Join(texts(true), " "), unknown)
	for t, list := range endings {
		fmt.Fprintf(&b, "        %s %s;\n", t, strings.Join(list, " "))
	}
	fmt.Fprintf(&b, "    }\n\n    gzip on;\n    gzip_vary on;\n    gzip_proxied any;\n    gzip_types %s;\n", strings.Join(texts(false), " "))
	fmt.Fprintf(&b, "    gzip_static on; # page.html.gz beside page.html, which handrail deploy can make\n\n")
	headers("    ", cacheAsking)
	fmt.Fprintf(&b, "\n    # Names that begin with a dot are not the site's.\n    location ~ /\\.(?!well-known/) { return 404; }\n")
	fmt.Fprintf(&b, "\n    # The name changes with the content.\n    location ~ \"^%s%s\" {\n", regexp.QuoteMeta(s.Path), digestNamed)
	headers("        ", cacheForGood)
	fmt.Fprintf(&b, "    }\n\n    location = %s%s {\n", s.Path, worker)
	headers("        ", cacheNever)
	b.WriteString("    }\n}\n")
	return []File{{Path: "nginx.conf", Beside: true, Text: b.String()}}
}

// caddy writes what is imported into a site block. Everything is in one handle block, and applies in the order in which it is
// written, so it leaves the rest of the block alone.
//
// https://caddyserver.com/docs/caddyfile
func caddy(s Site) []File {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s caddy. The next build overwrites it, so do not edit it.\n", Mark)
	fmt.Fprintf(&b, "# Import it in a site block. The folder that root names there holds the site at %s\n\n", s.Path)
	if s.Path != "/" {
		fmt.Fprintf(&b, "redir %s %s 301\n", strings.TrimSuffix(s.Path, "/"), s.Path)
	}
	fmt.Fprintf(&b, "handle %s* {\n\troute {\n\t\theader {\n", s.Path)
	for _, h := range Headers(s.Policy) {
		fmt.Fprintf(&b, "\t\t\t%s \"%s\"\n", h.Name, h.Value)
	}
	fmt.Fprintf(&b, "\t\t\tCache-Control \"%s\"\n\t\t}\n", cacheAsking)
	b.WriteString("\t\theader -Server\n") // apart: Caddy removes headers after it has set the others
	b.WriteString("\t\t@handrail_other not method GET HEAD\n\t\trespond @handrail_other 405\n")
	b.WriteString("\n\t\t# A name that begins with a dot is not the site's; a folder is shown by its index.html.\n")
	const open = "\t\t\tnot {\n\t\t\t\tpath */.*\n\t\t\t\tnot path /.well-known/*\n\t\t\t}\n"
	b.WriteString("\t\t@handrail_page {\n\t\t\tpath */\n" + open + "\t\t\tfile {path}index.html\n\t\t}\n")
	b.WriteString("\t\t@handrail_file {\n\t\t\tnot path */\n" + open + "\t\t\tfile {path} {path}/index.html\n\t\t}\n")
	b.WriteString("\t\thandle @handrail_page {\n\t\t\theader Content-Type \"text/html; charset=utf-8\"\n")
	b.WriteString("\t\t\tencode gzip\n\t\t\tfile_server {\n\t\t\t\tprecompressed br gzip\n\t\t\t}\n\t\t}\n")
	b.WriteString("\t\thandle @handrail_file {\n\t\t\troute {\n") // later lines override earlier ones
	line := func(format string, args ...any) { fmt.Fprintf(&b, "\t\t\t\t"+format+"\n", args...) }
	line("header Content-Type %s", unknown)
	for t, list := range endings {
		name := strings.NewReplacer("/", "_", ".", "_", "+", "_").Replace(t)
		line("@%s path *.%s", name, strings.Join(list, " *."))
		line(`header @%s Content-Type "%s"`, name, ContentType("."+list[0]))
	}
	line("@lasting path_regexp ^%s%s", regexp.QuoteMeta(s.Path), digestNamed)
	line(`header @lasting Cache-Control "%s"`, cacheForGood)
	line("@worker path %s%s", s.Path, worker)
	line(`header @worker Cache-Control "%s"`, cacheNever)
	b.WriteString("\t\t\t\tencode gzip\n\t\t\t\tfile_server {\n\t\t\t\t\tprecompressed br gzip\n\t\t\t\t}\n\t\t\t}\n\t\t}\n")
	fmt.Fprintf(&b, "\t\thandle {\n\t\t\trewrite * %s404.html\n\t\t\theader Content-Type \"text/html; charset=utf-8\"\n", s.Path)
	b.WriteString("\t\t\tfile_server {\n\t\t\t\tstatus 404\n\t\t\t}\n\t\t}\n\t}\n}\n")
	return []File{{Path: "Caddyfile", Beside: true, Text: b.String()}}
}

// apache writes .htaccess, which Apache reads in the site's folder.
//
// https://httpd.apache.org/docs/2.4/howto/htaccess.html
func apache(s Site) []File {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s apache. The next build overwrites it.\n\n", Mark)
	fmt.Fprintf(&b, "Options -Indexes -MultiViews\nDirectoryIndex index.html\nErrorDocument 403 %s404.html\nErrorDocument 404 %s404.html\n\n", s.Path, s.Path)
	b.WriteString("# Names that begin with a dot are not the site's.\nRedirectMatch 404 \"/\\.(?!well-known/)\"\n\n")
	b.WriteString("<LimitExcept GET HEAD>\n    Require all denied\n</LimitExcept>\n\n<IfModule mod_mime.c>\n")
	for _, list := range endings {
		fmt.Fprintf(&b, "    AddType \"%s\" %s\n", ContentType("."+list[0]), "."+strings.Join(list, " ."))
	}
	b.WriteString("</IfModule>\n\n<IfModule mod_headers.c>\n")
	for _, h := range Headers(s.Policy) {
		fmt.Fprintf(&b, "    Header always set %s \"%s\"\n", h.Name, h.Value)
	}
	b.WriteString("    # mod_deflate changes the ETag, and then does not recognise it when a browser asks if the file has changed.\n")
	b.WriteString("    RequestHeader edit If-None-Match '^(W/)?\"(.*)-gzip\"$' '\"$2\"'\n")
	fmt.Fprintf(&b, "    Header set Cache-Control \"%s\"\n", cacheAsking)
	fmt.Fprintf(&b, "    # The name changes with the content.\n    <If \"%%{REQUEST_URI} =~ m#^%s%s#\">\n"+
		"        Header set Cache-Control \"%s\"\n    </If>\n", regexp.QuoteMeta(s.Path), digestNamed, cacheForGood)
	fmt.Fprintf(&b, "    <Files \"%s\">\n        Header set Cache-Control \"%s\"\n    </Files>\n</IfModule>\n\n", worker, cacheNever)
	fmt.Fprintf(&b, "<IfModule mod_deflate.c>\n    AddOutputFilterByType DEFLATE text/html %s\n</IfModule>\n", strings.Join(texts(false), " "))
	return []File{{Path: ".htaccess", Text: b.String()}}
}
