// Our expressions in the browser: an interpreter of the trees the server sends (kernel/expressions/trees.py), without eval.
// Both sides compute in IEEE doubles with the same epsilon, so every bit of every result is the server's; missing is null.

export const EPSILON = 2 ** -30;
const HALF = 0.5 + EPSILON;
const NO_FRACTION = 2 ** 52;
const LARGEST = 2 ** 53;
const SMALLEST = 0.000001;

/** A tree or a value the language does not know. */
export class ExpressionError extends Error {}

/**
 * Compute a tree.
 * @param {Array} tree as `tree_of` writes it.
 * @param {Object<string, string|number|null>} values by reference, plain decimals ("1234.5"); null is missing.
 * @returns {number|boolean|null} null when missing.
 */
export function evaluate(tree, values) {
  const [sign, ...rest] = tree;
  const work = own(NODES, sign);
  if (!work) throw new ExpressionError(`unknown sign ${sign}`);
  return work(rest, values, sign);
}

/** The references of a tree in the order written, each once. */
export function references(tree) {
  const found = new Set();
  walk(tree, (node) => node[0] === "value" && found.add(node[1]));
  return [...found];
}

/** The shortest plain text of a result, as Python's `Decimal` of the same double prints it ("12.5", "-3"). */
export function plain(result) {
  if (typeof result !== "number") return result;
  return Object.is(result, -0) ? "0" : Number.isInteger(result) ? BigInt(result).toString() : String(result);
}

const comparing = (holds) => (rest, values) => {
  const [left, right] = both(rest, values);
  return left === null || right === null ? null : holds(left - right);
};

const joining = (decisive) => (rest, values) => {
  const sides = both(rest, values);
  if (sides.includes(decisive)) return decisive;
  return sides.includes(null) ? null : !decisive;
};

const calculating = (work) => (rest, values) => {
  const [left, right] = both(rest, values);
  return left === null || right === null ? null : work(left, right);
};

const changing = (work) => (rest, values) => {
  const operand = evaluate(rest[0], values);
  return operand === null ? null : work(operand, rest);
};

const choosing = (better) => (rest, values) => {
  const numbers = rest.map((item) => evaluate(item, values));
  return numbers.includes(null) ? null : numbers.reduce((held, next) => (better(next, held) ? next : held));
};

const NODES = {
  number: ([text]) => Number(text),
  value: ([reference], values) => read(reference, values),
  "+": calculating((left, right) => left + right),
  "-": calculating((left, right) => left - right),
  "*": calculating((left, right) => left * right),
  "/": calculating((left, right) => (right === 0 ? null : left / right)),
  opposite: changing((operand) => -operand),
  abs: changing(Math.abs),
  round: changing((operand, rest) => rounded(operand, Number(rest[1]))),
  min: choosing((next, held) => next < held),
  max: choosing((next, held) => next > held),
  value_or: ([operand, fallback], values) => evaluate(operand, values) ?? evaluate(fallback, values),
  if: ([condition, then, otherwise], values) => {
    const truth = evaluate(condition, values);
    return truth === null ? null : evaluate(truth ? then : otherwise, values);
  },
  "=": comparing((gap) => Math.abs(gap) < EPSILON),
  "!=": comparing((gap) => Math.abs(gap) >= EPSILON),
  "<": comparing((gap) => gap <= -EPSILON),
  "<=": comparing((gap) => gap < EPSILON),
  ">": comparing((gap) => gap >= EPSILON),
  ">=": comparing((gap) => gap > -EPSILON),
  and: joining(false),
  or: joining(true),
  not: changing((operand) => !operand),
};

function read(reference, values) {
  const value = own(values, reference);
  if (value === undefined) throw new ExpressionError(`no value of ${reference}`);
  if (value === null) return null;
  const number = Number(value);
  const size = Math.abs(number);
  if (number !== 0 && !(size >= SMALLEST && size <= LARGEST)) throw new ExpressionError(`${reference} is out of range`);
  return number === 0 ? 0 : number;
}

function rounded(operand, decimals) {
  const power = 10 ** decimals;
  const scaled = operand * power;
  if (Math.abs(scaled) >= NO_FRACTION) return operand;
  return Math.trunc(scaled < 0 ? scaled - HALF : scaled + HALF) / power;
}

function both(rest, values) {
  return [evaluate(rest[0], values), evaluate(rest[1], values)];
}

function walk(node, visit) {
  if (!Array.isArray(node)) return;
  visit(node);
  node.slice(1).forEach((child) => walk(child, visit));
}

function own(object, key) {
  return Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined;
}
