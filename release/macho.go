package main

import (
	"bytes"
	"debug/macho"
	"encoding/binary"
	"fmt"
)

// sliceAlign is where each program of a universal file begins, as a power of two: a page of Apple's own processors.
const sliceAlign = 14

// universal joins programs for a Mac's processors to one that has them all (mach-o/fat.h of Apple's headers: each number has its highest byte
// first). The programs are as they were, so their signatures, which are of their own bytes, are as good as before.
func universal(programs ...[]byte) ([]byte, error) {
	const headerSize, archSize = 8, 20
	header := binary.BigEndian.AppendUint32(nil, macho.MagicFat)
	header = binary.BigEndian.AppendUint32(header, uint32(len(programs)))
	var body []byte
	offset := headerSize + archSize*len(programs)
	for _, p := range programs {
		file, err := macho.NewFile(bytes.NewReader(p))
		if err != nil {
			return nil, fmt.Errorf("reading a program for a Mac: %w", err)
		}
		pad := -(offset + len(body)) & (1<<sliceAlign - 1)
		body = append(body, make([]byte, pad)...)
		for _, n := range []uint32{uint32(file.Cpu), file.SubCpu, uint32(offset + len(body)), uint32(len(p)), sliceAlign} {
			header = binary.BigEndian.AppendUint32(header, n)
		}
		body = append(body, p...)
	}
	return append(header, body...), nil
}
