package site

import (
	"io/fs"
	"maps"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"handrail/internal/source"
)

// DeployTarget is a place that the site is deployed to: a folder, or a bucket of a store that speaks S3. The key of a store is
// never in site.yaml.
type DeployTarget struct {
	Folder string `yaml:"folder" json:"folder,omitempty"` // from the site's folder

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
	targetName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]*$`)
	// bucketName is what a bucket can be called
	// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html).
	bucketName = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)
	// secret finds a key of YAML that is called like one for a store, and an address with a password in it.
	secret = regexp.MustCompile(`(?i)(?:^|[{,])\s*["']?[\w-]*(?:secret|password|passwd|token|access.?key|key.?id|credential)[\w-]*["']?\s*:|://\S*@`)
	// driveAlone is a path of Windows that says on which drive it is, and not where: it depends on what else is done there.
	driveAlone = regexp.MustCompile(`^[A-Za-z]:($|[^/\\])`)
	regionName = regexp.MustCompile(`^[A-Za-z0-9-]+$`)
)

// withoutSecrets removes the lines of a site.yaml that may hold a secret from what is reported, and says where it belongs.
func withoutSecrets(diags []source.Diagnostic) []source.Diagnostic {
	for i := range diags {
		if d := &diags[i]; secret.MatchString(d.Source) {
			d.Source = ""
			d.Hint = "A key does not belong in site.yaml, which others can read. Take it out, get a new one if anybody may have seen it, and set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment."
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
		if !targetName.MatchString(name) {
			bad("", "Use letters, digits and dashes, for example live.", "a target cannot be called %q", name)
		}
		switch {
		case t.Folder == "" && t.Bucket == "":
			bad("", "Add folder: and the path of a folder, or bucket: and the name of a bucket.", "the target %q does not say where it is", name)
		case t.Folder != "" && t.Bucket != "":
			bad("bucket", "Split it into two targets, each with a name of its own.", "the target %q is both a folder and a bucket", name)
		case t.Folder != "":
			if driveAlone.MatchString(t.Folder) {
				bad("folder", `Write the whole path: 'D:\guidance', for example.`, "%q names a drive, and no folder on it", t.Folder)
			}
			for key, given := range map[string]bool{"endpoint": t.Endpoint != "", "region": t.Region != "", "prefix": t.Prefix != "", "insecure": t.Insecure} {
				if given {
					bad(key, "Take it out, or write bucket: in place of folder:.", "%s is for a bucket, and the target %q is a folder", key, name)
				}
			}
		default:
			t.checkBucket(bad)
		}
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

// checkBucket reports what is wrong with the place of a bucket.
func (t *DeployTarget) checkBucket(bad func(key, hint, format string, args ...any)) {
	if !bucketName.MatchString(t.Bucket) {
		bad("bucket", "It has 3 to 63 characters: lowercase letters from a to z, digits, dots and dashes. Its folder goes into prefix:, its address into endpoint:.", "%q is not the name of a bucket", t.Bucket)
	}
	if t.Region != "" && !regionName.MatchString(t.Region) {
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
