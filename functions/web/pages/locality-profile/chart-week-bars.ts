import { html } from 'hono/html';
import { drawChart, type Markup } from './chart-frame.ts';
import { drawTicks, drawWeeks, scaleWeeks, WEEKS_HEIGHT } from './chart-weeks.ts';
import type { WeekBarChartView } from './page-view.ts';

const TOP = 8;
const HEIGHT = 96;

/** A bar a week: open in the quarter before, filled in this one. */
export const drawWeekBars = (chart: WeekBarChartView): Markup => {
  const { values, weeks, most } = chart;
  const scales = scaleWeeks(values.length, most, { top: TOP, height: HEIGHT });
  const { x, y, bandwidth, bottom } = scales;
  const bars = values.map((value, week) =>
    value === 0
      ? ''
      : html`<rect
          class="${week < weeks.before ? 'before' : 'now'}"
          x="${x(week).toFixed(1)}"
          y="${y(value).toFixed(1)}"
          width="${bandwidth.toFixed(1)}"
          height="${(bottom - y(value)).toFixed(1)}"
        />`,
  );
  return drawChart(chart, TOP + HEIGHT + WEEKS_HEIGHT, [
    ...drawTicks(scales),
    drawWeeks(weeks, scales, TOP),
    html`${bars}`,
  ]);
};
