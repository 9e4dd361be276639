// What a form has in place of a value. The program has the same in placeholder.go of internal/statement, which says more.
import { asks, asksPlainly } from "../../language/forms";

/** Says whether a value is what a form has in its place, such as "[insert group name]", or has such words in it. */
export function isPlaceholder(value: string): boolean {
  if (/_{3,}|\bX{3,}\b/.test(value) || isPlain(value.replace(/^[\[\](){}<>"'“”‘’«» ]+|[\[\](){}<>"'“”‘’«» ]+$/g, ""))) return true;
  return (value.match(/\[[^\[\]]*\]|<[^<>]*>|\{[^{}]*\}|\([^()]*\)/g) ?? []).some((bracket) => {
    const inner = bracket.slice(1, -1).trim();
    if (bracket.startsWith("(")) return isPlain(inner);
    return inner === "" || isBlank(inner) || asks(inner);
  });
}

function isBlank(inner: string): boolean {
  return inner.includes("___") || /^(?:\.\.\.|…)/.test(inner) || /^[_.… ?]{2,}$/.test(inner);
}

/** Says whether words that are not in brackets ask for a value, and can hardly be one. */
function isPlain(given: string): boolean {
  const text = given.trim();
  return text !== "" && (isBlank(text) || asksPlainly(text));
}
