package builder

import (
	"bytes"
	"io"
	"sync"
)

// sizedFile is a file of which a page says how large it is, so it is made before that page is.
type sizedFile struct {
	path   string
	digest func() string // names all that it depends on
	write  func(io.Writer) error
	made   func() (madeFile, error)
}

// madeFile is a file that was written once, to know its size. A large one is not kept, and is made again when it is written.
type madeFile struct {
	size int64
	data []byte // nil when it is large
}

// keptInMemory is how much of a file whose size a page says is held until it is written, in bytes.
const keptInMemory = 4 << 20

func newSizedFile(path string, digest func() string, write func(io.Writer) error) *sizedFile {
	return &sizedFile{path, sync.OnceValue(digest), write, sync.OnceValues(func() (madeFile, error) {
		c := &counter{}
		err := write(c)
		return madeFile{c.size, c.kept()}, err
	})}
}

// counter counts what is written to it, and keeps it as long as it is little.
type counter struct {
	size int64
	data bytes.Buffer
}

func (c *counter) Write(data []byte) (int, error) {
	if c.size += int64(len(data)); c.size <= keptInMemory {
		c.data.Write(data)
	} else {
		c.data = bytes.Buffer{}
	}
	return len(data), nil
}

// kept is what was written; nil when it was too much.
func (c *counter) kept() []byte {
	if c.size > keptInMemory {
		return nil
	}
	return c.data.Bytes()
}

// output plans the file.
func (f *sizedFile) output() Output {
	return Output{Path: f.path, Digest: f.digest, Render: func(w io.Writer) error {
		m, err := f.made()
		switch {
		case err != nil:
		case m.data != nil:
			_, err = w.Write(m.data)
		default:
			err = f.write(w)
		}
		return err
	}}
}

// sizeIn is the size of a file in words, or, in an outline, the digest that says whether the size is another.
func (p *planner) sizeIn(f *sizedFile) (string, error) {
	if p.outline != nil {
		return f.digest(), nil
	}
	m, err := f.made()
	return sizeWords(m.size), err
}
