// Package result reads the results that takers of a quiz hand to their trainer, and adds them up.
//
// [Result] is what one taker hands over, [Found] is what a text holds of such results, and [Report] is what a group has
// understood. [Find] reads codes from any text, [Group.Add] scores them against their quiz, and [NewReport] says what they come to.
// templates/questions/code.ts and templates/features/results/report.ts do the same in the browser; both sides are
// held against the fixtures in quiz/testdata.
//
// # The code of a result, format 1
//
// Its letters, and how a code is found in a text, are those of the package [code]. It begins with HR1.
//
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
//
// # Format 2
//
// A result in which the explanation of an answer is marked as unclear begins with HR2. All others have format 1, so their codes are
// what they were before there were marks, and programs that know no format 2 say that a code is of a newer one.
//
//	body   = quiz version day go name count answer*count marks
//	marks  = one digit for every five answers, in their order: bit i stands for the answer i of the five. At least one bit is set, and
//	         none for answers that are not there
//
// So each result has one code, and each code one result.
package result

import (
	"handrail/internal/code"
	"handrail/quiz"
)

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
	Unclear  bool        `json:"unclear,omitempty"` // the taker marked its explanation as not clear
}

// Sure is the highest rating that a taker gives an answer.
const Sure = 3

// Fault is why a code gives no result.
type Fault = code.Fault

// The faults that show once the quiz is known, besides those of any code.
const (
	Other     Fault = "other"     // a result of another quiz
	Unmatched Fault = "unmatched" // none of its questions is in the quiz now
)
