package deploy

import (
	"bytes"
	"context"
	"flag"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"handrail/test/server"
)

var chaos = flag.Bool("chaos", false, "try every store and every fault, as make chaos does")

// twice does what is asked, and then again, as a way to the store that repeats requests would.
func twice(w http.ResponseWriter, r *http.Request, pass http.Handler) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	pass.ServeHTTP(httptest.NewRecorder(), r)
	r.Body = io.NopCloser(bytes.NewReader(body))
	pass.ServeHTTP(w, r)
}

// wrongETag answers with the hash of something else.
func wrongETag(w http.ResponseWriter, r *http.Request, pass http.Handler) {
	pass.ServeHTTP(&changedETag{ResponseWriter: w}, r)
}

type changedETag struct{ http.ResponseWriter }

func (c *changedETag) WriteHeader(status int) {
	c.Header().Set("ETag", `"00000000000000000000000000000000"`)
	c.ResponseWriter.WriteHeader(status)
}

// short sends half of the answer as if it were the whole.
func short(w http.ResponseWriter, r *http.Request, pass http.Handler) {
	answer := httptest.NewRecorder()
	pass.ServeHTTP(answer, r)
	for key, values := range answer.Header() {
		w.Header()[key] = values
	}
	if r.Method != http.MethodHead {
		w.Header().Del("Content-Length")
	}
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes()[:answer.Body.Len()/2])
}

// skewed passes a request on as if this computer's clock were wrong: the time in its signature is that of another day.
func skewed(w http.ResponseWriter, r *http.Request, pass http.Handler) {
	r.Header.Set("X-Amz-Date", "20200101T000000Z")
	r.Header.Set("Authorization", strings.ReplaceAll(r.Header.Get("Authorization"), time.Now().UTC().Format("20060102"), "20200101"))
	pass.ServeHTTP(w, r)
}

// passingFaults are those that go away when something is tried again.
func passingFaults() []fault {
	return []fault{cut, cutAfter, half, silent, late, twice, wrongETag, refuse(500, "InternalError", ""), refuse(503, "SlowDown", ""), refuse(502, "", ""), refuse(429, "TooManyRequests", "")}
}

// lastingFaults are those that a deploy can do nothing about.
func lastingFaults() map[string]fault {
	return map[string]fault{
		"short": short, "skewed": skewed, "refused": refuse(403, "AccessDenied", ""), "full": refuse(507, "InsufficientStorage", ""),
		"gone": refuse(404, "NoSuchKey", ""), "odd": refuse(400, "Odd", ""), "always busy": refuse(503, "SlowDown", ""), "always cut": cut,
	}
}

// TestStores deploys to each store that can be had. First a third of all requests goes wrong, in every manner that passes: each deploy ends
// right. Then one request of all goes wrong, or all from it on, or all for one name, in manners that do not pass. A deploy ends
// right or with an error, no page that can be reached names a missing file, and the next deploy puts everything in order. Without
// -chaos it is those stores alone that build in a minute, and with one fault of each manner.
func TestStores(t *testing.T) {
	for _, kind := range server.Kinds() {
		quick := kind.Name == "versitygw" || kind.Name == "gofakes3"
		if !*chaos && !quick {
			continue
		}
		t.Run(kind.Name, func(t *testing.T) {
			s := startStore(t, kind)
			withPassing(t, s)
			for name, f := range lastingFaults() {
				rounds := 1
				if *chaos {
					rounds = 9
				}
				withLasting(t, s, name, f, rounds)
			}
		})
	}
}

// startStore starts a store with an empty bucket called guidance. One that cannot be built fails the test, which then shows nothing about that store.
func startStore(t *testing.T, kind server.Kind) *server.S3 {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	s, err := kind.Start(cache, t.TempDir())
	if err != nil {
		t.Fatalf("%s cannot be had here, and was not tried: %v", kind.Name, err)
	}
	t.Cleanup(s.Stop)
	if err := s.Bucket("guidance"); err != nil {
		t.Fatalf("%s makes no bucket: %v", kind.Name, err)
	}
	t.Setenv("AWS_ACCESS_KEY_ID", s.Key)
	t.Setenv("AWS_SECRET_ACCESS_KEY", s.Secret)
	t.Setenv("AWS_SESSION_TOKEN", "")
	return s
}

// openVia opens the bucket by an address, with the patience that a test has.
func openVia(t *testing.T, address string) *Target {
	t.Helper()
	target, err := openBucket(Bucket{Name: "guidance", Endpoint: address})
	if err != nil {
		t.Fatal(err)
	}
	return target
}

func withPassing(t *testing.T, s *server.S3) {
	t.Helper()
	r := rand.New(rand.NewPCG(7, *seed))
	faults, count := passingFaults(), map[int]int{}
	p := newProxy(t, s, func(*http.Request) fault {
		if r.IntN(3) > 0 {
			return nil
		}
		i := r.IntN(len(faults))
		count[i]++
		return faults[i]
	})
	target, direct := openVia(t, p.URL), openVia(t, s.Endpoint)
	target.store.(*bucket).patience = 200 * time.Millisecond
	if *chaos {
		target.store.(*bucket).patience = 3 * time.Second // SeaweedFS makes its volumes when they are first written to
	}
	for number := range 3 {
		fsys := madeSite(number)
		mustRun(t, target, fsys)
		p.settle()
		holds(t, direct, fsys)
		if got := hold(t, direct).broken(names(fsys)...); len(got) > 0 {
			t.Error(got)
		}
	}
	if len(count) < len(faults) {
		t.Errorf("not every fault came up: %v", count)
	}
}

func withLasting(t *testing.T, s *server.S3, name string, f fault, rounds int) {
	t.Helper()
	r := rand.New(rand.NewPCG(8, *seed))
	for round := range rounds {
		count, at, manner := 0, 10+r.IntN(60), round%3
		key := ""
		p := newProxy(t, s, func(r *http.Request) fault {
			count++
			if count == at {
				key = r.URL.Path
			}
			if count == at || count > at && manner == 1 || manner == 2 && key != "" && r.URL.Path == key {
				return f
			}
			return nil
		})
		target, direct := openVia(t, p.URL), openVia(t, s.Endpoint)
		target.store.(*bucket).pause = time.Millisecond
		fsys := madeSite(r.IntN(sites))
		_, err := Run(context.Background(), target, fsys, names(fsys), options())
		p.Close() // it waits for what is on its way
		if err == nil {
			holds(t, direct, fsys)
		}
		if missing := hold(t, direct).broken(); len(missing) > 0 {
			t.Errorf("%s, from request %d: %s", name, at, strings.Join(missing, ", "))
		}
		redeploy(t, direct, r.IntN(sites))
		if t.Failed() {
			t.Fatalf("%s, request %d, manner %d: the deploy said %v", name, at, manner, err)
		}
	}
}
