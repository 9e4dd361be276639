import { printable } from "./printable";

/** One day that a calendar reminds of. */
export interface Reminder {
  uid: string; // the same for the same reminder
  sequence?: number; // which version of it this is; 0 unless it is given
  day: Date;
  title: string;
  text: string;
  rule?: string; // how it comes back, as an RRULE of RFC 5545: FREQ=MONTHLY
  url?: string;
}

/** A calendar file of events that last a day each, as RFC 5545 says. product is what makes it. */
export function calendar(reminders: Reminder[], now: Date, product: string): string {
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//Handrail//${product}//EN`];
  for (const reminder of reminders) lines.push(...event(reminder, now));
  return lines.concat("END:VCALENDAR").map((line) => foldLine(line) + "\r\n").join("");
}

function event(reminder: Reminder, now: Date): string[] {
  const next = new Date(reminder.day.getFullYear(), reminder.day.getMonth(), reminder.day.getDate() + 1);
  return [
    "BEGIN:VEVENT",
    "UID:" + escape(reminder.uid),
    `SEQUENCE:${reminder.sequence ?? 0}`,
    "DTSTAMP:" + now.toISOString().replace(/[-:]|\.\d+/g, ""),
    "DTSTART;VALUE=DATE:" + digits(reminder.day),
    "DTEND;VALUE=DATE:" + digits(next),
  ].concat(reminder.rule ? "RRULE:" + reminder.rule : [],
    "SUMMARY:" + escape(reminder.title),
    reminder.text ? "DESCRIPTION:" + escape(reminder.text) : [],
    reminder.url ? "URL:" + printable(reminder.url.replace(/[\r\n]/g, "")) : [],
    "TRANSP:TRANSPARENT", "END:VEVENT");
}

/** The name of a reminder of something on a page. site is the site's identity: one calendar may have reminders of several sites. */
export function uidOf(name: string, page: string, site: string): string {
  return `${name}@${page.replace(/\//g, ".")}.${site}.handrail`;
}

/** The version of what last changed on a day such as 2026-11-20: the days since 1970; 0 when the day is "". */
export function sequenceOf(changed: string): number {
  return changed === "" ? 0 : Math.max(0, Date.parse(changed) / 86_400_000);
}

/** A day some weeks after another, by the calendar of the device: a day is not always 24 hours. */
export function weeksAfter(day: Date, weeks: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 7 * weeks);
}

/** The day as 20261120, by the calendar of the device. */
export function digits(day: Date): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return String(day.getFullYear()).padStart(4, "0") + two(day.getMonth() + 1) + two(day.getDate());
}

/** Section 3.3.11: what has a meaning in a text is written with a backslash; a control character has no place in it. */
function escape(text: string): string {
  return printable(text.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n"));
}

/** Section 3.1: a line has at most 75 octets of UTF-8; it goes on after a line break and a space. No letter is cut. */
function foldLine(line: string): string {
  let folded = "";
  let octets = 0;
  for (const letter of line) {
    const code = letter.codePointAt(0) ?? 0;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (octets + size > 75) {
      folded += "\r\n ";
      octets = 1;
    }
    folded += letter;
    octets += size;
  }
  return folded;
}
