/** Says whether a rule is shown. An audience that is not given is everybody, as is that of a page which names none. */
export function shows(rule: { kind: string; audiences: string[] }, wanted: { kind: string; audience: string }): boolean {
  return (!wanted.kind || rule.kind === wanted.kind)
    && (!wanted.audience || !rule.audiences.length || rule.audiences.includes(wanted.audience));
}
