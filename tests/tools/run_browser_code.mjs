// Runs functions of the browser code for tests: one JSON array of [function, arguments] in, their results out.
import { readFileSync } from "node:fs";
import { evaluate, plain } from "../../frontend/lib/expressions.js";
import { readNumber, showNumber } from "../../frontend/lib/numbers.js";

const known = { evaluate: (tree, values) => plain(evaluate(tree, values)), readNumber, showNumber };
const asked = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(asked.map(([name, ...given]) => known[name](...given))));
