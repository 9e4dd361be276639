/**
 * What a spreadsheet may take for the beginning of a formula: = + - or @, in any of their widths, also after what it passes over. That
 * is at the beginning of a cell, and where a separator of another country would begin one.
 * With the apostrophes that are in front of it already, so that it is known from these what was added.
 */
const formula = /(^|[;\t\r\n])([\s\p{Z}\p{Cc}\p{Cf}"]*)('*[=+\-@＝＋－＠﹦﹢﹣﹫⁺⁻⁼₊₋₌−])/gu;

/**
 * A cell of a table (RFC 4180). A formula gets an apostrophe in front, and so does a cell that begins with a tab or a new line: it is
 * text then (OWASP, "CSV Injection"). The same as safeCell of the Go package internal/table: its testdata/cells.json.
 */
export function cell(text: string): string {
  const safe = (/^'*[\t\r\n]/.test(text) ? "'" : "") + text.replace(formula, "$1$2'$3");
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
