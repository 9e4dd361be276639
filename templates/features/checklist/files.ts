import { hasAddress } from "../../browser/elements";
import { calendar, type Reminder, sequenceOf, uidOf } from "../../browser/calendar";
import { type Day, daysAfter, partsOf } from "./due";
import { type Row } from "./export";
import type { ChecklistItem, ItemGroup } from "./model";
import { history } from "./thing";
import type { Work } from "./work";

/** The address of the page, without its fragment. */
export function pageAddress(): string {
  return location.href.replace(/#.*$/, "");
}

/** An address that works on another device, or "". */
function shared(address: string): string {
  return hasAddress() ? address : "";
}

/** The list as lines of a table. */
export function rowsOf(work: Work): Row[] {
  const rows: Row[] = [];
  for (const group of work.list.groups) {
    for (const item of work.mine(group)) {
      const standing = work.standing(item);
      const entry = work.entry(item);
      const state = work.words.text(`state-${standing.is}${group.promises ? "-promise" : ""}`);
      rows.push({
        group: group.title, kind: item.kind, text: item.text, minutes: item.minutes, state, ticked: standing.is === "done",
        done: entry?.done ?? "", by: (entry?.by ? [entry.by] : []).concat(entry?.also ?? []).join(", "),
        next: standing.next ?? "", why: work.why(item), href: shared(item.href), note: history(work, item, standing) || state + ".",
      });
    }
  }
  return rows;
}

/** The calendar file of this list: one event for each group that recurs, and one for what is to do once. */
export function ownCalendar(work: Work, now: Date): string {
  const words = work.words;
  const reminders: Reminder[] = [];
  for (const group of work.tasks) {
    const items = work.mine(group).filter((item) => work.standing(item).is !== "skipped");
    const todo = items.filter((item) => work.standing(item).is === "todo");
    const recurs = ruleOf(group, work.today) !== "";
    const named = recurs ? items : todo;
    if (named.length === 0 || group.repeat === "each-person") continue;
    const day = recurs ? firstDue(work, items) : daysAfter(work.today, 7);
    reminders.push({
      uid: uidOf("list_" + group.repeat, work.list.name, work.list.site), day: dateOf(day),
      // Of all items of the group: what is ticked or left out must not make it an earlier version.
      sequence: Math.max(0, ...group.items.map((item) => sequenceOf(item.changed))),
      title: words.text("event", { title: work.list.title, group: group.title }),
      text: named.map((item) => "- " + item.text).concat(shared(pageAddress())).filter(Boolean).join("\n"),
      rule: ruleOf(group, day), url: shared(pageAddress()),
    });
  }
  return calendar(reminders, now, "Checklist");
}

/** When the first item of a group is due; today when one is due already or has not been done yet. */
function firstDue(work: Work, items: ChecklistItem[]): Day {
  const days = items.map((item) => (work.standing(item).is === "done" ? work.standing(item).next ?? "" : work.today)).filter(Boolean).sort();
  return days[0] ?? work.today;
}

/** How a group recurs, for RFC 5545. In a month without the day it is due on the last day; a plain rule would skip that month. */
export function ruleOf(group: Pick<ItemGroup, "repeat">, first: Day): string {
  const parts = partsOf(first);
  if (group.repeat === "weekly") return "FREQ=WEEKLY";
  if (group.repeat === "monthly") {
    const days = [28, 29, 30, 31].filter((day) => day <= parts.day);
    return "FREQ=MONTHLY" + (days.length > 1 ? `;BYMONTHDAY=${days.join(",")};BYSETPOS=-1` : "");
  }
  if (group.repeat !== "yearly") return "";
  return "FREQ=YEARLY" + (parts.month === 2 && parts.day === 29 ? ";BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1" : "");
}

function dateOf(day: Day): Date {
  const parts = partsOf(day);
  return new Date(parts.year, parts.month - 1, parts.day);
}
