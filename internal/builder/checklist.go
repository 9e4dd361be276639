package builder

import (
	"cmp"
	"html/template"
	"strings"
	"time"

	"handrail/internal/calendar"
	"handrail/internal/markdown"
	"handrail/internal/site"
	"handrail/internal/source"
)

// checklist adds to the view what a checklist asks, and the rules that its answers can reach, by how often they ask to
// be acted on.
func (p *planner) checklist(f *filler, v *View) {
	v.Contents, v.Minutes = "", 0
	v.Checklist = &ChecklistView{Name: f.page.Beside("")}
	for _, q := range f.page.Checklist.Questions {
		qv := QuestionView{Ask: q.Ask, Many: q.Choose == "many"}
		for _, o := range q.Options {
			qv.Options = append(qv.Options, OptionView{o.Topic, o.Label})
		}
		v.Checklist.Questions = append(v.Checklist.Questions, qv)
	}
	for _, repeat := range markdown.Repeats() {
		group := ItemGroup{Repeat: repeat, ID: "do_" + repeat, Title: p.words.must("checklist." + repeat)}
		for _, r := range p.Site.Items(f.page, repeat) {
			group.Items = append(group.Items, p.item(f, v.Path, r))
		}
		if len(group.Items) == 0 {
			continue
		}
		if calendar.Recurs(repeat) {
			group.Calendar = escapePath(site.Relative(v.Path, f.page.Reminders(repeat)))
		}
		v.Checklist.Groups = append(v.Checklist.Groups, group)
	}
}

func (p *planner) item(f *filler, from string, r *site.Rule) ItemView {
	item := ItemView{RuleView: p.quote(f, r), Condition: r.Applies.String(), Minutes: r.Minutes, Skip: r.SkipIf}
	item.Why = "" // it is on the rule's page
	for i := range item.Sources {
		item.Sources[i].Href = "" // and so is the link to its source: an item has one link
	}
	if item.Say = item.Text; r.Do != "" {
		item.Say = template.HTML(template.HTMLEscapeString(r.Do))
	}
	if calendar.Recurs(r.Repeat) && r.ID != "" {
		item.Calendar = escapePath(site.Relative(from, f.page.Reminder(r)))
	}
	return item
}

// calendarFiles plans the calendar files of a checklist: one for each item that recurs on a day, and one for each group of
// such items.
func (p *planner) calendarFiles(page *site.Page) []Output {
	var outputs []Output
	for _, repeat := range markdown.Repeats() {
		rules := p.Site.Items(page, repeat)
		if !calendar.Recurs(repeat) || len(rules) == 0 {
			continue
		}
		for _, r := range rules {
			if r.ID != "" && p.Site.ByID[r.ID] == r { // the check of identifiers reports any others
				outputs = append(outputs, made(page.Reminder(r), func() []byte { return calendar.Write(p.itemEvent(page, r)) }))
			}
		}
		outputs = append(outputs, made(page.Reminders(repeat), func() []byte { return calendar.Write(p.groupEvent(page, repeat, rules)) }))
	}
	return outputs
}

// itemEvent reminds of one item.
func (p *planner) itemEvent(page *site.Page, r *site.Rule) calendar.Event {
	f := &filler{planner: p, page: r.Page, from: page.Address}
	text := []string{p.words.must("rule."+string(r.Kind)) + ": " + r.Plain}
	if when := f.condition(r.Applies); when != "" {
		text = append(text, p.words.must("rule.applies", "when", when))
	}
	e := p.event(page, r.ID, r.Repeat, []*site.Rule{r})
	e.Title = cmp.Or(r.Do, r.Plain)
	e.URL = p.whole(r.Page, r.ID)
	e.Text = strings.Join(withAddress(text, e.URL), "\n")
	return e
}

// groupEvent reminds of all items that are done equally often, at once.
func (p *planner) groupEvent(page *site.Page, repeat string, rules []*site.Rule) calendar.Event {
	f := &filler{planner: p, page: page, from: page.Address}
	var text []string
	for _, r := range rules {
		line := "- " + p.words.must("rule."+string(r.Kind)) + ": " + cmp.Or(r.Do, r.Plain)
		if when := f.condition(r.Applies); when != "" {
			line += " " + p.words.must("rule.applies", "when", when)
		}
		text = append(text, line)
	}
	e := p.event(page, "do_"+repeat, repeat, rules)
	e.Title = page.Title + ": " + p.words.must("checklist."+repeat)
	e.URL = p.whole(page, "do_"+repeat)
	e.Text = strings.Join(withAddress(text, e.URL), "\n")
	return e
}

// withAddress adds the address as a line, as not every calendar shows it otherwise.
func withAddress(lines []string, address string) []string {
	if address == "" {
		return lines
	}
	return append(lines, address)
}

// event is what all events of a checklist have in common. All that it says of time comes from the sources, so that the
// same sources give the same bytes.
func (p *planner) event(page *site.Page, name, repeat string, rules []*site.Rule) calendar.Event {
	var day source.Date
	sequence := 0
	for _, r := range rules {
		changed := r.Changed
		sequence = max(sequence, calendar.Sequence(changed))
		if changed.IsZero() {
			changed = r.Page.Reviewed
		}
		if changed.After(day.Time) {
			day = changed
		}
	}
	if day.IsZero() { // no source gives one
		day = source.Date{Time: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	}
	return calendar.Event{UID: calendar.UID(name, page.Beside(""), p.Site.Config.Identity()), Sequence: sequence,
		Stamp: day.Time, Start: calendar.FirstAfter(day), Repeat: repeat}
}

// whole is the absolute address of a part of a page; "" when the site has no address.
func (p *planner) whole(page *site.Page, anchor string) string {
	if p.Site.Config.URL == "" {
		return ""
	}
	return p.absolute(page, anchor)
}
