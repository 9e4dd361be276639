package browser

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"handrail/internal/checklist"
	"handrail/internal/markdown"
)

// doneIn counts what is ticked off.
func (l lead) doneIn() int {
	l.t.Helper()
	return eval[int](l.tab, "parseInt(document.querySelector('#list_progress').textContent)")
}

func (l lead) firstThing() string {
	l.t.Helper()
	return eval[string](l.tab, "document.querySelector('.take .thing .say').innerText")
}

// picks gives a file to the page, as a dialogue of the browser would.
func (l lead) picks(file string) {
	l.t.Helper()
	l.choose("[type=file]", file)
}

// TestChecklistMoves carries a list to another profile of the browser by link, works on both, and puts them together by
// file, with both names.
func TestChecklistMoves(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		address := hostURL(t) + "/" + checklistPage
		sam := newLead(t, newTab, address)
		sam.answers()
		sam.press("Keep or share")
		sam.fills("me", "Sam")
		sam.press("Go to your list")
		one := sam.firstThing()
		sam.does("Done", one)
		sam.press("Keep or share")
		sam.press("Copy a link")
		link := eval[string](sam.tab, "document.querySelector('#list_link').value")
		if !strings.HasPrefix(link, address+"#list=") || len(link) > 4000 {
			t.Errorf("the link is %d letters: %.200s", len(link), link)
		}

		alex := newLead(t, newTab, link)
		alex.heading("Your list")
		alex.sees("This is the list that you opened.")
		if at := eval[string](alex.tab, "location.href"); strings.Contains(at, "list=") {
			t.Errorf("the list stays in the address %s", at)
		}
		if alex.doneIn() != 1 {
			t.Errorf("%d are done in the other profile", alex.doneIn())
		}
		alex.press("Keep or share")
		alex.fills("me", "Alex")
		alex.press("Go to your list")
		two := alex.firstThing()
		alex.does("Done", two)
		second := eval[int](alex.tab, "Math.floor(Date.now() / 1000)")
		alex.press("Keep or share")
		name := "checklist-" + eval[string](alex.tab, "new Date().toLocaleDateString('sv')") + ".json"
		text := alex.saved(name, func() { alex.press("Save as a file") })
		file := filepath.Join(t.TempDir(), name)
		write(t, file, text)

		sam.press("Go to your list")
		sam.wait(fmt.Sprintf("Date.now() / 1000 >= %d", second+1)) // of two changes in one second, neither is the later
		sam.does("Does not apply", sam.firstThing())
		sam.press("Keep or share")
		sam.press("Open a saved list")
		sam.picks(file)
		sam.heading("Which list do you want?")
		sam.press("Put both together")
		sam.sees("Both lists have been put together.")
		if at := sam.doneIn(); at != 1 {
			// The second thing is done by one and does not apply for the other: the later change counts.
			t.Errorf("%d are done after putting the lists together", at)
		}
		sam.press("Undo this")
		sam.sees("Everything is as it was before.")
		sam.press("Keep or share")
		sam.press("Open a saved list")
		sam.picks(file)
		sam.press("Use the one I opened")
		sam.sees("It has taken the place of yours.")
		if sam.doneIn() != 2 {
			t.Errorf("%d are done in the list that was taken", sam.doneIn())
		}
		sam.act("document.querySelectorAll('.take details').forEach(d => { d.open = true; })")
		sam.sees("by Sam.")
		sam.sees("by Alex.")

		for about, broken := range map[string][2]string{
			"a newer file":      {strings.Replace(text, "checklist 1", "checklist 2", 1), "made for a newer version of this site"},
			"another checklist": {strings.Replace(text, "checklists/whatsapp", "checklists/other", 1), "belongs to another checklist"},
			"half a file":       {text[:len(text)/2], "cannot read that list"},
			"something else":    {`{"handrail":"quiz"}`, "cannot read that list"},
		} {
			file := filepath.Join(t.TempDir(), "broken.json")
			write(t, file, broken[0])
			before := eval[string](sam.tab, "localStorage.getItem(localStorage.key(0))")
			sam.press("Keep or share")
			sam.press("Open a saved list")
			sam.picks(file)
			sam.sees(broken[1])
			if after := eval[string](sam.tab, "localStorage.getItem(localStorage.key(0))"); after != before {
				t.Errorf("%s changes what is kept", about)
			}
		}
		sam.act("void localStorage.setItem('handrail:1:aside:' + location.pathname + ' 9', 'not readable')")
		sam.press("Keep or share")
		sam.press("Remove my list from this device")
		sam.sees("Your list has been removed from this device.")
		if kept := eval[int](sam.tab, "localStorage.length"); kept != 0 {
			t.Errorf("%d things are still kept", kept)
		}
		sam.press("Undo this")
		sam.heading("Your list")
		sam.quiet(4)
	})
}

// TestChecklistStorage: storage that is off, full or holds rubbish never stops a list, and what is newer stays.
func TestChecklistStorage(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		put := func(text string) string {
			return "if (!localStorage.length) localStorage.setItem('handrail:1:checklist:' + location.pathname, " + quote(text) + ")"
		}
		const newer = `{"handrail":"checklist 7","x":1}`
		for name, script := range map[string]string{
			"off":     `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })`,
			"full":    `Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }`,
			"rubbish": put(`{"handrail":"checklist 1","items":[<b>`),
			"odd":     put(`{"handrail":"checklist 1","name":"checklists/whatsapp","answers":{"__proto__":5,"a":[7]},"items":{"x":null}}`),
			"null":    put("null"),
			"newer":   put(newer),
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				l := lead{learner{newTab(t)}}
				l.beforeLoad(script)
				l.open(fileURL(publicDir(t), checklistPage))
				l.answers()
				l.does("Done", l.firstThing())
				if l.doneIn() != 1 {
					t.Errorf("%d are done", l.doneIn())
				}
				switch name {
				case "off", "full":
					l.sees("Your browser is not keeping anything for this page.")
				case "newer":
					l.sees("made for a newer version of this site")
					if kept := eval[string](l.tab, "localStorage.getItem(localStorage.key(0))"); kept != newer {
						t.Errorf("what is newer has become %s", kept)
					}
				default:
					l.sees("This browser keeps your list on this device.")
				}
				l.quiet(4)
			})
		}
	})
}

const checklistModules = `
	export * from "./templates/features/checklist/applies";
	export * from "./templates/features/checklist/state";
	export * from "./templates/features/checklist/due";
	export { csv, markdown } from "./templates/features/checklist/export";
	export { ruleOf } from "./templates/features/checklist/files";
	export { calendar } from "./templates/browser/calendar";`

// modulesTab is a tab with the modules of the checklist in it.
func modulesTab(t *testing.T) *tab {
	t.Helper()
	b := newTab(t)
	b.open(fileURL(publicDir(t), "404.html"))
	b.load(t, checklistModules)
	return b
}

// TestChecklistFixtures: the browser says of the fixtures what the program says.
func TestChecklistFixtures(t *testing.T) {
	t.Parallel()
	b := modulesTab(t)
	for file, script := range map[string]string{
		"internal/checklist/testdata/applies.json": `given.flatMap(list => list.cases.map(c => {
			const questions = list.questions.map(topics => ({ key: modules.keyOf(topics), topics }));
			const brought = modules.broughtBy(questions, new Map(Object.entries(c.answers)));
			const is = modules.applies(modules.readCondition(c.applies), brought);
			const got = JSON.stringify([questions.map(q => q.key), is.holds, is.why]), want = JSON.stringify([list.keys, c.holds, c.why ?? []]);
			return got === want ? '' : list.name + ': ' + JSON.stringify(c) + ' gives ' + got;
		}))`,
		"internal/calendar/testdata/events.json": `given.map(c => {
			const got = c.events.map(e => ({ uid: e.uid, sequence: e.sequence ?? 0, day: new Date(e.start + 'T00:00'), title: e.title, text: e.text, url: e.url,
				rule: e.repeat && ['weekly', 'monthly', 'yearly'].includes(e.repeat) ? 'FREQ=' + e.repeat.toUpperCase() : '' }));
			const file = modules.calendar(got, new Date(c.events[0] ? c.events[0].stamp : 0), 'Checklist');
			return file === c.file || new Set(c.events.map(e => e.stamp)).size > 1 ? '' : c.name + ': ' + file;
		})`,
	} {
		data, err := os.ReadFile(filepath.Join(top, file))
		if err != nil {
			t.Fatal(err)
		}
		results := eval[[]string](b, "(given => "+script+")("+string(data)+")")
		if len(results) == 0 {
			t.Errorf("%s has no cases", file)
		}
		for _, wrong := range results {
			if wrong != "" {
				t.Errorf("%s: %s", file, wrong)
			}
		}
	}
}

// TestChecklistAgrees: for random questions, conditions and answers, the browser and the program say the same.
func TestChecklistAgrees(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	topics := []string{"a", "b", "c", "d-e", "Z9", "constructor", "other"}
	type said struct {
		Topics  [][]string        `json:"topics"`
		Answers checklist.Answers `json:"answers"`
		Applies string            `json:"applies"`
		Keys    []string          `json:"keys"`
		Holds   bool              `json:"holds"`
		Why     []string          `json:"why"`
	}
	var all []said
	for range 2000 {
		list, s := checklist.Checklist{}, said{Answers: checklist.Answers{}, Why: []string{}}
		for range 1 + random.IntN(4) {
			q, names := checklist.Question{Choose: "many"}, []string{}
			for range 2 + random.IntN(3) {
				topic := append(topics, "", "")[random.IntN(len(topics)+2)]
				if topic == "" || !slices.Contains(names, topic) {
					q.Options = append(q.Options, checklist.Option{Topic: topic, Label: "x"})
					names = append(names, topic)
				}
			}
			list.Questions, s.Topics, s.Keys = append(list.Questions, q), append(s.Topics, names), append(s.Keys, q.Key())
			switch random.IntN(4) {
			case 0:
				s.Answers[q.Key()] = checklist.Answer{Unsure: true}
			case 1, 2:
				given := checklist.Answer{Topics: []string{}}
				for range random.IntN(3) {
					given.Topics = append(given.Topics, topics[random.IntN(len(topics))])
				}
				s.Answers[q.Key()] = given
			}
		}
		var condition markdown.Condition
		var parts []string
		for range random.IntN(4) {
			var part []string
			for range 1 + random.IntN(3) {
				part = append(part, topics[random.IntN(len(topics))])
			}
			condition, parts = append(condition, part), append(parts, strings.Join(part, "+"))
		}
		s.Applies = strings.Join(parts, " ")
		var why []string
		if s.Holds, why = list.Applies(condition, s.Answers); why != nil {
			s.Why = why
		}
		all = append(all, s)
	}
	data, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range eval[[]string](modulesTab(t), `(given => given.flatMap(c => {
		const questions = c.topics.map(topics => ({ key: modules.keyOf(topics), topics }));
		const is = modules.applies(modules.readCondition(c.applies), modules.broughtBy(questions, new Map(Object.entries(c.answers))));
		const got = JSON.stringify([questions.map(q => q.key), is.holds, is.why]);
		return got === JSON.stringify([c.keys, c.holds, c.why]) ? [] : [JSON.stringify(c) + ' gives ' + got];
	}))(`+string(data)+`)`) {
		t.Error(wrong)
	}
}

// TestChecklistLaws: lists that are put together in any order, and any number of times, are the same list; and what is
// written is read back, from a file and from a link, while any cut of a link is refused.
func TestChecklistLaws(t *testing.T) {
	t.Parallel()
	for _, wrong := range eval[[]string](modulesTab(t), `(() => {
		const m = modules, wrong = [];
		let seed = 7;
		const random = n => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
		const pick = list => list[random(list.length)];
		const make = () => {
			const s = m.newState('x');
			for (const key of ['a+b', 'c']) if (random(3)) { s.answers.set(key, pick(['unsure', [], ['a'], ['a', 'b']])); s.asked.set(key, random(4)); }
			for (const id of ['one', 'two', 'three']) {
				const e = { at: random(4) };
				if (random(2)) e.done = pick(['2026-01-31', '2026-02-01']);
				if (random(3) === 0) e.skip = true;
				if (random(3) === 0) e.again = true;
				if (random(3) === 0) e.last = '2025-12-31';
				if (random(2)) e.by = pick(['Sam', 'Alex', 'Zoë 🙂']);
				if (random(4)) s.items.set(id, e);
			}
			return s;
		};
		const text = s => typeof s === 'string' ? s : m.writeState(s);
		for (let i = 0; i < 3000; i++) {
			const a = make(), b = make(), c = make();
			if (text(m.merge(a, b)) !== text(m.merge(b, a))) wrong.push('order: ' + text(a) + text(b));
			if (text(m.merge(a, a)) !== text(a)) wrong.push('twice: ' + text(a));
			if (text(m.merge(m.merge(a, b), c)) !== text(m.merge(a, m.merge(b, c)))) wrong.push('three: ' + text(a) + text(b) + text(c));
			if (text(m.readState(text(a), 'x')) !== text(a)) wrong.push('file: ' + text(a));
			const link = m.writeLink(a);
			if (text(m.readLink(link, 'x')) !== text(a)) wrong.push('link: ' + text(a));
			if (!/^[\w-]+$/.test(link)) wrong.push('letters: ' + link);
			if (m.readLink(link.slice(0, random(link.length)), 'x') !== 'broken') wrong.push('cut: ' + link);
			if (m.readLink(link, 'y') !== 'other') wrong.push('other: ' + link);
		}
		const days = { '2026-01-31 monthly': '2026-02-28', '2028-01-31 monthly': '2028-02-29', '2026-12-31 monthly': '2027-01-31', '2028-02-29 yearly': '2029-02-28',
			'2026-03-25 weekly': '2026-04-01', '2026-12-28 weekly': '2027-01-04', '2026-10-22 weekly': '2026-10-29', '2026-01-01 once': null };
		for (const key of Object.keys(days)) if (m.nextDue(...key.split(' ')) !== days[key]) wrong.push(key + ' ' + m.nextDue(...key.split(' ')));
		for (const day of ['2026-02-29', '2026-13-01', '2026-00-01', '2026-04-31', '1969-12-31', '26-01-01', 5, null]) if (m.isDay(day)) wrong.push('a day: ' + day);
		const rules = { '2026-01-31': ';BYMONTHDAY=28,29,30,31;BYSETPOS=-1', '2026-01-30': ';BYMONTHDAY=28,29,30;BYSETPOS=-1', '2026-01-28': '' };
		for (const day of Object.keys(rules)) if (m.ruleOf({ repeat: 'monthly' }, day) !== 'FREQ=MONTHLY' + rules[day]) wrong.push(day + m.ruleOf({ repeat: 'monthly' }, day));
		for (const text of ['', 'null', '[]', '{}', '{"handrail":1}', '{"handrail":"checklist 1","name":"x","answers":[],"items":{}}'])
			if (m.readState(text, 'x') !== 'broken') wrong.push('read: ' + text);
		for (const bad of ['"__proto__":{"at":1}', '"a":{"at":-1}', '"a":{"at":1,"done":"2026-02-30"}', '"a b":{"at":1}', '"a":5', '"a":{"at":1,"by":7}', '"a":{"at":1e99,"skip":2}']) {
			const read = m.readState('{"handrail":"checklist 1","name":"x","answers":{},"items":{"fine":{"at":1},' + bad + '}}', 'x');
			if (read.lost !== 1 || [...read.items.keys()].join() !== 'fine') wrong.push('one bad entry: ' + bad);
		}
		return wrong.slice(0, 5);
	})()`) {
		t.Error(wrong)
	}
}

// TestChecklistHostile: whatever a list from elsewhere holds, what it becomes here can be written and read again, also after it was put
// together with another, ticked and taken back; and no date from elsewhere wins over what is done here from the day after tomorrow on.
func TestChecklistHostile(t *testing.T) {
	t.Parallel()
	for _, wrong := range eval[[]string](modulesTab(t), `(() => {
		const m = modules, wrong = [];
		let seed = 11;
		const random = n => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
		const pick = list => list[random(list.length)];
		const now = new Date('2026-11-28T12:00:00Z'), day = 86400000;
		const value = () => pick([0, 1, -1, 1.5, 1e9, 2e9, 99999999999, 1e11, 1e15, 9007199254740991, 1e300, '1', '', null, true, [], {}, 'unsure', ['a'], [7],
			'2026-11-28', '9999-12-31', '0000-00-00', '10000-01-01', '\u202e', 'x'.repeat(5000), '__proto__', 'constructor']);
		const object = () => Object.fromEntries(Array.from({ length: random(5) }, () => [pick(['at', 'done', 'last', 'again', 'skip', 'by', 'also', 'more']), value()]));
		const text = () => {
			const items = {};
			for (let i = random(6); i > 0; i--) items[pick(['one', 'two', '__proto__', 'constructor', 'a b', '', 'z'.repeat(1001), '<b>'])] = random(4) ? Object.assign(object(), { at: value() }) : value();
			const answers = {}, asked = {};
			for (let i = random(4); i > 0; i--) { const key = pick(['a+b', 'c', '__proto__', 'x y']); answers[key] = value(); asked[key] = value(); }
			return JSON.stringify({ handrail: 'checklist 1', name: 'x', answers, asked, items });
		};
		const again = (state, what) => {
			const written = m.writeState(state), read = m.readState(written, 'x', now);
			if (typeof read === 'string' || read.lost !== 0 || m.writeState(read) !== written) wrong.push(what + ': ' + written.slice(0, 300));
			const link = m.readLink(m.writeLink(state), 'x', now);
			if (typeof link === 'string' || link.lost !== 0 || m.writeState(link) !== written) wrong.push(what + ', by link: ' + written.slice(0, 300));
		};
		let read = 0;
		for (let i = 0; i < 4000; i++) {
			const a = m.readState(text(), 'x', now), b = m.readState(text(), 'x', now);
			if (typeof a === 'string' || typeof b === 'string') continue;
			read++;
			again(a, 'read');
			const merged = m.merge(a, b);
			again(merged, 'merged');
			for (const id of merged.items.keys()) {
				const before = merged.items.get(id);
				if (before.at * 1000 > +now + day || (before.done ?? '') > '2026-11-29') wrong.push('a date that nobody can have: ' + JSON.stringify(before));
				merged.items.set(id, m.doneEntry(before, '2026-11-28', 'Sam', now));
			}
			again(merged, 'ticked');
			const later = m.merge(merged, a);
			for (const id of later.items.keys()) if (merged.items.has(id) && later.items.get(id).by !== 'Sam') wrong.push('an old list won over a tick: ' + id);
			for (const id of merged.items.keys()) merged.items.set(id, m.undoneEntry(merged.items.get(id), 'each-person', now));
			again(merged, 'taken back');
		}
		if (read < 1000) wrong.push('only ' + read + ' were read');
		return wrong.slice(0, 5);
	})()`) {
		t.Error(wrong)
	}
}

// TestChecklistOneBadEntry: a list of which a part cannot be read is the rest of it, says so, and what was kept before is set aside.
func TestChecklistOneBadEntry(t *testing.T) {
	t.Parallel()
	inEngines(t, func(t *testing.T, newTab opener) {
		kept := `{"handrail":"checklist 1","name":"checklists/whatsapp","answers":{},"items":{"phone-pin":{"at":1,"done":"` + time.Now().Format(time.DateOnly) + `"},"opt-in":{"at":1,"done":"2026-02-30"}}}`
		l := lead{learner{newTab(t)}}
		l.beforeLoad("if (!localStorage.length) localStorage.setItem('handrail:1:checklist:' + location.pathname, " + quote(kept) + ")")
		l.open(fileURL(publicDir(t), checklistPage))
		l.sees("1 thing in this list could not be read, and is left out.")
		if l.doneIn() != 1 {
			t.Errorf("%d are done", l.doneIn())
		}
		l.does("Done", l.firstThing())
		aside := eval[string](l.tab, "localStorage.getItem('handrail:1:aside:' + location.pathname + ' 1')")
		if aside != kept {
			t.Errorf("what was kept before is %q", aside)
		}
		if l.doneIn() != 2 {
			t.Errorf("%d are done", l.doneIn())
		}
		l.open(fileURL(publicDir(t), "kept.html"))
		l.sees("Something kept before that could not be read")
	})
}

// TestChecklistTables: no cell is taken for a formula, and the table can be read by others.
func TestChecklistTables(t *testing.T) {
	t.Parallel()
	b := modulesTab(t)
	row := `{ group: 'a, "b"', kind: '=1+1', text: '-x\ny', minutes: 5, state: '+s', ticked: true, done: '', by: '@Sam', next: ' =2', why: 'w', href: 'https://x/#a' }`
	text := eval[string](b, "modules.csv(['A'], ["+row+"])")
	lines, err := func() ([][]string, error) {
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
		r.FieldsPerRecord = -1
		return r.ReadAll()
	}()
	want := []string{`a, "b"`, "'=1+1", "'-x\ny", "5", "'+s", "", "'@Sam", " '=2", "w", "https://x/#a"}
	if err != nil || len(lines) != 2 || !slices.Equal(lines[1], want) {
		t.Errorf("the table is %q (%v)", lines, err)
	}
	got := eval[string](b, "modules.markdown('T *', ["+row+"], () => '(n)', 'Why')")
	if want := "# T \\*\n\n## a, \"b\"\n\n- [x] \\=1\\+1: \\-x y (n) [Why](<https://x/#a>)\n"; got != want {
		t.Errorf("the text is\n%s\nnot\n%s", got, want)
	}
}
