import { type ListFault, merge, readLink, type State, writeState } from "./state";

/** The list in an address; null when it holds none. */
export function fromFragment(address: string, name: string): State | ListFault | null {
  const found = /#list=(.*)$/s.exec(address);
  return found ? readLink((found[1] ?? "").trim(), name) : null;
}

/** Whether a list has nothing that another one lacks. */
export function addsNothing(found: State, to: State): boolean {
  return writeState(merge(to, found)) === writeState(to);
}
