/**
 * Charts without a browser: bundled for a bare JavaScript engine, which calls `render` and gets SVG text back.
 *
 * The engine cannot measure letters, so set-up hands over the advance widths of the chart font; else ECharts would take
 * every Vietnamese letter for a full square and break lines too early.
 */
import { registerLocale, setPlatformAPI } from "echarts/core";
import langVI from "echarts/i18n/langVI-obj.js";
import { echarts } from "./chart-core.js";
import { registerMaps, withNumberFormat } from "./chart-format.js";
import { FONT } from "./chart-theme.js";

const ONLY_FONT = "Be Vietnam Pro";
const USUAL_ADVANCE = 0.6;
const BOLD_FROM = 550;
const MOST_NAMES = 14;

/** @type {Record<"regular" | "bold", Record<string, number>>} advance widths in em by letter */
let advances = { regular: {}, bold: {} };

registerLocale("VI", langVI);
setPlatformAPI({ measureText });

globalThis.useAdvances = (json) => {
  advances = JSON.parse(json);
};

globalThis.render = (optionJson, width, height) => {
  const option = JSON.parse(optionJson);
  registerMaps(echarts, option);
  const chart = echarts.init(null, "binhyen", { renderer: "svg", ssr: true, width, height, locale: "VI" });
  chart.setOption(forPaper(withNumberFormat(option), width));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return withoutScreenParts(svg);
};

function measureText(text, font) {
  const size = Number(/(\d+(?:\.\d+)?)px/.exec(font ?? "")?.[1] ?? 12);
  const widths = isBold(font ?? "") ? advances.bold : advances.regular;
  let total = 0;
  for (const letter of text) total += widths[letter] ?? USUAL_ADVANCE;
  return { width: total * size };
}

function isBold(font) {
  return /\bbold\b/.test(font) || Number(/\b([1-9]00)\b/.exec(font)?.[1] ?? 400) >= BOLD_FROM;
}

function forPaper(option, width) {
  const { xAxis } = option;
  return {
    ...option,
    ...(xAxis && { xAxis: Array.isArray(xAxis) ? xAxis.map((one) => wholeNames(one, width)) : wholeNames(xAxis, width) }),
    backgroundColor: "#ffffff",
    animation: false,
    aria: { ...option.aria, label: { enabled: false } },
  };
}

/** On paper nobody can point at a bar to learn its name: names wrap rather than give way. */
function wholeNames(axis, width) {
  const count = axis.data?.length ?? 0;
  if (axis.type !== "category" || count === 0 || count > MOST_NAMES) return axis;
  const room = Math.floor((width * 0.85) / count);
  const axisLabel = { ...axis.axisLabel, interval: 0, hideOverlap: false, overflow: "break", width: room };
  return { ...axis, axisLabel };
}

/**
 * Hover styles and data marks mean nothing on paper, and their counters would make equal charts differ. The list of
 * fonts goes too: its quotes would break the attribute they are written into, and paper has one font.
 */
function withoutScreenParts(svg) {
  return svg
    .replaceAll(FONT, ONLY_FONT)
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, "")
    .replace(/ (?:class="zr\d+-[^"]*"|ecmeta_\w+="[^"]*")/g, "")
    .replace(/\bzr\d+-/g, "zr-");
}
