package desk

import (
	"fmt"
	"net/http"
)

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
