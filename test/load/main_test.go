package main

import (
	"slices"
	"testing"
)

// TestLoopback: no other machine is ever loaded.
func TestLoopback(t *testing.T) {
	for address, want := range map[string]bool{"http://127.0.0.1:8080/": true, "http://[::1]/": true, "http://localhost/": false, "https://example.org/": false,
		"http://192.168.1.1/": false, "http://127.0.0.1.example.org/": false, "http://example.org@127.0.0.1/": true, "http://127.0.0.1@example.org/": false, "127.0.0.1": false, "file:///": false} {
		if got := loopback(address) == nil; got != want {
			t.Errorf("%s: %t", address, got)
		}
	}
}

// TestReading reads what wrk 4.1.0 printed once.
func TestReading(t *testing.T) {
	const said = `Running 1s test @ http://127.0.0.1:1/
  2 threads and 50 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     4.12ms    3.01ms  41.20ms   93.50%
    Req/Sec   495.06     10.01   510.00     60.99%
  Latency Distribution
     50%    3.40ms
     75%    5.10ms
     90%    7.70ms
     99%   15.00ms
  1000 requests in 1.01s, 4.00MB read
  Non-2xx or 3xx responses: 3
Requests/sec:    990.12
Transfer/sec:      3.96MB
`
	got, err := reading(said)
	if want := []string{"4.2 kB", "990", "3.40ms", "15.00ms", "3"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, not %q: %v", got, want, err)
	}
	if _, err := reading("unable to connect"); err == nil {
		t.Error("nothing was measured, and that is no error")
	}
}
