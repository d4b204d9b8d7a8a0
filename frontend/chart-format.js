// Numbers in charts as people here write them. Shared by the page and by the pictures in documents.
//
// A chart option may carry `binhyen: {decimals, unit, maps}`. `withNumberFormat` returns the option with every number on
// an axis, in a label and in a tooltip written that way; `registerMaps` hands the outlines in `maps` to the library.

/** 1234.5 → "1.234,5" (or "1,234.5" in English); a missing value is a dash, never a zero. */
export function formatNumber(value, { decimals = 0, unit = "", lang = "vi" } = {}) {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number)) return "–";
  const [thousands, point] = lang === "en" ? [",", "."] : [".", ","];
  // No Intl here: the V8 that draws document charts carries no Vietnamese locale data.
  const fixed = Math.abs(number).toFixed(decimals);
  const [whole, fraction] = fixed.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  const sign = number < 0 && Number(fixed) !== 0 ? "−" : "";
  const text = sign + grouped + (fraction ? point + fraction : "");
  if (!unit) return text;
  return unit === "%" ? `${text}%` : `${text} ${unit}`;
}

/** The option with formatters filled in where the author gave none; the given option is left as it was. */
export function withNumberFormat(option, lang = "vi") {
  const { binhyen = {}, ...rest } = option;
  const full = { lang, ...binhyen };
  const axisText = (value) => formatNumber(value, { ...full, unit: full.unit === "%" ? "%" : "" });
  const labelText = (params) => formatNumber(lastNumber(params.value), full);

  const prepared = { ...rest };
  for (const axis of ["xAxis", "yAxis"]) {
    if (rest[axis]) prepared[axis] = each(rest[axis], (one) => valueAxis(one, axisText));
  }
  if (rest.series) prepared.series = each(rest.series, (one) => labelled(one, labelText));
  if (rest.tooltip) prepared.tooltip = { valueFormatter: (value) => formatNumber(lastNumber(value), full), ...rest.tooltip };
  if (rest.visualMap) prepared.visualMap = each(rest.visualMap, (one) => ({ formatter: axisText, ...one }));
  return prepared;
}

/** `option.binhyen.maps` is {name: GeoJSON}, for series of the kind "map". */
export function registerMaps(echarts, option) {
  for (const [name, outlines] of Object.entries(option.binhyen?.maps ?? {})) echarts.registerMap(name, outlines);
}

function each(value, change) {
  return Array.isArray(value) ? value.map(change) : change(value);
}

function valueAxis(axis, text) {
  if (axis.type !== "value") return axis;
  return { ...axis, axisLabel: { formatter: text, ...axis.axisLabel } };
}

function labelled(series, text) {
  if (!series.label?.show || series.type === "map" || series.type === "pie") return series;
  return { ...series, label: { formatter: text, ...series.label } };
}

/** A point may be given as [x, y] or {value}; its last number is the one that is shown. */
function lastNumber(value) {
  if (Array.isArray(value)) return value[value.length - 1];
  return value !== null && typeof value === "object" ? lastNumber(value.value) : value;
}
