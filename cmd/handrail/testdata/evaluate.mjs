// Reads Content-Security-Policies as a JSON list from standard input, and writes for each what Google's CSP Evaluator finds in it.
import { readFileSync } from "node:fs";
import evaluator from "csp_evaluator/dist/evaluator.js";
import finding from "csp_evaluator/dist/finding.js";
import parser from "csp_evaluator/dist/parser.js";

const found = JSON.parse(readFileSync(0, "utf8")).map((policy) =>
  new evaluator.CspEvaluator(new parser.CspParser(policy).csp).evaluate().map((f) => ({
    type: finding.Type[f.type],
    severity: finding.Severity[f.severity],
    directive: f.directive,
    value: f.value ?? "",
    description: f.description,
  })),
);
process.stdout.write(JSON.stringify(found));
