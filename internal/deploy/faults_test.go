package deploy

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"handrail/test/server"
)

// fault is what a proxy does to one request instead of passing it on.
type fault func(w http.ResponseWriter, r *http.Request, pass http.Handler)

// proxy is between a deploy and the server. Its busy lock is held for reading while a request is on its way.
type proxy struct {
	*httptest.Server
	busy sync.RWMutex
}

// newProxy starts a proxy. choose is called for each request, one at a time, and may give a fault for it.
func newProxy(t *testing.T, s *server.S3, choose func(r *http.Request) fault) *proxy {
	t.Helper()
	to, err := url.Parse(s.Endpoint)
	if err != nil {
		t.Fatal(err)
	}
	reverse := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(to)
			r.Out.Host = r.In.Host // it is signed
		},
		Transport:    &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 32},
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) { cut(w, nil, nil) },
	}
	// What a client gives up is passed on to its end, as a store goes on with it: settle waits for that.
	pass := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		reverse.ServeHTTP(w, r.WithContext(context.WithoutCancel(r.Context())))
	})
	p := &proxy{}
	var mu sync.Mutex
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.busy.RLock()
		defer p.busy.RUnlock()
		mu.Lock()
		f := choose(r)
		mu.Unlock()
		if f == nil {
			pass.ServeHTTP(w, r)
		} else {
			f(w, r, pass)
		}
	}))
	t.Cleanup(p.Close)
	return p
}

// settle waits until no request is on its way.
func (p *proxy) settle() {
	p.busy.Lock()
	defer p.busy.Unlock()
}

// cut ends the connection without an answer.
func cut(http.ResponseWriter, *http.Request, http.Handler) { panic(http.ErrAbortHandler) }

// cutAfter does what is asked, and ends the connection without an answer.
func cutAfter(_ http.ResponseWriter, r *http.Request, pass http.Handler) {
	pass.ServeHTTP(httptest.NewRecorder(), r)
	panic(http.ErrAbortHandler)
}

// half sends half of the answer, and ends the connection.
func half(w http.ResponseWriter, r *http.Request, pass http.Handler) {
	answer := httptest.NewRecorder()
	pass.ServeHTTP(answer, r)
	for key, values := range answer.Header() {
		w.Header()[key] = values
	}
	w.Header().Set("Content-Length", fmt.Sprint(answer.Body.Len()))
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes()[:answer.Body.Len()/2])
	panic(http.ErrAbortHandler)
}

// silent never answers.
func silent(_ http.ResponseWriter, r *http.Request, _ http.Handler) {
	_, _ = io.Copy(io.Discard, r.Body) // so that the server hears when the client has had enough
	<-r.Context().Done()
}

// late answers, but not at once.
func late(w http.ResponseWriter, r *http.Request, pass http.Handler) {
	select {
	case <-time.After(50 * time.Millisecond):
	case <-r.Context().Done():
	}
	pass.ServeHTTP(w, r)
}

// refuse answers with an error as S3 writes it (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html).
func refuse(status int, code, more string) fault {
	return func(w http.ResponseWriter, r *http.Request, _ http.Handler) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/xml")
		w.WriteHeader(status)
		fmt.Fprintf(w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>%s said.</Message>%s<RequestId>1</RequestId></Error>", code, code, more)
	}
}

// TestSlowList: a store has time for each of its answers, however many it needs to list what it holds.
func TestSlowList(t *testing.T) {
	s := gateway(t)
	const patience = 5 * time.Second // a busy machine answers late too
	asked := 0
	p := newProxy(t, s, func(r *http.Request) fault {
		if !r.URL.Query().Has("list-type") {
			return nil
		}
		if asked++; asked == 2 {
			return half
		}
		return func(w http.ResponseWriter, r *http.Request, pass http.Handler) {
			time.Sleep(patience * 6 / 10)
			pass.ServeHTTP(w, r)
		}
	})
	target, err := openBucket(Bucket{Name: "guidance", Endpoint: p.URL})
	if err != nil {
		t.Fatal(err)
	}
	want := make([]string, atOnce*2+1)
	for i := range want {
		want[i] = fmt.Sprintf("p/%d.html", i)
	}
	write := func(ctx context.Context, name string) error {
		return target.store.write(ctx, name, strings.NewReader("x"), 1, record())
	}
	if err := each(t.Context(), 8, want, func() {}, write); err != nil {
		t.Fatal(err)
	}
	target.store.(*bucket).patience = patience
	got, err := target.store.list(t.Context(), func(string) bool { return true })
	if err != nil || asked < 4 {
		t.Errorf("asked %d times: %v", asked, err)
	}
	for _, name := range want {
		if got[name] != 1 {
			t.Fatalf("%s is not listed, of %d that are", name, len(got))
		}
	}
}

// TestResumes checks that what was uploaded before a failure is not uploaded again.
func TestResumes(t *testing.T) {
	s := gateway(t)
	uploads, broken := 0, true
	p := newProxy(t, s, func(r *http.Request) fault {
		if r.Method == http.MethodPut && strings.Contains(r.URL.Path, contents) && r.Header.Get("X-Amz-Copy-Source") == "" {
			if uploads++; broken && uploads > 5 {
				return refuse(507, "InsufficientStorage", "")
			}
		}
		return nil
	})
	target, err := openBucket(Bucket{Name: "guidance", Endpoint: p.URL})
	if err != nil {
		t.Fatal(err)
	}
	target.workers = 1
	fsys := site(first())
	_, err = Run(context.Background(), target, fsys, names(fsys), options())
	if err == nil || !strings.Contains(err.Error(), "no room left") {
		t.Errorf("a full bucket: %v", err)
	}
	if len(hold(t, target)) > 0 {
		t.Error("files are in place before everything was uploaded")
	}
	uploads, broken = 0, false
	if got := mustRun(t, target, fsys).Uploaded; got != 3 || uploads != 3 {
		t.Errorf("the second run uploads %d files, with %d requests, and not the 3 that were missing", got, uploads)
	}
	holds(t, target, fsys)
}

// TestStops checks that a deploy ends at once when its context does.
func TestStops(t *testing.T) {
	s := gateway(t)
	ctx, stop := context.WithCancel(context.Background())
	p := newProxy(t, s, func(r *http.Request) fault {
		if r.Method == http.MethodPut {
			stop()
			return silent
		}
		return nil
	})
	target, err := openBucket(Bucket{Name: "guidance", Endpoint: p.URL})
	if err != nil {
		t.Fatal(err)
	}
	target.store.(*bucket).patience = time.Hour
	fsys := site(first())
	if _, err := Run(ctx, target, fsys, names(fsys), options()); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}

// TestErrors checks the message for each fault that a person can put right: it comes without many tries, and holds no
// secret.
func TestErrors(t *testing.T) {
	s := gateway(t)
	aws := refuse(403, "RequestTimeTooSkewed", "<RequestTime>20261122T120000Z</RequestTime><ServerTime>2026-11-22T22:00:00Z</ServerTime><MaxAllowedSkewMilliseconds>900000</MaxAllowedSkewMilliseconds>")
	closed := httptest.NewServer(nil)
	closed.Close()
	secure := httptest.NewTLSServer(nil)
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	t.Cleanup(secure.Close)
	for _, test := range []struct {
		name  string
		fault fault // of every request
		set   func(b *Bucket)
		want  string
	}{
		{"wrong key", nil, func(*Bucket) { t.Setenv("AWS_ACCESS_KEY_ID", "nobody") }, "does not know this key: check AWS_ACCESS_KEY_ID"},
		{"wrong secret", nil, func(*Bucket) { t.Setenv("AWS_SECRET_ACCESS_KEY", "hush-hush") }, "check AWS_SECRET_ACCESS_KEY"},
		{"no bucket", nil, func(b *Bucket) { b.Name = "nowhere" }, "there is no bucket nowhere"},
		{"clock", skewed, nil, "the clock of this computer is wrong"},
		{"clock, as AWS says it", aws, nil, "the clock of this computer is wrong"},
		{"no permission", refuse(403, "AccessDenied", ""), nil, "s3:PutObject"},
		{"region", refuse(400, "AuthorizationHeaderMalformed", "<Region>eu-west-2</Region>"), nil, "write region: eu-west-2 in site.yaml"},
		{"old token", refuse(400, "ExpiredToken", ""), nil, "AWS_SESSION_TOKEN"},
		{"not S3", refuse(405, "MethodNotAllowed", ""), nil, "the address of its S3 API"},
		{"something else", refuse(400, "Odd", ""), nil, "refused: Odd said. (Odd)"},
		{"always busy", refuse(503, "SlowDown", ""), nil, "too busy or not working"},
		{"always cut", cut, nil, "broke: check the network"},
		{"silent", silent, nil, "did not answer in time"},
		{"nobody there", nil, func(b *Bucket) { b.Endpoint = closed.URL }, "nothing answers at"},
		{"unknown name", nil, func(b *Bucket) { b.Endpoint = "http://store.invalid" }, "store.invalid"},
		{"foreign certificate", nil, func(b *Bucket) { b.Endpoint = secure.URL }, "not one that this computer trusts"},
		{"no https", nil, func(b *Bucket) { b.Endpoint = strings.Replace(s.Endpoint, "http:", "https:", 1) }, "does not use https"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("AWS_ACCESS_KEY_ID", s.Key)
			t.Setenv("AWS_SECRET_ACCESS_KEY", s.Secret)
			p := newProxy(t, s, func(*http.Request) fault { return test.fault })
			b := Bucket{Name: "guidance", Endpoint: p.URL}
			if test.set != nil {
				test.set(&b)
			}
			target, err := openBucket(b)
			if err != nil {
				t.Fatal(err)
			}
			target.store.(*bucket).patience = 500 * time.Millisecond
			fsys := site(first())
			_, err = Run(context.Background(), target, fsys, names(fsys), options())
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("got  %v\nwant %s", err, test.want)
			}
			for _, secret := range []string{s.Secret, "hush-hush", s.Key} {
				if strings.Contains(err.Error(), secret) {
					t.Errorf("the message has the key: %v", err)
				}
			}
		})
	}
}

// TestKey checks where the key of a store is taken from.
func TestKey(t *testing.T) {
	s := gateway(t)
	fsys := site(first())
	shared := filepath.Join(t.TempDir(), "credentials")
	text := fmt.Sprintf("[default]\naws_access_key_id = x\naws_secret_access_key = y\n[site]\naws_access_key_id = %s\naws_secret_access_key = %s\n", s.Key, s.Secret)
	if err := os.WriteFile(shared, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"} {
		t.Setenv(name, "")
	}
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(t.TempDir(), "none"))
	if _, err := openBucket(Bucket{Name: "guidance", Endpoint: s.Endpoint}); err == nil || !strings.Contains(err.Error(), "there is no key for the store: set AWS_ACCESS_KEY_ID") {
		t.Errorf("without a key: %v", err)
	}
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", shared)
	t.Setenv("AWS_PROFILE", "site")
	target, err := openBucket(Bucket{Name: "guidance", Endpoint: s.Endpoint})
	if err != nil {
		t.Fatal(err)
	}
	mustRun(t, target, fsys)
}
