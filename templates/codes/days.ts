/** The day before which no result can have been made: 2020-01-01, in days since 1970-01-01. */
const first = 18262;

/** A day as 2026-11-22. A code names no day after the year 9999. */
export function isoDay(day: number): string {
  return new Date(day * 864e5).toISOString().slice(0, 10);
}

/** Today by the calendar of the device, in days since 1970-01-01. */
export function today(): number {
  const now = new Date();
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 864e5;
}

/** A device on which it is such a day has a wrong clock. */
export function oddDay(day: number): boolean {
  return day < first || day > today() + 1;
}

let format: Intl.DateTimeFormat | undefined; // it is slow to make

/** A day in words, such as 22 November 2026. */
export function dayWords(day: number): string {
  format = format ?? new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return format.format(day * 864e5);
}
