import type { Selector } from "./contract";

/** The files of what is searched, which the page names. Each hands over its data as it runs, and is loaded when it is first asked for. */
export class SearchFiles {
  private readonly loads = new Map<number, Promise<unknown>>();

  /** Whether there are several, of which a query loads some. */
  areMany(): boolean {
    return document.querySelectorAll<HTMLTemplateElement>("template.files" satisfies Selector)[0]?.content.children[1] !== undefined;
  }

  /** What a file holds, by its number on the page. The promise fails where it cannot be loaded, and the next call tries again. */
  load(file: number): Promise<unknown> {
    const begun = this.loads.get(file);
    if (begun) return begun;
    const load = new Promise<unknown>((done, fail) => {
      const files = document.querySelector<HTMLTemplateElement>("template.files" satisfies Selector);
      // A copy of what the page has: Trusted Types allow no address that a script makes.
      const script = files?.content.querySelectorAll("script")[file]?.cloneNode() as HTMLScriptElement | undefined;
      if (!script) return fail(new Error("no such file"));
      let data: unknown;
      // Several files may be on their way: what is handed over is of the one that runs.
      const take = (event: Event): void => {
        if (document.currentScript === script) data = (event as CustomEvent<unknown>).detail;
      };
      const end = (): void => {
        removeEventListener("search", take);
        script.remove();
      };
      addEventListener("search", take);
      script.addEventListener("load", () => {
        end();
        done(data);
      });
      script.addEventListener("error", () => {
        end();
        fail(new Error("not loaded"));
      });
      document.body.append(script);
    });
    this.loads.set(file, load);
    load.catch(() => this.loads.delete(file));
    return load;
  }
}
