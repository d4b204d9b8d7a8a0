// Draws a chart option into an element. Loaded by the chart behaviour, only where there is a chart.
import { echarts } from "./chart-core.js";
import { withNumberFormat } from "./chart-format.js";

/** Returns the chart, so that the caller can resize and dispose of it. */
export function draw(element, option, lang) {
  const chart = echarts.init(element, "binhyen", { renderer: "svg" });
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  chart.setOption({ animation: !still, animationDuration: 250, ...withNumberFormat(option, lang) });
  return chart;
}
