// Prints, as JSON, what the scripts and style sheets of the site use of browsers: each name with the browsers of a floor that are
// too old for it. support.mjs FOLDER {"chrome": "87", …} TSCONFIG…: TypeScript says what each name of a script is, css-tree what is in the
// style sheets of the folder, and @mdn/browser-compat-data since when each is there.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as csstree from "css-tree";
import { SyntaxKind } from "typescript/unstable/ast";
import { API } from "typescript/unstable/sync";

const compat = createRequire(import.meta.url)("@mdn/browser-compat-data");
const [folder, floorText, ...configs] = process.argv.slice(2);
const floor = JSON.parse(floorText);

/** Whether a version is the other one or older. What the data only bounds ("≤37") is old enough. */
function within(version, other) {
  if (typeof version !== "string" || version === "preview") return false;
  const [left, right] = [version.replace("≤", ""), other].map((text) => text.split(".").map(Number));
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const apart = (left[i] ?? 0) - (right[i] ?? 0);
    if (apart) return apart < 0;
  }
  return true;
}

/** Those of the browsers that lack a feature, each with the version that first has it: "chrome 105". */
function lacking(feature) {
  const late = [];
  for (const [browser, version] of Object.entries(floor)) {
    const all = [feature.__compat.support[browser]].flat().filter((one) => one && !one.flags && !one.prefix && !one.alternative_name);
    if (!all.some((one) => within(one.version_added, version) && !(one.version_removed && within(one.version_removed, version)))) {
      late.push(`${browser} ${all[0]?.version_added || "none"}`);
    }
  }
  return late;
}

/** Interfaces that have the members of TypeScript's mixins, and of what they inherit. */
const hosts = ["Element", "HTMLElement", "Document", "Window", "Node", "EventTarget", "CharacterData", "Navigator", "HTMLInputElement", "URL",
  "HTMLAnchorElement", "WorkerGlobalScope", "Response", "Location", "NodeList", "Intl", "Promise", "Function", "Object", "TypedArray", "RegExp"];

/** What the data says of a member of an interface of TypeScript's libraries, or of a global where owner is empty. */
function find(owner, name) {
  const { api, javascript: { builtins } } = compat;
  if (!owner) return builtins[name] ?? api[name] ?? builtins.globals?.[name] ?? find("Window", name);
  const base = owner.replace(/^Readonly(?=Array|Map|Set)/, "").replace(/(Constructor|EventMap)$/, "").replace("CSSStyleProperties", "CSSStyleDeclaration");
  if (name === "index" && base === "RegExpExecArray") return builtins.RegExp.exec;
  if (base === "CSSStyleDeclaration" && compat.css.properties[name]) return compat.css.properties[name];
  for (const host of [base, ...hosts]) {
    for (const key of [name, `${name}_static`, `${name}_event`]) {
      const found = builtins[host]?.[key] ?? builtins.Intl[host]?.[key] ?? api[host]?.[key];
      if (found?.__compat) return found;
    }
  }
  return undefined;
}

const used = new Map();

function use(name, feature, file) {
  if (!used.has(name)) used.set(name, { name, known: Boolean(feature?.__compat), late: feature?.__compat ? lacking(feature) : [], files: [] });
  const { files } = used.get(name);
  if (!files.includes(file)) files.push(file);
}

function scripts() {
  const api = new API();
  for (const project of api.updateSnapshot({ openProjects: configs }).getProjects()) {
    for (const file of project.program.getSourceFileNames()) {
      const short = /\/templates\/(.*\.ts)$/.exec(file)?.[1];
      if (short) script(project, file, short);
    }
  }
  api.close();
}

function script({ program, checker }, file, short) {
  const nodes = [];
  const collect = (node) => {
    if (node.kind === SyntaxKind.Identifier) nodes.push(node);
    node.forEachChild(collect);
  };
  program.getSourceFile(file).forEachChild(collect);
  for (const symbol of checker.getSymbolAtLocation(nodes)) {
    // A type alone is nothing that a browser has to know.
    if (!symbol?.valueDeclaration || !/\/lib\.[^/]*\.d\.ts$/.test(symbol.declarations[0].path)) continue;
    const parent = symbol.getParent()?.name ?? "";
    const owner = /^("|globalThis$|__global$|__type$)/.test(parent) ? "" : parent;
    if (parent === "__type") use(`URL.${symbol.name}`, find("URL", symbol.name), short);
    else if (!symbol.name.startsWith("__") && symbol.name !== "prototype") use(owner ? `${owner}.${symbol.name}` : symbol.name, find(owner, symbol.name), short);
  }
}

function styles() {
  const { properties, selectors, "at-rules": rules, types } = compat.css;
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".css"))) {
    const short = file.replace(/-[0-9a-f]+(?=\.css$)/, "");
    csstree.walk(csstree.parse(readFileSync(join(folder, file), "utf8")), function (node) {
      if (node.type === "Atrule") use("@" + node.name, rules[node.name], short);
      if (node.type === "PseudoClassSelector" || node.type === "PseudoElementSelector") {
        if (!this.atrule || this.atrule.name !== "supports") use(":" + node.name, selectors[node.name], short);
        // A list, or more than one compound, came later than :not() itself.
        const inner = node.name === "not" && node.children?.first;
        if (inner && (inner.children.size > 1 || inner.children.first.children.some((part) => part.type === "Combinator"))) {
          use(":not(list)", selectors.not.selector_list, short);
        }
      }
      if (node.type !== "Declaration" || node.property.startsWith("--") || node.property.startsWith("-webkit-")) return;
      const property = properties[node.property];
      use(node.property, property, short);
      csstree.walk(node.value, (value) => {
        if (value.type === "Function" && types[value.name]) use(value.name + "()", types[value.name], short);
        if (value.type === "Identifier" && property?.[value.name]?.__compat) use(`${node.property}: ${value.name}`, property[value.name], short);
      });
    });
  }
}

scripts();
styles();
console.log(JSON.stringify([...used.values()].sort((a, b) => (a.name < b.name ? -1 : 1))));
