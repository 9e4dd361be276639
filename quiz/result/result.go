// Package result reads the results that takers of a quiz hand to their trainer, and adds them up.
//
// [Result] is what one taker hands over, [Found] is what a text holds of such results, and [Report] is what a group has
// understood. [Open] gives the texts of a file, [Find] reads codes from any text, [Group.Add] scores
// them against their quiz, and [NewReport] says what they come to.
// templates/questions/code.ts and templates/features/results/report.ts do the same in the browser; both sides are
// held against the fixtures in quiz/testdata.
//
// # The code of a result, format 1
//
// The letters are those of Crockford's base 32, 0123456789ABCDEFGHJKMNPQRSTVWXYZ. Each is a digit of 5 bits, from
// 0 to 31. A code is written in capitals with nothing between them. It is read in any case, with O for 0, and with I or L
// for 1. "3 digits" below is a number of fixed length, the most significant digit first.
//
//	code   = "HR" "1" length body check
//	length = 3 digits: how many characters the whole code has, HR1 and check included
//	check  = 3 digits: the CRC-15/CAN of the 5 bits of each digit before it, HR1 included, the most significant bit first
//	         (polynomial 0x4599, initial value 0, not reflected, no final xor: Bosch, CAN Specification 2.0, 1991, 3.1.1)
//	body   = quiz version day go name count answer*count
//	quiz, version = 4 digits: quiz.NameDigest of the quiz's name, and its VersionDigest
//	day    = varint: days since 1970-01-01 of the date in the device's own time zone, to 9999-12-31
//	go     = 3 digits: random bits of the attempt, which distinguish two goes on one day
//	name   = text: empty unless it was typed
//	count  = varint: at most 2,000; no question is answered twice
//	answer = question head value
//	question = 4 digits: one of the quiz's Digests
//	head   = 1 digit: sure*8 + form. sure: 0 not said, 1 guessing, 2 "I think so", 3 sure
//	form   = 0 no answer, no value
//	         1 one place: varint
//	         2 two or more places that rise, none above 27: varint, in which bit i stands for place i
//	         3 any other two to 64 places: varint of how many, then a varint each
//	         4 words that are not empty: text
//	varint = 1 to 7 digits, each with 4 bits of the number, the least significant first; 16 is added to each but the
//	         last; the last is not 0 unless it is the only one
//	text   = at most 200 characters, then the digit 31. A character is
//	         0–25 a–z, 26 a space, 27 and then 0–25 A–Z, 28 ".", 29 "-", or
//	         30 and then varint of its code point XOR 0x30 if it is any other: neither white space, nor a control
//	         character (Cc), nor one that cannot be seen and turns text round (U+200B–200F, 202A–202E, 2060–2069, FEFF)
//
// So each result has one code, and each code one result. The check finds every code with one letter mistyped, or with two
// neighbours changed round: it finds whatever is changed within 15 bits.
//
// # Codes in a text
//
// A code begins with HR and 1 to 9 (above 1: a later format), in any case, where no letter or number (Unicode L and N)
// precedes it. I and L count as that 1 where 0 or O and another letter of the alphabet follow. That is a code unless it is a postcode of Hereford: HR and a number, a space or none, a number and two
// letters, and neither a letter nor a number after them.
//
// Its letters are those of the alphabet that follow, as many as its length says. White space, hyphens, ">" (a quoted mail)
// and "=" (a line that goes on, in the quoted-printable of a saved mail: RFC 2045, 6.7) between them are passed over, and so
// is what nobody sees: U+00AD, 034F, 061C, 180E, 200B–200F, 202A–202E, 2060–206F, FE00–FE0F and FEFF, also in the start. It
// ends early at any other character, before a line that begins with a date and a time as a chat's messages do, at a second line break after a letter, and where after white space another code
// begins. White space is what \s is in ECMAScript.
package result

import "handrail/quiz"

// Result is one go at a quiz, as its taker hands it over. The answers are not scored: that is for those who know the quiz.
type Result struct {
	Quiz    uint32   `json:"quiz"`    // quiz.NameDigest of its name
	Version uint32   `json:"version"` // its VersionDigest when it was taken
	Day     int      `json:"day"`     // days since 1970-01-01, by the clock of the taker's device
	Go      int      `json:"go"`      // 15 random bits
	Name    string   `json:"name"`    // empty unless typed
	Answers []Answer `json:"answers"` // one for each question that was asked
}

// Answer is what was answered to one question.
type Answer struct {
	Question uint32      `json:"question"` // its digest
	Sure     int         `json:"sure"`     // 0 not said, 1 guessing, 2 I think so, 3 sure
	Answer   quiz.Answer `json:"answer"`
}

// Sure is the highest rating that a taker gives an answer.
const Sure = 3

// Fault is why a code gives no result.
type Fault string

// The faults. Find gives the first four, and Open the last three; the others show once the quiz is known.
const (
	Foreign   Fault = "foreign"   // there is no code in the text
	Newer     Fault = "newer"     // a code of a later format
	Cut       Fault = "cut"       // it has fewer letters than its length says
	Wrong     Fault = "wrong"     // a letter is mistyped or missing
	Other     Fault = "other"     // a result of another quiz
	Unmatched Fault = "unmatched" // none of its questions is in the quiz now
	Large     Fault = "large"     // an archive holds more than results can be
	Locked    Fault = "locked"    // a file of an archive has a password
	Damaged   Fault = "damaged"   // a file or an archive cannot be read
)
