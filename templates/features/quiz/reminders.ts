import { calendar, digits, uidOf, weeksAfter } from "../../browser/calendar";
import { hasAddress, make } from "../../browser/elements";
import type { Words } from "../../browser/words";
import type { Quiz } from "../../questions/model";

/** What a result ends with: links to calendar files, each with the day on which to take the quiz again. They are made here, and nothing is sent. */
export function reminders(quiz: Quiz, words: Words): HTMLElement[] {
  const today = new Date();
  const address = location.href.replace(/[?#].*$/, "");
  const days = make("ul", { class: "links" }, ...[1, 4, 12].map((weeks) => {
    const day = weeksAfter(today, weeks);
    const text = calendar([{
      uid: uidOf(`${digits(day)}-${quiz.version}`, quiz.name, quiz.site), day,
      title: words.text("remind-title", { title: quiz.title }),
      text: hasAddress() ? address : quiz.title,
    }], today, "Quiz");
    const link = make("a", { download: `quiz-${digits(day)}.ics` }, words.count("remind-weeks", weeks));
    link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
    return make("li", {}, link);
  }));
  return [make("h3", {}, words.text("remind")), make("p", {}, words.text("remind-how")), days,
    make("p", {}, make("a", { class: "alone", href: quiz.way + "refresh.html" }, words.text("five")))];
}
