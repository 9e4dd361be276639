package quiz

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
)

// digestBits is how many bits a result has for the name of a quiz, for its version and for each question: four letters
// of a code each.
const digestBits = 20

// NameDigest is how a result names its quiz: the first 20 bits of the SHA-256 of the quiz's name within its site, for
// example "quizzes/the-basics".
func NameDigest(name string) uint32 {
	sum := sha256.New()
	adder(sum)(name)
	return first(sum)
}

// Version is a digest of what an attempt depends on: the questions, and their answers in the order of the file. It has
// eight hexadecimal digits; a result holds the first five.
func (q *Quiz) Version() string {
	return hex.EncodeToString(q.version().Sum(nil)[:4])
}

// VersionDigest is the part of a version that a result holds, as a number of 20 bits.
func (q *Quiz) VersionDigest() uint32 { return first(q.version()) }

func (q *Quiz) version() hash.Hash {
	sum := sha256.New()
	for _, question := range q.Questions {
		add := adder(sum)
		add(question.ID, " ", question.Kind(), " ", question.Points)
		if question.Answers != nil {
			question.Answers.hashVersion(add)
		}
	}
	return sum
}

// Digests are how results name the questions of a quiz, in the order of the file: 20 bits each, no two the same. The
// digest of a question covers its identifier and what a reader chooses from, as Fold leaves it: an answer says which
// choice by its place, so an answer to other choices is not an answer to this question. What is right, the points and
// the accepted answers are not in it. So a key that has been put right counts for older results too.
func (q *Quiz) Digests() []uint32 {
	digests := make([]uint32, len(q.Questions))
	taken := map[uint32]bool{}
	for i, question := range q.Questions {
		sum := sha256.New()
		add := adder(sum)
		add(question.ID, " ", question.Kind())
		if question.Answers != nil {
			question.Answers.hashOffered(add)
		}
		digest := first(sum)
		for taken[digest] { // of eight banks of 500 questions, one has two that meet
			digest = (digest + 1) % (1 << digestBits)
		}
		taken[digest], digests[i] = true, digest
	}
	return digests
}

// adder adds lines to a hash, each of the parts that it is given.
func adder(sum hash.Hash) func(parts ...any) {
	return func(parts ...any) { fmt.Fprintf(sum, "%q\n", fmt.Sprint(parts...)) }
}

// first is the first 20 bits of a digest.
func first(sum hash.Hash) uint32 { return binary.BigEndian.Uint32(sum.Sum(nil)) >> (32 - digestBits) }
