package desk

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"handrail/internal/markdown"
	"handrail/internal/output"
	"handrail/internal/source"
)

// notice is what an action did, on the page that follows it.
type notice struct {
	What  string // the name of its words
	Of    string // what it was done to
	Size  string // of the file that it made
	Note  string // what else there is to know
	Fault string // why it could not be done
}

func (d *Desk) setNotice(n notice) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.notice = &n
}

// takeNotice is what the last action did, the first time that it is asked for.
func (d *Desk) takeNotice() *notice {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := d.notice
	d.notice = nil
	return n
}

// done shows what an action did on the page of the site.
func (d *Desk) done(w http.ResponseWriter, r *http.Request, n notice) {
	d.setNotice(n)
	http.Redirect(w, r, Path, http.StatusSeeOther)
}

// mistakeView is a mistake as the page shows it.
type mistakeView struct {
	source.Diagnostic
	CanOpen bool
}

// siteForm is what was typed to choose or to make a site, with what is wrong with it.
type siteForm struct {
	Dir, DirFault     string
	Title, TitleFault string
	Example           bool
	Place             string // the folder in which it would be made
}

// sitePage shows the site that is worked on, or else lets one be chosen.
func (d *Desk) sitePage() view {
	s := d.current()
	if s == nil {
		return d.choosePage()
	}
	return view{Page: "site", Secret: d.access.form, Site: viewOf(s), Notice: d.takeNotice()}
}

// choosePage lets a site be chosen or made.
func (d *Desk) choosePage() view { return d.chooseAgain(siteForm{}) }

func (d *Desk) chooseAgain(f siteForm) view {
	f.Place = d.Places.forNew()
	v := view{Page: "choose", Secret: d.access.form, Sites: d.find(), Form: f}
	if s := d.current(); s != nil {
		v.Site = viewOf(s)
	}
	return v
}

// choose shows the site in a folder that was chosen or typed.
func (d *Desk) choose(w http.ResponseWriter, r *http.Request) {
	dir := strings.Trim(strings.TrimSpace(r.PostFormValue("dir")), `"`) // as Windows copies a path
	f := siteForm{Dir: dir}
	switch {
	case dir == "":
		f.DirFault = "type where the folder of the site is"
	case !filepath.IsAbs(dir):
		f.DirFault = fmt.Sprintf("%s is not the whole path of a folder: it has to begin as %s does", dir, cmp.Or(d.Places.Documents, string(filepath.Separator)))
	default:
		if err := d.show(dir); err != nil {
			f.DirFault = err.Error()
		}
	}
	if f.DirFault != "" {
		d.write(w, http.StatusUnprocessableEntity, d.chooseAgain(f))
		return
	}
	http.Redirect(w, r, Path, http.StatusSeeOther)
}

// makeSite makes a site, and shows it.
func (d *Desk) makeSite(w http.ResponseWriter, r *http.Request) {
	f := siteForm{Title: strings.Join(strings.Fields(r.PostFormValue("title")), " "), Example: r.PostFormValue("start") == "example"}
	dir, err := newFolder(d.Places.forNew(), f.Title)
	if err == nil {
		err = d.Make(dir, f.Title, f.Example)
	}
	if err == nil {
		err = d.show(dir)
	}
	if err != nil {
		f.TitleFault = err.Error()
		d.write(w, http.StatusUnprocessableEntity, d.chooseAgain(f))
		return
	}
	d.done(w, r, notice{What: "made", Of: dir})
}

// maxTitle is how long the title of a new site can be, in bytes: a folder is named after it.
const maxTitle = 100

// newFolder is where a new site with a title is made.
func newFolder(place, title string) (string, error) {
	switch {
	case title == "":
		return "", errors.New("type the name of the new site")
	case len(title) > maxTitle:
		return "", errors.New("the name is too long: a folder gets it too. You can write a longer one in site.yaml later")
	case place == "":
		return "", errors.New("there is no folder in which the site can be made")
	}
	name := markdown.Slug(title)
	if !strings.ContainsFunc(title, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) || output.Device(name) {
		return "", fmt.Errorf("no folder can be called %q: choose another name", title)
	}
	dir := filepath.Join(place, name)
	if _, err := os.Lstat(dir); err == nil {
		return "", fmt.Errorf("there already is a folder %s: choose another name", dir)
	}
	return dir, nil
}

// openSource opens a source of the site in the program that the system has for it.
func (d *Desk) openSource(w http.ResponseWriter, r *http.Request) {
	file := r.PostFormValue("file")
	if err := d.openText(file); err != nil {
		d.done(w, r, notice{What: "not-opened", Of: file, Fault: err.Error()})
		return
	}
	d.done(w, r, notice{What: "opened", Of: file})
}

// openText opens a text of the site. No name and no link leads out of its folder.
func (d *Desk) openText(file string) error {
	s := d.current()
	if s == nil {
		return errNoSite
	}
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	info, err := root.Stat(filepath.FromSlash(file))
	switch {
	case err != nil:
		return err
	case !info.Mode().IsRegular() || !canOpen(file):
		return errors.New("this is not a text of the site")
	}
	return d.Open(filepath.Join(s.dir, filepath.FromSlash(file)))
}

// openFolder opens the folder of the site.
func (d *Desk) openFolder(w http.ResponseWriter, r *http.Request) {
	s := d.current()
	if s == nil {
		http.Redirect(w, r, Path, http.StatusSeeOther)
		return
	}
	if err := d.Open(s.dir); err != nil {
		d.done(w, r, notice{What: "not-opened", Of: s.dir, Fault: err.Error()})
		return
	}
	d.done(w, r, notice{What: "folder", Of: s.dir})
}

// stop shows the last page, and ends the program.
func (d *Desk) stop(w http.ResponseWriter, _ *http.Request) {
	defer d.Stop() // what is being answered is answered first
	v := view{Page: "stopped"}
	if s := d.current(); s != nil {
		v.Site = viewOf(s)
	}
	d.write(w, http.StatusOK, v)
}
