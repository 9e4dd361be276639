// Makes an open page follow its sources: it is loaded again, at the same scroll place, when the site has been built
// again, and shows over itself what is wrong with a source for as long as it is wrong.
(() => {
  "use strict";
  const key = "handrail-scroll";
  const overlayId = "handrail-overlay";
  const version = Number(new URL(document.currentScript.src).searchParams.get("version"));

  const kept = sessionStorage.getItem(key);
  if (kept) {
    sessionStorage.removeItem(key);
    const place = JSON.parse(kept);
    if (place.path === location.pathname) {
      const back = () => scrollTo(place.x, place.y);
      back();
      addEventListener("load", back);
    }
  }

  function reload() {
    sessionStorage.setItem(key, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY }));
    location.reload();
  }

  function element(name, className, text) {
    const e = document.createElement(name);
    e.className = className;
    e.textContent = text;
    return e;
  }

  function showProblem(problem) {
    const item = element("section", "problem", "");
    item.append(element("h2", "place", problem.place), element("p", "message", problem.message));
    if (problem.source) {
      const line = problem.source.replace(/\t/g, " ");
      const caret = problem.column > 0 ? "\n" + " ".repeat(problem.column - 1) + "^" : "";
      const source = element("pre", "source", line + caret);
      source.tabIndex = 0; // it scrolls on a narrow screen
      item.append(source);
    }
    if (problem.hint) {
      item.append(element("p", "hint", "How to fix it: " + problem.hint));
    }
    return item;
  }

  const style = `
    :host { all: initial; }
    div { position: fixed; inset: 0; overflow: auto; z-index: 2147483647; padding: 2rem 1rem; background: #1b1113; color: #fff;
      font: 18px/1.6 system-ui, sans-serif; }
    div > * { max-width: 60rem; margin: 0 auto 1rem; }
    h1 { font-size: 1.6rem; line-height: 1.3; }
    h2 { margin: 0; font: 600 1rem/1.6 ui-monospace, monospace; color: #ffd7a8; overflow-wrap: anywhere; }
    section { border-top: 2px solid #ffb3a7; padding: 1rem 0; }
    p { margin: .25rem 0; }
    .message { font-size: 1.2rem; font-weight: 600; }
    button { display: block; min-height: 48px; padding: 0 1rem; border: 2px solid #fff; border-radius: 24px; background: #1b1113;
      color: #fff; font: inherit; font-weight: 600; }
    :focus-visible { outline: 4px solid #ffd7a8; outline-offset: 2px; }
    pre { margin: .75rem 0; padding: .75rem; background: #000; overflow: auto; font: 16px/1.5 ui-monospace, monospace; }
  `;

  function show(problems) {
    const old = document.getElementById(overlayId);
    if (old) {
      old.remove();
    }
    if (problems.length === 0) {
      return;
    }
    const host = document.createElement("div");
    host.id = overlayId;
    host.setAttribute("role", "alertdialog");
    host.setAttribute("aria-label", "Mistakes in the sources");
    const sheet = new CSSStyleSheet(); // a policy without inline styles allows it
    sheet.replaceSync(style);
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const hide = element("button", "", "Hide this note");
    hide.type = "button";
    hide.addEventListener("click", () => host.remove()); // it is back with the next change
    host.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        host.remove();
      }
    });
    const box = document.createElement("div");
    box.tabIndex = 0;
    box.append(
      element("h1", "", problems.length === 1 ? "There is 1 mistake to fix" : "There are " + problems.length + " mistakes to fix"),
      element("p", "", "The site below is the last one that could be built. This note goes away when the mistake is fixed."),
      ...problems.map(showProblem),
      hide,
    );
    root.append(box);
    document.documentElement.append(host);
    box.focus();
  }

  // A browser keeps six connections to a host, and a seventh page would wait for ever: a page that nobody sees gives up its own.
  let events = null;

  function follow() {
    if (document.hidden) {
      if (events) {
        events.close();
        events = null;
      }
      return;
    }
    events = events || new EventSource("/_handrail/events");
    events.onmessage = (event) => {
      const state = JSON.parse(event.data);
      if (state.version !== version) {
        reload();
        return;
      }
      show(state.problems || []);
    };
  }

  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", () => events && events.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      events = null;
      follow();
    }
  });
  follow();
})();
