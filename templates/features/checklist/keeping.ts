// What most visits to a list do without: to keep it safe, share it, hand it over, and open one that was saved. The page loads this when somebody
// first asks for one of them.
import type { KeepingWanted } from "./contract";
import { handoverScreen } from "./handover";
import { keepScreen } from "./keep";
import { openScreen, whichScreen } from "./opening";
import lines from "strings:keep";

addEventListener("keeping", (event) => {
  const wanted = (event as CustomEvent<KeepingWanted>).detail;
  wanted.use({ keepScreen, handoverScreen, openScreen, whichScreen }, lines);
});
