package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"handrail/internal/host"
	"handrail/test/server"
)

const (
	hostingDoc = "../../docs/site/content/guides/hosting.md"
	docName    = "guide.example.org"
)

// TestHostingDoc serves the site with the configurations in the guide hosting.md, in which only paths and addresses are changed.
func TestHostingDoc(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	text, err := os.ReadFile(hostingDoc)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("nginx", func(t *testing.T) {
		root, include := hosted(t, "nginx", "/")
		cert, key, trusted := certificate(t)
		plain := filepath.Join(t.TempDir(), "plain.sock")
		s, err := server.Nginx(t.TempDir(), func(address string) string {
			return replace(t, block(t, text, "nginx"), "listen 80;", "listen unix:"+plain+";", "listen [::]:80;", "", "listen 443 ssl", "listen "+address+" ssl",
				"listen [::]:443 ssl http2;", "", "/etc/letsencrypt/live/guide.example.org/fullchain.pem", cert,
				"/etc/letsencrypt/live/guide.example.org/privkey.pem", key, "/srv/www/guide", root, "/srv/www/hosting/nginx.conf", include)
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(s.Stop)
		shows(t, "https://"+docName, "tcp", s.Address, trusted)
		if a := getBy(t, "http://"+docName+"/x?y", "unix", plain, nil); a.status != http.StatusMovedPermanently || a.header.Get("Location") != "https://"+docName+"/x?y" {
			t.Errorf("http leads to %d %s", a.status, a.header.Get("Location"))
		}
	})
	t.Run("caddy", func(t *testing.T) {
		root, include := hosted(t, "caddy", "/")
		s, err := server.Caddy(t.TempDir(), func(address string) string {
			return replace(t, block(t, text, "caddyfile"), docName+" {", "http://"+address+" {", "/srv/www/guide", root, "/srv/www/hosting/Caddyfile", include)
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(s.Stop)
		shows(t, "http://"+s.Address, "tcp", s.Address, nil)
	})
	for _, h := range host.Hosts() {
		row := regexp.MustCompile("(?m)^\\| `" + h.Name + "` \\|.*$").FindString(string(text))
		if !strings.Contains(string(text), "\n## "+h.Title+"\n") {
			t.Errorf("the document has no part on %s", h.Title)
		}
		for _, f := range h.Files(host.Site{Path: "/"}) {
			if !strings.Contains(row, "`"+f.Path+"`") || strings.Contains(row, "`hosting/`") != f.Beside {
				t.Errorf("the document says of %s: %s", h.Name, row)
			}
		}
	}
}

// TestPasswordRecipe: with the lines of the recipe, nginx sends nothing of the site to whoever has no password.
func TestPasswordRecipe(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	text, err := os.ReadFile("../../docs/site/content/recipes/behind-a-password.md")
	if err != nil {
		t.Fatal(err)
	}
	root, include := hosted(t, "nginx", "/")
	passwords := filepath.Join(root, "..", filepath.Base(root)+".passwords") // nginx reads it as another user
	if err := os.WriteFile(passwords, []byte("volunteer:{PLAIN}a password\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Remove(passwords) })
	s, err := server.Nginx(t.TempDir(), func(address string) string {
		own := replace(t, strings.ReplaceAll(block(t, text, "nginx"), "/srv/www/hosting/nginx.conf", include), "/etc/nginx/volunteers", passwords)
		return "server {\nlisten " + address + ";\nroot " + root + ";\n" + own + "}\n"
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	for _, name := range []string{"/", "/guidance/", "/rules.json", "/sw.js", "/no/such.html"} {
		if a := getBy(t, "http://"+docName+name, "tcp", s.Address, nil); a.status != http.StatusUnauthorized {
			t.Errorf("%s without a password: %d", name, a.status)
		}
		a := getBy(t, "http://volunteer:a%20password@"+docName+name, "tcp", s.Address, nil)
		if there := name != "/no/such.html"; there != (a.status == http.StatusOK) {
			t.Errorf("%s with a password: %d", name, a.status)
		}
	}
}

// block is the one block of code of a language.
func block(t *testing.T, text []byte, language string) string {
	t.Helper()
	found := regexp.MustCompile("(?s)```"+language+"\n(.*?)```").FindAllSubmatch(text, -1)
	if len(found) != 1 {
		t.Fatalf("there are %d blocks of %s", len(found), language)
	}
	return string(found[0][1])
}

// replace replaces what has to be there.
func replace(t *testing.T, text string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Errorf("the document does not say %s", pairs[i])
		}
		text = strings.ReplaceAll(text, pairs[i], pairs[i+1])
	}
	return text
}

// shows asks a server for the home page and for one that is not there.
func shows(t *testing.T, address, network, at string, trusted *x509.CertPool) {
	t.Helper()
	for name, status := range map[string]int{"/": http.StatusOK, "/guidance/": http.StatusOK, "/no/such.html": http.StatusNotFound, "/.handrail.json": http.StatusNotFound} {
		a := getBy(t, address+name, network, at, trusted)
		if a.status != status {
			t.Errorf("%s: %d", name, a.status)
		}
		evaluate(t, name, a.header)
	}
}

// getBy requests an address from a server that is elsewhere.
func getBy(t *testing.T, address, network, at string, trusted *x509.CertPool) answer {
	t.Helper()
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}, DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, at)
	}}
	defer transport.CloseIdleConnections()
	request, err := http.NewRequest("GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if user := request.URL.User; user != nil {
		password, _ := user.Password()
		request.SetBasicAuth(user.Username(), password)
	}
	return send(t, transport, request)
}

// certificate makes a certificate for docName, and returns its file, that of its key, and a pool that trusts it.
func certificate(t *testing.T) (cert, key string, trusted *x509.CertPool) {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{docName}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	public, err := x509.CreateCertificate(rand.Reader, template, template, secret.Public(), secret)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	made := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: public})
	write(t, cert, string(made))
	write(t, key, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})))
	trusted = x509.NewCertPool()
	trusted.AppendCertsFromPEM(made)
	return cert, key, trusted
}
