/** What is kept on the device for one quiz. It can be off, full or changed by others: then nothing is kept. */
export interface Store {
  read(): string | null;
  write(text: string): void;
  remove(): void;
  works(): boolean; // the last use of it did not fail
}

export function openStore(): Store {
  const key = "handrail:1:quiz:" + location.pathname;
  let fine = true;
  const attempt = <T>(use: () => T): T | null => {
    try {
      const value = use();
      fine = true;
      return value;
    } catch {
      fine = false;
      return null;
    }
  };
  return {
    read: () => attempt(() => localStorage.getItem(key)),
    write: (text) => void attempt(() => localStorage.setItem(key, text)),
    remove: () => void attempt(() => localStorage.removeItem(key)),
    works: () => fine,
  };
}
