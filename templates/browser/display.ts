/**
 * What is kept of how a reader wants pages to look: declarations of CSS for the root element, such as "--text:1.5;--large:1;". All of it fits this
 * pattern, or none of it is used: numbers have a range, there are all colours or none, and there is no way to an address. The choices are those of
 * WCAG 2.2, 1.4.8 and 1.4.12.
 */
export const displayPattern =
  /^(--(text|large|lines|para|spread|measure|ruler|only):[12](\.\d\d?)?;|--letters:[a-z]+;--font:[\w ,-]+;|--colours:[a-z]+;color-scheme:(light|dark);(--(page|panel|ink|muted|line|rail-colour|band|link|stop):#[\da-f]{6};){9})*$/;

/** The key of what is kept, by the script in the head of the page: it has the way to the site's folder. */
export function displayKey(script: Element | null): string {
  return "handrail:1:display:" + new URL((script as HTMLElement | null)?.dataset.root || ".", location.href).pathname;
}
