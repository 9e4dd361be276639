package browser

import (
	"fmt"
	"path/filepath"
	"testing"
)

const spellingQuiz = `---
title: Spelling
pass: 100%%
feedback: %s
reviewed: 2026-11-20
---

## What do you use? {#what-used rules="use-broadcast-list"}

- [=] (a) broadcast list

> A list.

## Which one? {#which-one rules="use-broadcast-list"}

- [x] A list
- [ ] A chat
  > No.

> A list.
`

// TestSpelling: a learner who gets a letter of a long word wrong can look at the spelling before it counts, once for each spelling.
func TestSpelling(t *testing.T) {
	t.Parallel()
	dir := newSite(t, map[string]string{
		"quizzes/once.md": fmt.Sprintf(spellingQuiz, "at-once"), "quizzes/end.md": fmt.Sprintf(spellingQuiz, "at-end")})
	command(t, "build", dir)
	public := filepath.Join(dir, "public")
	const field = "document.querySelector('.take input[type=text]')"
	l := learner{newTab(t)}

	l.open(fileURL(public, "quizzes/once.html"))
	l.press("Start")
	l.write("a brodcast list")
	l.press("Check my answer")
	l.reads("Check the spelling", "Your answer is nearly right.")
	if !eval[bool](l.tab, "document.activeElement.matches('.problem') && "+field+".value === 'a brodcast list'") {
		t.Error("the field does not stay open with its words, and the problem does not take the focus")
	}
	if !eval[bool](l.tab, "document.querySelector('.take fieldset').getAttribute('aria-describedby').split(' ').includes(document.querySelector('.take .wrong').id)") {
		t.Error("the question does not refer to what is wrong with its answer")
	}
	// With the letter corrected, it is right.
	eval[bool](l.tab, field+".value = '', true")
	l.write("Broadcast-list")
	l.press("Check my answer")
	l.wants("Right")
	l.quiet(5)

	// Another spelling is looked at again; the same counts as it is, and gets no points.
	l.press("Stop")
	l.press("Start again")
	l.write("brodcast list")
	l.press("Check my answer")
	eval[bool](l.tab, field+".value = '', true")
	l.write("broadcas list")
	l.press("Check my answer")
	l.reads("Your answer is nearly right.")
	l.press("Check my answer")
	l.wants("Nearly right: check the spelling")
	l.reads("The right answer:", "You can leave out what is in brackets.")
	l.press("Next question")
	l.tick("A list")
	l.press("Check my answer")
	l.press("See your result")
	l.reads("You got 1 out of 2 right.", "Have another go at the 1 you missed", "Nearly right: check the spelling: What do you use?")

	// Where answers are explained at the end, the words do not say that it is nearly right.
	l.open(fileURL(public, "quizzes/end.html"))
	l.press("Start")
	l.write("brodcast list")
	l.press("Save my answer")
	l.reads("Check the spelling of your answer.")
	if eval[bool](l.tab, "document.querySelector('.take').innerText.includes('nearly')") {
		t.Error("an answer is said to be nearly right before the end")
	}
	l.press("Save my answer")
	l.wants("Which one?")
	if _, faults := l.activity(); len(faults) > 0 {
		t.Errorf("faults: %s", faults)
	}
}
