package deploy

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/textproto"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/jlaffaye/ftp"
)

// OpenFTPS makes a target of a folder on a server that speaks FTP (RFC 959) within TLS (RFC 4217). At port 990 TLS is there from the
// beginning, at any other it is asked for. FTP without TLS is not spoken. The folder is made as OpenSFTP makes it.
//
// A file takes the place of another in one step where the server does that, as most do; elsewhere nothing is at its address for a moment.
func OpenFTPS(to Server) (*Target, error) {
	s, err := newServer(to, "ftps", "21")
	if err != nil {
		return nil, err
	}
	const workers = 2 // hosts allow a user few connections
	return s.target(workers, false, func(ctx context.Context) (*connection, error) {
		c, err := s.dialFTP(ctx, false)
		if err == nil && !c.session.(*ftpSession).conn.IsTimePreciseInList() { // without MLSD, files that begin with a dot have to be asked for
			c.close()
			c, err = s.dialFTP(ctx, true)
		}
		return c, err
	}), nil
}

// dialFTP connects and logs in. hidden says whether a list has to be asked for what begins with a dot.
func (s *fileServer) dialFTP(ctx context.Context, hidden bool) (*connection, error) {
	password, err := s.password("") // before the server waits
	if err != nil {
		return nil, err
	}
	alive := &pulse{}
	f := &ftpSession{}
	// Servers want to see that whoever connects for data is who is connected for commands, by the session of TLS. So each connection
	// for commands has sessions of its own.
	config := &tls.Config{RootCAs: s.roots, ServerName: s.tlsName(), MinVersion: tls.VersionTLS12, ClientSessionCache: tls.NewLRUClientSessionCache(0)}
	implicit := strings.HasSuffix(s.dialled, ":990")
	dial := func(_, address string) (net.Conn, error) {
		raw, err := s.tcp(context.WithoutCancel(ctx), address) // it is used for as long as there is anything to do
		if err != nil {
			return nil, err
		}
		conn := &watched{Conn: raw, alive: alive}
		switch first := f.hold(conn); {
		case first && !implicit:
			return conn, nil // the client asks for TLS
		case first:
			return tls.Client(conn, config), nil
		}
		return &dataConn{tls.Client(conn, config), raw, s.timeout}, nil
	}
	c := &connection{session: f, alive: alive}
	stop := c.until(ctx, s.timeout)
	conn, err := s.greet(f, dial, config, password, implicit, hidden)
	if late := stop(); late != nil {
		err = late
	}
	if err != nil {
		f.close()
		return nil, err
	}
	f.conn = conn
	return c, nil
}

// greet makes a connection safe, and logs in.
func (s *fileServer) greet(f *ftpSession, dial func(_, _ string) (net.Conn, error), config *tls.Config, password string, implicit, hidden bool) (*ftp.ServerConn, error) {
	options := []ftp.DialOption{ftp.DialWithDialFunc(dial), ftp.DialWithExplicitTLS(config), ftp.DialWithForceListHidden(hidden)}
	if implicit {
		options[1] = ftp.DialWithTLS(config)
	}
	conn, err := ftp.Dial(s.dialled, options...)
	if err != nil {
		if f.asked() {
			return nil, ftpError(err, map[int]int{500: unsafe, 502: unsafe, 503: unsafe, 504: unsafe, 530: unsafe, 534: unsafe})
		}
		return nil, ftpError(err, map[int]int{530: closing}) // as the greeting: there are too many connections
	}
	if strings.ContainsAny(password+s.User, "\r\n") {
		return nil, lasting{errors.New("a user and a password for FTPS are one line each")}
	}
	return conn, ftpError(conn.Login(s.User, password), map[int]int{530: login, 331: login, 332: login})
}

// dataConn is a connection for data.
type dataConn struct {
	*tls.Conn
	raw     net.Conn
	timeout time.Duration
}

// Close ends what is sent, and reads until the server has ended too. A connection that is closed while something has come that nobody
// has read, such as a ticket of TLS 1.3 (RFC 8446, 4.6.1), is reset, and what was sent last may be lost by that (RFC 1122, 4.2.2.13).
func (d *dataConn) Close() error {
	if !d.ConnectionState().HandshakeComplete { // to begin now would end the session of TLS, which the next connection needs
		return d.raw.Close()
	}
	_ = d.raw.SetDeadline(time.Now().Add(d.timeout))
	err := d.CloseWrite()
	if half, can := d.raw.(*net.TCPConn); can {
		_ = half.CloseWrite()
	}
	_, _ = io.Copy(io.Discard, d.Conn)
	_ = d.raw.Close()
	return err
}

// ftpSession speaks FTP. It does one thing at a time.
type ftpSession struct {
	conn *ftp.ServerConn

	mu       sync.Mutex
	commands *watched
	data     *watched // the last one
	closed   bool
}

// hold notes a connection, so that close can end it. It says whether it is the first, for commands.
func (f *ftpSession) hold(conn *watched) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		_ = conn.Close()
	}
	if f.commands == nil {
		f.commands = conn
		return true
	}
	f.data = conn
	return false
}

// asked says whether the server was asked for TLS. The client ends every connection with a command too.
func (f *ftpSession) asked() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.commands != nil && f.commands.writes.Load() > 1
}

func (f *ftpSession) close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
	for _, conn := range []*watched{f.commands, f.data} {
		if conn != nil {
			_ = conn.Close()
		}
	}
}

// ftpError is an error of the server as all kinds of servers give it, by the codes of RFC 959, 4.2, or of a table that comes first.
func ftpError(err error, first map[int]int) error {
	var answer *textproto.Error
	var odd textproto.ProtocolError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &odd):
		return &refusal{what: unexpected, text: odd.Error()}
	case !errors.As(err, &answer):
		return err
	}
	r := &refusal{what: other, text: answer.Error()}
	what, special := first[answer.Code]
	switch {
	case special:
		r.what = what
	case answer.Code == 452, answer.Code == 552:
		r.what = full
	case answer.Code == 421, answer.Code == 425: // with 425 the session of TLS may be lost, and a new connection has one
		r.what = closing
	case answer.Code == 451:
		r.what = failing
	case answer.Code < 500:
		r.what = busy
	case answer.Code == 550, answer.Code == 553:
		r.what = denied
	case answer.Code == 522, answer.Code == 530, answer.Code == 534:
		r.what = unsafe
	}
	return r
}

func (f *ftpSession) list(dir string) ([]entry, error) {
	found, err := f.conn.List(dir)
	if err != nil {
		return nil, f.about(path.Clean(dir), err)
	}
	var entries []entry
	for _, e := range found {
		if name := path.Base(e.Name); name != "." && name != ".." && name != "/" {
			entries = append(entries, entry{name, int64(e.Size), e.Type == ftp.EntryTypeFolder})
		}
	}
	return entries, nil
}

func isDenied(err error) bool {
	var refused *refusal
	return errors.As(err, &refused) && (refused.what == denied || refused.what == other)
}

// stat asks for the size, and where there is none, as of a folder, looks into the list of the folder around it.
func (f *ftpSession) stat(name string) (entry, error) {
	if name == "." || name == "/" {
		return entry{name, 0, true}, nil
	}
	size, err := f.conn.FileSize(name)
	if err == nil {
		return entry{path.Base(name), size, false}, nil
	}
	if err = ftpError(err, nil); !isDenied(err) {
		return entry{}, err
	}
	entries, err := f.list(path.Dir(name))
	if err != nil {
		return entry{}, err
	}
	for _, e := range entries {
		if e.name == path.Base(name) {
			return e, nil
		}
	}
	return entry{}, fs.ErrNotExist
}

// about is an error of the server about a name. Servers have one code for what is not there and for what may not be done.
func (f *ftpSession) about(name string, err error) error {
	if err = ftpError(err, nil); !isDenied(err) || name == "." || name == "/" {
		return err
	}
	if _, look := f.stat(name); look != nil && !isDenied(look) {
		return look // fs.ErrNotExist, or the connection has broken
	}
	return err
}

func (f *ftpSession) read(name string, to io.Writer) error {
	body, err := f.conn.Retr(name)
	if err != nil {
		return f.about(name, err)
	}
	_, err = io.Copy(to, body)
	return ftpError(errors.Join(err, body.Close()), nil)
}

func (f *ftpSession) write(name string, body io.Reader) error {
	return ftpError(f.conn.Stor(name, body), nil)
}

func (f *ftpSession) rename(from, to string) error {
	return replaceIn(f, func() error { return ftpError(f.conn.Rename(from, to), nil) }, to)
}

func (f *ftpSession) remove(name string) error { return f.about(name, f.conn.Delete(name)) }
func (f *ftpSession) mkdir(dir string) error   { return ftpError(f.conn.MakeDir(dir), nil) }

// rmdir looks first, as nothing says that a server keeps a folder that is not empty.
func (f *ftpSession) rmdir(dir string) error {
	entries, err := f.list(dir)
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		return &refusal{what: other, text: "it is not empty"}
	}
	return ftpError(f.conn.RemoveDir(dir), nil)
}
