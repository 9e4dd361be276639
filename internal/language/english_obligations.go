package language

import (
	"iter"
	"slices"
	"strings"
	"sync"

	"handrail/internal/pattern"
)

// The kinds of rules, as [Language.Obligation] gives them.
const (
	must      = "must"
	mustNot   = "must-not"
	should    = "should"
	shouldNot = "should-not"
)

// The words that some patterns begin with.
const (
	reportWords = `say|says|said|wrote|writes|think|thinks|thought|ask|asks|asked|explain|explains|mean|means|teach|teaches|know|knows|knew|believe|believes|wonder|wonders|felt|hear|hears|heard`
	clauseWords = `if|when|whenever|unless|before|after|once|while|where|wherever|until|because|although`
	phraseWords = `in|on|at|for|during|with|as|from|to|by|outside|instead|first|then|finally|also|so|however|therefore|remember|important|note`
)

var (
	wordsOfOthers = pattern.New(`"[^"]*"`)
	// reported finds what somebody says, thinks or asks: it obliges nobody.
	reported = pattern.New(`\b(?:` + reportWords + `) (?:that|what|whether|how|when|who|why|which|where|if)\b[^,;]*`)
	// condition finds a clause, or a few words, before the one that says what to do.
	condition = pattern.New(`^(?:(?:` + clauseWords + `|as soon as|as long as|in case|even if|even when)\b[^,]*(?:,| - )|(?:` + phraseWords + `)\b[^,:]{0,80}[,:]) *(?:then )?`)
	// unfinished finds a condition with nothing after it.
	unfinished = pattern.New(`^(?:if|when|whenever|unless|in case|although|because)\b`)
	// inverted finds a condition, or a question, that begins with its verb.
	inverted = pattern.New(`^(?:should|must|may|had|do|does|would|could) (?:i|you|he|she|it|we|they|there|the|a|an|any|anyone|anybody|anything|someone|somebody|something|everyone|everybody|members?|volunteers?|people)\b`)
	// subordinate finds, at the end of what is before a verb, that the verb belongs to a clause within the sentence.
	subordinate = pattern.New(`\b(?:who|which|that|what|whatever|(?:that|which|what|whatever|whether|how|why|where|when|if|unless|than|as|everything|anything|things?|because)(?: [a-z'-]+)? (?:you|they|we|he|she|it|people|somebody|someone|everybody|everyone|[a-z]*(?:volunteers|members|helpers|drivers|leads|leaders|coordinators|groups)))$`)
	inSubject   = pattern.New(`\b(?:make sure|ensure|essential|vital|important|recommend|means|data|anything|everything|things?|where|when|as)\b[^,]* (?:is|are|was|were|has|have)\b`)
	// others finds subjects for whom the guidance is not written: the organisation itself, those whom it deals with, and nobody in particular.
	others = pattern.New(`^(?:(?:and|but|so|also|however|by law),? )*(?:we|i|(?:(?:the|our|your|its|their|a) )?(?:[a-z]+ )?(?:charity|trustees?|board|offices?|council|police|regulator|government|insurers?|employers?|staff|organisation|company|treasurer|bank|landlord|hospital|commission|ico|parent body|app|software)\b)`)
	people = pattern.New(`\b(?:you|everyone|everybody|anyone|anybody|people|adults?|parents?|[a-z]*(?:volunteer|member|helper|driver|lead|leader|coordinator|trainer|visitor|collector|steward|befriender|fundraiser|administrator|mentor|walker|group|team|marshal|worker)s?)\b`)

	deduced  = pattern.New(`^must (?:have (?:been|had|felt|\w+ed)\b|be (?:tired|joking|kidding|exhausted|wondering|proud|mistaken|hungry|thinking|hard|difficult|lonely|worried)\b|say\b|admit\b|confess\b|-)`)
	thereIs  = pattern.New(`^must be (?:a better|an easier|some|something|a reason|a mistake|a way)\b`)
	expected = pattern.New(`^should (?:now |then |soon |also |already )*(?:arrive|appear|see|hear|notice|find|get an?\b|receive|feel|help|work\b|be (?:enough|able|ready|possible|fine|easy|clear|there|obvious)|take (?:about|around|no|only|less|a few|up|one|two)|last|cost|happen|open|start|come|look like|have (?:been|received|got|had|seen|a list))`)
	needless = pattern.New(`(?:\b(?:not|n't|never|nobody|no one|no-one|no|the|a|an|might|may|could|would|used to|any|what|had) |n't )$`)
	little   = pattern.New(`^(?:do not|don't|never) (?:worry|hesitate|be (?:afraid|alarmed|shy|embarrassed|put off|surprised)|panic|mind|feel|think you|let (?:this|that)|be tempted|despair|fear)\b`)
	seen     = pattern.New(`^please (?:find|see|note|refer|click|visit|read on|turn to|be aware|feel free|contact us|do get in touch|get in touch|enjoy|accept)\b`)
)

// marker is words that oblige: a pattern, which is looked for where a word begins, and the kind of rule that they make. What is before it is the subject.
type marker struct {
	kind string
	// first says that the words are looked for at the start of a clause alone.
	first   bool
	pattern pattern.Pattern
	// not says, of what is before and of the words with what follows them, that they do not oblige here.
	not func(before, from string) bool
}

// markers are the words that oblige, by the word that they begin with: most words of a sentence begin none. Those of a word are in the order in which they are tried.
type markers map[string][]marker

// englishMarkers is the table of the words that oblige.
func englishMarkers(o *orders) markers {
	table := markers{}
	add := func(first bool, kind, starts, expression string, not func(before, from string) bool) {
		m := marker{kind, first, pattern.New(`^(?:` + expression + `)`), not}
		for word := range strings.FieldsSeq(starts) {
			table[firstWord(word)] = append(table[firstWord(word)], m)
		}
	}
	first := func(kind, starts, expression string, not func(before, from string) bool) {
		add(true, kind, starts, expression, not)
	}
	within := func(kind, starts, expression string, not func(before, from string) bool) {
		add(false, kind, starts, expression, not)
	}
	all := slices.Concat(orderVerbs(), nounVerbs())
	verbs, words := strings.Join(all, "|"), strings.Join(all, " ")
	ofOthers := func(before, _ string) bool { return others().MatchString(before) || inner(before) }
	subject := func(before, from string) bool {
		return ofOthers(before, from) || needless().MatchString(lastWords(before))
	}
	person := func(before, from string) bool { return subject(before, from) || !people().MatchString(before) }
	first(mustNot, "please do don never", `(?:please )?(?:do not|don't|never) `, func(_, from string) bool {
		return little().MatchString(strings.TrimPrefix(from, "please ")) || inverted().MatchString(from)
	})
	first(mustNot, "under on at", `(?:under no circumstances|on no account|at no time)\b.*\b(?:should|may|must|can|do|are|is)\b`, nil)
	first(mustNot, "nobody no", `(?:nobody|no one|no-one|no [a-z]+) (?:[a-z]+ ){0,4}(?:may|must|should|is allowed to|can) (?:`+forbidden()+`|be |enter|work|go)`, nil)
	first(shouldNot, "please avoid try", `(?:please )?(?:avoid|try not to)\b`, nil)
	first(must, "remember make ensure be take", `(?:remember to|make sure|ensure|make certain|be sure to|take care|be careful (?:not )?to)\b`, nil)
	first(must, "always", `always (?:`+verbs+`|be|get|have|go|do)\b`, nil)
	first(must, "only", `only (?:ever )?(?:`+verbs+`)\b (?:[a-z'-]+ )*[a-z]`, func(_, from string) bool { return o.nounAfterOnly(from) })
	first(must, words, `(?:`+verbs+`)\b[^,;:]* only (?:if|when|after|with|for|by|to|in|on)\b`, func(_, from string) bool { return !o.begins(from) })
	first(must, "only", `only [^,]* (?:may|can|should|must) (?:`+verbs+`|enter)\b`, nil)
	first(should, "try aim", `(?:try|aim) to\b`, nil)
	first(should, "please", `please `, func(_, from string) bool { return seen().MatchString(from) })
	first(should, "it", `it(?: i|')s (?:very |really |also |most )*(?:important|best|advisable|sensible|good practice|a good idea|better) (?:that|to|not to)\b`, nil)
	first(should, "we", `we (?:strongly )?(?:recommend|advise|suggest|ask|encourage|urge|expect)\b.*\b(?:you|all|each|every|everyone|everybody|volunteers?|members?|helpers?|drivers?|groups?)\b`, nil)
	first(must, "it", `it(?: i|')s (?:very |absolutely |also )*(?:essential|vital|crucial|critical|imperative|necessary|compulsory|mandatory) (?:that|to|for)\b`, nil)
	first(must, "it", `it(?: i|')s your (?:responsibility|duty|job) to\b`, nil)
	first(mustNot, "it", `it(?: i|')s (?:forbidden|prohibited|not (?:allowed|permitted|acceptable)|never acceptable|illegal|against the law) (?:to|for)\b`, nil)
	within(must, "must", `must not only\b`, ofOthers)
	within(mustNot, "must mustn", `(?:must not|mustn't|must never)\b`, ofOthers)
	within(shouldNot, "should shouldn ought oughtn", `(?:should not|shouldn't|should never|ought not to|oughtn't to)\b`, ofOthers)
	within(must, "must", `must\b`, func(before, from string) bool {
		return subject(before, from) || deduced().MatchString(from) || strings.HasSuffix(before, "there ") && thereIs().MatchString(from)
	})
	within(should, "should", `should\b`, func(before, from string) bool {
		return subject(before, from) || expected().MatchString(from) && (!people().MatchString(before) || !strings.Contains(from, "should have")) || strings.Contains(from[:min(len(from), 11)], "should now")
	})
	within(should, "ought", `ought to\b`, subject)
	within(must, "need needs has have", `(?:needs?|has|have) to\b`, subject)
	within(must, "am is are", `(?:am|is|are) (?:required|expected|obliged|under a duty) to\b`, ofOthers)
	within(must, "has have", `(?:has|have) (?:a|the) (?:duty|responsibility) to\b`, ofOthers)
	within(must, "are", `are responsible for\b`, person)
	within(should, "are", `are (?:advised|encouraged|asked|urged) to\b`, person)
	within(mustNot, "is are", `(?:is|are) (?:not (?:allowed|permitted)|never (?:allowed|permitted)|forbidden|prohibited|banned)\b`, ofOthers)
	within(mustNot, "may cannot can", `(?:may not|may never|cannot|can't|can not) (?:`+forbidden()+`)\b`, person)
	within(mustNot, "may cannot can", `(?:may not|may never|cannot|can't|can not) be (?:`+forbiddenDone()+`)\b`, ofOthers)
	within(must, "may can", `(?:may|can) only (?:be )?(?:`+forbidden()+`|`+forbiddenDone()+`)\b`, ofOthers)
	return table
}

// inner says whether what is before a verb makes it one of a clause within the sentence: who, what or whether somebody must.
func inner(before string) bool {
	before = strings.TrimSpace(before)
	return subordinate().MatchString(lastWords(before)) && !inSubject().MatchString(before)
}

// lastWords are the last words of a text, as many as a pattern looks at that ends where the text does.
func lastWords(before string) string {
	at := len(before)
	for range 4 { // the space at the end, and those before three words
		at = max(strings.LastIndexByte(before[:at], ' '), 0)
	}
	return before[at:]
}

// nounAfterOnly says whether "only" is before a thing and not before what to do: "only calls that …".
func (o *orders) nounAfterOnly(from string) bool {
	words := strings.Fields(from)
	at := 1
	if words[1] == "ever" {
		at = 2
	}
	return o.nouns[words[at]] && !o.takesObject(words[at+1:])
}

// obligations finds whether a sentence obliges its readers.
type obligations struct {
	orders  *orders
	markers markers
	plain   *strings.Replacer // of characters that are typed in several ways
	reports map[string]bool   // words that begin what somebody says
	clauses map[string]bool   // words that begin a clause, or a few words, before the one that says what to do
}

// englishObligation finds whether a sentence obliges its readers. See [Language.Obligation].
func englishObligation() func(sentence, lead string, item bool) string {
	english := sync.OnceValue(func() *obligations { // most uses of a language never ask for it
		o := newOrders()
		return &obligations{o, englishMarkers(o), strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "\u00a0", " "),
			setOf(strings.Split(reportWords, "|")), setOf(strings.Split("even|"+clauseWords+"|"+phraseWords, "|"))}
	})
	return func(sentence, lead string, item bool) string { return english().kind(sentence, lead, item) }
}

func (o *obligations) kind(sentence, lead string, item bool) string {
	text := o.plain.Replace(strings.ToLower(strings.Join(strings.Fields(sentence), " ")))
	if strings.HasSuffix(strings.TrimRight(text, `"')`), "?") || strings.HasPrefix(text, "for example") {
		return ""
	}
	if strings.Contains(text, `"`) {
		text = wordsOfOthers().ReplaceAllString(text, "")
	}
	text = strings.TrimLeft(strings.TrimSpace(text), `("'*`)
	for _, word := range wordsIn(text) {
		if o.reports[word] {
			text = reported().ReplaceAllString(text, "")
			break
		}
	}
	for range 3 { // a clause, and words before another
		if !o.clauses[firstWord(text)] || !strings.ContainsAny(text, ",:-") {
			break
		}
		text = text[len(condition().FindString(text)):]
	}
	if unfinished().MatchString(text) || inverted().MatchString(text) {
		return ""
	}
	if item && lead != "" {
		return o.orders.ledTo(lead, text)
	}
	if kind := o.markers.kind(text); kind != "" {
		return kind
	}
	if item && o.orders.begins(text) {
		return must
	}
	return ""
}

// kind gives the kind of the words that oblige first in a text; "" when none do.
func (m markers) kind(text string) string {
	for at, word := range wordsIn(text) {
		for _, marker := range m[word] {
			before, from := text[:at], text[at:]
			if (at == 0 || !marker.first) && marker.pattern().MatchString(from) && (marker.not == nil || !marker.not(before, from)) {
				return marker.kind
			}
		}
	}
	return ""
}

// wordsIn gives the words of a text, which are what \b of a pattern is around, and where each begins.
func wordsIn(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for at := 0; at < len(text); at++ {
			if word := firstWord(text[at:]); word != "" {
				if !yield(at, word) {
					return
				}
				at += len(word)
			}
		}
	}
}

// firstWord is the word that a text begins with; "" when it begins with another character.
func firstWord(text string) string {
	end := 0
	for end < len(text) && (text[end] >= 'a' && text[end] <= 'z' || text[end] >= '0' && text[end] <= '9' || text[end] == '_') {
		end++
	}
	return text[:end]
}

var (
	leadForbids = pattern.New(`\b(?:not|never|avoid|no|nobody|forbidden|prohibited|cannot|without|unless)\b|n't\b`)
	leadMust    = pattern.New(`\b(?:must|needs? to|ha(?:ve|s) to|required to|make sure|ensure|always|essential|responsible|duty)\b`)
	leadShould  = pattern.New(`\b(?:should|ought to|please|try to|recommend|advised|encouraged|important|best)\b`)
	leadOffers  = pattern.New(`\b(?:can|may|could|might|includes?|including|such as|examples?|e\.g|want|like|ways?|ideas?|options?|helps?|we|they|who|signs?|reasons?|role|course|training|how|allows?|lets)\b`)
)

// ledTo is the kind of an item that ends what the line before its list begins, such as "You must:". One that the line forbids does not say so by itself, so
// it is no rule.
func (o *orders) ledTo(lead, item string) string {
	lead = strings.ToLower(strings.ReplaceAll(lead, "’", "'"))
	switch {
	case !o.begins(item), leadForbids().MatchString(lead), others().MatchString(lead):
		return ""
	case leadMust().MatchString(lead):
		return must
	case leadShould().MatchString(lead):
		return should
	case leadOffers().MatchString(lead):
		return ""
	}
	return must
}
