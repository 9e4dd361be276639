/** How often an item is to be done; always is what is never done, and kept to. */
export type Repeat = "once" | "each-person" | "weekly" | "monthly" | "yearly" | "always";

/** A day of the device's calendar as 2026-11-22. Days are compared as texts. */
export type Day = string;

export function dayOf(date: Date): Day {
  return write(date.getFullYear(), date.getMonth() + 1, date.getDate());
}

/** Whether a text is a day that exists, from 1970 on. */
export function isDay(text: unknown): text is Day {
  if (typeof text !== "string" || !/^\d{4}-\d\d-\d\d$/.test(text) || text < "1970") return false;
  const parts = partsOf(text);
  return parts.month >= 1 && parts.month <= 12 && parts.day >= 1 && parts.day <= lengthOf(parts.year, parts.month);
}

/** The day on which something that was done is due again; null for what does not recur. */
export function nextDue(done: Day, repeat: Repeat): Day | null {
  const parts = partsOf(done);
  if (repeat === "weekly") return daysAfter(done, 7);
  if (repeat === "monthly") {
    return parts.month === 12 ? clamp(parts.year + 1, 1, parts.day) : clamp(parts.year, parts.month + 1, parts.day);
  }
  return repeat === "yearly" ? clamp(parts.year + 1, parts.month, parts.day) : null;
}

/** A day some days after another. Counted in UTC, where every day has 24 hours. */
export function daysAfter(day: Day, days: number): Day {
  const parts = partsOf(day);
  const date = new Date(Date.UTC(parts.year, parts.month - 1, parts.day + days));
  return write(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** The 31st of a month that has 30 days is its last day. */
function clamp(year: number, month: number, day: number): Day {
  return write(year, month, Math.min(day, lengthOf(year, month)));
}

function lengthOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function partsOf(day: Day): { year: number; month: number; day: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

function write(year: number, month: number, day: number): Day {
  return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}
