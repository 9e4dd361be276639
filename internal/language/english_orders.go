package language

import "strings"

// orders are the words by which an order is known.
type orders struct {
	verbs, nouns map[string]bool // verbs that are hardly ever nouns, and those that are
	manner       map[string]bool // what can be before the verb
	objects      map[string]bool // what follows a verb, and no noun
}

func newOrders() *orders {
	return &orders{
		verbs:  setOf(orderVerbs()),
		nouns:  setOf(nounVerbs()),
		manner: setOf(strings.Fields(`always also then first carefully regularly only immediately and clearly politely gently`)),
		objects: setOf(strings.Fields(`the a an your their his her its our any all each every no only them it us me him somebody someone anybody anyone everybody everyone people others that
			this these those whether if how what when where who up out off down back away together at carefully regularly clearly before after as both two 999 new
			with ahead near yourself`)),
	}
}

func setOf(words []string) map[string]bool {
	set := map[string]bool{}
	for _, word := range words {
		set[word] = true
	}
	return set
}

// begins says whether a text in lowercase begins with an order: a verb that is no noun, or one that is and what it is done to.
func (o *orders) begins(text string) bool {
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' })
	for len(words) > 0 && o.manner[strings.Trim(words[0], ",")] {
		words = words[1:]
	}
	if len(words) < 2 || strings.HasSuffix(words[0], ":") {
		return false
	}
	verb := strings.Trim(words[0], ",")
	return o.verbs[verb] && words[1] != "of" || o.nouns[verb] && o.takesObject(words[1:])
}

// takesObject says whether words after one that can be a verb or a noun make it a verb.
func (o *orders) takesObject(words []string) bool {
	return len(words) > 0 && o.objects[strings.Trim(words[0], ".,;")] && !(words[0] == "with" && len(words) < 4)
}

// orderVerbs are verbs by which guidance says what to do, and that are hardly ever nouns. Those that only lead through a screen, such as tap and select, are not among them.
func orderVerbs() []string {
	return strings.Fields(`accept accompany acknowledge act add adjust admit agree allow announce apologise apply appoint approve arrange arrive ask assess assume attach attend
		authorise become begin behave bring brief build buy calculate cancel carry challenge check choose clarify clean clear collect complete comply confirm connect consider
		consult continue cooperate correct count cover create deal decide decline delete deliver describe destroy disclose discuss dispose disinfect display document
		encourage end enter escalate establish evacuate examine explain fill find finish fit follow forward gather get give go greet hand hang have hold identify include inform insert inspect
		install introduce invite involve isolate keep know label lay learn leave listen load lock log look lower maintain make memorise minimise mute notify obey observe obtain
		offer pack park pass pay pick place practise prepare present preserve prevent produce promote protect provide put raise reassure receive recognise refer refresh
		refuse reject remain remind remove renew repair repeat replace reply report request rescue respect respond return review rinse sanitise save say scan seal secure seek
		send separate serve set settle share shred shut sign sit speak stand start stay step stick store submit supervise take tell test thank think throw tidy tie
		treat turn unplug update upload use verify wait walk warn wash wear wipe write`)
}

// nounVerbs are verbs of guidance that are nouns as often.
func nounVerbs() []string {
	return strings.Fields(`access address aim answer audit back balance ban book break bury call care change charge claim contact control copy date design detail dress drink
		drive email e-mail exit face feed file focus form guard handle help host issue lead lift limit link list mark match measure meet message name need
		note notice open order pause phone photograph plan plug post practice press print process question queue quote rate record research rest result ring
		run sample schedule search shade shield split stop study supply support switch talk text time touch track train transfer travel trust view visit watch
		welcome work wrap`)
}

// forbidden are verbs of what somebody may not do, rather than of what cannot be done.
func forbidden() string {
	return `share|give|accept|claim|take|bring|use|drive|post|publish|smoke|drink|lend|borrow|sell|keep|store|copy|collect|enter|leave|sign|promise|work|act|charge|spend|pass|hold|photograph|film|record|invite|carry|lift|administer|represent|speak for|add|delete|change|buy|transport|visit|meet`
}

// forbiddenDone are their participles.
func forbiddenDone() string {
	return `shared|given|accepted|claimed|taken|brought|used|driven|posted|published|lent|sold|kept|stored|copied|collected|left|promised|charged|spent|passed|reimbursed|paid|photographed|filmed|recorded|disclosed|removed|added`
}
