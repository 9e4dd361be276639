// Takes the quiz of a package, in a frame or alone.
const page = () => document.querySelector("iframe[title='The quiz']")?.contentDocument ?? document;
const words = at => at.textContent.replace(/\s+/g, " ").trim();
const controls = () => [...page().querySelectorAll(".take button, .take summary")];
const can = what => controls().some(at => words(at) === what);
function press(what) {
  const at = controls().find(at => words(at) === what);
  if (!at) throw new Error(what + " is not among " + controls().map(words).join(", "));
  at.click();
}

// Answers the question that is shown, by what the list of the page says of it; with one line in a wrong place for a wrong answer.
function answer(right) {
  const form = page().querySelector(".take form");
  const question = [...page().querySelectorAll("[data-question]")].find(at => words(at.querySelector("h2, h3")) === words(form.querySelector("legend")));
  const list = selector => [...question.querySelectorAll(selector)];
  const selects = [...form.querySelectorAll("select")];
  const fill = places => selects.forEach((select, i) => select.value = String(places[i]));
  const turned = places => right ? places : places.map((_, i) => places[(i + 1) % places.length]);
  switch (question.dataset.kind) {
  case "short": {
    const accepted = list(".answer > ul:not(.rules) > li")[0];
    form.querySelector("input[name=answer]").value = right ? words(accepted) : "{zzz}, y [,] x";
    break;
  }
  case "order": {
    const rows = list(".answer > ol > li").map(words);
    fill(turned([...form.querySelectorAll(".places li > span")].map(at => rows.indexOf(words(at)))));
    break;
  }
  case "match":
    fill(turned(selects.map((_, i) => i)));
    break;
  case "categorise":
    fill(turned(list(".match ul > li").map(at => at.dataset.place)));
    break;
  default: {
    const is = list(".answer > .choices > li").map(at => at.hasAttribute("data-right"));
    const chosen = right ? is : is.map((yes, i) => i === is.indexOf(false));
    for (const input of form.querySelectorAll("input[name=answer]")) input.checked = chosen[input.value];
  }
  }
  form.requestSubmit();
  return question.dataset.question;
}

// Answers all that is left; rights says of each question whether the answer is right.
function take(rights) {
  const order = [];
  while (page().querySelector(".take form")) {
    order.push(answer(rights(order.length)));
    const go = page().querySelector("[data-screen=answered] .actions .go");
    if (go) go.click();
  }
  return order;
}
const stored = () => ["localStorage", "sessionStorage"].map(name => page().defaultView[name].length + page().cookie.length);
