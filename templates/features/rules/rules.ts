// Shows some of all rules: those of a kind, and those for an audience. Without it, the page has lists of both.
import type { Data, Selector } from "./contract";
import { make, wordsOf } from "../../browser/elements";
import { modern } from "../../browser/modern";
import { shows } from "./shows";
import { readWords, type Words } from "../../browser/words";

/** The two choices above the rules, and what they show. */
class Filter {
  private readonly status = make("p", { role: "status", class: "label" });
  private readonly kind: HTMLSelectElement;
  private readonly audience: HTMLSelectElement;
  private readonly form: HTMLElement;

  constructor(private readonly page: HTMLElement, private readonly words: Words) {
    this.kind = this.choice("kinds", [...page.querySelectorAll<HTMLElement>("[data-kind]" satisfies Selector)].map((list) => [(list.dataset as Data).kind ?? "", list]));
    this.audience = this.choice("audiences", [...page.querySelectorAll<HTMLElement>("[data-audience]" satisfies Selector)].map((list) => [(list.dataset as Data).audience ?? "", list]));
    this.form = make("div", { class: "screen" }, this.labelled("kind", this.kind),
      this.audience.length > 1 ? this.labelled("audience", this.audience) : null, this.status);
  }

  /** Puts the choices in the place of the lists that they are made of. */
  start(): void {
    const lists = this.page.querySelectorAll("details.plain" satisfies Selector);
    lists[0]?.before(this.form);
    for (const list of lists) list.remove();
    this.form.addEventListener("change", () => this.show());
    // A link can lead to a rule that is not shown.
    addEventListener("hashchange", () => {
      const to = document.getElementById(location.hash.slice(1));
      if (!to || !to.closest("[hidden]")) return;
      this.kind.value = this.audience.value = "";
      this.show();
      to.scrollIntoView();
    });
  }

  private choice(all: string, lists: [value: string, list: HTMLElement][]): HTMLSelectElement {
    return make("select", {}, make("option", { value: "" }, this.words.text(all)),
      ...lists.map(([value, list]) => make("option", { value }, wordsOf(list.querySelector(".label" satisfies Selector)))));
  }

  private labelled(words: string, field: HTMLElement): HTMLElement {
    return make("p", {}, make("label", { class: "field" }, this.words.text(words), field));
  }

  private show(): void {
    const wanted = { kind: this.kind.value, audience: this.audience.value };
    let n = 0, all = 0;
    for (const group of this.page.querySelectorAll<HTMLElement>(".group" satisfies Selector)) {
      const audiences = ((group.dataset as Data).for ?? "").split(" ").filter(Boolean);
      let shown = 0;
      for (const rule of group.querySelectorAll<HTMLElement>("[data-rule]" satisfies Selector)) {
        all++;
        rule.hidden = !shows({ kind: (rule.dataset as Data).rule ?? "", audiences }, wanted);
        if (!rule.hidden) shown++;
      }
      n += shown;
      group.hidden = !shown;
      const heading = group.querySelector("h2");
      for (const item of this.page.querySelectorAll<HTMLElement>("[data-page]" satisfies Selector)) {
        if ((item.dataset as Data).page === heading?.id) item.hidden = !shown;
      }
    }
    this.status.textContent = n ? this.words.count("shown", n, { all }) : this.words.text("none");
  }
}

const page = document.querySelector<HTMLElement>('[data-widget="rules"]' satisfies Selector);
if (page && modern()) new Filter(page, readWords((page.dataset as Data).words ?? "{}", document.documentElement.lang)).start();
