package deploy

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// connection is a session of which it is known when something last moved on it.
type connection struct {
	session
	alive *pulse
	gone  atomic.Bool // it was closed
}

func (c *connection) close() {
	c.gone.Store(true)
	c.session.close()
}

// until closes a connection when a context ends, and when nothing has moved on it for a time. stop ends that, and returns an error if
// it was for the time.
func (c *connection) until(ctx context.Context, patience time.Duration) (stop func() error) {
	done := make(chan struct{})
	var late atomic.Bool
	c.alive.beat() // it counts from now
	go func() {
		for {
			select {
			case <-done:
				return
			case <-ctx.Done():
				c.close()
				return
			case <-time.After(patience - c.alive.quiet()):
				if c.alive.quiet() >= patience {
					late.Store(true)
					c.close()
					return
				}
			}
		}
	}()
	return func() error {
		close(done)
		if late.Load() {
			return os.ErrDeadlineExceeded
		}
		return nil
	}
}

// pulse is when something moved last, in nanoseconds.
type pulse struct{ last atomic.Int64 }

func (p *pulse) beat()                { p.last.Store(time.Now().UnixNano()) }
func (p *pulse) quiet() time.Duration { return time.Duration(time.Now().UnixNano() - p.last.Load()) }

// watched is a connection of a network that notes when something moves on it.
type watched struct {
	net.Conn
	alive  *pulse
	writes atomic.Int64 // how many there were
}

func (w *watched) Read(b []byte) (int, error) {
	n, err := w.Conn.Read(b)
	if n > 0 {
		w.alive.beat()
	}
	return n, err
}

func (w *watched) Write(b []byte) (int, error) {
	w.writes.Add(1)
	n, err := w.Conn.Write(b)
	if n > 0 {
		w.alive.beat()
	}
	return n, err
}

// connections are those to one server: one that all share, or some that each are for one at a time. A server may allow fewer.
type connections struct {
	dial   func(context.Context) (*connection, error)
	shared bool
	most   int // how many things may be done at a time

	lock  sync.Mutex
	wake  *sync.Cond
	idle  []*connection
	alive int // idle, in use and being made
	limit int // of alive
}

func newConnections(most int, shared bool, dial func(context.Context) (*connection, error)) connections {
	limit := most
	if shared {
		limit = 1
	}
	return connections{dial: dial, most: most, shared: shared, limit: limit}
}

// take gives a connection to work with, until give.
func (c *connections) take(ctx context.Context) (*connection, error) {
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.wake == nil {
		c.wake = sync.NewCond(&c.lock)
	}
	defer context.AfterFunc(ctx, func() {
		c.lock.Lock()
		defer c.lock.Unlock()
		c.wake.Broadcast()
	})()
	for {
		switch n := len(c.idle); {
		case ctx.Err() != nil:
			return nil, context.Cause(ctx)
		case n > 0 && c.shared:
			return c.idle[0], nil
		case n > 0:
			got := c.idle[n-1]
			c.idle = c.idle[:n-1]
			return got, nil
		case c.alive >= c.limit:
			c.wake.Wait()
			continue
		}
		c.alive++
		c.lock.Unlock()
		made, err := c.dial(ctx)
		c.lock.Lock()
		c.wake.Broadcast()
		switch {
		case err == nil && c.shared:
			c.idle = append(c.idle, made)
			return made, nil
		case err == nil:
			return made, nil
		}
		c.alive--
		if c.alive == 0 || !refusedAnother(err) {
			return nil, err
		}
		c.limit = c.alive
	}
}

// give takes a connection back. One that has broken is not used again.
func (c *connections) give(s *connection, err error) {
	c.lock.Lock()
	defer c.lock.Unlock()
	defer c.wake.Broadcast()
	broken := s.gone.Load() || breaks(err)
	switch {
	case !broken && !c.shared:
		c.idle = append(c.idle, s)
	case broken && c.shared:
		if len(c.idle) > 0 && c.idle[0] == s {
			c.idle = nil
			c.alive--
		}
	case broken:
		c.alive--
	}
	if broken {
		s.close()
	}
}

// close ends the connections that nobody uses.
func (c *connections) close() {
	c.lock.Lock()
	defer c.lock.Unlock()
	for _, s := range c.idle {
		s.close()
	}
	c.alive -= len(c.idle)
	c.idle = nil
}

// breaks says whether after an error a connection cannot be used any more.
func breaks(err error) bool {
	var refused *refusal
	var place *placeError
	switch {
	case err == nil, errors.Is(err, fs.ErrNotExist), errors.As(err, &place):
		return false
	case errors.As(err, &refused):
		return refused.what == closing
	}
	return true
}
