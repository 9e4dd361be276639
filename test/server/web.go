package server

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
)

// Nginx starts nginx with one or more server blocks, which blocks returns for an address to listen at. dir is a folder for
// what nginx keeps. An error has what nginx, or nginx -t, reports about the configuration. Stop the server when done.
func Nginx(dir string, blocks func(address string) string) (*Server, error) {
	user := ""
	if os.Getuid() == 0 {
		user = "user root;\n" // the folders of tests are closed to others
	}
	return configured(dir, "nginx.conf", func(address string) string {
		return user + `daemon off;
pid nginx.pid;
error_log stderr;
worker_processes auto;
events { worker_connections 1024; }
http {
    access_log off;
    sendfile on;
    client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp; uwsgi_temp_path temp; scgi_temp_path temp;
` + blocks(address) + "\n}\n"
	}, func(file string) [][]string {
		nginx := []string{"nginx", "-p", dir, "-e", "stderr", "-c", file}
		return [][]string{append(nginx[:len(nginx):len(nginx)], "-t"), nginx}
	})
}

// Caddy starts Caddy with one or more site blocks: see Nginx.
func Caddy(dir string, blocks func(address string) string) (*Server, error) {
	return configured(dir, "Caddyfile", func(address string) string {
		return "{\n\tadmin off\n\tauto_https off\n\tlog {\n\t\tlevel ERROR\n\t}\n}\n" + blocks(address) + "\n"
	}, func(file string) [][]string {
		config := []string{"--config", file, "--adapter", "caddyfile"}
		return [][]string{append([]string{"caddy", "validate"}, config...), append([]string{"caddy", "run"}, config...)}
	})
}

// Apache starts Apache with the modules that a host usually has and a configuration of its own: see Nginx.
func Apache(dir string, blocks func(address string) string) (*Server, error) {
	modules := "/usr/lib/apache2/modules" // of Debian
	if _, err := os.Stat(modules); err != nil {
		return nil, fmt.Errorf("the modules of Apache are not in %s: run scripts/setup, or on Debian: sudo apt-get install apache2-bin", modules)
	}
	user := ""
	if os.Getuid() == 0 {
		user = "User nobody\nGroup nogroup\n" // Apache serves nothing as root: the test has to open its folders
	}
	return configured(dir, "apache.conf", func(address string) string {
		text := user + "ServerRoot " + dir + "\nDefaultRuntimeDir " + dir + "\nPidFile apache.pid\nErrorLog /dev/stderr\nLogLevel error\n" +
			"ServerName localhost\nServerTokens Prod\nListen " + address + "\n"
		for _, name := range []string{"mpm_event", "authz_core", "mime", "dir", "alias", "headers", "deflate", "filter", "autoindex", "negotiation"} {
			text += "LoadModule " + name + "_module " + filepath.Join(modules, "mod_"+name+".so") + "\n"
		}
		return text + "TypesConfig /dev/null\n" + blocks(address) + "\n"
	}, func(file string) [][]string {
		return [][]string{{"apache2", "-t", "-f", file}, {"apache2", "-DFOREGROUND", "-f", file}}
	})
}

// configured has a server check its configuration, and then runs it.
func configured(dir, name string, text func(address string) string, commands func(file string) [][]string) (*Server, error) {
	file := filepath.Join(dir, name)
	return start(func(address string) (*exec.Cmd, error) {
		if err := os.WriteFile(file, []byte(text(address)), 0o644); err != nil {
			return nil, err
		}
		both := commands(file)
		out, err := command(dir, both[0]).CombinedOutput()
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("there is no program %s: run scripts/setup", both[0][0])
		}
		if err != nil {
			return nil, fmt.Errorf("%s has something against its configuration: %w\n%s", both[0][0], err, out)
		}
		return command(dir, both[1]), nil
	})
}

// command is a program that keeps its files in a folder. Debian has web servers where only root's PATH leads.
func command(dir string, words []string) *exec.Cmd {
	program, err := exec.LookPath(words[0])
	if err != nil {
		program = filepath.Join("/usr/sbin", words[0])
	}
	c := exec.Command(program, words[1:]...)
	c.Dir = dir
	c.Env = append(os.Environ(), "HOME="+dir, "XDG_CONFIG_HOME="+dir, "XDG_DATA_HOME="+dir)
	return c
}
