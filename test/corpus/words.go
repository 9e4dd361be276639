package corpus

import "fmt"

// vocabulary is what sentences are made of.
type vocabulary struct {
	topics, kinds, headings, leads, sentences, steps                       []string
	verbs, things, people, roles, places, times, reasons, qualities, notes []string
}

// topicOf is the number of the topic that page i is about.
func (v *vocabulary) topicOf(i int) int { return (i*7 + i/PerSection) % len(v.topics) }

// title is the title of page i, which no other page has.
func (v *vocabulary) title(i int) string {
	return fmt.Sprintf("%s, %s %d", capital(v.topics[v.topicOf(i)]), v.kinds[i/3%len(v.kinds)], i+1)
}

// slot lists the words that a name in a pattern stands for.
func (v *vocabulary) slot(name string) []string {
	switch name {
	case "verb":
		return v.verbs
	case "thing":
		return v.things
	case "person":
		return v.people
	case "role":
		return v.roles
	case "place":
		return v.places
	case "time":
		return v.times
	case "reason":
		return v.reasons
	case "quality":
		return v.qualities
	case "note":
		return v.notes
	case "topic":
		return v.topics
	}
	panic("corpus: a pattern has the unknown name " + name)
}

func words() vocabulary {
	return vocabulary{
		topics: []string{"safeguarding", "lone working", "travel claims", "kitchen hygiene", "moving and lifting", "fire drills", "first aid", "home visits",
			"phone befriending", "driving the minibus", "handling cash", "social media", "taking photographs", "private details", "complaints",
			"being fair", "low mood", "memory loss", "trips and falls", "stewarding", "helping in a shop", "mentoring", "keeping boundaries",
			"speaking up", "keeping records", "coughs and colds", "planning a trip", "risk plans", "the first week", "supervision", "looking after keys",
			"access for all", "video calls", "strong passwords", "collecting money", "lending equipment", "thanking people"},
		kinds: []string{"the basics", "in steps", "for new volunteers", "for group leads", "a reminder", "in one page", "in detail", "at an event", "on a visit", "from home"},
		headings: []string{"Why this matters", "Before you begin", "Your first step", "What is yours to do", "Whom to tell", "What to note", "When it goes wrong",
			"Keep it private", "Work as a team", "What you can expect of us", "Questions people ask", "When you are not sure", "How long it takes", "Rooms and equipment",
			"On the way there", "It is fine to say no", "When you have finished", "Where to get help", "What to look out for", "Training for this", "How we keep this page right",
			"What to leave out", "Two short stories", "Helping children", "Helping adults at risk", "If you are in a hurry"},
		leads: []string{"Good to know", "Stop and think", "Keep in mind", "A story", "Please remember"},
		sentences: []string{
			"Please <verb> <thing> <time>, because <reason>.",
			"When <person> has a question about <topic>, pass it to the <role> <time>.",
			"The <role> can <verb> <thing> <place> and write a <quality> <note> for whoever comes next.",
			"Do not leave <thing> <place> if <person> could find it there.",
			"One <quality> <note> is worth ten long ones: <reason>.",
			"With <person>, agree on a <quality> <note> <time>.",
			"Every <role> has to <verb> <thing> <time>, on busy days too.",
			"You are **not** alone with it; call the <role> and <verb> <thing>.",
			"Would <person> be glad to see you <verb> <thing>?",
			"Trouble with <topic> often begins with a lost <note>, so keep a <quality> copy <place>.",
			"Look for <thing> <place>; the <role> puts it back <time>.",
			"What we ask about <topic> is new this year, and the <role> has a <quality> <note> on it.",
			"Where *two of us* are needed, one is the <role> and one is another <role>.",
			"Give <person> time to think, then <verb> <thing> together.",
			"Our page <link> says more about <topic>.",
			"If the <role> is away, leave a <note> <place> and <verb> <thing> <time>.",
			"A <quality> <note> helps the <role>, and <reason>.",
			"Do it <time>; <reason>.",
			"Read <link> the first time that you <verb> <thing>.",
			"Write `done` on <thing>, so that the <role> knows that you did it.",
		},
		steps: []string{
			"<Verb> <thing> <time>.",
			"Give the <role> a <quality> <note> of what you saw.",
			"See that <person> is safe and sits well.",
			"Put <thing> back <place>.",
			"Add the day, the hour and your name to <thing>.",
			"Do as <link> says.",
			"Ask the <role> for a <quality> <note> on <topic>.",
			"**Do not** <verb> <thing> before the <role> says yes.",
		},
		verbs:     []string{"check", "sort", "bring", "mend", "read", "keep", "share", "store", "sign", "return", "count", "explain", "clean", "replace", "finish", "date", "print", "lock up", "copy", "pass on"},
		things:    []string{"the sign-in book", "the accident form", "the consent form", "the rota", "the list of contacts", "the key box", "the first aid kit", "the cash tin", "the van's log", "the visitors' book", "the training list", "the claim form", "the risk plan", "the plan of the day", "the emergency bag", "the shared inbox", "the hand-over sheet", "the list of allergies", "the fire list"},
		people:    []string{"a young person", "an older neighbour", "a visitor", "a passer-by", "a relative", "a new volunteer", "a fellow volunteer", "a member", "a customer", "a carer", "somebody you help", "a friend"},
		roles:     []string{"volunteer", "coordinator", "shift lead", "trustee", "safeguarding lead", "duty lead", "befriender", "driver", "greeter", "cook", "session lead", "youth mentor", "shop lead", "warden", "steward", "data lead", "first aider", "team lead"},
		places:    []string{"in the office", "at the desk", "in the kitchen", "at the hall", "in the van", "on the shared drive", "in the locked drawer", "at the till", "in the quiet room", "on the board", "at the day centre", "in the cupboard", "by the door", "in the staff room"},
		times:     []string{"before you begin", "after each shift", "within a day", "as soon as you can", "each week", "when you next meet", "on your first day", "before you go home", "each month", "after a visit", "when the room is empty", "at the briefing", "once a year", "straight away", "by Friday"},
		reasons:   []string{"it keeps people safe", "the law asks for it", "our insurer asks for it", "small mistakes are easy to mend early", "somebody may need it tonight", "it shows that we listen", "people trust us with their details", "we all forget things", "the next team counts on it", "we learn from what happened", "a short delay can hurt somebody"},
		qualities: []string{"clear", "short", "fair", "private", "full", "recent", "safe", "simple", "written", "signed", "shared", "regular", "careful", "kind", "calm", "quick"},
		notes:     []string{"note", "plan", "talk", "summary", "reminder", "choice", "promise", "list", "question", "hand-over", "record", "message", "welcome", "briefing", "report", "visit", "habit", "warning", "request", "change"},
	}
}
