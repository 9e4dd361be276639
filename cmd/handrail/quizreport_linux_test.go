package main

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"handrail/quiz"
	"handrail/quiz/result"
)

// BenchmarkQuizReport reads a file with the results of a million people, as a separate process, and measures the process's maximum
// of memory.
func BenchmarkQuizReport(b *testing.B) {
	const people = 1_000_000
	site := b.TempDir() // the one that ships
	name := filepath.Join(site, "results.txt")
	writeCodes(b, name, people)
	measureReports(b, "quiz", site, name, people)
}

// measureReports reports the codes of a file about a site in each form, as a separate process, and measures the process's maximum of memory. A
// process begins with the maximum of the one that starts it, so what it writes goes into a file.
func measureReports(b *testing.B, of, site, name string, people int64) {
	b.Helper()
	for _, form := range reportFormats() {
		b.Run(form, func(b *testing.B) {
			most := int64(0)
			for b.Loop() {
				out, err := os.Create(filepath.Join(b.TempDir(), "report"))
				if err != nil {
					b.Fatal(err)
				}
				cmd := command(b.TempDir(), of, "report", "--site", site, "--format", form, name)
				cmd.Stdout = out
				err = errors.Join(cmd.Run(), out.Close())
				if written, sizeErr := os.Stat(out.Name()); err != nil || sizeErr != nil || written.Size() < people {
					b.Fatal(written, err, sizeErr)
				}
				most = max(most, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss*1024)
			}
			b.ReportMetric(float64(most)/1e6, "MB")
		})
	}
}

// writeCodes writes a code for each of many people who took one quiz of the site that ships, some with a name, one of each
// hundred twice.
func writeCodes(tb testing.TB, name string, people int) {
	tb.Helper()
	quizzes, err := loadQuizzes(tb.TempDir())
	if err != nil || len(quizzes) == 0 {
		tb.Fatal(len(quizzes), err)
	}
	q := quizzes[0]
	random := rand.New(rand.NewPCG(1, 2))
	digests := q.quiz.Digests()
	writeFor(tb, name, people, func(i int) (string, error) {
		r := result.Result{Quiz: quiz.NameDigest(q.name), Version: q.quiz.VersionDigest(), Day: 20_000 + i/1000, Go: i & 0x7fff}
		if i%3 == 0 {
			r.Name = fmt.Sprintf("Person %d", i)
		}
		for at, question := range q.quiz.Questions {
			r.Answers = append(r.Answers, result.Answer{Question: digests[at], Sure: random.IntN(result.Sure + 1), Answer: anyAnswer(random, question)})
		}
		return result.Encode(r)
	})
}

// writeFor writes the code of each of many people into a file, one of each hundred twice.
func writeFor(tb testing.TB, name string, people int, codeOf func(i int) (string, error)) {
	tb.Helper()
	f, err := os.Create(name)
	if err != nil {
		tb.Fatal(err)
	}
	w := bufio.NewWriter(f)
	for i := range people {
		code, err := codeOf(i)
		if err != nil {
			tb.Fatal(err)
		}
		fmt.Fprintln(w, code)
		if i%100 == 0 {
			fmt.Fprintln(w, code)
		}
	}
	if err := errors.Join(w.Flush(), f.Close()); err != nil {
		tb.Fatal(err)
	}
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
