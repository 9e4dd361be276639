package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
)

// Given is what somebody has entered to publish a site.
type Given struct {
	Answered         bool // the page that asks has been shown
	Password         string
	KeyID, KeySecret string
	Keep             bool   // in the system's key store
	Trusted          string // the fingerprint of a server's key, which was compared
	Removals         int    // how many files may be removed, above the number that always may
}

// Published is where a site was put.
type Published struct {
	Place   string
	NotKept string // why the password was not kept as it was asked; "" when it was
}

// AskError is what a target has to know before a site is published there.
type AskError struct {
	Target      string
	Who         string // whose password or key
	Password    bool
	Optional    bool // a key of this computer may do in place of the password
	Key         bool // of a store, which has two parts
	Host        string
	Fingerprint string // of the key of Host, which this computer does not know; "" when it does
	Removals    int    // how many files would be removed, if they are more than usual
	Fault       string // why what was entered was not right; "" when nothing was
}

func (e *AskError) Error() string { return fmt.Sprintf("the target %s asks for more", e.Target) }

// zip builds the site and packs it into a file.
func (d *Desk) zip(w http.ResponseWriter, r *http.Request) {
	s := d.current()
	if s == nil {
		http.Redirect(w, r, Path, http.StatusSeeOther)
		return
	}
	file, size, err := d.Zip(s.dir)
	if err != nil {
		d.done(w, r, notice{What: "failed", Fault: err.Error()})
		return
	}
	d.done(w, r, notice{What: "zip", Of: file, Size: fmt.Sprintf("%.1f MB", max(float64(size)/1e6, 0.1))})
}

// publish builds the site and puts it where its readers are, or asks for what that takes. It goes on when its page is closed.
func (d *Desk) publish(w http.ResponseWriter, r *http.Request) {
	s := d.current()
	if s == nil {
		http.Redirect(w, r, Path, http.StatusSeeOther)
		return
	}
	field := r.PostFormValue
	removals, _ := strconv.Atoi(field("removals")) // 0 when nothing was asked
	made, err := d.Publish(context.WithoutCancel(r.Context()), s.dir, field("target"), Given{Answered: field("answered") != "", Password: field("password"),
		KeyID: field("key_id"), KeySecret: field("key_secret"), Keep: field("keep") != "", Trusted: field("trusted"), Removals: removals})
	var ask *AskError
	switch {
	case errors.As(err, &ask):
		d.write(w, http.StatusOK, view{Page: "ask", Secret: d.access.form, Ask: ask})
	case err != nil:
		d.done(w, r, notice{What: "failed", Fault: err.Error()})
	default:
		d.done(w, r, notice{What: "published", Of: made.Place, Note: made.NotKept})
	}
}
