package picture

import "encoding/binary"

// orientationTag is the tag of EXIF that says how a picture is turned.
const orientationTag = 0x0112

// orientation reads how a picture is turned from its EXIF data, which is written as TIFF is; 1 when it does not say.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
	default:
		return 1
	}
	at := int(order.Uint32(tiff[4:]))
	if at < 8 || at > len(tiff)-2 {
		return 1
	}
	entries := int(order.Uint16(tiff[at:]))
	for at += 2; entries > 0 && at <= len(tiff)-12; at, entries = at+12, entries-1 {
		if order.Uint16(tiff[at:]) == orientationTag {
			if n := int(order.Uint16(tiff[at+8:])); n >= 1 && n <= 8 {
				return n
			}
			return 1
		}
	}
	return 1
}

// exifOf writes EXIF data that says how a picture is turned, and nothing else.
func exifOf(turn int) []byte {
	return []byte{'M', 'M', 0, '*', 0, 0, 0, 8, // the one list starts at byte 8
		0, 1, // and has one entry
		orientationTag >> 8, orientationTag & 0xff, 0, 3, 0, 0, 0, 1, 0, byte(turn), 0, 0,
		0, 0, 0, 0} // no list follows
}
