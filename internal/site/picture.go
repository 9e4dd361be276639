package site

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/sync/semaphore"

	"handrail/internal/cache"
	"handrail/internal/parallel"
	"handrail/internal/picture"
	"handrail/internal/source"
)

// Pictures say how large the pictures of a site may be.
type Pictures struct {
	Width int         `yaml:"width" json:"width"` // pixels; 0 for no limit
	Size  source.Size `yaml:"size" json:"size"`   // bytes of a file; 0 for no limit
}

// defaultPictures are the limits if site.yaml does not say: twice as many pixels as a page is wide, for sharp screens, and what
// loads within seconds over a poor signal.
func defaultPictures() Pictures { return Pictures{Width: 1600, Size: 500e3} }

// Picture is a file beside the pages that is, or should be, a picture. Drawings that are written into pages are not pictures: see Drawing.
type Picture struct {
	Path string // within content/
	picture.Info
	Size          int64 // of the file, in bytes
	Shown, Linked bool  // a page shows it, a link leads to it
	Shrinks       bool  // it is made smaller as it is copied
	Fault         *picture.Fault
	Unread        bool // the Fault is that the file cannot be read, and it has been reported

	// What is lost of a drawing that cannot be written into the page.
	Foreign bool
	Dropped []string
	Why     []source.Diagnostic // the reasons; none when no page shows it
}

// Fit is how large a page shows the picture, in CSS pixels; 0 when it is not known.
func (p *Picture) Fit(limits Pictures) (width, height int) {
	if p.Shrinks {
		return p.Info.Fit(limits.Width)
	}
	return p.Width, p.Height
}

// seen is what the file of a picture says, without regard to who shows it. The cache keeps it.
type seen struct {
	Info    picture.Info
	Fault   picture.Fault
	Foreign bool
	Dropped []string
	Decoded bool // its pixels have been read as well

	entry cache.Entry
}

// pixelsAtOnce is how many pixels are read at once, of all pictures together. Each takes up to twelve bytes.
const pixelsAtOnce = picture.MaxPixels

// pictures looks at every file that should be a picture. Drawings that pages can hold are distinguished from the others.
func (r *reader) pictures(s *Site) {
	shown, linked := map[string]bool{}, map[string]bool{}
	for _, name := range s.Config.EveryPage() {
		linked[name] = true
	}
	for _, p := range s.Pages {
		for _, img := range p.Doc.Images {
			if file, ok := s.File(p, img.Src); ok {
				shown[file] = true
			}
		}
		for _, t := range s.Targets(p) {
			if t.File != "" {
				linked[t.File] = true
			}
		}
	}
	var names []string
	for file := range s.Files {
		if shown[file] || picture.IsName(strings.ToLower(path.Ext(file))) {
			names = append(names, file)
		}
	}
	slices.Sort(names)
	s.Drawings, s.Pictures = map[string]*Drawing{}, map[string]*Picture{}
	before := r.seen
	found, drawings, all := make([]*Picture, len(names)), make([]*Drawing, len(names)), make([]*seen, len(names))
	gate := semaphore.NewWeighted(pixelsAtOnce)
	parallel.Each(len(names), func(i int) {
		name := names[i]
		p := &Picture{Path: name, Shown: shown[name], Linked: linked[name]}
		if p.Shown && strings.EqualFold(path.Ext(name), ".svg") {
			drawings[i], p.Why = r.drawing(name)
		}
		if drawings[i] == nil || p.Linked {
			all[i] = r.look(p, before[name], s.Config.Pictures, gate)
			found[i] = p
		}
	})
	r.Loader.seen = map[string]*seen{}
	for i, name := range names {
		if drawings[i] != nil {
			s.Drawings[name] = drawings[i]
		}
		if found[i] != nil {
			s.Pictures[name] = found[i]
		}
		if all[i] != nil {
			r.Loader.seen[name] = all[i]
		}
	}
}

// drawing reads an SVG file that a page shows; nil, and why, when it cannot be written into the page.
func (r *reader) drawing(name string) (*Drawing, []source.Diagnostic) {
	data, _, err := source.ReadWhole(r.content, name, source.MaxSize)
	if err != nil {
		return nil, nil
	}
	f, diags := source.Parse(shown(name), data)
	if len(diags) == 0 {
		d := parseDrawing(name, f)
		if diags = d.Diags; len(diags) == 0 {
			return d, nil
		}
	}
	return nil, diags
}

// look fills in what is known of a picture.
func (r *reader) look(p *Picture, known *seen, limits Pictures, gate *semaphore.Weighted) *seen {
	info, err := fs.Stat(r.content, p.Path)
	if err != nil {
		r.unread(p, err)
		return nil
	}
	now := cache.Stamp(info)
	p.Size = now.Size
	if known == nil || !known.entry.Same(now) {
		known = r.recallSeen(p.Path, now)
	} else if r.kept != nil {
		r.kept.Keep(p.Path, known.entry)
	}
	var data []byte
	if known == nil {
		if data = r.readPicture(p); data == nil {
			return nil
		}
		known = &seen{entry: now}
		known.read(data)
		r.keepSeen(p.Path, known)
	}
	p.Info, p.Foreign, p.Dropped = known.Info, known.Foreign, known.Dropped
	p.Shrinks = p.Shown && !p.Linked && p.Resizable && (limits.Width > 0 && p.Width > limits.Width || p.Format == picture.JPEG && limits.Size > 0 && p.Size > int64(limits.Size))
	if known.Fault.Message == "" && p.Shrinks && !known.Decoded && p.Bounded() == nil {
		if data == nil {
			if data = r.readPicture(p); data == nil {
				return nil
			}
		}
		// As a build makes it smaller, its pixels have to be sound.
		weight := int64(min(p.Width*p.Height, pixelsAtOnce))
		_ = gate.Acquire(context.Background(), weight) // this context never ends
		next := *known
		var fault *picture.Fault
		if err := picture.Decode(data); errors.As(err, &fault) {
			next.Fault = *fault
		}
		gate.Release(weight)
		next.Decoded = true
		known = &next
		r.keepSeen(p.Path, known)
	}
	switch {
	case known.Fault.Message != "":
		p.Fault, p.Shrinks = &known.Fault, false
	case p.Shown && p.Bounded() != nil:
		p.Fault, p.Shrinks = p.Bounded(), false
	case p.Shown && p.Width == 0: // only a drawing can leave it open
		p.Fault = &picture.Fault{Message: "this drawing does not say how large it is", Hint: `Add viewBox="0 0 WIDTH HEIGHT" to the <svg> element.`}
	}
	return known
}

// readPicture reads the file of a picture; nil when it cannot be read.
func (r *reader) readPicture(p *Picture) []byte {
	data, _, err := source.ReadWhole(r.content, p.Path, picture.MaxBytes)
	var large *source.TooLargeError
	switch {
	case errors.As(err, &large):
		p.Fault = &picture.Fault{Message: fmt.Sprintf("this picture is %d MB, and the maximum is %d MB", large.Size>>20, picture.MaxBytes>>20),
			Hint: "Make it smaller in an image editor."}
		return nil
	case err != nil:
		r.unread(p, err)
		return nil
	case data == nil:
		return []byte{}
	}
	return data
}

// unread notes a picture whose file cannot be read. That is reported of the file, if a page uses it.
func (r *reader) unread(p *Picture, err error) {
	p.Fault = &picture.Fault{Message: "this file cannot be read: " + source.Reason(err), Hint: source.ReadHint(err)}
	if p.Unread = p.Shown || p.Linked; p.Unread {
		r.add(source.Diagnostic{Pos: source.Pos{File: shown(p.Path)}, Severity: source.Error, Check: "source", Message: p.Fault.Message, Hint: p.Fault.Hint})
	}
}

// read notes what the bytes of a picture say.
func (k *seen) read(data []byte) {
	info, err := picture.Read(data)
	k.Info = info
	var fault *picture.Fault
	if errors.As(err, &fault) {
		k.Fault = *fault
	}
	if info.Format == picture.SVG {
		if d, err := picture.CleanSVG(data); err == nil {
			k.Foreign, k.Dropped = d.Foreign, d.Dropped
		}
	}
}

// recallSeen reads what the cache has of a picture; nil when that is of another version of the file.
func (r *reader) recallSeen(name string, now cache.Entry) *seen {
	if r.kept == nil {
		return nil
	}
	e, _ := r.kept.Get(name)
	if !e.Same(now) {
		return nil
	}
	data, ok := r.kept.Short(e)
	k := &seen{entry: e}
	if !ok || r.seens.Decode(data, k) != nil {
		return nil
	}
	r.kept.Keep(name, e)
	return k
}

// keepSeen puts what is known of a picture into the cache.
func (r *reader) keepSeen(name string, k *seen) {
	if r.kept != nil {
		if e, ok := r.kept.Put(name, k.entry, r.seens.Append(nil, k), nil); ok {
			k.entry = e
		}
	}
}
