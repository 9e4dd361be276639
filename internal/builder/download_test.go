package builder

import "testing"

func TestSizeWords(t *testing.T) {
	for size, want := range map[int64]string{0: "1 KB", 999: "1 KB", 1000: "1 KB", 1499: "1 KB", 1500: "2 KB", 120_400: "120 KB", 999_499: "999 KB",
		999_500: "1.0 MB", 1_240_000: "1.2 MB", 9_949_999: "9.9 MB", 9_950_000: "10 MB", 48_000_000: "48 MB", 1_500_000_000: "1500 MB"} {
		if got := sizeWords(size); got != want {
			t.Errorf("%d: got %s, want %s", size, got, want)
		}
	}
}
