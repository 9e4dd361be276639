package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/webp"
)

// secret is what no copy may hold.
const secret = "Taken by Jo Bloggs on 12 May at 51.5033N 0.1195W"

// photo is a picture with something different on each side.
func photo(width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.Set(x, y, color.RGBA{uint8(x * 255 / width), uint8(y * 255 / height), uint8((x + y) % 256), 255})
		}
	}
	return img
}

// exifGPS is EXIF data as a phone writes it: an orientation, the phone's name, and where the photo was taken (EXIF 2.32,
// section 4.6.6), with little-endian numbers.
func exifGPS(turn int) []byte {
	b := []byte("II*\x00\x08\x00\x00\x00")
	entry := func(tag, kind uint16, count, value uint32) {
		b = binary.LittleEndian.AppendUint16(b, tag)
		b = binary.LittleEndian.AppendUint16(b, kind)
		b = binary.LittleEndian.AppendUint32(b, count)
		b = binary.LittleEndian.AppendUint32(b, value)
	}
	b = append(b, 3, 0)
	const gps = 8 + 2 + 3*12 + 4
	const text = gps + 2 + 4*12 + 4
	entry(0x010f, 2, uint32(len(secret)), text+48)
	entry(0x0112, 3, 1, uint32(turn))
	entry(0x8825, 4, 1, gps)
	b = append(b, 0, 0, 0, 0, 4, 0)
	entry(1, 2, 2, 'N')
	entry(2, 5, 3, text)
	entry(3, 2, 2, 'W')
	entry(4, 5, 3, text+24)
	b = append(b, 0, 0, 0, 0)
	for _, n := range []uint32{51, 1, 30, 1, 1188, 100, 0, 1, 7, 1, 1020, 100} {
		b = binary.LittleEndian.AppendUint32(b, n)
	}
	return append(b, secret...)
}

func segment(mark byte, body ...string) []byte {
	text := strings.Join(body, "")
	b := binary.BigEndian.AppendUint16([]byte{0xff, mark}, uint16(len(text)+2))
	return append(b, text...)
}

const profile = "ICC_PROFILE\x00\x01\x01a colour profile"

// phoneJPEG is a photo with all that phones and programs put beside it.
func phoneJPEG(t testing.TB, img image.Image, turn int) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	plain := b.Bytes()
	out := slices.Concat(plain[:2],
		segment(markAPP0, "JFIF\x00\x01\x02\x00\x00\x48\x00\x48\x01\x01", "abc"), // with a small picture of one pixel
		segment(markAPP0, "JFXX\x00\x13", secret),
		segment(markAPP1, "Exif\x00\x00", string(exifGPS(turn))),
		segment(markAPP1, "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>", secret),
		segment(markAPP2, profile),
		segment(markAPP2, "MPF\x00", secret),
		segment(0xed, "Photoshop 3.0\x008BIM", secret),
		segment(0xef, secret),
		segment(0xfe, secret),
		plain[2:len(plain)-2],
		[]byte{0xff, 0xff, 0xff, 0xd9}, // bytes that fill up
		segment(0xfe, secret), []byte(secret), plain)
	return out
}

func phonePNG(t testing.TB, img image.Image, turn int) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	plain := b.Bytes()
	return slices.Concat(plain[:33],
		makePNGChunk("sRGB", []byte{0}), makePNGChunk("gAMA", []byte{0, 0, 0xb1, 0x8f}),
		makePNGChunk("tEXt", []byte("Comment\x00"+secret)), makePNGChunk("iTXt", []byte("XML:com.adobe.xmp\x00"+secret)),
		makePNGChunk("zTXt", []byte("a\x00"+secret)), makePNGChunk("tIME", []byte("1234567")), makePNGChunk("prVt", []byte(secret)),
		plain[33:len(plain)-12], makePNGChunk("eXIf", exifGPS(turn)), plain[len(plain)-12:], []byte(secret))
}

func phoneGIF(t testing.TB, pictures int) []byte {
	film := gif.GIF{}
	for i := range pictures {
		p := image.NewPaletted(image.Rect(0, 0, 20, 10), color.Palette{color.Black, color.White, color.RGBA{200, 30, 30, 255}})
		draw.Draw(p, image.Rect(i, 2, i+9, 8), image.NewUniform(p.Palette[1+i%2]), image.Point{}, draw.Src)
		film.Image, film.Delay = append(film.Image, p), append(film.Delay, 7)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &film); err != nil {
		t.Fatal(err)
	}
	plain := b.Bytes()
	at := 13 + gifColours(plain[10])
	extension := func(label byte, blocks ...string) []byte {
		b := []byte{0x21, label}
		for _, block := range append(blocks, "") {
			b = append(append(b, byte(len(block))), block...)
		}
		return b
	}
	return slices.Concat(plain[:at], extension(0xfe, secret), extension(0xff, "XMP DataXMP", secret), extension(0xff, "ICCRGBG1012", "profile"),
		plain[at:], []byte(secret))
}

// plainWebP is the smallest picture of this kind that x/image/webp's own tests have: one pixel, coded without loss.
func phoneWebP(turn int) []byte {
	pixel := makeRIFF("VP8L", []byte{0x2f, 0, 0, 0, 0, 0x07, 0xd0, 0xff, 0xfe, 0xf7, 0xbf, 0xff, 0x81, 0x88, 0x88, 0x08})
	body := slices.Concat([]byte("WEBP"), makeRIFF("VP8X", []byte{webpEXIF | webpXMP | 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0}), makeRIFF("ICCP", []byte("profile")), pixel,
		makeRIFF("EXIF", exifGPS(turn)), makeRIFF("XMP ", []byte(secret)), makeRIFF("JUNK", []byte(secret)))
	return slices.Concat(makeRIFF("RIFF", body), []byte(secret))
}

// samePixels fails unless two pictures have the same pixels.
func samePixels(t *testing.T, a, b image.Image) {
	t.Helper()
	if a.Bounds() != b.Bounds() {
		t.Fatalf("%v and %v", a.Bounds(), b.Bounds())
	}
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				t.Fatalf("the pixel %d, %d is %v, and was %v", x, y, b.At(x, y), a.At(x, y))
			}
		}
	}
}

// TestClean: a copy has the same pixels, the same colours and the same side up, and nothing that a phone notes. The EXIF data
// is read by the test's own parser.
func TestClean(t *testing.T) {
	decoders := map[Format]func(data []byte) (image.Image, error){
		JPEG: func(data []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(data)) },
		PNG:  func(data []byte) (image.Image, error) { return png.Decode(bytes.NewReader(data)) },
		GIF:  func(data []byte) (image.Image, error) { return gif.Decode(bytes.NewReader(data)) },
		WebP: func(data []byte) (image.Image, error) { return webp.Decode(bytes.NewReader(data)) },
	}
	for name, test := range map[string]struct {
		data          []byte
		format        Format
		width, height int
		turn          int
		has           []string
	}{
		"JPEG":           {phoneJPEG(t, photo(40, 30), 1), JPEG, 40, 30, 1, []string{profile, "JFIF"}},
		"JPEG on side":   {phoneJPEG(t, photo(40, 30), 6), JPEG, 30, 40, 6, []string{profile, "JFIF"}},
		"JPEG on head":   {phoneJPEG(t, photo(40, 30), 3), JPEG, 40, 30, 3, []string{profile}},
		"JPEG of grey":   {phoneJPEG(t, image.NewGray(image.Rect(0, 0, 9, 9)), 8), JPEG, 9, 9, 8, nil},
		"PNG":            {phonePNG(t, photo(40, 30), 1), PNG, 40, 30, 1, []string{"sRGB", "gAMA"}},
		"PNG on side":    {phonePNG(t, photo(40, 30), 8), PNG, 30, 40, 8, []string{"sRGB", "eXIf"}},
		"GIF":            {phoneGIF(t, 1), GIF, 20, 10, 1, []string{"ICCRGBG1012"}},
		"GIF that moves": {phoneGIF(t, 3), GIF, 20, 10, 1, []string{"NETSCAPE2.0"}},
		"WebP":           {phoneWebP(1), WebP, 1, 1, 1, []string{"ICCP"}},
		"WebP on side":   {phoneWebP(6), WebP, 1, 1, 6, []string{"ICCP", "EXIF"}},
	} {
		t.Run(name, func(t *testing.T) {
			if !bytes.Contains(test.data, []byte(secret)) {
				t.Fatal("the test has nothing to find")
			}
			info, err := Read(test.data)
			if err != nil || info.Format != test.format || info.Width != test.width || info.Height != test.height || info.Turn != test.turn {
				t.Fatalf("%+v %v", info, err)
			}
			clean, err := Clean(test.data)
			if err != nil {
				t.Fatal(err)
			}
			for _, part := range []string{"Bloggs", "51.5033", "XMP", "xmp", "Photoshop", "MPF", "JFXX", "tEXt", "tIME", "prVt"} {
				if bytes.Contains(clean, []byte(part)) {
					t.Errorf("%q is left", part)
				}
			}
			for _, part := range test.has {
				if !bytes.Contains(clean, []byte(part)) {
					t.Errorf("%q is gone", part)
				}
			}
			if bytes.Contains(clean, binary.BigEndian.AppendUint16(nil, 0x8825)) && len(clean) < 400 || bytes.Contains(clean, []byte{0x25, 0x88, 4, 0}) {
				t.Error("it still says where it was taken")
			}
			again, err := Clean(clean)
			if err != nil || !bytes.Equal(again, clean) {
				t.Errorf("a copy of the copy differs: %v", err)
			}
			if after, err := Read(clean); err != nil || after != info {
				t.Errorf("the copy is %+v, and the picture %+v: %v", after, info, err)
			}
			before, err := decoders[test.format](test.data)
			if err != nil {
				t.Fatal(err)
			}
			after, err := decoders[test.format](clean)
			if err != nil {
				t.Fatal(err)
			}
			samePixels(t, before, after)
		})
	}
}

// TestGIFMoves: each frame of an animation stays, and how long it is shown.
func TestGIFMoves(t *testing.T) {
	data := phoneGIF(t, 3)
	clean, err := Clean(data)
	if err != nil {
		t.Fatal(err)
	}
	before, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	after, err := gif.DecodeAll(bytes.NewReader(clean))
	if err != nil || len(after.Image) != 3 || !slices.Equal(before.Delay, after.Delay) || before.LoopCount != after.LoopCount {
		t.Fatalf("%v %v", after, err)
	}
	for i := range after.Image {
		samePixels(t, before.Image[i], after.Image[i])
	}
}

// TestCutShort: a picture whose end is missing is refused, wherever it was cut.
func TestCutShort(t *testing.T) {
	for format, data := range map[Format][]byte{JPEG: phoneJPEG(t, photo(40, 30), 6), PNG: phonePNG(t, photo(40, 30), 6), GIF: phoneGIF(t, 2), WebP: phoneWebP(6)} {
		clean, err := Clean(data)
		if err != nil {
			t.Fatal(err)
		}
		for n := range len(clean) {
			if info, err := Read(clean[:n]); format == GIF && err == nil && info.Width == 20 { // it has a whole picture, and more may be missing
				continue
			}
			var fault *Fault
			if _, err := Read(clean[:n]); !errors.As(err, &fault) || fault.Message == "" || fault.Hint == "" {
				t.Errorf("%s: the first %d of %d bytes: %v", format, n, len(clean), err)
			}
		}
	}
}

func TestRefused(t *testing.T) {
	whole := phoneJPEG(t, photo(9, 9), 1)
	arithmetic := bytes.Replace(whole, []byte{0xff, 0xc0}, []byte{0xff, 0xc9}, 1)
	ihdr := func(colours byte) []byte {
		return makePNGChunk("IHDR", []byte{0, 0, 0, 1, 0, 0, 0, 1, 8, colours, 0, 0, 0})
	}
	end := makePNGChunk("IEND", nil)
	damaged := phonePNG(t, photo(9, 9), 1)
	damaged[bytes.Index(damaged, []byte("IDAT"))+9] ^= 1
	ftyp := func(brand string) string { return "\x00\x00\x00\x18ftyp" + brand + "\x00\x00\x00\x00mif1" + brand }
	for name, test := range map[string]struct{ data, message string }{
		"nothing":           {"", "this file is empty"},
		"zeros":             {strings.Repeat("\x00", 5000), "this is not a picture that browsers can show"},
		"words":             {"not a picture", "this is not a picture that browsers can show"},
		"HEIC":              {ftyp("heic") + "\x00\x00\x00\x08mdat", "this is a HEIC photo, as iPhones make them"},
		"HEIC, many":        {ftyp("hevc"), "this is a HEIC photo"},
		"film":              {ftyp("mp42")[:16] + "mp42isom", "this is a video or a sound"},
		"TIFF":              {"II*\x00\x08\x00\x00\x00", "this is a TIFF picture"},
		"TIFF, other":       {"MM\x00*\x00\x00\x00\x08", "this is a TIFF picture"},
		"BMP":               {"BM6\x00\x00\x00", "this is a BMP picture"},
		"Photoshop":         {"8BPS\x00\x01", "this is a Photoshop file"},
		"PDF":               {"%PDF-1.7", "this is a PDF file"},
		"web page":          {"\n<!DOCTYPE html><html>", "this is a web page"},
		"pointer":           {"version https://git-lfs.github.com/spec/v1\n", "this is the note that Git LFS leaves"},
		"JPEG, other":       {string(arithmetic), "this is a kind of JPEG picture that browsers do not show"},
		"JPEG, no picture":  {"\xff\xd8\xff\xd9", "this JPEG picture is broken: there is no picture in it"},
		"JPEG, two headers": {"\xff\xd8\xff\xd8\xff\xd9", "this JPEG picture is broken"},
		"PNG, damaged":      {string(damaged), `this PNG picture is broken: its part "IDAT" is damaged`},
		"PNG, no picture":   {pngSignature + string(ihdr(2)) + string(end), "this PNG picture is broken: there is no picture in it"},
		"PNG, no colours":   {pngSignature + string(ihdr(3)) + string(makePNGChunk("IDAT", nil)) + string(end), "this PNG picture is broken: it has no colours"},
		"PNG of an iPhone":  {pngSignature + string(makePNGChunk("CgBI", []byte{1, 2, 3, 4})), "this PNG picture is broken"},
		"GIF, no picture":   {"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "this GIF picture is broken: there is no picture in it"},
		"WebP, no picture":  {"RIFF\x04\x00\x00\x00WEBP", "this WebP picture is broken: there is no picture in it"},
		"SVG, cut":          {`<svg xmlns="http://www.w3.org/2000/svg"><g>`, "this SVG drawing is cut short"},
	} {
		_, err := Read([]byte(test.data))
		var fault *Fault
		if !errors.As(err, &fault) || !strings.HasPrefix(fault.Message, test.message) || fault.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAVIF reads pictures that are built here, box by box: as large as they are shown, and refused when they hold notes.
func TestAVIF(t *testing.T) {
	box := func(name string, parts ...string) string {
		body := strings.Join(parts, "")
		return string(binary.BigEndian.AppendUint32(nil, uint32(len(body)+8))) + name + body
	}
	const full = "\x00\x00\x00\x00"
	item := func(id byte, kind string) string {
		return box("infe", "\x02\x00\x00\x00\x00", string(id), "\x00\x00", kind, "\x00")
	}
	make := func(rotated string, items ...string) []byte {
		return []byte(box("ftyp", "avif", full, "avifmif1miaf") + box("meta", full, box("hdlr", full), box("pitm", full, "\x00\x02"),
			box("iinf", full, "\x00", string(byte(len(items))), strings.Join(items, "")),
			box("iprp", box("ipco", box("ispe", full, "\x00\x00\x00\x09\x00\x00\x00\x09"), box("ispe", full, "\x00\x00\x01\x40\x00\x00\x00\xf0"), box("irot", rotated)),
				box("ipma", full, "\x00\x00\x00\x02", "\x00\x01\x01\x81", "\x00\x02\x02\x82\x83"))) + box("mdat", "pixels"))
	}
	if info, err := Read(make("\x00", item(1, "av01"), item(2, "av01"))); err != nil || info.Width != 320 || info.Height != 240 {
		t.Error(info, err)
	}
	if info, err := Read(make("\x01", item(2, "av01"))); err != nil || info.Width != 240 || info.Height != 320 {
		t.Error(info, err)
	}
	for _, kind := range []string{"Exif", "mime"} {
		if _, err := Read(make("\x00", item(2, "av01"), item(3, kind))); err == nil || !strings.Contains(err.Error(), "which may say where it was taken") {
			t.Error(kind, err)
		}
	}
	if _, err := Read(append(make("\x00", item(2, "av01")), box("uuid", secret)...)); err == nil {
		t.Error("a part of unknown content is kept")
	}
}

// TestShrink: a picture becomes as wide as the limit, stays the same picture, keeps its profile and its side up, and its bytes are
// always the same.
func TestShrink(t *testing.T) {
	soft := image.NewNRGBA(image.Rect(0, 0, 300, 200))
	draw.Draw(soft, image.Rect(0, 0, 150, 200), image.NewUniform(color.NRGBA{250, 10, 10, 255}), image.Point{}, draw.Src)
	for name, test := range map[string]struct {
		data          []byte
		width, height int
	}{
		"JPEG":             {phoneJPEG(t, photo(400, 300), 1), 100, 75},
		"JPEG on side":     {phoneJPEG(t, photo(400, 300), 6), 100, 133},
		"JPEG of grey":     {phoneJPEG(t, image.NewGray(image.Rect(0, 0, 333, 333)), 1), 100, 100},
		"PNG":              {phonePNG(t, photo(400, 300), 1), 100, 75},
		"PNG, see-through": {phonePNG(t, soft, 1), 100, 67},
	} {
		t.Run(name, func(t *testing.T) {
			small, err := Shrink(test.data, 100)
			if err != nil {
				t.Fatal(err)
			}
			info, err := Read(small)
			if err != nil || info.Width != test.width || info.Height != test.height {
				t.Fatalf("%+v %v", info, err)
			}
			if clean, err := Clean(small); err != nil || !bytes.Equal(clean, small) || bytes.Contains(small, []byte("Bloggs")) {
				t.Error("it holds more than a picture", err)
			}
			if info.Format == JPEG && !bytes.Contains(small, []byte(profile)) || info.Format == PNG && !bytes.Contains(small, []byte("sRGB")) {
				t.Error("the colour profile is gone")
			}
			if again, err := Shrink(test.data, 100); err != nil || !bytes.Equal(again, small) {
				t.Error("the bytes are others the next time", err)
			}
		})
	}
	small, err := Shrink(phonePNG(t, soft, 1), 100)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(small))
	if err != nil {
		t.Fatal(err)
	}
	for x, want := range map[int]color.NRGBA{0: {250, 10, 10, 255}, 48: {250, 10, 10, 255}, 99: {}} {
		if got := color.NRGBAModel.Convert(img.At(x, 30)); got != want {
			t.Errorf("the pixel at %d is %v", x, got)
		}
	}
}

// TestScale compares the mean of pixels with numbers worked out by hand.
func TestScale(t *testing.T) {
	from := image.NewGray(image.Rect(0, 0, 3, 2))
	copy(from.Pix, []byte{0, 60, 120, 30, 90, 150})
	to := scale(from, 2, 1).(*image.Gray)
	// The left half has all of the first column and half of the second: (2*0 + 60 + 2*30 + 90) / 6.
	if !bytes.Equal(to.Pix, []byte{35, 115}) {
		t.Error(to.Pix)
	}
}

func TestFit(t *testing.T) {
	for _, test := range [][5]int{{4000, 3000, 1600, 1600, 1200}, {3000, 4000, 1600, 1600, 2133}, {1600, 9, 1600, 1600, 9}, {5000, 1, 1600, 1600, 1}, {5000, 4000, 0, 5000, 4000}} {
		if w, h := (Info{Width: test[0], Height: test[1]}).Fit(test[2]); w != test[3] || h != test[4] {
			t.Errorf("%v: %d by %d", test, w, h)
		}
	}
}

// TestBounded: a small file that says that it has very many pixels is refused before they are read.
func TestBounded(t *testing.T) {
	data := slices.Concat([]byte(pngSignature), makePNGChunk("IHDR", []byte{0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, 8, 6, 0, 0, 0}), makePNGChunk("IDAT", []byte("x")), makePNGChunk("IEND", nil))
	info, err := Read(data)
	if err != nil || info.Bounded() == nil {
		t.Fatal(info, err)
	}
	if err := Decode(data); err == nil || !strings.Contains(err.Error(), "30000 by 30000 pixels") {
		t.Error(err)
	}
	if _, err := Shrink(data, 100); err == nil || !strings.Contains(err.Error(), "30000 by 30000 pixels") {
		t.Error(err)
	}
}
