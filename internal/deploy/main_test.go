package deploy

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"testing"
	"testing/fstest"
	"time"

	"handrail/test/server"
)

// childTask, in the environment, makes the test program do one deploy and end: so that it can be killed.
const childTask = "HANDRAIL_TEST_DEPLOY"

// task is what such a child does.
type task struct {
	Folder   string // of the target; "" for the bucket
	Bucket   Bucket
	Server   *Server // by SFTP, with a key of ~/.ssh; nil for one of the others
	Site     int     // which of the sites of madeSite
	Rollback bool
}

func TestMain(m *testing.M) {
	if text := os.Getenv(childTask); text != "" {
		if err := doTask(text); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func doTask(text string) error {
	var job task
	if err := json.Unmarshal([]byte(text), &job); err != nil {
		return err
	}
	site := madeSite(job.Site)
	target, err := OpenFolder(job.Folder, []string{"gzip"})
	switch {
	case job.Server != nil:
		target, err = OpenSFTP(*job.Server)
	case job.Folder == "":
		target, err = openBucket(job.Bucket)
	}
	if err != nil {
		return err
	}
	fmt.Println("go")
	if job.Rollback {
		_, err = Rollback(context.Background(), target, options())
	} else {
		_, err = Run(context.Background(), target, site, names(site), options())
	}
	return err
}

// openBucket opens a bucket with the patience that a test has.
func openBucket(b Bucket) (*Target, error) {
	target, err := OpenBucket(b)
	if err == nil {
		s := target.store.(*bucket)
		s.pause, s.patience = 5*time.Millisecond, 10*time.Second
	}
	return target, err
}

func options() Options { return Options{MaxDeletes: -1, Keep: 3} }

func names(site fstest.MapFS) []string {
	var list []string
	for name := range site {
		list = append(list, name)
	}
	return list
}

// gateway starts a real S3 server with an empty bucket called guidance. The key for it is in the environment.
func gateway(t *testing.T) *server.S3 {
	t.Helper()
	return startStore(t, server.Kinds()[0])
}
