// What the tests of modules use of Node (https://nodejs.org/api/test.html, assert.html, fs.html, timers.html).

declare module "node:test" {
  export function test(name: string, run: () => void | Promise<void>): void;
  export function beforeEach(run: () => void): void;
}

declare module "node:assert/strict" {
  export function equal<T>(actual: T, expected: T, message?: string): void;
  export function deepEqual<T>(actual: T, expected: T, message?: string): void;
  export function match(text: string, pattern: RegExp, message?: string): void;
  export function ok(value: unknown, message?: string): asserts value;
}

declare module "node:fs" {
  export function readFileSync(file: string | number, encoding: "utf8"): string;
}

declare function setImmediate(run: (value: unknown) => void): void;
