// Numbers as Vietnamese officials write them; the same readings as kernel/numbers.py, on texts, so that no digit is lost.

const SHAPES = [
  /^(?<whole>[0-9]+)$/,
  /^(?<whole>[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,(?<part>[0-9]+))?$/,
  /^(?<whole>[0-9]+),(?<part>[0-9]+)$/,
  /^(?<whole>[1-9][0-9]{0,2}(?: [0-9]{3})+)(?:[.,](?<part>[0-9]+))?$/,
  /^(?<whole>[0-9]+)\.(?<part>[0-9]+)$/,
  /^(?<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.(?<part>[0-9]+))?$/,
];
const MAX_DIGITS = 18;
const TWO_READINGS = /^-?[1-9][0-9]{0,2}[.,][0-9]{3}$/;

/**
 * What somebody typed, as a plain decimal text ("1.234,5" is "1234.5").
 * @returns {{value: string|null, fault: string}} value null with an empty fault means nothing was typed;
 *   faults: "number", "whole", "decimals", "two-readings", "negative", "digits".
 */
export function readNumber(text, decimals = 0, negative = false) {
  const stripped = text.replace(/[ \u00a0\u2009\u202f]/g, " ").trim().replace("\u2212", "-");
  if (!stripped) return { value: null, fault: "" };
  const found = readings(stripped, decimals === 0);
  if (!found.length) return { value: null, fault: "number" };
  if (decimals && new Set(found).size > 1) return { value: null, fault: "two-readings" };
  const value = found[0];
  const [whole, part = ""] = value.replace("-", "").split(".");
  if (part.length > decimals) return { value: null, fault: decimals ? "decimals" : "whole" };
  if ((whole + part).replace(/^0+/, "").length > MAX_DIGITS) return { value: null, fault: "digits" };
  return value.startsWith("-") && !negative ? { value: null, fault: "negative" } : { value, fault: "" };
}

/**
 * A plain decimal text as it is shown: "1234.5" is "1.234,5"; null and "" are "".
 * @param {number} decimals of a cell to type in: a text with two readings ("1.234") gets a decimal more ("1.234,0").
 */
export function showNumber(value, decimals = 0) {
  if (value === null || value === undefined || value === "") return "";
  const text = plainText(String(value));
  const sign = text.startsWith("-") ? "-" : "";
  const [whole, part] = text.replace("-", "").split(".");
  const grouped = whole.replace(/\B(?=([0-9]{3})+$)/g, ".");
  const shown = part ? `${sign}${grouped},${part}` : `${sign}${grouped}`;
  if (decimals && TWO_READINGS.test(shown)) return part ? `${shown}0` : `${shown},0`;
  return shown;
}

/** One spelling for one number: no zeros at either end, no "-0". */
export function plainText(text) {
  const sign = text.startsWith("-") ? "-" : "";
  let [whole, part = ""] = text.replace("-", "").split(".");
  whole = whole.replace(/^0+(?=[0-9])/, "");
  part = part.replace(/0+$/, "");
  const size = part ? `${whole}.${part}` : whole;
  return size === "0" ? "0" : sign + size;
}

function readings(text, onlyWhole) {
  const sign = text.startsWith("-") ? "-" : "";
  const unsigned = sign ? text.slice(1).trimStart() : text;
  if (unsigned.length > 2 * MAX_DIGITS) return [];
  const found = SHAPES.map((shape) => unsigned.match(shape)).filter(Boolean);
  if (onlyWhole) found.sort((one, other) => Boolean(one.groups.part) - Boolean(other.groups.part));
  const texts = found.map(({ groups }) => `${sign}${groups.whole.replace(/[., ]/g, "")}.${groups.part ?? "0"}`);
  return [...new Set(texts.map(plainText))];
}
