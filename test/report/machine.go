package report

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// Machine says in one sentence on what machine something was measured, and on which day: the processor, its cores, the memory,
// the system and Go.
func Machine(day time.Time) string {
	processor := field("/proc/cpuinfo", "model name")
	if processor == "" {
		processor = "an unknown processor (" + runtime.GOARCH + ")"
	}
	memory := ""
	if kib, err := strconv.Atoi(strings.TrimSuffix(field("/proc/meminfo", "MemTotal"), " kB")); err == nil {
		memory = fmt.Sprintf(", %.0f GB of memory", float64(kib)/(1<<20))
	}
	return fmt.Sprintf("Measured on %s: %s, %d cores%s, %s, %s.", day.Format("2 January 2006"), processor, runtime.NumCPU(), memory, runtime.GOOS, runtime.Version())
}

// Busy is how many programs ran or waited to run over the last minute (the load average), or "" on a system that does not
// say so in /proc.
func Busy() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	first, _, _ := strings.Cut(string(text), " ")
	return first
}

// field is the first value of a key in a file of the kernel, or "" on a system without it.
func field(file, key string) string {
	f, err := os.Open(file)
	if err != nil {
		return ""
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if name, value, found := strings.Cut(lines.Text(), ":"); found && strings.TrimSpace(name) == key {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
