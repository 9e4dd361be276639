package engine

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

const trial = `<!DOCTYPE html><html lang="en"><title>A trial</title><meta http-equiv="Content-Security-Policy" content="img-src 'self'">
<h1>A trial</h1><p><input id="name"> <button onclick="document.title = 'pressed'">Press</button>
<button id="mail" onclick="location.href = 'mailto:?subject=a%20b'">Email</button>
<a id="other" href="/" target="_blank">Open</a>
<a id="save" download="a note.txt" href="data:text/plain,some%20words">Save</a>`

// starters start each engine and open a page of it.
func starters() map[string]func(context.Context, Settings) (Page, func() error, error) {
	return map[string]func(context.Context, Settings) (Page, func() error, error){
		"chromium": func(context.Context, Settings) (Page, func() error, error) {
			c, err := StartChromium(ChromiumShell(), Settings{})
			if err != nil {
				return nil, nil, err
			}
			p, err := c.NewPage()
			return p, c.Close, err
		},
		"firefox": func(ctx context.Context, settings Settings) (Page, func() error, error) {
			f, err := StartFirefox(ctx, settings)
			if err != nil {
				return nil, nil, err
			}
			p, err := f.NewPage(ctx)
			return p, f.Close, err
		},
		"webkit": func(ctx context.Context, settings Settings) (Page, func() error, error) {
			k, err := StartWebKit(ctx, settings)
			if err != nil {
				return nil, nil, err
			}
			return k.Page(), k.Close, nil
		},
	}
}

func TestPage(t *testing.T) {
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		if r.URL.Path != "/" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		w.Write([]byte(trial))
	}))
	t.Cleanup(host.Close)
	all := starters()
	all["webkit, private"] = func(ctx context.Context, settings Settings) (Page, func() error, error) {
		settings.Private = true // its faults come in another way
		return all["webkit"](ctx, settings)
	}
	for name, start := range all {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
			defer cancel()
			p, stop, err := start(ctx, Settings{})
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := stop(); err != nil {
					t.Error(err)
				}
			}()
			must := func(err error) {
				t.Helper()
				if err != nil {
					t.Fatal(err)
				}
			}
			value := func(p Page, expression string) string {
				t.Helper()
				got, err := p.Evaluate(ctx, expression)
				must(err)
				var plain bytes.Buffer // engines write é in two ways
				encoder := json.NewEncoder(&plain)
				encoder.SetEscapeHTML(false)
				var decoded any
				must(json.Unmarshal(got, &decoded))
				must(encoder.Encode(decoded))
				return strings.TrimSpace(plain.String())
			}
			must(p.BeforeLoad(ctx, "globalThis.early = document.title"))
			must(p.Resize(ctx, 320, 700))
			must(p.Open(ctx, host.URL))
			for expression, want := range map[string]string{
				"document.title": `"A trial"`, "innerWidth": "320", "[1, null, {a: [true]}]": `[1,null,{"a":[true]}]`,
				"Promise.resolve('later')": `"later"`, "early": `""`, "undefined": "null",
			} {
				if got := value(p, expression); got != want {
					t.Errorf("%s is %s, not %s", expression, got, want)
				}
			}
			must(p.Click(ctx, "document.querySelector('#name')"))
			must(p.Press(ctx, "é"))
			must(p.Press(ctx, Tab))
			must(p.Press(ctx, Enter))
			if got := value(p, "[document.querySelector('#name').value, document.title, document.hasFocus()]"); got != `["é","pressed",true]` {
				t.Errorf("typing and pressing makes %s", got)
			}
			if faults, err := p.Faults(ctx); err != nil || len(faults) > 0 {
				t.Errorf("there are faults %q, %v", faults, err)
			}
			value(p, "void (document.body.append(Object.assign(new Image, {src: 'https://example.org/no.png'})), setTimeout(() => nothing()))")
			value(p, "new Promise(done => setTimeout(done, 100))")
			faults, err := p.Faults(ctx)
			must(err)
			if all := strings.Join(faults, "\n"); !strings.Contains(all, "img-src refused") || !strings.Contains(all, "nothing") {
				t.Errorf("the faults are %q", faults)
			}
			file, data, err := p.Save(ctx, func() error { return p.Click(ctx, "document.querySelector('#save')") })
			must(err)
			if file != "a note.txt" || string(data) != "some words" {
				t.Errorf("%q is saved with %q", file, data)
			}
			mail, err := p.External(ctx, func() error { return p.Click(ctx, "document.querySelector('#mail')") })
			must(err)
			if mail != "mailto:?subject=a%20b" || value(p, "document.hasFocus()") != "true" {
				t.Errorf("what is handed to another program is %q, or the page has lost the focus", mail)
			}
			picture, err := p.Picture(ctx)
			must(err)
			if !strings.HasPrefix(string(picture), "\x89PNG") {
				t.Errorf("the picture begins with %q", picture[:min(len(picture), 10)])
			}
			paper, err := p.Print(ctx)
			must(err)
			if !strings.HasPrefix(string(paper), "%PDF-") {
				t.Errorf("what is printed begins with %q", paper[:min(len(paper), 10)])
			}
			value(p, "void localStorage.setItem('kept', 'here')")
			q, err := p.Beside(ctx)
			must(err)
			must(q.Open(ctx, host.URL))
			if got := value(q, "localStorage.getItem('kept')"); got != `"here"` {
				t.Errorf("a page beside finds %s", got)
			}
			must(q.Close())
			must(p.Reload(ctx))
			if got := value(p, "document.title"); got != `"A trial"` {
				t.Errorf("after a reload the title is %s", got)
			}
			other, err := p.Opened(ctx, func() error { return p.Click(ctx, "document.querySelector('#other')") })
			must(err)
			for value(other, "document.title") != `"A trial"` { // it is there before its page is
				must(ctx.Err())
			}
			must(other.Close())
		})
	}
}
