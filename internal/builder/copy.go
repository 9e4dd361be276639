package builder

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync/atomic"

	"handrail/internal/source"
)

// original is a file among the sources of which the site has a copy. To be written under its digest it has to be the version that the
// digest was made of.
type original struct {
	content fs.FS
	name    string
	planned atomic.Pointer[version] // nil until a digest was asked for
}

// version is a file's version, or why there is none.
type version struct {
	source.Version
	err error
}

// copied plans a file that is copied. However large it is, it is never held whole.
func (p *planner) copied(name string) Output {
	o := &original{content: p.Content, name: name}
	return Output{Path: name, Digest: o.digest, Render: o.copy}
}

func (o *original) look() *version {
	v, err := source.VersionOf(o.content, o.name)
	return &version{v, err}
}

// digest names the file as it is now; "" when it cannot be read, which rendering reports.
func (o *original) digest() string {
	v := o.look()
	o.planned.Store(v)
	if v.err != nil {
		return ""
	}
	return digestOf(v.Version)
}

// version is the file as it was planned, or as it is where nothing was planned.
func (o *original) version() (source.Version, error) {
	v := o.planned.Load()
	if v == nil {
		v = o.look()
	}
	return v.Version, o.explain(v.err)
}

func (o *original) copy(w io.Writer) error {
	v, err := o.version()
	if err != nil {
		return err
	}
	return o.explain(v.Copy(w, o.content, o.name))
}

// read reads the file whole. It has at most the given number of bytes.
func (o *original) read(most int64) ([]byte, error) {
	v, err := o.version()
	if err != nil {
		return nil, err
	}
	data, info, err := source.ReadWhole(o.content, o.name, most)
	if err == nil && !v.Is(data, info) {
		err = source.ErrChanged
	}
	return data, o.explain(err)
}

// explain is an error that says what was wrong with the file, and what to do.
func (o *original) explain(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, source.ErrChanged):
		return fmt.Errorf("content/%s changed while the site was built: build it again", o.name)
	}
	return fmt.Errorf("content/%s cannot be read: %s. %s", o.name, source.Reason(err), source.ReadHint(err))
}
