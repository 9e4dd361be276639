package main

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"handrail/internal/about"
)

// TestWorkflows runs what the file of each service says, as the service would, in a repository with a site in a folder of it. The downloads
// come from a server of the test.
func TestWorkflows(t *testing.T) {
	archive := programArchive(t)
	name := "handrail_" + about.Version + "_linux_amd64.tar.gz"
	for _, service := range []string{"github", "gitlab"} {
		for _, damaged := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s damaged %t", service, damaged), func(t *testing.T) {
				t.Parallel()
				server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					switch r.URL.Path {
					case "/" + name:
						sent := archive
						if damaged {
							sent = append([]byte{}, archive...)
							sent[len(sent)/2] ^= 1
						}
						_, _ = w.Write(sent)
					case "/checksums.txt":
						fmt.Fprintf(w, "%064x  another.zip\n%x  %s\n", 0, sha256.Sum256(archive), name)
					default:
						http.NotFound(w, r)
					}
				}))
				defer server.Close()
				repository := t.TempDir()
				site := filepath.Join(repository, "docs", "our-site")
				writeSmallSite(t, site)
				if err := os.Mkdir(filepath.Join(repository, ".git"), 0o755); err != nil {
					t.Fatal(err)
				}
				file, err := writeWorkflow(service, site)
				if err != nil {
					t.Fatal(err)
				}
				if want := filepath.Join(repository, filepath.FromSlash(workflowFiles()[service])); file != want {
					t.Fatalf("it is %s, not %s", file, want)
				}
				if _, err := writeWorkflow(service, site); err == nil || !strings.Contains(err.Error(), "already exists") {
					t.Errorf("a second one: %v", err)
				}
				cmd := exec.Command("bash", "-eo", "pipefail", "-c", steps(t, service, file))
				cmd.Dir = repository
				cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + repository, "HANDRAIL_DOWNLOADS=" + server.URL, "HANDRAIL_ARCHIVE=" + name}
				out, err := cmd.CombinedOutput()
				page, missing := os.ReadFile(filepath.Join(repository, "public", "index.html"))
				switch {
				case damaged && (err == nil || missing == nil):
					t.Errorf("a program that was damaged on its way was run:\n%s", out)
				case !damaged && (err != nil || missing != nil || !strings.Contains(string(page), "Our site")):
					t.Errorf("%v, %v\n%s", err, missing, out)
				}
			})
		}
	}
}

// steps are the lines that a service runs, after it has read the file: for GitLab those that install its tools are left out.
func steps(t *testing.T, service, file string) string {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Env  map[string]string `yaml:"env"`
		Jobs map[string]struct {
			Permissions map[string]string `yaml:"permissions"`
			Steps       []struct {
				Run  string            `yaml:"run"`
				Uses string            `yaml:"uses"`
				With map[string]string `yaml:"with"`
			} `yaml:"steps"`
		} `yaml:"jobs"`
		Permissions map[string]string `yaml:"permissions"`
		Pages       struct {
			Variables map[string]string `yaml:"variables"`
			Script    []string          `yaml:"script"`
			Artifacts struct {
				Paths []string `yaml:"paths"`
			} `yaml:"artifacts"`
		} `yaml:"pages"`
	}
	if err := yaml.Unmarshal(data, &read); err != nil {
		t.Fatal(err)
	}
	variables, lines := read.Env, []string{}
	if service == "gitlab" {
		variables, lines = read.Pages.Variables, read.Pages.Script
		if got := strings.Join(read.Pages.Artifacts.Paths, " "); got != "public" {
			t.Errorf("GitLab would publish %q", got)
		}
	}
	for _, step := range read.Jobs["build"].Steps {
		if step.Run != "" {
			lines = append(lines, "(", step.Run, ")") // each begins in the folder of the repository
		}
	}
	if want := about.Home + "download/v" + about.Version; variables["HANDRAIL_DOWNLOADS"] != want {
		t.Errorf("it is got from %q", variables["HANDRAIL_DOWNLOADS"])
	}
	if service == "github" {
		if len(read.Permissions) != 1 || read.Permissions["contents"] != "read" || len(read.Jobs["publish"].Permissions) != 2 {
			t.Errorf("the permissions are %v, and to publish %v", read.Permissions, read.Jobs["publish"].Permissions)
		}
		build := read.Jobs["build"].Steps
		if last := build[len(build)-1]; !strings.HasPrefix(last.Uses, "actions/upload-pages-artifact@") || last.With["path"] != "public" {
			t.Errorf("GitHub would publish %+v", last)
		}
	}
	return strings.Join(lines, "\n")
}

// writeSmallSite makes a small site.
func writeSmallSite(t *testing.T, dir string) {
	for name, text := range map[string]string{"site.yaml": "title: Our site\n", "index.md": "---\ntitle: Home\n---\n\nWelcome.\n"} {
		file := filepath.Join(dir, "content", name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// programArchive is an archive such as a release has, with this test's own program in it, which does what the command does when it is called so.
func programArchive(t *testing.T) []byte {
	program, err := exec.LookPath("handrail") // testscript has put it there
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	var archive strings.Builder
	packed, err := gzip.NewWriterLevel(&archive, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	entries := tar.NewWriter(packed)
	if err := entries.WriteHeader(&tar.Header{Name: "handrail/handrail", Mode: 0o755, Size: int64(len(data))}); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(entries, strings.NewReader(string(data))); err != nil {
		t.Fatal(err)
	}
	if err := entries.Close(); err != nil {
		t.Fatal(err)
	}
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
	return []byte(archive.String())
}
