package desk

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"sync"

	"handrail/internal/serve"
	"handrail/internal/source"
)

// shown is the site that is worked on.
type shown struct {
	dir    string
	server *serve.Server
	ctx    context.Context // ends when another one is chosen
	cancel context.CancelFunc
	ended  sync.WaitGroup

	mu    sync.Mutex
	state State
}

// now is what is known of the site.
func (s *shown) now() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}

func (s *shown) set(state State) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state = state
}

// current is the site that is worked on; nil for none.
func (d *Desk) current() *shown {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.shown
}

// Start shows the only site there is, or the one that was named. With none or several, one has to be chosen.
func (d *Desk) Start() error {
	if given := d.Places.Given; given != "" {
		if _, found := d.Look(given); found {
			return d.show(given)
		}
	}
	if sites := d.find(); len(sites) == 1 {
		return d.show(sites[0].Dir)
	}
	return nil
}

// show shows a site in the place of the one that is shown.
func (d *Desk) show(dir string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if _, found := d.Look(dir); !found {
		return fmt.Errorf("there is no site in %s: its folder has to have a folder called content in it", dir)
	}
	d.leave()
	ctx, cancel := context.WithCancel(context.Background())
	s := &shown{dir: dir, server: serve.New(), ctx: ctx, cancel: cancel}
	if s.server.Foot, err = d.render(view{Page: "foot"}); err != nil {
		cancel()
		return err
	}
	first := make(chan struct{})
	once := sync.OnceFunc(func() { close(first) })
	s.ended.Go(func() {
		defer once()
		err := d.Follow(ctx, dir, s.server, func(state State) {
			s.set(state)
			once()
		})
		if err != nil && ctx.Err() == nil {
			state := s.now()
			state.Fault = err.Error()
			s.set(state)
		}
	})
	<-first
	d.mu.Lock()
	d.shown, d.notice = s, nil
	d.mu.Unlock()
	if err := d.Memory.Add(dir, func(dir string) bool { _, found := d.Look(dir); return found }); err != nil {
		d.setNotice(notice{What: "forgotten", Fault: err.Error()})
	}
	return nil
}

// leave stops showing the site.
func (d *Desk) leave() {
	d.mu.Lock()
	s := d.shown
	d.shown = nil
	d.mu.Unlock()
	if s != nil {
		s.cancel()
		s.ended.Wait()
	}
}

// site answers with a file of the site. What a page hears of changes ends when another site is chosen.
func (d *Desk) site(w http.ResponseWriter, r *http.Request) {
	s := d.current()
	switch {
	case s != nil:
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		defer context.AfterFunc(s.ctx, cancel)()
		s.server.ServeHTTP(w, r.WithContext(ctx))
	case r.URL.Path == serve.EventsPath || r.URL.Path == serve.ScriptPath:
		http.Error(w, "No site is chosen.", http.StatusServiceUnavailable)
	default:
		http.Redirect(w, r, Path, http.StatusSeeOther)
	}
}

// barPath is where the style of the link to the desk is.
const barPath = Path + "bar.css"

//go:embed bar.css
var bar []byte

func writeBar(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	_, _ = w.Write(bar) // the browser has gone when this fails
}

// siteView is the site as a page shows it.
type siteView struct {
	State
	Dir              string
	Errors, Warnings int
}

// maxShown is how many mistakes are on the page. Nobody reads more at once.
const maxShown = 100

// viewOf is a site as a page shows it.
func viewOf(s *shown) *siteView {
	v := &siteView{State: s.now(), Dir: s.dir}
	v.Errors, v.Warnings = source.Count(v.Mistakes)
	return v
}

// Some are the mistakes that the page shows, and More is how many more there are.
func (v *siteView) Some() []mistakeView {
	var list []mistakeView
	for _, m := range v.Mistakes[:min(len(v.Mistakes), maxShown)] {
		list = append(list, mistakeView{m, canOpen(m.File)})
	}
	return list
}

func (v *siteView) More() int { return max(0, len(v.Mistakes)-maxShown) }

var errNoSite = errors.New("no site is chosen")

// textFiles are the endings of files that editors of a site write. Others are not opened: some would be run.
func textFiles() []string { return []string{".md", ".yaml", ".csv"} }

func canOpen(file string) bool { return slices.Contains(textFiles(), filepath.Ext(file)) }
