// Package code writes and reads codes: what a page knows, in letters that a person reads out, writes down, pastes or sends. The packages
// quiz/result and internal/record say what their codes hold.
//
// A [Kind] finds its codes in any text ([Kind.Find]) and opens the files that have them ([Kind.Open]); [Writer] and [Reader] write and
// read the parts of a code. templates/codes does the same in the browser, and both are held to the same fixtures.
//
// # Letters
//
// The letters are those of Crockford's base 32, 0123456789ABCDEFGHJKMNPQRSTVWXYZ. Each is a digit of 5 bits, from
// 0 to 31. A code is written in capitals with nothing between them. It is read in any case, with O for 0, and with I or L
// for 1. "3 digits" below is a number of fixed length, the most significant digit first.
//
//	code   = start format length body check
//	start  = two letters, which say what the code is of: "HR" for the result of a quiz, "HT" for a record
//	format = 1 digit, from 1 to 9
//	length = 3 digits: how many characters the whole code has, start and check included
//	check  = 3 digits: the CRC-15/CAN of the 5 bits of each digit before it, start included, the most significant bit first
//	         (polynomial 0x4599, initial value 0, not reflected, no final xor: Bosch, CAN Specification 2.0, 1991, 3.1.1)
//	varint = 1 to 7 digits, each with 4 bits of the number, the least significant first; 16 is added to each but the
//	         last; the last is not 0 unless it is the only one
//	text   = at most 200 characters, then the digit 31. A character is
//	         0–25 a–z, 26 a space, 27 and then 0–25 A–Z, 28 ".", 29 "-", or
//	         30 and then varint of its code point XOR 0x30 if it is any other: neither white space, nor a control
//	         character (Cc), nor one that cannot be seen and turns text round (U+200B–200F, 202A–202E, 2060–2069, FEFF)
//
// The check finds every code with one letter mistyped, or with two neighbours changed round: it finds whatever is changed
// within 15 bits.
//
// # Codes in a text
//
// A code begins with its start and 1 to 9 (above the newest format that is known: a later one), in any case, where no letter or
// number (Unicode L and N) precedes it. I and L count as 1 where 0 or O and another letter of the alphabet follow. That is a code
// unless it is a postcode of Hereford: HR and a number, a space or none, a number and two letters, and neither a letter nor a number
// after them.
//
// Its letters are those of the alphabet that follow, as many as its length says. White space, hyphens, ">" (a quoted mail)
// and "=" (a line that goes on, in the quoted-printable of a saved mail: RFC 2045, 6.7) between them are passed over, and so
// is what nobody sees: U+00AD, 034F, 061C, 180E, 200B–200F, 202A–202E, 2060–206F, FE00–FE0F and FEFF, also in the start. It
// ends early at any other character, before a line that begins with a date and a time as a chat's messages do, at a second line break
// after a letter, and where after white space another code with its start begins. White space is what \s is in ECMAScript.
package code

// Kind is one kind of code.
type Kind[T any] struct {
	Start  string // its first two letters, in capitals
	Newest int    // its newest format
	// Read reads the body of a code. Where something is wrong, what it returns is not used.
	Read func(r *Reader, format int) T
}

// Fault is why a code gives nothing.
type Fault string

// The faults. Find gives the first four, and Open the last three.
const (
	Foreign Fault = "foreign" // there is no code in the text
	Newer   Fault = "newer"   // a code of a later format
	Cut     Fault = "cut"     // it has fewer letters than its length says
	Wrong   Fault = "wrong"   // a letter is mistyped or missing
	Large   Fault = "large"   // an archive holds more than codes can be
	Locked  Fault = "locked"  // a file of an archive has a password
	Damaged Fault = "damaged" // a file or an archive cannot be read
)
