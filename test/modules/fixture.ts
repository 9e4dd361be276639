import { readFileSync } from "node:fs";

/** Reads a JSON file that tests in Go read as well, by its path from the top of the repository. */
export function fixture<T>(path: string): T {
  return JSON.parse(readFileSync(path, "utf8")) as T;
}
