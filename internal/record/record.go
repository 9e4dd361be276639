// Package record reads the records that people hand to whoever leads them, and adds them up.
//
// [Record] is what one person's device noted of one path, [Plan] is what a site asks and teaches now, and [Report] is how far a group
// has come. [Codes] finds records in any text, [Group.Add] takes them in, and [Group.Report] says what they come to.
// templates/codes/record.ts and templates/features/record/report.ts do the same in the browser; both sides are held to the fixtures in
// testdata.
//
// # The code of a record, format 1
//
// Its letters, and how a code is found in a text, are those of the package code. It begins with HT1.
//
//	body    = site path day device name count step*count count rule*count
//	site, path = 4 digits: Digest of the site's identity, and of the path's name
//	day     = varint: days since 1970-01-01 of the date in the device's own time zone, to 9999-12-31
//	device  = 8 digits: random bits that the device keeps with the path. Of two records with the same, the later replaces the earlier
//	name    = text: empty unless it was typed
//	count   = varint: at most 500 steps, and at most 3,000 rules
//	step    = name head ago, then got and all if it has a score, then version if it has one
//	name    = 4 digits: Digest of the step's name: that of its page, or "agree:" and the agreement's identifier
//	head    = 1 digit: state + 4 if it has a score + 8 if it has a version
//	state   = 0 done, 1 left out, 2 a quiz that was taken and not passed
//	ago     = varint: how many days before the record's day it was, and not before 1970
//	got, all = varint: points, at most 1,000,000, and got at most all
//	version = 4 digits: of the sentence that was agreed to
//	rule    = name head version, then answered if the two differ
//	name    = 4 digits: Digest of the rule's identifier
//	head    = 1 digit: 1 if it was read + 2 * answer + 8 if the versions differ. It is not 0
//	answer  = 0 none, 1 not right, 2 partly or nearly right, 3 right: the last answer to a question that tests the rule
//	version = 4 digits: that which was read, or else that which was answered
//	answered = 4 digits: that which was answered, if another was read
//
// A step that is neither done nor left out, and a rule that was neither read nor answered, is not in it. So each record has one code,
// and each code one record. Its answers are not in it, in words or otherwise.
//
// Results have 15 random bits for a go and quizzes have few takers in a day. A record has 40 for a device, so that in an office with
// 100,000 records no two people are likely to have the same.
package record

import (
	"errors"
	"slices"

	"handrail/internal/code"
)

// Record is what a device noted of its reader's way along a path.
type Record struct {
	Site   uint32 `json:"site"` // digests of 20 bits: of the site's identity, and of the path's name
	Path   uint32 `json:"path"`
	Day    int    `json:"day"`    // days since 1970-01-01, by the clock of the device
	Device uint64 `json:"device"` // 40 random bits
	Name   string `json:"name"`   // empty unless typed
	Steps  []Step `json:"steps"`
	Rules  []Rule `json:"rules"`
}

// Step is a step that is done or left out.
type Step struct {
	Step    uint32 `json:"step"` // digest of its name
	State   State  `json:"state"`
	Ago     int    `json:"ago"`     // days before the record's day
	Scored  bool   `json:"scored"`  // it is a quiz, with a score
	Got     int    `json:"got"`     // points
	All     int    `json:"all"`     // points of the questions that were asked
	Agreed  bool   `json:"agreed"`  // it is an agreement, with a version
	Version uint32 `json:"version"` // of its sentence
}

// State is what became of a step.
type State uint8

// The states.
const (
	Done  State = iota
	Left        // left out
	Tried       // taken, and not passed
)

// Rule is a rule that was read, or whose question was answered, with the version that it had then.
type Rule struct {
	Rule     uint32 `json:"rule"` // digest of its identifier
	Read     bool   `json:"read"`
	Answer   Answer `json:"answer"`
	Version  uint32 `json:"version"`  // 20 bits: as it was read, or else answered
	Differ   bool   `json:"differ"`   // it was answered in another version than was read
	Answered uint32 `json:"answered"` // that version
}

// Answer is how well the last question about a rule was answered.
type Answer uint8

// The answers.
const (
	None Answer = iota
	Wrong
	Partly
	Right
)

const (
	codeStart  = "HT"
	codeFormat = 1

	maxSteps  = 500
	maxRules  = 3_000
	maxPoints = 1_000_000

	digestBits   = 20
	digestDigits = 4
)

// Digest is how a record names a site, a path, a step and a rule: the 32 bits of FNV-1a over the bytes of the name, folded to 20
// (G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, "The FNV Non-Cryptographic Hash Algorithm", with its xor-folding). Pages make it
// without the cryptography of browsers, which a page that is opened from a folder does not always have.
func Digest(name string) uint32 {
	hash := uint32(2166136261)
	for i := range len(name) {
		hash = (hash ^ uint32(name[i])) * 16777619
	}
	return hash>>digestBits ^ hash&(1<<digestBits-1)
}

// Codes is the kind of code that records have.
func Codes() code.Kind[Record] {
	return code.Kind[Record]{Start: codeStart, Newest: codeFormat, Read: read}
}

// Encode writes the code of a record. The error says that the record has none: a number is out of its range, the name holds what
// cannot be seen, or all is too much for one code (32,767 characters).
func Encode(r Record) (string, error) {
	text := digits(r).String()
	if back, ok := Codes().Decode(text); !ok || !same(back, r) {
		return "", errors.New("this record cannot be written as a code")
	}
	return text, nil
}

// same says whether two records say the same.
func same(a, b Record) bool {
	return a.Site == b.Site && a.Path == b.Path && a.Day == b.Day && a.Device == b.Device && a.Name == b.Name &&
		slices.Equal(a.Steps, b.Steps) && slices.Equal(a.Rules, b.Rules)
}

func digits(r Record) code.Writer {
	w := code.NewWriter(codeStart, codeFormat)
	w.Fixed(r.Site, digestDigits)
	w.Fixed(r.Path, digestDigits)
	w.Varint(r.Day)
	w.Fixed(uint32(r.Device>>digestBits), digestDigits)
	w.Fixed(uint32(r.Device), digestDigits)
	w.Text(r.Name)
	w.Varint(len(r.Steps))
	for _, s := range r.Steps {
		w.Fixed(s.Step, digestDigits)
		w.Digit(int(s.State) | bit(s.Scored, 4) | bit(s.Agreed, 8))
		w.Varint(s.Ago)
		if s.Scored {
			w.Varint(s.Got)
			w.Varint(s.All)
		}
		if s.Agreed {
			w.Fixed(s.Version, digestDigits)
		}
	}
	w.Varint(len(r.Rules))
	for _, rule := range r.Rules {
		w.Fixed(rule.Rule, digestDigits)
		w.Digit(bit(rule.Read, 1) | int(rule.Answer)<<1 | bit(rule.Differ, 8))
		w.Fixed(rule.Version, digestDigits)
		if rule.Differ {
			w.Fixed(rule.Answered, digestDigits)
		}
	}
	return w.Seal()
}

func bit(set bool, value int) int {
	if set {
		return value
	}
	return 0
}

func read(d *code.Reader, _ int) Record {
	r := Record{Site: d.Fixed(digestDigits), Path: d.Fixed(digestDigits), Day: d.Varint()}
	r.Device = uint64(d.Fixed(digestDigits))<<digestBits | uint64(d.Fixed(digestDigits))
	r.Name = d.Text()
	steps := d.Varint()
	d.Hold(r.Day <= code.MaxDay && steps <= maxSteps)
	r.Steps = make([]Step, 0, room(d, steps))
	for i := 0; i < steps && !d.Wrong(); i++ {
		s := readStep(d)
		d.Hold(s.Ago <= r.Day)
		r.Steps = append(r.Steps, s)
	}
	rules := d.Varint()
	d.Hold(rules <= maxRules)
	r.Rules = make([]Rule, 0, room(d, rules))
	for i := 0; i < rules && !d.Wrong(); i++ {
		r.Rules = append(r.Rules, readRule(d))
	}
	return r
}

// room is for how many items there is room made: none for those of a code that is wrong.
func room(d *code.Reader, items int) int {
	if d.Wrong() {
		return 0
	}
	return items
}

func readStep(d *code.Reader) Step {
	s := Step{Step: d.Fixed(digestDigits)}
	head := d.Digit()
	s.State, s.Scored, s.Agreed, s.Ago = State(head&3), head&4 != 0, head&8 != 0, d.Varint()
	d.Hold(s.State <= Tried && head < 16)
	if s.Scored {
		s.Got, s.All = d.Varint(), d.Varint()
		d.Hold(s.Got <= s.All && s.All <= maxPoints)
	}
	if s.Agreed {
		s.Version = d.Fixed(digestDigits)
	}
	return s
}

func readRule(d *code.Reader) Rule {
	r := Rule{Rule: d.Fixed(digestDigits)}
	head := d.Digit()
	r.Read, r.Answer, r.Differ, r.Version = head&1 != 0, Answer(head>>1&3), head&8 != 0, d.Fixed(digestDigits)
	d.Hold(head > 0 && head < 16)
	if r.Differ {
		r.Answered = d.Fixed(digestDigits)
		d.Hold(r.Read && r.Answer != None && r.Answered != r.Version)
	}
	return r
}

// answer is the last answer to a question about the rule as it is in a version.
func (r Rule) answer(version uint32) Answer {
	answered := r.Version
	if r.Differ {
		answered = r.Answered
	}
	if answered != version {
		return None
	}
	return r.Answer
}
