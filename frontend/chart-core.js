// The parts of ECharts we use, registered once, for the page and for the pictures in documents.
import * as echarts from "echarts/core";
import { BarChart, HeatmapChart, LineChart, PieChart, RadarChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  RadarComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import { theme } from "./chart-theme.js";

echarts.use([
  BarChart, HeatmapChart, LineChart, PieChart, RadarChart, ScatterChart,
  AriaComponent, DatasetComponent, GridComponent, LegendComponent, MarkLineComponent, RadarComponent,
  TitleComponent, TooltipComponent, VisualMapComponent, LabelLayout, SVGRenderer,
]);
echarts.registerTheme("binhyen", theme);

export { echarts };
