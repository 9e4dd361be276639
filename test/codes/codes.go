// Package codes writes the results and records of many people of a site, for measuring: the same number gives the same codes on every machine. One of each three people gives a name, and one of each hundred sends the code twice.
package codes

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"time"

	"handrail/internal/record"
	"handrail/internal/site"
	"handrail/internal/source"
	"handrail/quiz"
	"handrail/quiz/result"
)

// read reads a site.
func read(content fs.FS) *site.Site {
	s, _ := site.Load(content, site.Options{Drafts: true, Today: source.Date{Time: time.Now()}})
	return s
}

// Results writes a code for each of some people who took the first quiz, a line for each.
func Results(w io.Writer, content fs.FS, people int) error {
	for _, page := range read(content).Pages {
		if page.Quiz != nil {
			random, digests := rand.New(rand.NewPCG(1, 2)), page.Quiz.Digests()
			return each(w, people, func(i int, name string) (string, error) {
				r := result.Result{Quiz: quiz.NameDigest(page.Name()), Version: page.Quiz.VersionDigest(), Day: 20_000 + i/1000, Go: i & 0x7fff, Name: name}
				for at, question := range page.Quiz.Questions {
					r.Answers = append(r.Answers, result.Answer{Question: digests[at], Sure: random.IntN(result.Sure + 1), Answer: anyAnswer(random, question)})
				}
				return result.Encode(r)
			})
		}
	}
	return errors.New("the site has no quiz")
}

// Records writes a code for each of some people who have done all of the first path, some of it before a rule changed, a line for each.
func Records(w io.Writer, content fs.FS, people int) error {
	s := read(content)
	if len(s.Paths) == 0 {
		return errors.New("the site has no path")
	}
	random, plan := rand.New(rand.NewPCG(1, 2)), s.Plan()
	return each(w, people, func(i int, name string) (string, error) {
		r := anyRecord(random, plan, 20_700+i/2000)
		r.Name = name
		return record.Encode(r)
	})
}

// each writes the code of each of some people.
func each(w io.Writer, people int, codeOf func(i int, name string) (string, error)) error {
	b := bufio.NewWriter(w)
	for i := range people {
		name := ""
		if i%3 == 0 {
			name = fmt.Sprintf("Person %d", i)
		}
		code, err := codeOf(i, name)
		if err != nil {
			return err
		}
		fmt.Fprintln(b, code)
		if i%100 == 0 {
			fmt.Fprintln(b, code)
		}
	}
	return b.Flush()
}

// anyAnswer is an answer that fits a question.
func anyAnswer(random *rand.Rand, q *quiz.Question) quiz.Answer {
	if choices := q.Choices(); choices != nil {
		return quiz.Answer{Places: []int{random.IntN(len(choices))}}
	}
	a := q.Answers.Right()
	if a.Words != "" {
		a.Words = fmt.Sprint(random.IntN(40), " days")
	}
	random.Shuffle(len(a.Places), func(i, j int) { a.Places[i], a.Places[j] = a.Places[j], a.Places[i] })
	return a
}

// anyRecord is a record of somebody who has done all of the first path.
func anyRecord(random *rand.Rand, plan *record.Plan, day int) record.Record {
	path := plan.Paths[0]
	r := record.Record{Site: record.Digest(plan.Site), Path: record.Digest(path.Name), Day: day, Device: random.Uint64N(1 << 40), Steps: []record.Step{}, Rules: []record.Rule{}}
	for _, step := range path.Steps {
		s := record.Step{Step: record.Digest(step.Name), Ago: random.IntN(30)}
		switch step.Kind {
		case "quiz":
			s.Scored, s.All, s.Got = true, 10, 5+random.IntN(6)
		case "agree":
			s.Agreed, s.Version = true, record.Version(step.Version)
		}
		r.Steps = append(r.Steps, s)
	}
	for _, at := range path.Rules {
		rule := record.Rule{Rule: record.Digest(plan.Rules[at].ID), Read: true, Answer: record.Answer(random.IntN(4)), Version: record.Version(plan.Rules[at].Version)}
		if random.IntN(20) == 0 {
			rule.Version ^= 1
		}
		r.Rules = append(r.Rules, rule)
	}
	return r
}
