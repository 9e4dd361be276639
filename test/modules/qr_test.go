package modules

import (
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing/qrcode/decoder"
	"github.com/makiuchi-d/gozxing/qrcode/encoder"
)

// TestQR draws a text of each length at which a version of QR codes is full, and one letter more. A library reads the
// pictures, without having to correct a module, and draws the same ones.
func TestQR(t *testing.T) {
	t.Parallel()
	const letters = "HR1ABCDEFGHJKMNPQRSTVWXYZ023456789"
	long := strings.Repeat(letters, 3391/len(letters)+1)
	texts, versions := []string{"H", "HR", "HR1", "hr1"}, []int{1, 1, 1, 0} // 0: it cannot be drawn; this mode has no lowercase letters
	for number := 1; number <= 40; number++ {
		version, err := decoder.Version_GetVersionForNumber(number)
		if err != nil {
			t.Fatal(err)
		}
		full := lettersIn(version)
		texts = append(texts, long[:full-1], long[:full], long[:min(full+1, len(long))])
		versions = append(versions, number, number, (number+1)%41)
	}
	drawn := answer[[][]string](t, `
		import { draw } from "./templates/codes/qr";
		const answer = (texts: string[]) => texts.map((text) => draw(text)?.map((row) => row.map(Number).join("")) ?? null);
	`, texts)
	for i, text := range texts {
		if versions[i] > 0 {
			readQR(t, drawn[i], versions[i], text)
		} else if drawn[i] != nil {
			t.Errorf("%d characters are drawn, for which no version has room: %.10s…", len(text), text)
		}
	}
}

// lettersIn is how many alphanumeric characters a version holds at level M (ISO/IEC 18004, 7.4.4).
func lettersIn(version *decoder.Version) int {
	bits := 8 * (version.GetTotalCodewords() - version.GetECBlocksForLevel(decoder.ErrorCorrectionLevel_M).GetTotalECCodewords())
	bits -= 4 + decoder.Mode_ALPHANUMERIC.GetCharacterCountBits(version)
	letters := 2 * (bits / 11)
	if bits%11 >= 6 {
		letters++
	}
	return letters
}

// readQR reads the modules of a picture, row by row, and holds them against the library's own.
func readQR(t *testing.T, rows []string, version int, text string) {
	t.Helper()
	if len(rows) != 17+4*version {
		t.Errorf("%d letters have %d modules a side, which is not version %d", len(text), len(rows), version)
		return
	}
	modules := make([][]bool, len(rows))
	for y, row := range rows {
		for _, module := range row {
			modules[y] = append(modules[y], module == '1')
		}
	}
	read, err := decoder.NewDecoder().DecodeBoolMapWithoutHint(modules)
	switch {
	case err != nil:
		t.Errorf("version %d, %d letters: %v", version, len(text), err)
	case read.GetText() != text || read.GetECLevel() != "M":
		t.Errorf("version %d, level %s: read as %q", version, read.GetECLevel(), read.GetText())
	}
	code, err := encoder.Encoder_encode(text, decoder.ErrorCorrectionLevel_M, nil)
	if err != nil {
		t.Fatal(err)
	}
	drawn, differ := code.GetMatrix(), 0
	for y, row := range modules {
		for x, module := range row {
			if module != (drawn.Get(x, y) == 1) {
				differ++
			}
		}
	}
	if differ > 0 {
		t.Errorf("version %d, %d letters: %d modules differ from those of the library (mask %d)", version, len(text), differ, code.GetMaskPattern())
	}
}
