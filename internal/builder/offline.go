package builder

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"handrail/internal/site"
)

// workerName is the file of the service worker, which keeps the site for when there is no network. Its place says which
// pages it serves: all that are in its folder and below.
const workerName = "sw.js"

// offlinePage is the page that the worker shows in place of one that is not kept.
const offlinePage = "offline.html"

// worker plans the service worker of a site that is made of some files. A site that is not to be kept, and one that is
// being edited, has a worker that removes what another one kept.
func (p *planner) worker(files []Output) Output {
	if !p.keepsOffline() {
		return Plain(workerName, p.Looks.bundles["worker/remove.ts"])
	}
	w := &worker{script: p.Looks.bundles["worker/worker.ts"], limit: int64(p.Site.Config.OfflineLimit), essential: p.essential()}
	for _, o := range files {
		// The host shows the one at any address. The others are to be taken away, and whoever does has them.
		if o.Path != "404.html" && !slices.Contains(site.BookFiles(), o.Path) {
			w.all = append(w.all, o.Path)
		}
	}
	slices.Sort(w.all)
	return Output{Path: workerName, Digest: func() string { return digestOf(p.Version, w.script) }, Listing: &Listing{w.names, w.render}}
}

// keepsOffline says whether readers' browsers keep the site.
func (p *planner) keepsOffline() bool { return p.Site.Config.Offline && p.Live == "" }

// essential lists the files that are kept of any site: the home page, the page that says that another is not there, and the
// pages that are marked; with what they load.
func (p *planner) essential() []string {
	names := append(p.Site.Config.EveryPage(), p.assets.style.name, p.assets.script.name, p.assets.text.name, offlinePage)
	for _, page := range p.Site.Pages {
		if !page.Essential && page != p.Site.Home {
			continue
		}
		names = append(names, page.Address)
		if p.isReadable(page) {
			names = append(names, p.assets.follow.name)
		}
		if w, has := p.assets.widgets[string(page.Kind)]; has {
			for _, file := range w.files() {
				names = append(names, file.name)
			}
		}
		for _, img := range page.Doc.Images {
			if file, ok := p.Site.File(page, img.Src); ok && p.Site.Drawings[file] == nil {
				names = append(names, file)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// offline makes the page that the worker shows in place of one that is not kept.
func (p *planner) offline() *View {
	v := p.base("offline", offlinePage, p.words.must("offline.title"), p.words.must("offline.summary"))
	v.Canonical, v.Crumbs = "", nil
	return v
}

// worker is what a service worker is made of.
type worker struct {
	script    []byte
	limit     int64 // bytes of the largest site that is kept whole
	essential []string
	all       []string
}

// names are those of the whole site, or of what is essential when that is too large.
func (w *worker) names(size func(name string) int64) []string {
	total := int64(0)
	for _, name := range w.all {
		if total += size(name); total > w.limit {
			return w.essential
		}
	}
	return w.all
}

// render writes the worker: what the script has to know, and the script. The version names both, as two workers must not use
// the same store.
func (w *worker) render(out io.Writer, files map[string][sha256.Size]byte) error {
	kept := struct {
		Version string            `json:"version"`
		Whole   bool              `json:"whole"`
		Files   map[string]string `json:"files"`
	}{Whole: len(files) == len(w.all), Files: map[string]string{}}
	for name, sum := range files {
		kept.Files[name] = base64.StdEncoding.EncodeToString(sum[:])
	}
	kept.Version = digestOf(w.script, kept)[:16]
	text, err := json.Marshal(kept)
	if err != nil {
		return fmt.Errorf("listing the files of the site: %w", err)
	}
	_, err = fmt.Fprintf(out, "const site=%s;\n%s", text, w.script)
	return err
}
