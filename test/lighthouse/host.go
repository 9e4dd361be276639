package main

import (
	"compress/gzip"
	"mime"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// staticHost serves a folder as an ordinary web host does: text is compressed, what is named by its digest may be kept
// for good, and an unknown address gets 404.html.
func staticHost(dir string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		address := path.Clean("/" + r.URL.Path)
		if strings.HasSuffix(r.URL.Path, "/") {
			address = path.Join(address, "index.html")
		}
		status := http.StatusOK
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(address)))
		if err != nil {
			address, status = "/404.html", http.StatusNotFound
			if text, err = os.ReadFile(filepath.Join(dir, "404.html")); err != nil {
				http.NotFound(w, r)
				return
			}
		}
		head := w.Header()
		head.Set("Content-Type", mime.TypeByExtension(path.Ext(address)))
		head.Set("Cache-Control", "no-cache")
		if strings.HasPrefix(address, "/assets/") {
			head.Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			w.WriteHeader(status)
			_, _ = w.Write(text) // the browser has gone
			return
		}
		head.Set("Content-Encoding", "gzip")
		w.WriteHeader(status)
		packed := gzip.NewWriter(w)
		_, _ = packed.Write(text)
		_ = packed.Close()
	})
}
