package source

import "encoding/base32"

// ShortDigest writes the first 20 bits of a digest as four letters of Crockford's base 32, which are not mistaken for one another
// (https://www.crockford.com/base32.html). It distinguishes versions of one thing for people, and identifies nothing.
func ShortDigest(digest []byte) string {
	return base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").EncodeToString(digest[:5])[:4]
}
