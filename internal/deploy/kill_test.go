package deploy

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// kills is how many deploys each of the two tests here kills: make chaos asks for more.
var (
	kills = flag.Int("kills", 30, "how many deploys TestKilledBucket and TestKilledFolder kill each")
	seed  = flag.Uint64("seed", 1, "where the random numbers of tests start")
)

// sites is how many different sites those deploys are of.
const sites = 6

// child starts a process that does one deploy, and waits until it is about to begin.
func child(t *testing.T, job task) *exec.Cmd {
	t.Helper()
	text, err := json.Marshal(job)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childTask+"="+string(text), "GORACE=atexit_sleep_ms=0") // otherwise each takes a second to end
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	if line, _ := bufio.NewReader(out).ReadString('\n'); line != "go\n" {
		t.Fatalf("the child says %q", line)
	}
	return cmd
}

// ended waits for a child, and says whether it was killed before it had done its work.
func ended(t *testing.T, cmd *exec.Cmd) (killed bool) {
	t.Helper()
	err := cmd.Wait()
	if err != nil && cmd.ProcessState.Exited() {
		t.Fatalf("a deploy failed that was not killed: %v", err)
	}
	return err != nil
}

// next chooses what the next deploy does: one of the sites, or to roll back if that can be done.
func next(r *rand.Rand, d *deployment) (job task) {
	if _, err := d.before(); err == nil && r.IntN(5) == 0 {
		return task{Rollback: true}
	}
	return task{Site: r.IntN(sites)}
}

// lookAt reads the target's state.
func lookAt(t *testing.T, target *Target) *deployment {
	t.Helper()
	d := &deployment{target: target, Options: options()}
	if err := d.readState(context.Background()); err != nil {
		t.Fatal(err)
	}
	return d
}

// checkKilled checks what a killed deploy has left: no page that a reader can come to misses a file, and no file is half
// there. before is what was in place when the deploy began.
func checkKilled(t *testing.T, target *Target, before *deployment, job task) {
	t.Helper()
	now := lookAt(t, target)
	known := slices.Collect(maps.Keys(now.reach)) // as the next deploy counts on
	if before.pending == nil && before.current != nil && now.pending != nil {
		for name := range before.current.Files {
			if _, stays := now.pending.Files[name]; stays && isPage(name) {
				known = append(known, name)
			}
		}
	}
	h := hold(t, target)
	if missing := h.broken(known...); len(missing) > 0 {
		t.Errorf("killed in %+v: %s", job, strings.Join(missing, ", "))
	}
	for name, text := range h {
		if name == plainName(name) && !whole(name, text) {
			t.Errorf("killed in %+v: %s holds %q, which no site has", job, name, text)
		}
	}
}

// whole says whether one of the sites has this file.
func whole(name, text string) bool {
	for number := range sites {
		if file, there := madeSite(number)[name]; there && string(file.Data) == text {
			return true
		}
	}
	return false
}

// redeploy deploys again, and checks that everything is then in place and nothing is left over.
func redeploy(t *testing.T, target *Target, number int) {
	t.Helper()
	fsys := madeSite(number)
	mustRun(t, target, fsys)
	holds(t, target, fsys)
	if missing := hold(t, target).broken(names(fsys)...); len(missing) > 0 {
		t.Errorf("after the next run: %s", strings.Join(missing, ", "))
	}
	keepsOnly(t, target)
}

// TestKilledBucket kills deploys to a bucket (SIGKILL) as they send one request of all, chosen by chance: before it has
// come to the server, or after that and before the answer. Others are on their way at the same time. Two times of three
// the deploy that follows is killed too.
func TestKilledBucket(t *testing.T) {
	s := gateway(t)
	r := rand.New(rand.NewPCG(1, *seed))
	count, at := 0, 0
	after := false
	var cmd *exec.Cmd
	p := newProxy(t, s, func(*http.Request) fault {
		if count++; count != at {
			return nil
		}
		return func(w http.ResponseWriter, r *http.Request, pass http.Handler) {
			if after {
				defer func() { _ = cmd.Process.Kill() }()
				cutAfter(w, r, pass)
			}
			_ = cmd.Process.Kill()
			cut(w, r, pass)
		}
	})
	direct, err := openBucket(Bucket{Name: "guidance", Endpoint: s.Endpoint})
	if err != nil {
		t.Fatal(err)
	}
	most := 60 // requests in a deploy, as far as known
	for killed := 0; killed < *kills && !t.Failed(); {
		before := lookAt(t, direct)
		job := next(r, before)
		job.Bucket = Bucket{Name: "guidance", Endpoint: p.URL}
		count, at, after = 0, 1+r.IntN(most), r.IntN(2) == 0
		p.busy.Lock() // until the child is known
		cmd = child(t, job)
		p.busy.Unlock()
		was := ended(t, cmd)
		p.settle()
		if !was {
			most = max(10, count)
			continue
		}
		killed++
		most = min(most+5, 120)
		checkKilled(t, direct, before, job)
		if r.IntN(3) == 0 || killed == *kills {
			redeploy(t, direct, job.Site)
		}
	}
}

// TestKilledFolder kills deploys to a folder (SIGKILL) at random moments.
func TestKilledFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "www")
	r := rand.New(rand.NewPCG(2, *seed))
	target, err := OpenFolder(dir, []string{"gzip"})
	if err != nil {
		t.Fatal(err)
	}
	most := 20 * time.Millisecond // that a deploy takes, as far as known
	for killed := 0; killed < *kills && !t.Failed(); {
		before := lookAt(t, target)
		job := next(r, before)
		job.Folder = dir
		cmd := child(t, job)
		begun := time.Now()
		timer := time.AfterFunc(time.Duration(r.Int64N(int64(most))), func() { _ = cmd.Process.Kill() })
		was := ended(t, cmd)
		timer.Stop()
		if !was {
			most = max(time.Millisecond, time.Since(begun))
			continue
		}
		killed++
		most += most / 10
		checkKilled(t, target, before, job)
		if r.IntN(3) == 0 || killed == *kills {
			redeploy(t, target, job.Site)
		}
	}
}
