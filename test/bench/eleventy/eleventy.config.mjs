// Has Eleventy make much the same pages as Hugo's layouts do, of the same text, style and script.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** A file named by its digest. */
function asset(config, name) {
  const digest = createHash("sha256").update(readFileSync("assets/" + name));
  const [stem, ext] = name.split(".");
  const to = `assets/${stem}.${digest.copy().digest("hex")}.${ext}`;
  config.addPassthroughCopy({ ["assets/" + name]: to });
  return { href: "/" + to, integrity: "sha256-" + digest.digest("base64") };
}

/** Gives each heading the identifier that the contents link to. */
function identify(markdown) {
  markdown.core.ruler.push("identify", (state) => {
    state.tokens.forEach((token, i) => {
      if (token.type === "heading_open") token.attrSet("id", state.tokens[i + 1].content.toLowerCase().replace(/[^a-z0-9]+/g, "-"));
    });
  });
}

/** The sections in their order, with their pages in theirs, by the names of their folders. */
function sections(api) {
  const all = {};
  for (const page of api.getAll().sort((a, b) => (a.data.weight ?? 0) - (b.data.weight ?? 0))) {
    const [, folder, name] = page.filePathStem.split("/");
    if (!name) continue; // the home page
    const section = (all[folder] ??= { pages: [] });
    if (name === "index") section.intro = page;
    else section.pages.push(page);
  }
  return Object.fromEntries(Object.entries(all).sort(([, a], [, b]) => a.intro.data.weight - b.intro.data.weight));
}

export default function (config) {
  config.addGlobalData("layout", "page.njk");
  config.addGlobalData("site", { title: "Volunteer handbook", url: "https://handbook.example.org", style: asset(config, "style.css"), script: asset(config, "page.js") });
  config.addCollection("sections", sections);
  config.amendLibrary("md", identify);
  config.addFilter("iso", (day) => day.toISOString().slice(0, 10));
  config.addFilter("words", (day) => `${day.getUTCDate()} ${months[day.getUTCMonth()]} ${day.getUTCFullYear()}`);
  config.addFilter("folder", (stem) => stem.split("/")[1]);
  config.addFilter("isIndex", (stem) => stem.endsWith("/index"));
  config.addFilter("contents", (html) => Array.from(html.matchAll(/<h([23]) id="([^"]*)">(.*?)<\/h\1>/g), ([, level, id, title]) => ({ level, id, title })));
  config.addFilter("near", (pages, url) => {
    const at = pages.findIndex((page) => page.url === url);
    return pages.length > 30 ? pages.slice(Math.max(0, at - 3), at + 4) : pages;
  });
  config.addFilter("place", (pages, url) => pages.findIndex((page) => page.url === url));
  return { dir: { input: "content", includes: "../_includes" }, markdownTemplateEngine: false };
}
