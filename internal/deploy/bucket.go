package deploy

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/minio/minio-go/v7/pkg/s3utils"

	"handrail/internal/output"
)

// Bucket says where a bucket is.
type Bucket struct {
	Name     string
	Endpoint string   // the store's address, for example https://s3.eu-west-2.amazonaws.com; "" for AWS
	Region   string   // "" for what the endpoint says, or us-east-1, which stores other than AWS take
	Prefix   string   // a folder in the bucket, without slashes around it; "" for the bucket itself
	Compress []string // "gzip" or "brotli", or nothing

	// Key gives the key of the store, where it is neither in the environment nor in AWS's shared file. The error says that there is none. It
	// may be nil.
	Key func() (id, secret string, err error) `json:"-"`
}

// OpenBucket makes a target of a bucket in a store that speaks S3: AWS, Cloudflare R2, Google (by its interoperability
// API), Backblaze, MinIO, Ceph.
//
// The key is taken from the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN), or from AWS's
// shared file (~/.aws/credentials, AWS_PROFILE), or from Key. No server is asked for one: a deploy that finds no key fails at once.
//
// A store sends an object as it is, and cannot choose for a browser. So with compress the object itself is compressed,
// and says so in its Content-Encoding. Every browser takes gzip; brotli is smaller, and browsers take it over https
// only. A content network before the store may choose for itself: then leave compress out.
func OpenBucket(b Bucket) (*Target, error) {
	if b.Endpoint == "" {
		b.Endpoint = "https://s3.amazonaws.com"
	}
	address, err := url.Parse(b.Endpoint)
	if err != nil || address.Host == "" {
		return nil, fmt.Errorf("%q is not the address of a store: write for example https://s3.eu-west-2.amazonaws.com", b.Endpoint)
	}
	if b.Region == "" {
		b.Region = s3utils.GetRegionFromURL(*address)
	}
	if b.Region == "" {
		b.Region = "us-east-1"
	}
	key, err := b.key()
	if err != nil {
		return nil, err
	}
	secure := address.Scheme == "https"
	transport, err := minio.DefaultTransport(secure)
	if err != nil {
		return nil, fmt.Errorf("preparing the connection to the store: %w", err)
	}
	const workers = 16
	transport.MaxIdleConnsPerHost = workers
	client, err := minio.New(address.Host, &minio.Options{
		Creds:     credentials.NewStaticV4(key.AccessKeyID, key.SecretAccessKey, key.SessionToken),
		Secure:    secure,
		Region:    b.Region,
		Transport: transport,

		MaxRetries: 1, // retry does it, with the patience that an upload needs
	})
	if err != nil {
		return nil, fmt.Errorf("preparing the connection to the store: %w", err)
	}
	s := &bucket{client: minio.Core{Client: client}, name: b.Name, prefix: b.Prefix, host: address.Host}
	s.retrier = retrier{pause: 300 * time.Millisecond, patience: time.Minute, answered: answered, passing: passing, explain: s.explain}
	if s.prefix != "" {
		s.prefix += "/"
	}
	name := fmt.Sprintf("the bucket %s at %s", b.Name, address.Host)
	if b.Prefix != "" {
		name = fmt.Sprintf("%s in %s", b.Prefix, name)
	}
	return &Target{name: name, store: s, workers: workers, encodings: encodingNames(b.Compress)}, nil
}

// key finds the key of the store.
func (b Bucket) key() (credentials.Value, error) {
	key, err := credentials.NewChainCredentials([]credentials.Provider{&credentials.EnvAWS{}, &credentials.FileAWSCredentials{}}).
		GetWithContext(nil)
	if err == nil && key.AccessKeyID != "" && key.SecretAccessKey != "" {
		return key, nil
	}
	if b.Key != nil {
		id, secret, err := b.Key()
		return credentials.Value{AccessKeyID: id, SecretAccessKey: secret}, err
	}
	return key, errors.New("there is no key for the store: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or put them into ~/.aws/credentials. The store's pages on access keys say how to get one")
}

// HasKey says whether the environment or AWS's shared file has a key for a store.
func HasKey() bool {
	_, err := Bucket{}.key()
	return err == nil
}

// bucket is a store that speaks S3.
type bucket struct {
	client minio.Core
	name   string
	prefix string // "" or with a slash at its end
	host   string

	retrier // an answer may take its patience, beside the time that the content needs
}

// slowest is the rate in bytes a second below which a connection counts as broken.
const slowest = 20_000

// retry does something until it works, or fails in a way that will not pass.
func (b *bucket) retry(ctx context.Context, size int64, do func(context.Context) error) error {
	return b.again(ctx, func(ctx context.Context) error {
		try, stop := context.WithTimeout(ctx, b.patience+time.Duration(size/slowest)*time.Second)
		defer stop()
		return do(try)
	})
}

// atOnce is how many names a store lists in one answer at most.
const atOnce = 1000

// list asks for some names at a time: how long it may take grows with how many there are, and a failure costs one answer.
func (b *bucket) list(ctx context.Context, keep func(string) bool) (map[string]int64, error) {
	names := map[string]int64{}
	for last, more := "", true; more; {
		err := b.retry(ctx, 0, func(ctx context.Context) error {
			count := 0
			for object := range b.client.ListObjectsIter(ctx, b.name, minio.ListObjectsOptions{Prefix: b.prefix, Recursive: true, StartAfter: last}) {
				if object.Err != nil {
					return object.Err
				}
				last = object.Key
				if name := last[len(b.prefix):]; keep(name) {
					names[name] = object.Size
				}
				if count++; count == atOnce {
					return nil
				}
			}
			more = false
			return ctx.Err()
		})
		if err != nil {
			return nil, err
		}
	}
	return names, nil
}

func (b *bucket) size(ctx context.Context, name string) (size int64, err error) {
	err = b.retry(ctx, 0, func(ctx context.Context) error {
		info, err := b.client.StatObject(ctx, b.name, b.prefix+name, minio.StatObjectOptions{})
		if minio.ToErrorResponse(err).Code == minio.NoSuchKey {
			return fs.ErrNotExist
		}
		size = info.Size
		return err
	})
	return size, err
}

func (b *bucket) read(ctx context.Context, name string) (data []byte, err error) {
	err = b.retry(ctx, 0, func(ctx context.Context) error {
		body, _, _, err := b.client.GetObject(ctx, b.name, b.prefix+name, minio.GetObjectOptions{})
		if err != nil {
			if minio.ToErrorResponse(err).Code == minio.NoSuchKey {
				return fs.ErrNotExist
			}
			return err
		}
		defer body.Close()
		data, err = io.ReadAll(body)
		return err
	})
	return data, err
}

func (b *bucket) write(ctx context.Context, name string, body io.ReadSeeker, size int64, headers File) error {
	return b.retry(ctx, size, func(ctx context.Context) error {
		if _, err := body.Seek(0, io.SeekStart); err != nil {
			return fmt.Errorf("reading the built site: %w", err)
		}
		options := minio.PutObjectOptions{ContentType: headers.Type, CacheControl: headers.Cache, DisableMultipart: true}
		whole := struct{ io.ReadSeeker }{body} // without Close, so that it is there for another try
		_, err := b.client.Client.PutObject(ctx, b.name, b.prefix+name, whole, size, options)
		return err
	})
}

func (b *bucket) copy(ctx context.Context, from, to string, headers File) error {
	return b.retry(ctx, 0, func(ctx context.Context) error {
		_, err := b.client.Client.CopyObject(ctx, minio.CopyDestOptions{Bucket: b.name, Object: b.prefix + to, ReplaceMetadata: true,
			ContentType: headers.Type, CacheControl: headers.Cache, ContentEncoding: headers.Encoding},
			minio.CopySrcOptions{Bucket: b.name, Object: b.prefix + from})
		return err
	})
}

// folding: a bucket distinguishes all names.
func (b *bucket) folding(context.Context) (output.Folding, error) { return output.Folding{}, nil }

func (b *bucket) respell(string, string) {}

func (b *bucket) remove(ctx context.Context, name string) error {
	return b.retry(ctx, 0, func(ctx context.Context) error {
		return b.client.RemoveObject(ctx, b.name, b.prefix+name, minio.RemoveObjectOptions{})
	})
}
