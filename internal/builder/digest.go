package builder

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"maps"
	"math"
	"reflect"
	"slices"

	"handrail/internal/site"
)

// digester adds up what an output depends on.
type digester struct {
	sum hash.Hash
	buf []byte // what the hash has still to take in
}

func newDigester() *digester { return &digester{sum: sha256.New(), buf: make([]byte, 0, 1<<11)} }

// reuse resets a digester.
func (d *digester) reuse() {
	d.sum.Reset()
	d.buf = d.buf[:0]
}

// digest is the digest of all that was added.
func (d *digester) digest() [16]byte {
	d.sum.Write(d.buf)
	d.buf = d.buf[:0]
	var sum [sha256.Size]byte
	return [16]byte(d.sum.Sum(sum[:0]))
}

// digestOf identifies plain data: two values of the same types have the same digest if, and only if, all that is in them is the same.
func digestOf(parts ...any) string {
	d := newDigester()
	for _, part := range parts {
		d.add(reflect.ValueOf(part))
	}
	sum := d.digest()
	return hex.EncodeToString(sum[:])
}

// add adds a value and all that is in it. What varies in length is preceded by its length, so that no two run together.
func (d *digester) add(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		d.text(v.String())
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n := int64(0)
		if v.Kind() != reflect.Bool {
			n = v.Int()
		} else if v.Bool() {
			n = 1
		}
		d.buf = binary.AppendVarint(d.buf, n)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		d.buf = binary.AppendUvarint(d.buf, v.Uint())
	case reflect.Float32, reflect.Float64:
		d.buf = binary.AppendUvarint(d.buf, math.Float64bits(v.Float()))
	case reflect.Slice, reflect.Array:
		d.buf = binary.AppendUvarint(d.buf, uint64(v.Len()))
		if v.Type().Elem().Kind() == reflect.Uint8 && v.Kind() == reflect.Slice {
			d.buf = append(d.buf, v.Bytes()...)
			break
		}
		for i := range v.Len() {
			d.add(v.Index(i))
		}
	case reflect.Struct:
		seen := v.NumField() == 0
		for i := range v.NumField() {
			if v.Field(i).CanInterface() { // what is not exported is not data
				seen = true
				d.add(v.Field(i))
			}
		}
		if !seen {
			panic(fmt.Sprintf("builder: a view is not plain data: nothing can be seen of a %s", v.Type()))
		}
	case reflect.Map:
		d.mapping(v)
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			d.buf = append(d.buf, 0)
			break
		}
		d.buf = append(d.buf, 1)
		d.add(v.Elem())
	default: // a function or a channel says nothing of what it will do
		panic(fmt.Sprintf("builder: a view is not plain data: it holds a %s", v.Type()))
	}
	if len(d.buf) > 1<<12 {
		d.sum.Write(d.buf)
		d.buf = d.buf[:0]
	}
}

func (d *digester) text(s string) {
	d.buf = binary.AppendUvarint(d.buf, uint64(len(s)))
	d.buf = append(d.buf, s...)
}

// mapping adds a map with text for keys, in their order.
func (d *digester) mapping(v reflect.Value) {
	keys := map[string]reflect.Value{}
	for key, value := range v.Seq2() {
		keys[key.String()] = value
	}
	d.buf = binary.AppendUvarint(d.buf, uint64(len(keys)))
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		d.text(key)
		d.add(keys[key])
	}
}

// outline adds up what a view would show of texts. A view that is made for its digest leaves them out: a text need not be read to
// know that it is the same.
type outline struct {
	digester
	last *site.Page
}

// reuse resets an outline.
func (o *outline) reuse() {
	o.digester.reuse()
	o.last = nil
}

// note notes that a text of a page is shown.
func (o *outline) note(f *filler) {
	if o.last == f.page && f.values == nil { // most pages show many parts of one text
		return
	}
	o.last = f.page
	f.addText(&o.digester, f.page)
	if f.explains() {
		f.addMeanings(&o.digester)
	}
	o.add(reflect.ValueOf(f.from))
	o.add(reflect.ValueOf(f.shift))
	o.add(reflect.ValueOf(f.values))
}

// textDigest names all that the HTML of a page's text depends on.
func (p *planner) textDigest(page *site.Page) string {
	d := newDigester()
	p.addText(d, page)
	sum := d.digest()
	return string(sum[:])
}

// addText adds all that the HTML of a page's text depends on: the text itself, the path from which its links and images lead, and
// where they lead and what its rules say, as other sources have it.
func (p *planner) addText(d *digester, page *site.Page) {
	d.buf = append(d.buf, page.Digest[:]...)
	d.text(page.Path)
	for _, t := range p.Site.Targets(page) {
		if t.Page != nil { // its address follows from the two
			d.buf = append(d.buf, 'p')
		}
		if t.Named != nil {
			d.text(t.Named.Address)
			d.text(t.Named.Ask)
		}
		d.text(t.Anchor)
		if d.text(t.File); t.File != "" {
			d.text(p.fileWords(t.File))
		}
		d.text(t.Made)
		d.text(t.Address)
		d.text(string(t.Fault))
	}
	for _, img := range page.Doc.Images {
		file, ok := p.Site.File(page, img.Src)
		d.add(reflect.ValueOf(ok))
		if drawing := p.Site.Drawings[file]; drawing != nil {
			d.text(drawing.ViewBox)
			d.text(drawing.Inner)
		} else if pic := p.Site.Pictures[file]; pic != nil {
			width, height := pic.Fit(p.Site.Config.Pictures)
			d.add(reflect.ValueOf([2]int{width, height}))
		}
	}
	f := filler{planner: p}
	for _, r := range page.Doc.Rules {
		d.text(f.condition(r.Applies))
		sources, differs := f.ruleSources(r)
		d.add(reflect.ValueOf(sources))
		d.text(differs)
	}
	for _, u := range page.Doc.Updates {
		d.add(reflect.ValueOf(f.sources(u.Sources)))
		d.add(reflect.ValueOf(f.read(u)))
	}
}
