package language

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// The kinds of rules, as [Language.Obligation] gives them.
const (
	must      = "must"
	mustNot   = "must-not"
	should    = "should"
	shouldNot = "should-not"
)

var (
	wordsOfOthers = regexp.MustCompile(`"[^"]*"`)
	// reported finds what somebody says, thinks or asks: it obliges nobody.
	reported = regexp.MustCompile(`\b(?:say|says|said|wrote|writes|thinks?|thought|asks?|asked|explains?|means?|teach(?:es)?|knows?|knew|believes?|wonders?|felt|hears?|heard) (?:that|what|whether|how|when|who|why|which|where|if)\b[^,;]*`)
	// condition finds a clause, or a few words, before the one that says what to do.
	condition = regexp.MustCompile(`^(?:(?:if|when|whenever|unless|before|after|once|while|where|wherever|until|as soon as|as long as|in case|because|although|even if|even when)\b[^,]*(?:,| - )|(?:in|on|at|for|during|with|as|from|to|by|outside|instead|first|then|finally|also|so|however|therefore|remember|important|note)\b[^,:]{0,80}[,:]) *(?:then )?`)
	// unfinished finds a condition with nothing after it.
	unfinished = regexp.MustCompile(`^(?:if|when|whenever|unless|in case|although|because)\b`)
	// inverted finds a condition, or a question, that begins with its verb.
	inverted = regexp.MustCompile(`^(?:should|must|may|had|do|does|would|could) (?:i|you|he|she|it|we|they|there|the|a|an|any|anyone|anybody|anything|someone|somebody|something|everyone|everybody|members?|volunteers?|people)\b`)
	// subordinate finds, at the end of what is before a verb, that the verb belongs to a clause within the sentence.
	subordinate = regexp.MustCompile(`\b(?:who|which|that|what|whatever|(?:that|which|what|whatever|whether|how|why|where|when|if|unless|than|as|everything|anything|things?|because)(?: [a-z'-]+)? (?:you|they|we|he|she|it|people|somebody|someone|everybody|everyone|[a-z]*(?:volunteers|members|helpers|drivers|leads|leaders|coordinators|groups)))$`)
	inSubject   = regexp.MustCompile(`\b(?:make sure|ensure|essential|vital|important|recommend|means|data|anything|everything|things?|where|when|as)\b[^,]* (?:is|are|was|were|has|have)\b`)
	// others finds subjects for whom the guidance is not written: the organisation itself, those whom it deals with, and nobody in particular.
	others = regexp.MustCompile(`^(?:(?:and|but|so|also|however|by law),? )*(?:we|i|(?:(?:the|our|your|its|their|a) )?(?:[a-z]+ )?(?:charity|trustees?|board|offices?|council|police|regulator|government|insurers?|employers?|staff|organisation|company|treasurer|bank|landlord|hospital|commission|ico|parent body|app|software)\b)`)
	people = regexp.MustCompile(`\b(?:you|everyone|everybody|anyone|anybody|people|adults?|parents?|[a-z]*(?:volunteer|member|helper|driver|lead|leader|coordinator|trainer|visitor|collector|steward|befriender|fundraiser|administrator|mentor|walker|group|team|marshal|worker)s?)\b`)

	deduced  = regexp.MustCompile(`^must (?:have (?:been|had|felt|\w+ed)\b|be (?:tired|joking|kidding|exhausted|wondering|proud|mistaken|hungry|thinking|hard|difficult|lonely|worried)\b|say\b|admit\b|confess\b|-)`)
	thereIs  = regexp.MustCompile(`^must be (?:a better|an easier|some|something|a reason|a mistake|a way)\b`)
	expected = regexp.MustCompile(`^should (?:now |then |soon |also |already )*(?:arrive|appear|see|hear|notice|find|get an?\b|receive|feel|help|work\b|be (?:enough|able|ready|possible|fine|easy|clear|there|obvious)|take (?:about|around|no|only|less|a few|up|one|two)|last|cost|happen|open|start|come|look like|have (?:been|received|got|had|seen|a list))`)
	needless = regexp.MustCompile(`(?:\b(?:not|n't|never|nobody|no one|no-one|no|the|a|an|might|may|could|would|used to|any|what|had) |n't )$`)
	little   = regexp.MustCompile(`^(?:do not|don't|never) (?:worry|hesitate|be (?:afraid|alarmed|shy|embarrassed|put off|surprised)|panic|mind|feel|think you|let (?:this|that)|be tempted|despair|fear)\b`)
	seen     = regexp.MustCompile(`^please (?:find|see|note|refer|click|visit|read on|turn to|be aware|feel free|contact us|do get in touch|get in touch|enjoy|accept)\b`)
)

// marker is words that oblige: a pattern, and the kind of rule that they make. Its first group is what is looked at: what is before it is the subject.
type marker struct {
	kind string
	// first says that the words are looked for at the start of a clause alone.
	first   bool
	pattern *regexp.Regexp
	// not says, of what is before and of the words with what follows them, that they do not oblige here.
	not func(before, from string) bool
}

// englishMarkers is the table of the words that oblige.
func englishMarkers() []marker {
	verbs := strings.Join(slices.Concat(orderVerbs(), nounVerbs()), "|")
	first := func(kind, pattern string, not func(before, from string) bool) marker {
		return marker{kind, true, regexp.MustCompile(`^(?:` + pattern + `)`), not}
	}
	within := func(kind, pattern string, not func(before, from string) bool) marker {
		return marker{kind, false, regexp.MustCompile(`\b(?:` + pattern + `)`), not}
	}
	ofOthers := func(before, _ string) bool { return others.MatchString(before) || inner(before) }
	subject := func(before, from string) bool { return ofOthers(before, from) || needless.MatchString(before) }
	person := func(before, from string) bool { return subject(before, from) || !people.MatchString(before) }
	return []marker{
		first(mustNot, `(?:please )?(?:do not|don't|never) `, func(_, from string) bool {
			return little.MatchString(strings.TrimPrefix(from, "please ")) || inverted.MatchString(from)
		}),
		first(mustNot, `(?:under no circumstances|on no account|at no time)\b.*\b(?:should|may|must|can|do|are|is)\b`, nil),
		first(mustNot, `(?:nobody|no one|no-one|no [a-z]+) (?:[a-z]+ ){0,4}(?:may|must|should|is allowed to|can) (?:`+forbidden()+`|be |enter|work|go)`, nil),
		first(shouldNot, `(?:please )?(?:avoid|try not to)\b`, nil),
		first(must, `(?:remember to|make sure|ensure|make certain|be sure to|take care|be careful (?:not )?to)\b`, nil),
		first(must, `always (?:`+verbs+`|be|get|have|go|do)\b`, nil),
		first(must, `only (?:ever )?(?:`+verbs+`)\b (?:[a-z'-]+ )*[a-z]`, func(_, from string) bool { return nounAfterOnly(from) }),
		first(must, `(?:`+verbs+`)\b[^,;:]* only (?:if|when|after|with|for|by|to|in|on)\b`, func(_, from string) bool { return !ordersTo(from) }),
		first(must, `only [^,]* (?:may|can|should|must) (?:`+verbs+`|enter)\b`, nil),
		first(should, `(?:try|aim) to\b`, nil),
		first(should, `please `, func(_, from string) bool { return seen.MatchString(from) }),
		first(should, `it(?: i|')s (?:very |really |also |most )*(?:important|best|advisable|sensible|good practice|a good idea|better) (?:that|to|not to)\b`, nil),
		first(should, `we (?:strongly )?(?:recommend|advise|suggest|ask|encourage|urge|expect)\b.*\b(?:you|all|each|every|everyone|everybody|volunteers?|members?|helpers?|drivers?|groups?)\b`, nil),
		first(must, `it(?: i|')s (?:very |absolutely |also )*(?:essential|vital|crucial|critical|imperative|necessary|compulsory|mandatory) (?:that|to|for)\b`, nil),
		first(must, `it(?: i|')s your (?:responsibility|duty|job) to\b`, nil),
		first(mustNot, `it(?: i|')s (?:forbidden|prohibited|not (?:allowed|permitted|acceptable)|never acceptable|illegal|against the law) (?:to|for)\b`, nil),
		within(must, `must not only\b`, ofOthers),
		within(mustNot, `(?:must not|mustn't|must never)\b`, ofOthers),
		within(shouldNot, `(?:should not|shouldn't|should never|ought not to|oughtn't to)\b`, ofOthers),
		within(must, `must\b`, func(before, from string) bool {
			return subject(before, from) || deduced.MatchString(from) || strings.HasSuffix(before, "there ") && thereIs.MatchString(from)
		}),
		within(should, `should\b`, func(before, from string) bool {
			return subject(before, from) || expected.MatchString(from) && (!people.MatchString(before) || !strings.Contains(from, "should have")) || strings.Contains(from[:min(len(from), 11)], "should now")
		}),
		within(should, `ought to\b`, subject),
		within(must, `(?:needs?|has|have) to\b`, subject),
		within(must, `(?:am|is|are) (?:required|expected|obliged|under a duty) to\b`, ofOthers),
		within(must, `(?:has|have) (?:a|the) (?:duty|responsibility) to\b`, ofOthers),
		within(must, `are responsible for\b`, person),
		within(should, `are (?:advised|encouraged|asked|urged) to\b`, person),
		within(mustNot, `(?:is|are) (?:not (?:allowed|permitted)|never (?:allowed|permitted)|forbidden|prohibited|banned)\b`, ofOthers),
		within(mustNot, `(?:may not|may never|cannot|can't|can not) (?:`+forbidden()+`)\b`, person),
		within(mustNot, `(?:may not|may never|cannot|can't|can not) be (?:`+forbiddenDone()+`)\b`, ofOthers),
		within(must, `(?:may|can) only (?:be )?(?:`+forbidden()+`|`+forbiddenDone()+`)\b`, ofOthers),
	}
}

// inner says whether what is before a verb makes it one of a clause within the sentence: who, what or whether somebody must.
func inner(before string) bool {
	before = strings.TrimSpace(before)
	return subordinate.MatchString(before) && !inSubject.MatchString(before)
}

// nounAfterOnly says whether "only" is before a thing and not before what to do: "only calls that …".
func nounAfterOnly(from string) bool {
	words := strings.Fields(from)
	at := 1
	if words[1] == "ever" {
		at = 2
	}
	return slices.Contains(nounVerbs(), words[at]) && !takesObject(words[at+1:])
}

// englishObligation finds whether a sentence obliges its readers. See [Language.Obligation].
func englishObligation() func(sentence, lead string, item bool) string {
	markers := sync.OnceValue(englishMarkers) // most uses of a language never ask for them
	return func(sentence, lead string, item bool) string {
		text := strings.ToLower(strings.Join(strings.Fields(sentence), " "))
		text = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "\u00a0", " ").Replace(text)
		if strings.HasSuffix(strings.TrimRight(text, `"')`), "?") || strings.HasPrefix(text, "for example") {
			return ""
		}
		text = strings.TrimSpace(wordsOfOthers.ReplaceAllString(text, ""))
		text = strings.TrimLeft(text, `("'*`)
		text = reported.ReplaceAllString(text, "")
		for range 3 { // a clause, and words before another
			text = text[len(condition.FindString(text)):]
		}
		if unfinished.MatchString(text) || inverted.MatchString(text) {
			return ""
		}
		if item && lead != "" {
			return ledTo(lead, text)
		}
		if kind := marked(markers(), text); kind != "" {
			return kind
		}
		if item && ordersTo(text) {
			return must
		}
		return ""
	}
}

// marked gives the kind of the words that oblige first in a text; "" when none do.
func marked(markers []marker, text string) string {
	kind, where := "", len(text)+1
	for _, m := range markers {
		for _, at := range m.pattern.FindAllStringIndex(text, -1) {
			before, from := text[:at[0]], text[at[0]:]
			if at[0] >= where {
				break
			}
			if m.not == nil || !m.not(before, from) {
				kind, where = m.kind, at[0]
				break
			}
		}
	}
	return kind
}

var (
	leadForbids = regexp.MustCompile(`\b(?:not|never|avoid|no|nobody|forbidden|prohibited|cannot|without|unless)\b|n't\b`)
	leadMust    = regexp.MustCompile(`\b(?:must|needs? to|ha(?:ve|s) to|required to|make sure|ensure|always|essential|responsible|duty)\b`)
	leadShould  = regexp.MustCompile(`\b(?:should|ought to|please|try to|recommend|advised|encouraged|important|best)\b`)
	leadOffers  = regexp.MustCompile(`\b(?:can|may|could|might|includes?|including|such as|examples?|e\.g|want|like|ways?|ideas?|options?|helps?|we|they|who|signs?|reasons?|role|course|training|how|allows?|lets)\b`)
)

// ledTo is the kind of an item that ends what the line before its list begins, such as "You must:". One that the line forbids does not say so by itself, so
// it is no rule.
func ledTo(lead, item string) string {
	lead = strings.ToLower(strings.ReplaceAll(lead, "’", "'"))
	switch {
	case !ordersTo(item), leadForbids.MatchString(lead), others.MatchString(lead):
		return ""
	case leadMust.MatchString(lead):
		return must
	case leadShould.MatchString(lead):
		return should
	case leadOffers.MatchString(lead):
		return ""
	}
	return must
}
