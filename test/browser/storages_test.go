package browser

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

var (
	storages    = flag.Int("storages", 0, "how often TestHostileStorage changes what each page keeps: 6 times unless given, and 12 with -sweep")
	storageSeed = flag.Uint64("seed", 16, "the seed of those changes")
)

// keeper is a page that keeps something, as TestHostileStorage uses it. Its scripts see doc, the page's document, and
// press, which presses the first button that a selector gives.
type keeper struct {
	page  string
	key   string       // of what is kept, where path is the page's
	good  func(l lead) // makes the page keep something
	ready string       // whether the page has read what is kept, which is text
	act   string       // makes the page write
	works string       // whether that has worked
	may   string       // a regular expression of the values that act may change, as long as they keep their type
}

func keepers() map[string]keeper {
	return map[string]keeper{
		"quiz": {"quizzes/trial.html", "'handrail:1:quiz:' + path", func(l lead) {
			l.press("Start")
			l.act("document.querySelector('.take form input').click()")
			l.press("Check my answer")
		}, "doc.querySelector('.take .go')", `press('.take .go');
			const choice = doc.querySelector('.take form input');
			if (choice) choice.click();
			if (doc.querySelector('.take .go')) press('.take .go');`,
			"doc.querySelector('.take').dataset.screen !== 'first'", `^(at|done)$`},
		"five questions": {"refresh.html", "'handrail:1:answers:' + path.replace('refresh.html', '')", func(l lead) {
			l.press("Start")
			l.wait("document.querySelector('.take form input') !== null")
			l.act("document.querySelector('.take form input').click()")
			l.press("Check my answer")
		}, "doc.querySelector('.take .go')", "press('.take .go')", `(() => {
				const choice = doc.querySelector('.take form input');
				if (choice && !choice.checked) {
					choice.click();
					press('.take .go');
				}
				return doc.querySelector('.take .marked') !== null;
			})()`, `>rules>`},
		"checklist": {checklistPage, "'handrail:1:checklist:' + path", func(l lead) {
			l.answers()
			l.ticks(l.firstThing())
		}, "doc.querySelector('.take button')", `if (doc.querySelector('.take .thing')) press('.take .thing input');
			else {
				press('.take .go');
				doc.querySelector('.take form input').click();
				press('.take form .go');
			}`, "doc.querySelector('.take .thing, .take form')", `^items>phone-pin>(at|done)$`},
		"statement": {statementPage, "'handrail:1:statement:' + path.replace(/statements.*/, '')", func(l lead) {
			l.fills("group", "Leeds")
			l.to("at.name === 'remember'")
			l.keys(" ")
		}, "doc.querySelector('[name=remember]')", `const box = doc.querySelector('[name=remember]');
			box.checked = false;
			box.click();`, "doc.querySelector('.remember [role=status]').textContent !== ''", `^(values>group|versions>statements/broadcast-privacy)$`},
		"path": {"volunteer.html", "'handrail:1:progress:' + path.replace(/[^/]*$/, '')", func(l lead) {
			l.act("document.querySelector('.card button').click()")
			l.act("document.querySelector('.others button').click()")
		}, "doc.querySelector('.card .go, .card h2')", `press(doc.querySelector('.others button') ? '.others button' : '.card button');`, "doc.querySelector('.said .tag')", `^(path|paths>volunteer(>.*)?)$`},
		"results": {"quizzes/trial-results.html", "'handrail:1:results:' + path", func(l lead) {
			l.load(l.t, codeModule)
			b := trainer{l.tab}
			b.put(b.code("{go: 1}") + "\n" + b.code("{go: 2}"))
		}, "doc.querySelector('.board textarea') && (!text || doc.querySelector('.board [role=status]').textContent)",
			`doc.querySelector('.board textarea').value = good.split('\n')[0].trim();
			[...doc.querySelectorAll('.board button')].find(at => at.textContent.startsWith('Add these')).click();`,
			"/added|already/.test(doc.querySelector('.board [role=status]').textContent)", `^$`},
		"records": {"record.html", "'handrail:1:record:' + path", func(l lead) {
			l.run(walkScript)
			putRecords(&walker{l.learner})
		},
			"doc.querySelector('.board textarea') && (!text || doc.querySelector('.board [role=status]').textContent)",
			`doc.querySelector('.board textarea').value = good.split('\n')[0].trim();
			[...doc.querySelectorAll('.board button')].find(at => at.textContent.startsWith('Add these')).click();`,
			"/added|already/.test(doc.querySelector('.board [role=status]').textContent)", `^$`},
	}
}

// storageScript opens a page in a frame with a text in its storage, lets it write, and says what is then wrong. Texts of JSON
// are compared by their values, as the order of names has no meaning, and others by their lines.
const storageScript = `window.trial = async (k, good, text) => {
	const path = '/' + k.page, key = eval(k.key), wrong = [];
	localStorage.clear();
	localStorage.setItem(key, text);
	const frame = document.createElement('iframe');
	frame.src = path;
	await new Promise(done => { frame.onload = done; document.body.replaceChildren(frame); });
	const doc = frame.contentDocument;
	const press = selector => doc.querySelector(selector).click();
	const until = async (what) => {
		const end = performance.now() + 60000;
		while (!eval(what)) {
			if (performance.now() > end) throw new Error('waited in vain for ' + what + ' in ' + doc.body.innerText.slice(0, 500));
			await new Promise(done => setTimeout(done, 5));
		}
	};
	const leaves = value => {
		const found = new Map();
		const walk = (at, name) => {
			if (typeof at !== 'object' || at === null || Object.keys(at).length === 0) found.set(name, at);
			else for (const key of Object.keys(at)) walk(at[key], name ? name + '>' + key : key);
		};
		walk(value, '');
		return found;
	};
	const lost = (before, after) => {
		try {
			const old = leaves(JSON.parse(before)), now = leaves(JSON.parse(after));
			return [...old].filter(([name, value]) => value !== now.get(name) && !(typeof value !== 'object' && new RegExp(k.may).test(name) && typeof now.get(name) === typeof value))
				.filter(([name, value]) => typeof value !== 'object' || value === null || JSON.stringify(value) === '[]').map(([name]) => name);
		} catch {
			const lines = new Set((after ?? '').split('\n'));
			return before.split('\n').filter(line => line && !lines.has(line)).map(line => line.slice(0, 40));
		}
	};
	try {
		await until(k.ready);
		const said = doc.body.textContent;
		eval('(() => {' + k.act + '})()');
		await until(k.works);
		const all = Object.entries(localStorage);
		if (!all.some(([, value]) => value === text)) {
			const gone = lost(text, localStorage.getItem(key));
			if (gone.length > 0) wrong.push('lost: ' + gone.slice(0, 5).join(', ') + ' in ' + JSON.stringify(all).slice(0, 400));
		}
		if (all.some(([name]) => name.startsWith('handrail:1:aside:')) && !/ what this browser kept .*read|cannot read all that this browser kept|What this browser kept|could not be read|has changed since/.test(said)) wrong.push('does not say that something is set aside');
	} catch (e) {
		wrong.push(String(e));
	}
	return wrong;
}`

// TestHostileStorage changes what each page keeps, by chance: the page opens, works and writes without an error, and nothing of
// what it could not read is lost. -storages says how often, and -seed makes other choices.
func TestHostileStorage(t *testing.T) {
	t.Parallel()
	changes := *storages
	if changes == 0 {
		changes = len(sample(t, make([]int, 12), 6))
	}
	for name, k := range keepers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := publicDir(t)
			if strings.Contains(k.page, "trial") {
				dir = boardSite(t)
			}
			site := staticHost(dir)
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/frame" {
					site.ServeHTTP(w, r)
					return
				}
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				fmt.Fprint(w, "<!doctype html><title>Frame</title><body>")
			}))
			t.Cleanup(server.Close)
			l := lead{learner{newTab(t)}}
			l.open(server.URL + "/" + k.page)
			k.good(l)
			good := eval[string](l.tab, "(path => localStorage.getItem("+k.key+"))(location.pathname)")
			given, err := json.Marshal(map[string]string{"page": k.page, "key": k.key, "ready": k.ready, "act": k.act, "works": k.works, "may": k.may})
			if err != nil {
				t.Fatal(err)
			}
			random := rand.New(rand.NewPCG(*storageSeed, 0))
			l.open(server.URL + "/frame")
			l.run(storageScript)
			for i := range changes {
				text := good
				if i > 0 {
					text = mutated(random, good)
				}
				// No string of Go has half a surrogate pair: a noncharacter stands for it.
				literal := strings.ReplaceAll(quote(text), "\uffff", `\ud800`)
				wrong := eval[[]string](l.tab, fmt.Sprintf("trial(%s, %s, %s)", given, quote(good), literal))
				_, faults := l.activity()
				if wrong = append(wrong, faults...); len(wrong) > 0 {
					t.Errorf("change %d, %.600s:\n%s", i, text, strings.Join(wrong, "\n"))
				}
			}
		})
	}
}

// mutated is a text that was kept, with a change that another version, another page or another script may have made.
func mutated(random *rand.Rand, good string) string {
	whole := []string{"null", "7", "true", `"x"`, "[]", "{}", "[[]]", "-0", "1e400", "NaN", "undefined", "{", "\x00", "\uffff", "\ufeff" + good, " " + good + "\n", "[" + good + "]",
		`{"a":` + good + `}`, good + good, strings.Repeat("[", 20000), strings.Repeat(`{"first":`, 20000), strings.Repeat("x", 1<<20), `{"__proto__":{"version":"x"}}`,
		`{"handrail":"checklist 2","name":"checklists/whatsapp","answers":{},"items":{}}`, `{"handrail":"checklist 1","name":"checklists/other","answers":{},"items":{}}`,
		`{"version":"0123456789abcdef","seed":1,"asked":["x"],"at":0,"answers":{"x":[0]},"sure":{},"done":""}`, `{"values":{"group":"York"},"versions":{"x":1}}`, `{"values":"York","versions":[1]}`,
		"HR1", "HR2" + strings.Repeat("A", 40), "HR1 of nobody\n" + good, good + "\nHR9ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"}
	letters := []rune(good)
	at := random.IntN(len(letters))
	switch random.IntN(6) {
	case 0:
		return whole[random.IntN(len(whole))]
	case 1:
		return string(letters[:at])
	case 2:
		with := []rune("0x\"{}[],:\n\x00\uffff-")
		letters[at] = with[random.IntN(len(with))]
		return string(letters)
	case 3:
		lines := strings.Split(good, "\n")
		random.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		return strings.Join(append(lines, lines[0]+"0"), "\n")
	}
	var tree any
	if json.Unmarshal([]byte(good), &tree) != nil {
		return string(letters[:at]) + string(letters[min(at+1+random.IntN(8), len(letters)):])
	}
	values := []string{"null", "true", "-1", "0.5", "1e400", "1e300", "99999999999", "12345678901234567890", `""`, `"\ud800"`, `"` + strings.Repeat("y", 200000) + `"`, "[]", "{}", "[null]", `{"0":"a"}`,
		`"<img src=x onerror=alert(1)>"`, `"abc"`, strings.Repeat("[", 5000) + strings.Repeat("]", 5000), `{"__proto__":1,"constructor":"a"}`}
	const hole = "a hole for a value"
	data, err := json.Marshal(altered(random, tree, hole))
	if err != nil {
		panic(fmt.Sprint("a tree of JSON cannot fail to marshal: ", err))
	}
	return strings.ReplaceAll(string(data), `"`+hole+`"`, values[random.IntN(len(values))])
}

// altered is a tree of JSON with a hole somewhere: in the place of a value, or beside others.
func altered(random *rand.Rand, tree any, hole string) any {
	switch node := tree.(type) {
	case map[string]any:
		names := []string{"__proto__", "constructor", "toString", "", "more"}
		for name := range node {
			names = append(names, name)
		}
		// The order of a map is random, but does not depend on the seed.
		slices.Sort(names[5:])
		name := names[random.IntN(len(names))]
		if value, ok := node[name]; ok && random.IntN(4) > 0 {
			node[name] = altered(random, value, hole)
		} else {
			node[name] = hole
		}
		return node
	case []any:
		if len(node) > 0 && random.IntN(2) == 0 {
			i := random.IntN(len(node))
			node[i] = altered(random, node[i], hole)
			return node
		}
		return append(node, hole)
	}
	return hole
}
