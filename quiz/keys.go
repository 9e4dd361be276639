package quiz

import "handrail/internal/source"

// shuffles lists what can be shuffled, the default first.
func shuffles() []string { return []string{"none", "questions", "choices", "both"} }

// feedbacks lists when feedback can be shown, the default first.
func feedbacks() []string { return []string{"at-once", "at-end"} }

// Keys is the table of the keys of Front.
func Keys() []source.Key {
	return []source.Key{
		{Name: "pass", Text: "The percentage of the points that passes.", Without: "nobody passes or fails, and a result is a number of points.", Example: "80%"},
		{Name: "draw", Text: "How many questions are asked, chosen by chance for each attempt. It can be at most the number of questions in the file.",
			Without: "all questions are asked.", Range: []int{0}, Example: "10"},
		{Name: "shuffle", Text: "What is put in another order for each attempt: the questions, the choices of each question, both or none.", Without: "nothing is shuffled.", Allowed: shuffles(), Example: "choices"},
		{Name: "feedback", Text: "When learners see what was right: at once, after each question, or at the end.", Without: "they see it at once.", Allowed: feedbacks(), Example: "at-end"},
		{Name: "minutes", Text: "About how many minutes the quiz takes. Readers see it before they start.", Without: "the page does not say, and a path counts 40 seconds for each question.", Range: []int{0}, Example: "5"},
		{Name: "certificate", Text: "`true` if people who pass can print a certificate. It needs `pass`.", Example: "true"},
	}
}
