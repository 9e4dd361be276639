package main

import (
	"bytes"
	"crypto/sha256"
	"debug/macho"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// machO is the header of a program for a Mac, with nothing behind it.
func machO(t *testing.T, arch string) []byte {
	t.Helper()
	cpu, sub := uint32(macho.CpuAmd64), uint32(3)
	if arch == "arm64" {
		cpu, sub = uint32(macho.CpuArm64), 0
	}
	var out bytes.Buffer
	for _, n := range []uint32{macho.Magic64, cpu, sub, uint32(macho.TypeExec), 0, 0, 0, 0} {
		if err := binary.Write(&out, binary.LittleEndian, n); err != nil {
			t.Fatal(err)
		}
	}
	return append(out.Bytes(), arch...)
}

// TestUniversal: a universal file has both programs, byte by byte, each at the start of a page, and the signature of that for Apple's own
// processors is still that of its pages.
func TestUniversal(t *testing.T) {
	dir := t.TempDir()
	source := filepath.Join(dir, "main.go")
	if err := os.WriteFile(source, []byte("package main\n\nfunc main() { println(1) }\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var programs [][]byte
	for _, arch := range []string{"amd64", "arm64"} {
		build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w -buildid=", "-o", filepath.Join(dir, arch), source)
		build.Env = append(os.Environ(), "GOOS=darwin", "GOARCH="+arch, "CGO_ENABLED=0")
		if said, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		program, err := os.ReadFile(filepath.Join(dir, arch))
		if err != nil {
			t.Fatal(err)
		}
		programs = append(programs, program)
	}
	both, err := universal(programs...)
	if err != nil {
		t.Fatal(err)
	}
	fat, err := macho.NewFatFile(bytes.NewReader(both))
	if err != nil {
		t.Fatal(err)
	}
	if len(fat.Arches) != 2 || fat.Arches[0].Cpu != macho.CpuAmd64 || fat.Arches[1].Cpu != macho.CpuArm64 {
		t.Fatalf("%+v", fat.Arches)
	}
	for i, arch := range fat.Arches {
		if arch.Offset%(1<<sliceAlign) != 0 || !bytes.Equal(both[arch.Offset:][:arch.Size], programs[i]) {
			t.Errorf("the program for %s is not at %d as it was", arch.Cpu, arch.Offset)
		}
	}
	arm := fat.Arches[1]
	if n := signedPages(t, arm.File, both[arm.Offset:][:arm.Size]); n < 100 {
		t.Errorf("only %d pages have a signature", n)
	}
	if _, err := universal([]byte("no program")); err == nil {
		t.Error("what is no program passes")
	}
}

// signedPages holds the pages of a program to the checksums of its signature, and says how many there are (CS_CodeDirectory in Apple's
// cs_blobs.h).
func signedPages(t *testing.T, file *macho.File, program []byte) int {
	t.Helper()
	const codeSignature, codeDirectory = 0x1d, 0xfade0c02
	for _, load := range file.Loads {
		raw := load.Raw()
		if file.ByteOrder.Uint32(raw) != codeSignature {
			continue
		}
		blob := program[file.ByteOrder.Uint32(raw[8:]):]
		number := func(at uint32) uint32 { return binary.BigEndian.Uint32(blob[at:]) }
		blob = blob[number(16):] // the first blob of the signature
		if number(0) != codeDirectory {
			t.Fatalf("the signature begins with %x", number(0))
		}
		hashes, count, limit, page := number(16), number(28), number(32), uint32(1)<<blob[39]
		for i := range count {
			sum := sha256.Sum256(program[i*page : min((i+1)*page, limit)])
			if !bytes.Equal(sum[:], blob[hashes+32*i:][:32]) {
				t.Errorf("page %d is not what was signed", i)
			}
		}
		return int(count)
	}
	t.Error("the program has no signature")
	return 0
}
