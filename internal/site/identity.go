package site

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"handrail/internal/pattern"
)

// NewID makes the identifier of a new site: 12 random letters and digits, which is enough that no two sites share one.
func NewID() string { return strings.ToLower(rand.Text()[:12]) }

// validID says whether a text can be the identifier of a site. It becomes part of names that other programs keep, so it has
// nothing that one of them would write in another way.
func validID(id string) bool { return siteID().MatchString(id) }

var siteID = pattern.New(`^[a-z0-9-]{4,40}$`)

// Identity distinguishes this site from every other one, on devices and in calendars that have several: its id. For a site without
// one it is 12 hexadecimal digits of a digest of the site's address, or, when that is not known either, of the organisation's
// name and the site's title. That is a different one as soon as they change.
func (c Config) Identity() string {
	if c.ID != "" {
		return c.ID
	}
	_, address, _ := strings.Cut(c.URL, "://") // https:// and http:// lead to one site
	from := strings.ToLower(address)
	if from == "" {
		from = c.Organisation.Name + "\n" + c.Title // an address has no line break
	}
	sum := sha256.Sum256([]byte(from))
	return hex.EncodeToString(sum[:6])
}
