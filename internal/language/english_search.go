package language

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// englishIrregular are forms that no ending gives away, by the stem of the word that they are of.
func englishIrregular() []string {
	return []string{
		"add:added,adding", "begin:began,begun", "break:broke,broken", "bring:brought", "buy:bought", "child:children", "choos:chose,chosen", "fall:fell,fallen",
		"forget:forgot,forgotten", "give:gave,given", "hear:heard", "hold:held", "keep:kept", "leav:left", "lose:lost", "make:made", "meet:met",
		"pay:paid", "ring:rang,rung", "sell:sold", "send:sent", "show:shown", "speak:spoke,spoken", "steal:stole,stolen", "take:taken,took", "tell:told",
		"think:thought", "understand:understood", "woman:women", "write:written,wrote", "man:men", "hide:hid,hidden", "teach:taught",
	}
}

// englishStems gives the stem of a word by the English algorithm of Snowball, also called Porter2
// (https://snowballstem.org/algorithms/english/stemmer.html), and that of the word that an irregular form is of.
func englishStems() func(word string) string {
	bases := map[string]string{}
	for _, line := range englishIrregular() {
		base, forms, _ := strings.Cut(line, ":")
		for form := range strings.SplitSeq(forms, ",") {
			bases[form] = base
		}
	}
	return func(word string) string {
		if base := bases[word]; base != "" {
			return base
		}
		return snowball(word)
	}
}

func snowball(word string) string {
	env := snowballstem.NewEnv(word)
	english.Stem(env)
	return env.Current()
}

// englishLight are words that say little of what somebody looks for: those of questions, and those that hold a sentence together.
func englishLight() []string {
	return []string{
		"a", "about", "after", "all", "am", "an", "and", "any", "anybody", "anyone", "anything", "are", "arent", "as", "at", "be", "because", "been",
		"before", "being", "but", "by", "can", "cant", "could", "couldnt", "did", "didnt", "do", "does", "doesnt", "doing", "dont", "for", "from", "get",
		"go", "going", "got", "had", "has", "hasnt", "have", "havent", "having", "he", "hed", "help", "her", "here", "hes", "him", "his", "how", "i", "id",
		"if", "ill", "im", "in", "into", "is", "isnt", "it", "its", "ive", "just", "keep", "keeping", "keeps", "know", "let", "like", "long", "many",
		"may", "me", "mean", "means", "might", "much", "must", "my", "myself", "need", "no", "not", "now", "of", "off", "ok", "okay", "on", "one", "ones",
		"or", "our", "out", "over", "people", "person", "please", "put", "said", "say", "see", "shall", "she", "shed", "shes", "should", "shouldnt", "so",
		"some", "somebody", "someone", "something", "tell", "than", "that", "thats", "the", "their", "them", "then", "there", "theres", "these", "they",
		"theyre", "theyve", "thing", "things", "this", "those", "to", "too", "up", "us", "use", "very", "want", "was", "wasnt", "we", "were", "werent",
		"weve", "what", "whats", "when", "where", "wheres", "which", "who", "whom", "whos", "whose", "why", "will", "with", "wont", "would", "wouldnt",
		"you", "your", "youre", "yourself", "youve",
	}
}
