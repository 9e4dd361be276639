package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/gofrs/flock"

	"handrail/internal/pattern"
)

// Memory is the folder in which is kept what lasts longer than a run: which sites were opened, and whether Handrail is open. With ""
// nothing is kept.
type Memory string

// UserMemory is the folder of the user, who alone can read it.
func UserMemory() (Memory, error) {
	folder, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	folder = filepath.Join(folder, "handrail")
	return Memory(folder), os.MkdirAll(folder, 0o700)
}

// maxKept is how many sites are remembered.
const maxKept = 12

// Sites lists the folders of the sites that were opened, the last one first.
func (m Memory) Sites() []string {
	var kept struct{ Sites []string }
	if data, err := os.ReadFile(m.file("sites.json")); m == "" || err != nil || json.Unmarshal(data, &kept) != nil {
		return nil // it only saves looking for them
	}
	return slices.DeleteFunc(kept.Sites, func(dir string) bool { return !filepath.IsAbs(dir) })
}

// Add remembers a site. What is not one any more is left out.
func (m Memory) Add(dir string, isSite func(dir string) bool) error {
	list := []string{dir}
	for _, other := range m.Sites() {
		if other != dir && len(list) < maxKept && isSite(other) {
			list = append(list, other)
		}
	}
	return m.write("sites.json", map[string][]string{"sites": list})
}

func (m Memory) file(name string) string { return filepath.Join(string(m), name) }

// write writes a file that only the user can read, whole.
func (m Memory) write(name string, data any) error {
	if m == "" {
		return nil
	}
	text, err := json.MarshalIndent(data, "", "  ")
	if err != nil {
		return err
	}
	file, err := os.CreateTemp(string(m), name+"-*") // with mode 0600
	if err != nil {
		return fmt.Errorf("keeping what was opened: %w", err)
	}
	_, err = file.Write(append(text, '\n'))
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), m.file(name))
	}
	if err != nil {
		_ = os.Remove(file.Name())
		return fmt.Errorf("keeping what was opened: %w", err)
	}
	return nil
}

// run is how another start of the program reaches this one.
type run struct {
	Port   int    `json:"port"`
	Secret string `json:"secret"`
}

const runFile = "open.json"

// Claim makes this start of the program the one that is open, until release is called. Where one is open already, address opens that in
// the browser, which then shows the site in dir if that is not "". A run that was killed holds no lock, and what it left is removed.
func (m Memory) Claim(ctx context.Context, dir string) (release func(), address string, err error) {
	nothing := func() {}
	if m == "" {
		return nothing, "", nil
	}
	lock := flock.New(m.file("open.lock"), flock.SetPermissions(0o600))
	for {
		held, err := lock.TryLock()
		switch {
		case errors.Is(err, errors.ErrUnsupported), errors.Is(err, syscall.ENOLCK), errors.Is(err, fs.ErrPermission):
			return nothing, "", nil // a second start has a server of its own
		case err != nil:
			return nil, "", fmt.Errorf("finding out whether Handrail is open: %w", err)
		case held:
			_ = os.Remove(m.file(runFile))
			return func() {
				_ = os.Remove(m.file(runFile))
				_ = lock.Close()
			}, "", nil
		}
		if address := m.ask(ctx, dir); address != "" {
			return nil, address, nil
		}
		select { // it may be starting, or about to end
		case <-ctx.Done():
			return nil, "", errors.New("another start of Handrail is open already, and does not answer: close its window, or restart the computer, and open it again")
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// Announce lets another start of the program find this one.
func (m Memory) Announce(d *Desk, port int) error { return m.write(runFile, run{port, d.access.next}) }

var keyForm = pattern.New(`^[A-Z2-7]+$`)

// ask asks the run that is open for an address; "" when it does not answer. What a killed run left may name a port that another program
// has now: it learns a secret that opens nothing, and its answer is used for no other address than one of the desk.
func (m Memory) ask(ctx context.Context, dir string) string {
	var other run
	if data, err := os.ReadFile(m.file(runFile)); err != nil || json.Unmarshal(data, &other) != nil {
		return ""
	}
	base := "http://127.0.0.1:" + strconv.Itoa(other.Port)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, base+againPath, strings.NewReader(url.Values{"dir": {dir}}.Encode()))
	if err != nil {
		return ""
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Authorization", "Bearer "+other.Secret)
	client := &http.Client{Transport: &http.Transport{}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }} // and no proxy
	response, err := client.Do(request)
	if err != nil {
		return ""
	}
	defer response.Body.Close()
	defer client.CloseIdleConnections()
	var answer granted
	if response.StatusCode != http.StatusOK || json.NewDecoder(http.MaxBytesReader(nil, response.Body, maxForm)).Decode(&answer) != nil || !keyForm().MatchString(answer.Key) {
		return ""
	}
	return base + Path + "enter?key=" + answer.Key
}
