package site

import (
	"io/fs"
	"maps"
	"net"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"handrail/internal/pattern"
	"handrail/internal/source"
)

// DeployTarget is a place that the site is deployed to: a folder, a bucket of a store that speaks S3, or a folder on a server that people log
// in to. A password and the key of a store are never in site.yaml.
type DeployTarget struct {
	Folder string `yaml:"folder" json:"folder,omitempty"` // from the site's folder; on a server, from where a login begins

	SFTP    string `yaml:"sftp" json:"sftp,omitempty"` // the server, with a port after a colon if it is not the usual one
	FTPS    string `yaml:"ftps" json:"ftps,omitempty"` // in place of SFTP
	FTP     string `yaml:"ftp" json:"ftp,omitempty"`   // never: it would send the password for anybody to read
	User    string `yaml:"user" json:"user,omitempty"`
	HostKey string `yaml:"host_key" json:"host_key,omitempty"` // of a server with SFTP, SHA256:…
	TLSName string `yaml:"tls_name" json:"tls_name,omitempty"` // in the certificate of a server with FTPS, where it is not the server's

	Bucket   string `yaml:"bucket" json:"bucket,omitempty"`
	Endpoint string `yaml:"endpoint" json:"endpoint,omitempty"` // the store's address; "" for AWS
	Region   string `yaml:"region" json:"region,omitempty"`
	Prefix   string `yaml:"prefix" json:"prefix,omitempty"`     // a folder in the bucket, without slashes around it
	Insecure bool   `yaml:"insecure" json:"insecure,omitempty"` // the endpoint may be http, anywhere

	Compress []string `yaml:"compress" json:"compress,omitempty"` // gzip, brotli
}

// Encodings lists how the files of a target can be compressed.
func Encodings() []string { return []string{"gzip", "brotli"} }

var (
	targetName = pattern.New(`^[A-Za-z0-9][A-Za-z0-9_-]*$`)
	// bucketName is what a bucket can be called
	// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html).
	bucketName = pattern.New(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)
	// secret finds a key of YAML that is called like one for a store, and an address or a server with a password before it.
	secret   = pattern.New(`(?i)(?:^|[{,])\s*["']?[\w-]*(?:secret|password|passwd|token|access.?key|key.?id|credential)[\w-]*["']?\s*:|://\S*@|\bs?ftps?["']?\s*:\s*["']?[^\s@]+@`)
	hostKey  = pattern.New(`^SHA256:[A-Za-z0-9+/]{43}=?$`)
	hostName = pattern.New(`^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])$`)
	// driveAlone is a path of Windows that says on which drive it is, and not where: it depends on what else is done there.
	driveAlone = pattern.New(`^[A-Za-z]:($|[^/\\])`)
	regionName = pattern.New(`^[A-Za-z0-9-]+$`)
)

// withoutSecrets removes the lines of a site.yaml that may hold a secret from what is reported, and says where it belongs.
func withoutSecrets(diags []source.Diagnostic) []source.Diagnostic {
	for i := range diags {
		if d := &diags[i]; secret().MatchString(d.Source) {
			d.Source = ""
			d.Hint = "A password or key does not belong in site.yaml, which others can read. Take it out, get a new one if anybody may have seen it, and enter that with handrail login, or set HANDRAIL_PASSWORD, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, in the environment."
		}
	}
	return diags
}

// targets reports what is wrong with the targets of site.yaml, and writes the rest of them in one way.
func (r *reader) targets(f *source.File, targets map[string]DeployTarget) {
	for _, name := range slices.Sorted(maps.Keys(targets)) {
		t := targets[name]
		bad := func(key, hint, format string, args ...any) {
			path := []string{"targets", name}
			if key != "" {
				path = append(path, key)
			}
			d := f.At(f.KeyPos(path...), "site", format, args...)
			d.Hint = hint
			r.add(withoutSecrets([]source.Diagnostic{d})...)
		}
		if !targetName().MatchString(name) {
			bad("", "Use letters, digits and dashes, for example live.", "a target cannot be called %q", name)
		}
		t.checkPlace(name, bad)
		for i, encoding := range t.Compress {
			if !slices.Contains(Encodings(), encoding) {
				bad("compress", "It can be: "+strings.Join(Encodings(), ", ")+".", "files cannot be compressed with %q", encoding)
			} else if slices.Index(t.Compress, encoding) < i {
				bad("compress", "Keep one of the two.", "%s is given twice", encoding)
			}
		}
		t.Prefix = strings.Trim(t.Prefix, "/")
		targets[name] = t
	}
}

// checkPlace reports what is wrong with where a target is: it is in one place, and has the keys of that kind of place alone.
func (t *DeployTarget) checkPlace(name string, bad func(key, hint, format string, args ...any)) {
	server := t.SFTP != "" || t.FTPS != ""
	switch {
	case t.FTP != "":
		bad("ftp", "Ask your host for SFTP, and write sftp: in place of ftp:, or for FTP with TLS, and write ftps:.", "FTP sends the password, and the site, for anybody on the way to read and to change")
		return
	case t.SFTP != "" && t.FTPS != "":
		bad("ftps", "Keep one of the two: SFTP, if your host has both.", "the target %q has both sftp and ftps", name)
	case t.Bucket != "" && server:
		bad("bucket", "Split it into two targets, each with a name of its own.", "the target %q is both a bucket and a folder on a server", name)
	case server:
		t.checkServer(name, bad)
	case t.Folder == "" && t.Bucket == "":
		bad("", "Add folder: and the path of a folder, bucket: and the name of a bucket, or sftp: and the name of a server.", "the target %q does not say where it is", name)
	case t.Folder != "" && t.Bucket != "":
		bad("bucket", "Split it into two targets, each with a name of its own.", "the target %q is both a folder and a bucket", name)
	case t.Bucket != "":
		t.checkBucket(bad)
	case driveAlone().MatchString(t.Folder):
		bad("folder", `Write the whole path: 'D:\guidance', for example.`, "%q names a drive, and no folder on it", t.Folder)
	}
	of := []struct {
		key, use string
		given    bool
		fits     bool
	}{
		{"endpoint", "a bucket", t.Endpoint != "", t.Bucket != ""}, {"region", "a bucket", t.Region != "", t.Bucket != ""},
		{"prefix", "a bucket", t.Prefix != "", t.Bucket != ""}, {"insecure", "a bucket", t.Insecure, t.Bucket != ""},
		{"user", "a server", t.User != "", server}, {"host_key", "a server with sftp", t.HostKey != "", t.SFTP != ""},
		{"tls_name", "a server with ftps", t.TLSName != "", t.FTPS != ""},
	}
	for _, k := range of {
		if k.given && !k.fits {
			bad(k.key, "Take it out, or say where the target is in another way.", "%s is for %s, and the target %q is none", k.key, k.use, name)
		}
	}
}

// checkServer reports what is wrong with the place of a folder on a server.
func (t *DeployTarget) checkServer(name string, bad func(key, hint, format string, args ...any)) {
	key, address := "sftp", t.SFTP
	if t.FTPS != "" {
		key, address = "ftps", t.FTPS
	}
	host := address
	if name, port, err := net.SplitHostPort(address); err == nil {
		host = name
		if strings.Contains(name, ":") {
			host = "[" + name + "]"
		}
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			host = ""
		}
	}
	if strings.Contains(address, "@") {
		bad(key, "", "the name of a server cannot contain a user or password")
	} else if !hostName().MatchString(host) {
		bad(key, "Write its name alone, for example ssh.example.org, with a port after a colon if your host names one. The user goes into user:, the folder into folder:.", "%q is not the name of a server", address)
	}
	if t.User == "" || strings.ContainsFunc(t.User, unicode.IsControl) {
		bad("", "Add user: and the name that your host has given you for it.", "the target %q does not say who logs in", name)
	}
	switch p := path.Clean(t.Folder); {
	case t.Folder == "":
		bad("", "Add folder: and the path of the folder that your host serves, for example public_html/guidance.", "the target %q does not say which folder", name)
	case strings.Contains(t.Folder, `\`), strings.HasPrefix(t.Folder, "~"), p == "..", strings.HasPrefix(p, "../"), strings.ContainsFunc(p, unicode.IsControl),
		slices.Contains(strings.Split(p, "/"), ".handrail"):
		bad("folder", "Write it with slashes: public_html/guidance from where a login begins, or /var/www/guidance from the top of the server.", "%q is not a folder on a server", t.Folder)
	}
	if t.HostKey != "" && !hostKey().MatchString(t.HostKey) {
		bad("host_key", "Copy the fingerprint that your host gives you: SHA256: and 43 characters.", "%q is not the fingerprint of a server's key", t.HostKey)
	}
	if t.TLSName != "" && !hostName().MatchString(t.TLSName) {
		bad("tls_name", "Write the name that is in the certificate, for example server7.example.net.", "%q is not a name that a certificate is for", t.TLSName)
	}
}

// checkBucket reports what is wrong with the place of a bucket.
func (t *DeployTarget) checkBucket(bad func(key, hint, format string, args ...any)) {
	if !bucketName().MatchString(t.Bucket) {
		bad("bucket", "It has 3 to 63 characters: lowercase letters from a to z, digits, dots and dashes. Its folder goes into prefix:, its address into endpoint:.", "%q is not the name of a bucket", t.Bucket)
	}
	if t.Region != "" && !regionName().MatchString(t.Region) {
		bad("region", "Write it as the store does, for example eu-west-2.", "%q is not a region", t.Region)
	}
	if p := strings.Trim(t.Prefix, "/"); p != "" && (!fs.ValidPath(p) || strings.HasPrefix(p+"/", ".handrail/") || strings.Contains(p, "\\")) {
		bad("prefix", "Write a folder in the bucket, for example whatsapp.", "%q is not a folder in a bucket", t.Prefix)
	}
	if len(t.Compress) > 1 {
		bad("compress", "Keep one: gzip works everywhere, brotli is smaller and needs https.", "a bucket cannot choose between two ways of compressing")
	}
	if t.Endpoint == "" {
		return
	}
	u, err := url.Parse(t.Endpoint)
	switch {
	case err == nil && u.User != nil:
		bad("endpoint", "Remove what is before the @.", "the address of a store cannot contain a name or password")
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "":
		bad("endpoint", "Write where its S3 API is, without the bucket, for example https://s3.eu-west-2.amazonaws.com.", "this is not the address of a store")
	case u.Scheme == "http" && !t.Insecure && !loopback(u.Hostname()):
		bad("endpoint", "Write https://. If the store has no https and nobody else is on its network, add insecure: true.", "anybody on the way could read and change what goes to %s", u.Host)
	}
}

// loopback says whether a host is this computer.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
