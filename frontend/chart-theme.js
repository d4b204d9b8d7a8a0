// One look for charts on pages and in documents. The colours hold 3:1 against white and differ in lightness,
// so that a black-and-white print and a colour-blind reader still tell them apart.
export const FONT = '"Be Vietnam Pro", system-ui, sans-serif';
const INK = "#1f2937";
const QUIET = "#4b5563";
const LINE = "#d5dae1";

const axis = {
  axisLine: { lineStyle: { color: "#8a94a3" } },
  axisTick: { lineStyle: { color: "#8a94a3" } },
  axisLabel: { color: QUIET, fontFamily: FONT },
  nameTextStyle: { color: QUIET, fontFamily: FONT },
  splitLine: { lineStyle: { color: LINE } },
};

export const theme = {
  color: ["#1b4f8f", "#c2610c", "#2f7d5b", "#7b3f98", "#a3262a", "#4f6b8a", "#8a6d00", "#0d7a8a"],
  backgroundColor: "transparent",
  textStyle: { fontFamily: FONT, color: INK },
  title: { textStyle: { color: INK, fontFamily: FONT, fontWeight: 600, fontSize: 15 }, subtextStyle: { color: QUIET } },
  legend: { textStyle: { color: INK, fontFamily: FONT }, itemGap: 16 },
  categoryAxis: { ...axis, splitLine: { show: false } },
  valueAxis: { ...axis, axisLine: { show: false }, axisTick: { show: false } },
  timeAxis: axis,
  line: { symbolSize: 7, lineStyle: { width: 2.5 } },
  bar: { barMaxWidth: 44 },
  radar: { axisName: { color: INK }, splitLine: { lineStyle: { color: LINE } } },
};
