package desk

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"net/http"
	"strconv"
	"sync"
)

// access is who may use the pages of the desk: the browser that was opened with a key, which holds for one visit. It gets a cookie for
// the run. A cookie of one port is sent to every other one of the machine, so its name has the port in it; it is never sent along by a page of another
// site (SameSite, https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis), and an action needs the form's secret too.
type access struct {
	name   string // of the cookie
	cookie string // its value
	form   string // in each form
	next   string // with which another start of the program asks for a key

	mu   sync.Mutex
	keys map[string]bool
}

func newAccess(port int) *access {
	return &access{name: "handrail_" + strconv.Itoa(port), cookie: rand.Text(), form: rand.Text(), next: rand.Text(), keys: map[string]bool{}}
}

// key makes a key for one visit.
func (a *access) key() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	key := rand.Text()
	a.keys[key] = true
	return key
}

// take says whether a key holds, which it then no longer does.
func (a *access) take(key string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	held := a.keys[key]
	delete(a.keys, key)
	return held
}

// has says whether a request has the cookie of the run.
func (a *access) has(r *http.Request) bool {
	cookie, err := r.Cookie(a.name)
	return err == nil && same(cookie.Value, a.cookie)
}

// same compares a secret in a time that says nothing about it.
func same(given, secret string) bool {
	return subtle.ConstantTimeCompare([]byte(given), []byte(secret)) == 1
}

// Entry is a path that opens the desk once.
func (d *Desk) Entry() string { return Path + "enter?key=" + d.access.key() }

// enter gives the browser that has a key the cookie, and shows it the site, or else the desk.
func (d *Desk) enter(w http.ResponseWriter, r *http.Request) {
	if d.access.take(r.URL.Query().Get("key")) {
		http.SetCookie(w, &http.Cookie{Name: d.access.name, Value: d.access.cookie, Path: Path, HttpOnly: true, SameSite: http.SameSiteStrictMode})
	} else if !d.entered(w, r) {
		return
	}
	to := Path
	if s := d.current(); s != nil && s.now().Fault == "" {
		to = "/"
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// entered says whether a request comes from the browser that may use the desk, and otherwise answers it.
func (d *Desk) entered(w http.ResponseWriter, r *http.Request) bool {
	if d.access.has(r) {
		return true
	}
	d.write(w, http.StatusForbidden, view{Page: "locked"})
	return false
}

// maxForm is how long a form can be, in bytes.
const maxForm = 64 << 10

// allowed says whether a request may act, and otherwise answers it.
func (d *Desk) allowed(w http.ResponseWriter, r *http.Request) bool {
	if err := http.NewCrossOriginProtection().Check(r); err != nil {
		forbid(w)
		return false
	}
	if !d.entered(w, r) {
		return false
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if !same(r.PostFormValue("secret"), d.access.form) { // a page that was left open from an earlier run
		d.write(w, http.StatusForbidden, view{Page: "locked"})
		return false
	}
	return true
}

func forbid(w http.ResponseWriter) {
	http.Error(w, "Only the pages of Handrail itself can ask for this.", http.StatusForbidden)
}

// againPath is where another start of the program asks for a key.
const againPath = Path + "again"

// again answers another start of the program with a key. It may name a site to show.
func (d *Desk) again(w http.ResponseWriter, r *http.Request) {
	if !same(r.Header.Get("Authorization"), "Bearer "+d.access.next) {
		forbid(w)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if dir := r.PostFormValue("dir"); dir != "" {
		d.acting.Lock()
		defer d.acting.Unlock()
		if err := d.show(dir); err != nil {
			d.setNotice(notice{What: "failed", Fault: err.Error()})
		}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(granted{d.access.key()}) // the other program has gone when this fails
}

// granted is the answer to another start of the program.
type granted struct {
	Key string `json:"key"`
}
