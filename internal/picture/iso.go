package picture

import (
	"encoding/binary"
	"slices"
)

// box is a part of a file of ISO/IEC 14496-12, which HEIC and AVIF are.
type box struct {
	name string
	body []byte
}

// boxes takes a file, or a box, apart; ok is false when a box is cut short.
func boxes(data []byte) (list []box, ok bool) {
	for len(data) > 0 {
		if len(data) < 8 {
			return list, false
		}
		n, head := uint64(binary.BigEndian.Uint32(data)), uint64(8)
		switch {
		case n == 0: // to the end
			n = uint64(len(data))
		case n == 1 && len(data) >= 16:
			n, head = binary.BigEndian.Uint64(data[8:]), 16
		}
		if n < head || n > uint64(len(data)) {
			return list, false
		}
		list = append(list, box{string(data[4:8]), data[head:n]})
		data = data[n:]
	}
	return list, true
}

// within finds the first box of a name in another's body, from an offset.
func within(body []byte, from int, name string) []byte {
	if len(body) < from {
		return nil
	}
	list, _ := boxes(body[from:])
	for _, b := range list {
		if b.name == name {
			return b.body
		}
	}
	return nil
}

// readISO reads a file of that family. HEIC, which iPhones make, is refused: few browsers show it. AVIF is shown as it is: to take
// something out of it would change the offsets of all that follows, so one with metadata is refused.
func readISO(data []byte) (content, error) {
	c := content{Info: Info{Format: AVIF, Turn: 1}}
	list, whole := boxes(data)
	if len(list) == 0 {
		return c, short("AVIF or HEIC")
	}
	brands := list[0].body
	isAVIF, isHEIF := false, false
	for at := 0; at+4 <= len(brands); at += 4 {
		switch string(brands[at : at+4]) {
		case "avif", "avis":
			isAVIF = true
		case "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1":
			isHEIF = true
		}
	}
	switch {
	case !isAVIF && isHEIF:
		return c, &Fault{"this is a HEIC photo, as iPhones make them, and most browsers do not show it",
			"Open it in Preview (Mac), Photos (Windows) or the Files app (iPhone) and export it as JPEG. An iPhone takes JPEG photos with Settings > Camera > Formats > Most Compatible."}
	case !isAVIF:
		return c, &Fault{"this is a video or a sound, not a picture", "Link to it, as [its name](film.mp4)."}
	case !whole:
		return c, short("AVIF")
	}
	for _, b := range list {
		if !slices.Contains([]string{"ftyp", "meta", "mdat"}, b.name) {
			return c, withNotes("a part %q", b.name)
		}
	}
	meta := within(data, 0, "meta")
	if name := metadataItem(within(meta, 4, "iinf")); name != "" {
		return c, withNotes("notes of the kind %q", name)
	}
	c.Width, c.Height = isoSize(meta)
	if c.Width == 0 || c.Height == 0 || within(data, 0, "mdat") == nil {
		return c, broken("AVIF", "it does not say how large it is")
	}
	c.keep(data)
	return c, nil
}

func withNotes(format string, args ...any) *Fault {
	f := broken("AVIF", format, args...)
	f.Message = f.Message[len("this AVIF picture is broken: "):]
	return &Fault{"this AVIF picture holds " + f.Message + ", which may say where it was taken", "Save it as JPEG or WebP: Handrail removes this from those. Or export it again without metadata."}
}

// metadataItem returns the kind of the first item that is not a picture: Exif, or XMP as "mime".
func metadataItem(iinf []byte) string {
	if len(iinf) < 4 {
		return ""
	}
	from := 6
	if iinf[0] > 0 {
		from = 8
	}
	if len(iinf) < from {
		return ""
	}
	list, _ := boxes(iinf[from:])
	for _, b := range list {
		at := 8 // version and flags, a number of two bytes, two bytes of protection
		if len(b.body) > 0 && b.body[0] == 3 {
			at = 10
		}
		if b.name != "infe" || len(b.body) < at+4 || b.body[0] < 2 {
			return "unknown"
		}
		if kind := string(b.body[at : at+4]); !slices.Contains([]string{"av01", "grid", "iden", "iovl", "tmap"}, kind) {
			return kind
		}
	}
	return ""
}

// isoSize reads how large the main picture is shown: the box "ispe" that belongs to it, turned as "irot" says.
func isoSize(meta []byte) (width, height int) {
	pitm, iprp := within(meta, 4, "pitm"), within(meta, 4, "iprp")
	ipco, ipma := within(iprp, 0, "ipco"), within(iprp, 0, "ipma")
	if len(pitm) < 6 || len(ipma) < 8 {
		return 0, 0
	}
	number := func(b []byte, long bool) (n, size int) {
		if long && len(b) >= 4 {
			return int(binary.BigEndian.Uint32(b)), 4
		}
		if len(b) < 2 {
			return -1, 2
		}
		return int(binary.BigEndian.Uint16(b)), 2
	}
	primary, _ := number(pitm[4:], pitm[0] > 0)
	properties, _ := boxes(ipco)
	wide := ipma[3]&1 != 0 // two bytes for each property, not one
	rest := ipma[8:]
	for range min(int(binary.BigEndian.Uint32(ipma[4:])), len(ipma)) {
		item, size := number(rest, ipma[0] > 0)
		if len(rest) < size+1 {
			return 0, 0
		}
		count := int(rest[size])
		rest = rest[size+1:]
		for range count {
			if len(rest) < 1 || wide && len(rest) < 2 {
				return 0, 0
			}
			at := int(rest[0] & 0x7f)
			if rest = rest[1:]; wide {
				at, rest = at<<8|int(rest[0]), rest[1:]
			}
			if item != primary || at < 1 || at > len(properties) {
				continue
			}
			switch p := properties[at-1]; {
			case p.name == "ispe" && len(p.body) >= 12:
				w, h := binary.BigEndian.Uint32(p.body[4:]), binary.BigEndian.Uint32(p.body[8:])
				if w > 1<<24 || h > 1<<24 {
					return 0, 0
				}
				width, height = int(w), int(h)
			case p.name == "irot" && len(p.body) >= 1 && p.body[0]&1 == 1:
				width, height = height, width
			}
		}
	}
	return width, height
}
