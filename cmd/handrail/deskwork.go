package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"handrail/internal/credentials"
	"handrail/internal/deploy"
	"handrail/internal/desk"
	"handrail/internal/serve"
	"handrail/internal/site"
	"handrail/internal/source"
)

// deskWork is what the desk has done for it.
func deskWork() desk.Work {
	return desk.Work{Look: lookAt, Make: makeTitled, Follow: follow, Zip: zipSite, Publish: publishSite, Open: openText}
}

// lookAt returns the title of the site in a folder, and whether there is one.
func lookAt(dir string) (title string, found bool) {
	if !holdsSources(filepath.Join(dir, "content")) {
		return "", false
	}
	src, err := openSources(dir)
	if err != nil {
		return "", false
	}
	config, _ := site.LoadConfig(src.content) // what is wrong with it is reported when it is opened
	if config.Title == "" {
		return filepath.Base(dir), true
	}
	return config.Title, true
}

// makeTitled makes a new site with a title of its own.
func makeTitled(dir, title string, example bool) error {
	files, err := newSite(!example)
	if err != nil {
		return err
	}
	config := regexp.MustCompile(`(?m)^title: .*$`).ReplaceAllLiteral(files["site.yaml"], []byte("title: "+quoted(title)))
	files["site.yaml"] = regexp.MustCompile(`(?m)^short_title: .*\n`).ReplaceAllLiteral(config, nil)
	_, err = writeSite(dir, files)
	return err
}

// quoted writes a line as a string of YAML in single quotes (https://yaml.org/spec/1.2.2/#732-single-quoted-style).
func quoted(line string) string { return "'" + strings.ReplaceAll(line, "'", "''") + "'" }

// buildFor builds a site in its folder public/, for what is then done with it. What is wrong with the site is on the page already.
func buildFor(dir string, flags buildFlags) (buildReport, error) {
	if _, found := lookAt(dir); !found {
		return buildReport{}, fmt.Errorf("there is no site in %s any more", dir)
	}
	var text bytes.Buffer
	var report buildReport
	flags.format = "json"
	err := runBuild(&text, io.Discard, dir, filepath.Join(dir, "public"), flags)
	if errors.As(err, &mistakes{}) {
		return report, errors.New("the site has mistakes: fix them first, and try again")
	}
	if err == nil {
		err = json.Unmarshal(text.Bytes(), &report)
	}
	return report, err
}

// zipSite builds a site and packs it into a file beside what was built.
func zipSite(dir string) (file string, size int64, err error) {
	report, err := buildFor(dir, buildFlags{zip: true})
	if err != nil {
		return "", 0, err
	}
	return report.Zip.File, report.Zip.Bytes, nil
}

// publishSite builds a site and deploys it to one of its targets, or says what that target asks for.
func publishSite(ctx context.Context, dir, name string, given desk.Given) (desk.Published, error) {
	config, err := findTarget(io.Discard, dir, name)
	if errors.As(err, &mistakes{}) {
		err = errors.New("content/site.yaml has mistakes: fix them first, and try again")
	}
	if err != nil {
		return desk.Published{}, err
	}
	ask := &desk.AskError{Target: name, Who: cmp.Or(config.Bucket, config.User+" at "+serverName(config)),
		Password: serverName(config) != "", Optional: config.SFTP != "", Key: config.Bucket != ""}
	if !given.Answered && needOf(config) != needsNothing {
		return desk.Published{}, ask
	}
	if _, err := buildFor(dir, buildFlags{}); err != nil {
		return desk.Published{}, err
	}
	secret := ""
	a := access{password: given.Password, keyID: given.KeyID, keySecret: given.KeySecret, trusted: given.Trusted,
		fresh: given.Password != "" || given.KeyID != "", entered: func(text string) { secret = text }}
	flags := deployFlags{site: dir, maxDeletes: max(given.Removals, usualRemovals), keep: usualReleases}
	report, err := deploySite(ctx, name, config, flags, a, func(int, int) {})
	if err := askAgain(ask, err); err != nil {
		return desk.Published{}, err
	}
	made := desk.Published{Place: report.Place}
	if given.Keep && secret != "" {
		if err := credentials.Keep(secretName(config), secret); err != nil {
			made.NotKept = "The password is not kept: " + err.Error()
		}
	}
	return made, nil
}

// askAgain is what a target asks for when a deploy has failed and an answer would help, or else why it failed.
func askAgain(ask *desk.AskError, err error) error {
	var unknown *deploy.UnknownHostError
	var login *deploy.LoginError
	var deletes *deploy.DeletesError
	switch {
	case errors.As(err, &unknown):
		ask.Host, ask.Fingerprint = unknown.Host, unknown.Fingerprint
	case errors.As(err, &login):
		ask.Fault = login.Error()
	case errors.As(err, &deletes):
		ask.Removals = deletes.Count
	default:
		return err
	}
	return ask
}

// follow shows a site and what is known of it, until the context ends.
func follow(ctx context.Context, dir string, server *serve.Server, show func(desk.State)) error {
	e := &editing{dir: dir, own: true}
	defer func() {
		if e.src != nil {
			e.src.closeCaches()
		}
	}()
	rebuild := func(paths []string) {
		diags, err := e.update(server, paths)
		show(e.state(diags, err))
	}
	changes := serve.Watch(dir, []string{"content", "templates"}) // before they are read: what changes meanwhile is read again
	rebuild(nil)
	return changes(ctx, rebuild)
}

// state is what the desk shows of a site.
func (e *editing) state(diags []source.Diagnostic, err error) desk.State {
	s := desk.State{Title: filepath.Base(e.dir), Mistakes: source.ErrorsFirst(diags), Off: e.off}
	if err != nil {
		s.Fault = err.Error()
	}
	if e.last == nil {
		return s
	}
	if title := e.last.site.Config.Title; title != "" {
		s.Title = title
	}
	targets := e.last.site.Config.Targets
	for _, name := range slices.Sorted(maps.Keys(targets)) {
		t := targets[name]
		s.Targets = append(s.Targets, desk.Target{Name: name, Place: cmp.Or(serverName(t), t.Bucket, t.Folder)})
	}
	for _, p := range e.last.site.Pages {
		s.Pages = append(s.Pages, desk.Page{Title: p.Title, File: p.Place(), Address: p.Address})
	}
	return s
}
