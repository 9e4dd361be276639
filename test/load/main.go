// Command load requests the site that ships from nginx and Caddy on this machine, as fast as they can answer, and prints a table.
//
//	go run ./test/load [-write docs/performance.md] [-seconds 10]
//	go run ./test/load http://127.0.0.1:8080/guide/
//
// With an address, it loads the server that is there. It loads no other machine: any address other than a loopback address
// is refused. It needs wrk (https://github.com/wg/wrk; on Debian: sudo apt-get install wrk), and without an address nginx and
// Caddy, which scripts/setup installs. No test runs it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"handrail/test/report"
	"handrail/test/server"
)

// connections are held open at the same time: as many as a crowd that has just had an email.
const connections = 50

func main() {
	write := flag.String("write", "", "a document to put the table into, such as docs/performance.md")
	seconds := flag.Int("seconds", 10, "how long each file is asked for, 1 to 60")
	flag.Parse()
	if flag.NArg() > 1 || *seconds < 1 || *seconds > 60 || flag.NArg() == 1 && *write != "" {
		fmt.Fprintln(os.Stderr, "load: at most one address follows the flags, and -write is without one; -seconds is 1 to 60")
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, flag.Arg(0), *write, *seconds); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, address, write string, seconds int) error {
	if _, err := exec.LookPath("wrk"); err != nil {
		return errors.New("there is no wrk on this machine: on Debian, sudo apt-get install wrk; elsewhere see https://github.com/wg/wrk")
	}
	work, err := os.MkdirTemp("", "handrail-load-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	table := report.Table{Columns: []string{"server", "file", "size:", "requests a second:", "half within:", "99 of 100 within:", "failed:"}}
	load := func(name, address string) error {
		style, err := styleOf(ctx, address)
		if err != nil {
			return err
		}
		for _, file := range [][2]string{{"a page of guidance", "guidance/broadcast-lists.html"}, {"the style sheet", style}} {
			fmt.Fprintln(os.Stderr, "load:", name, file[1])
			row, err := wrk(ctx, address+file[1], seconds)
			if err != nil {
				return err
			}
			table.Rows = append(table.Rows, append([]string{name, file[0]}, row...))
		}
		return nil
	}
	if address != "" {
		if err := loopback(address); err != nil {
			return err
		}
		err = load("this server", strings.TrimSuffix(address, "/")+"/")
	} else {
		err = loadBoth(ctx, work, load)
	}
	if err != nil {
		return err
	}
	text := fmt.Sprintf("%s\nOther programs were at work on it (a load average of %s), and wrk itself took its share of the two cores.\n\n%s",
		report.Machine(time.Now().UTC()), report.Busy(), table)
	fmt.Println(text)
	if write == "" {
		return nil
	}
	return report.Write(write, report.Load, text)
}

// loadBoth builds the site for each server, and loads the two one after the other.
func loadBoth(ctx context.Context, work string, load func(name, address string) error) error {
	program := filepath.Join(work, "handrail")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", program, "./cmd/handrail").CombinedOutput(); err != nil {
		return fmt.Errorf("go build ./cmd/handrail, from the folder of these sources: %w\n%s", err, out)
	}
	start := map[string]func(dir string) (*server.Server, error){
		"nginx": func(dir string) (*server.Server, error) {
			return server.Nginx(dir, func(address string) string {
				return "server { listen " + address + "; root " + dir + "/public; include " + dir + "/hosting/nginx.conf; }"
			})
		},
		"caddy": func(dir string) (*server.Server, error) {
			return server.Caddy(dir, func(address string) string {
				return "http://" + address + " {\n\troot * " + dir + "/public\n\timport " + dir + "/hosting/Caddyfile\n}"
			})
		},
	}
	for _, name := range []string{"nginx", "caddy"} {
		dir := filepath.Join(work, name)
		err := os.Mkdir(dir, 0o755)
		if err != nil {
			return err
		}
		if out, err := exec.CommandContext(ctx, program, "build", dir, "--host", name).CombinedOutput(); err != nil {
			return fmt.Errorf("handrail build: %w\n%s", err, out)
		}
		server, err := start[name](dir)
		if err != nil {
			return err
		}
		err = load(name, "http://"+server.Address+"/")
		server.Stop()
		if err != nil {
			return err
		}
	}
	return nil
}

// loopback refuses an address that is not this machine's own. A name is refused too, as it can lead anywhere.
func loopback(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("%q is not an address such as http://127.0.0.1:8080/", address)
	}
	if ip := net.ParseIP(u.Hostname()); ip == nil || !ip.IsLoopback() {
		return fmt.Errorf("%s is not a loopback address such as 127.0.0.1: this program loads no other machine than its own", u.Hostname())
	}
	return nil
}

// styleOf finds the style sheet that the home page names.
func styleOf(ctx context.Context, address string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", err
	}
	response, err := http.DefaultTransport.RoundTrip(request) // a redirect could lead to another machine
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	if err != nil {
		return "", fmt.Errorf("reading the home page at %s: %w", address, err)
	}
	found := regexp.MustCompile(`href="?(assets/style-[0-9a-f]{10}\.css)`).FindSubmatch(page)
	if found == nil {
		return "", fmt.Errorf("the page at %s is not of a site that Handrail built", address)
	}
	return string(found[1]), nil
}

// wrk requests one file, compressed as browsers do, and returns what it has measured.
func wrk(ctx context.Context, address string, seconds int) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Duration(seconds+30)*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, "wrk", "--threads", "2", "--connections", fmt.Sprint(connections), "--duration", fmt.Sprint(seconds, "s"),
		"--latency", "--header", "Accept-Encoding: gzip", address).CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("wrk: %w\n%s", err, out)
	}
	return reading(string(out))
}

// reading reads what wrk prints.
func reading(text string) ([]string, error) {
	value := func(pattern, otherwise string) string {
		if found := regexp.MustCompile(pattern).FindStringSubmatch(text); found != nil {
			return found[1]
		}
		return otherwise
	}
	requests, rate := value(`(\d+) requests in`, ""), value(`Requests/sec:\s+(\d+)`, "")
	read := value(`requests in [^,]+, (\S+) read`, "")
	half, most := value(`(?m)^\s*50%\s+(\S+)`, ""), value(`(?m)^\s*99%\s+(\S+)`, "")
	if requests == "" || rate == "" || half == "" || most == "" || read == "" {
		return nil, fmt.Errorf("wrk says what this program cannot read:\n%s", text)
	}
	failed := value(`Non-2xx or 3xx responses: (\d+)`, "0")
	if socket := value(`Socket errors: (.+)`, ""); socket != "" {
		failed += " (" + socket + ")"
	}
	return []string{each(read, requests), rate, half, most, failed}, nil
}

// each is the size of one answer in kilobytes, from the total that was read, such as 12.50MB.
func each(read, requests string) string {
	var total, n float64
	var unit string
	if _, err := fmt.Sscanf(read, "%f%s", &total, &unit); err != nil {
		return read
	}
	if _, err := fmt.Sscanf(requests, "%f", &n); err != nil || n == 0 {
		return read
	}
	total *= map[string]float64{"B": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30}[unit]
	return fmt.Sprintf("%.1f kB", total/n/1000)
}
