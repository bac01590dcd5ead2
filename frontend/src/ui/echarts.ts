import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

// Only what our charts draw; a new kind of chart adds its part here.
use([
  BarChart,
  LineChart,
  AriaComponent,
  GridComponent,

  MarkLineComponent,
  TooltipComponent,
  SVGRenderer,
]);

export { init };
