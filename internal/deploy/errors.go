package deploy

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"slices"
	"strings"
	"syscall"

	"github.com/minio/minio-go/v7"
)

// answer is the store's own account of why it refused; empty if the error did not come from it.
func answer(err error) minio.ErrorResponse {
	var a minio.ErrorResponse
	errors.As(err, &a)
	return a
}

// answered says whether an error came from the store, rather than from the network on the way to it.
func answered(err error) bool { return answer(err).Code != "" || errors.Is(err, fs.ErrNotExist) }

// passing says whether what failed may work when it is tried again, as the store, or the network on the way to it, is busy or
// broken for now. The codes are those of https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html.
func passing(err error) bool {
	var certificate *tls.CertificateVerificationError
	var unknownName *net.DNSError
	switch a := answer(err); {
	case a.Code != "":
		return a.StatusCode >= 500 || a.StatusCode == http.StatusTooManyRequests || a.StatusCode == http.StatusRequestTimeout ||
			slices.Contains([]string{"SlowDown", "InternalError", "ServiceUnavailable", "RequestTimeout", "Throttling",
				"BadDigest", "IncompleteBody", "XAmzContentSHA256Mismatch", "OperationAborted"}, a.Code)
	case errors.As(err, &certificate), strings.Contains(err.Error(), "HTTP response to HTTPS client"):
		return false
	case errors.As(err, &unknownName):
		return !unknownName.IsNotFound
	}
	return true
}

// explain is an error that says what a store did not do, why, and how to put it right. It names no key and no secret.
func (b *bucket) explain(err error) error {
	if a := answer(err); a.Code != "" {
		return b.explainAnswer(a)
	}
	var certificate *tls.CertificateVerificationError
	var expired x509.CertificateInvalidError
	var name *net.DNSError
	var network net.Error
	say := func(format string, args ...any) error {
		return fmt.Errorf("%s. What has been deployed so far stays, and another run goes on from there: %w", fmt.Sprintf(format, args...), err)
	}
	switch {
	case errors.As(err, &name) && name.IsNotFound:
		return fmt.Errorf("there is no computer called %s: check endpoint in site.yaml, and that this computer is on the internet", name.Name)
	case errors.As(err, &name):
		return say("the name %s cannot be looked up: check that this computer is on the internet", name.Name)
	case errors.As(err, &expired):
		return fmt.Errorf("the certificate of %s is not valid today: check this computer's date. If that is right, contact whoever runs the store: %w", b.host, err)
	case errors.As(err, &certificate):
		return fmt.Errorf("the certificate of %s is not one that this computer trusts: check endpoint in site.yaml. If it is right, something is intercepting the connection, or the store's own certificate has to be named in SSL_CERT_FILE: %w", b.host, err)
	case strings.Contains(err.Error(), "HTTP response to HTTPS client"):
		return fmt.Errorf("%s does not use https: check endpoint in site.yaml", b.host)
	case errors.Is(err, syscall.ECONNREFUSED):
		return say("nothing answers at %s: check endpoint in site.yaml, and that this computer is on the internet", b.host)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return say("%s did not answer in time: check the network", b.host)
	}
	return say("the connection to %s broke: check the network", b.host)
}

// explainAnswer puts a store's refusal into words.
func (b *bucket) explainAnswer(a minio.ErrorResponse) error {
	what := ""
	switch a.Code {
	case "InvalidAccessKeyId", "InvalidTokenId", "Unauthorized", "AuthFailure", "XAdminUserNotFound":
		what = "%[2]s does not know this key: check AWS_ACCESS_KEY_ID, or the key in ~/.aws/credentials, and that it is a key of this store"
	case "SignatureDoesNotMatch":
		what = "the secret does not match the key, says %[2]s: check AWS_SECRET_ACCESS_KEY, or the secret in ~/.aws/credentials, for characters that were lost or added"
	case "ExpiredToken", "InvalidToken", "TokenRefreshRequired":
		what = "the key for %[2]s was temporary and has expired: get a new one, and set AWS_SESSION_TOKEN with it"
	case "RequestTimeTooSkewed", "RequestExpired", "RequestNotYetValid":
		what = "the clock of this computer is wrong, so %[2]s rejects its requests: set the date and time (best: let the computer get them from the network), then deploy again"
	case "NoSuchBucket", "InvalidBucketName":
		what = "there is no bucket %[1]s at %[2]s: make it there first, or check bucket and endpoint in site.yaml"
	case "AccessDenied", "AllAccessDisabled", "AccountProblem", "Forbidden", "NotEntitled":
		what = "the key does not have permission to do this in the bucket %[1]s at %[2]s. It has to be able to list the bucket and to read, write and delete objects: s3:ListBucket, s3:GetObject, s3:PutObject, s3:DeleteObject"
	case "PermanentRedirect", "AuthorizationHeaderMalformed", "InvalidRegion", "IllegalLocationConstraintException", "TemporaryRedirect":
		what = "the bucket %[1]s is in a different region from the one asked: write its region in site.yaml"
		if a.Region != "" {
			what = "the bucket %[1]s is in a different region from the one asked: write region: " + strings.ReplaceAll(a.Region, "%", "") + " in site.yaml"
		}
	case "QuotaExceeded", "ServiceQuotaExceeded", "InsufficientStorage", "XMinioStorageFull", "QuotaExceededException":
		what = "there is no room left in the bucket %[1]s at %[2]s: make some, or ask for more. The site that is there still works"
	case "NoSuchKey":
		what = "something that this deploy needs was removed from the bucket %[1]s at %[2]s meanwhile: deploy again"
	case "NotImplemented", "MethodNotAllowed":
		what = "%[2]s does not do what a deploy needs: check that endpoint in site.yaml is the address of its S3 API, not of the site"
	default:
		if passing(a) {
			what = "%[2]s is too busy or not working: wait a while, then deploy again. What has been deployed so far stays"
			break
		}
		what = "%[2]s refused: " + strings.ReplaceAll(a.Message, "%", "%%")
	}
	return fmt.Errorf(what+" (%[3]s)", b.name, b.host, a.Code)
}
