package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// TestListWithoutScripts reads the whole list with JavaScript off, on the screen and on paper.
func TestListWithoutScripts(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.open(hostURL(t) + "/checklists/whatsapp.html")
	// What is shown, and how often; "" when all is well.
	const look = `(() => {
		const all = (what) => [...document.querySelectorAll(what)], shown = (e) => e.checkVisibility() && e.innerText.trim() !== "";
		const wrong = [], items = all("[data-item]");
		if (items.length < 20) wrong.push("there are " + items.length + " items");
		for (const item of items) {
			const part = (what) => item.querySelector(what);
			const say = (what) => wrong.push(item.dataset.item + ": " + what);
			if (!shown(part(".label")) || !shown(part(".say"))) say("is not said");
			if (!!item.dataset.applies !== !!(part(".when") && shown(part(".when")))) say("its condition is not in words");
			if (!!item.dataset.minutes !== !!(part(".takes") && shown(part(".takes")))) say("the minutes are not in words");
			if (part(".box").checkVisibility() !== PAPER) say("a box to tick with a pen is " + (PAPER ? "missing" : "on the screen"));
			if (shown(part(".sign")) !== PAPER) say("room for a date and initials is " + (PAPER ? "missing" : "on the screen"));
			for (const link of item.querySelectorAll("a")) if (shown(link) === PAPER) say("its links are " + (PAPER ? "on paper" : "hidden"));
		}
		const groups = all("[data-repeat]").map((g) => g.dataset.repeat).join();
		if (groups !== "once,each-person,monthly,always") wrong.push("the groups are " + groups);
		for (const group of all("[data-repeat]")) {
			const calendars = group.querySelectorAll("a.calendar").length, returns = /ly$/.test(group.dataset.repeat);
			if (calendars !== (returns ? group.querySelectorAll("[data-item]").length + 1 : 0)) wrong.push(group.dataset.repeat + " has " + calendars + " calendar files");
		}
		if (all("[data-choose]").some((q) => !shown(q) || q.querySelectorAll("[data-topic]").length < 2)) wrong.push("a question is not asked");
		return wrong.join("\n");
	})()`
	for _, paper := range []bool{false, true} {
		medium := map[bool]string{false: "screen", true: "print"}[paper]
		call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: medium})
		if wrong := eval[string](b, strings.ReplaceAll(look, "PAPER", map[bool]string{false: "false", true: "true"}[paper])); wrong != "" {
			t.Errorf("on %s:\n%s", medium, wrong)
		}
	}
	// What a link to a calendar file leads to is there.
	for _, href := range eval[[]string](b, `[...document.querySelectorAll("a.calendar")].map((a) => a.getAttribute("href"))`) {
		data, err := os.ReadFile(filepath.Join(publicDir(t), "checklists", filepath.FromSlash(href)))
		if err != nil || !strings.HasPrefix(string(data), "BEGIN:VCALENDAR\r\n") {
			t.Errorf("%s is no calendar file (%v)", href, err)
		}
	}
}
