// What somebody types, apart from any page: used by the grid and by the offline app. Values are plain decimal texts or null.

import { evaluate, ExpressionError } from "../lib/expressions.js";
import { showNumber } from "../lib/numbers.js";

/** The cells of a layout in the order of the form, by reference. */
export function cellsOf(layout) {
  const found = new Map();
  for (const section of layout.sections) {
    for (const line of section.lines) for (const cell of line.cells) found.set(cell.ref, cell);
  }
  return found;
}

/** What differs between two sets of values; a missing one is null. */
export function changed(base, now) {
  return Object.keys(now).filter((ref) => (now[ref] ?? null) !== (base[ref] ?? null));
}

/**
 * Three-way merge by cell, as `rules/merging.py` does on the server.
 * @returns {{values: Object, clashes: string[]}} what to show: the server's values with my changes over them; a cell both
 *   changed to different values keeps mine and is listed.
 */
export function merge(base, mine, theirs) {
  const values = { ...theirs };
  const clashes = [];
  for (const ref of changed(base, mine)) {
    const [was, my, their] = [base, mine, theirs].map((one) => one[ref] ?? null);
    if (their !== was && their !== my) clashes.push(ref);
    values[ref] = my;
  }
  return { values, clashes };
}

/**
 * The checks that values break, with their words filled in; a check whose input is missing is not run.
 * @returns {{code: string, severity: string, refs: string[], words: string, advice: string, explain: string}[]}
 */
export function broken(checks, values, missing = "–") {
  return checks.filter((check) => fails(check, values)).map((check) => ({
    code: check.code,
    severity: check.severity,
    refs: check.refs,
    words: words(check, values, missing),
    advice: check.advice,
    explain: check.explain,
  }));
}

function fails(check, values) {
  const inputs = Object.fromEntries(check.refs.map((ref) => [ref, values[ref] ?? null]));
  try {
    return evaluate(check.condition, inputs) === false;
  } catch (fault) {
    if (fault instanceof ExpressionError) return false; // a number out of range is refused by the cell itself
    throw fault;
  }
}

function words(check, values, missing) {
  return check.words.map((part, place) => (place % 2 ? showNumber(values[part] ?? null) || missing : part)).join("");
}
