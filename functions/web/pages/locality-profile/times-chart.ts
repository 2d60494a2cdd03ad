import { scaleSqrt } from 'd3-scale';
import { html } from 'hono/html';
import { CHART_WIDTH, drawChart, type Markup } from './chart-frame.ts';
import type { TimesChartView } from './page-view.ts';

const LEFT = 34;
const TOP = 22;
const ROW = 31;

const SMALLEST = 8;

export const drawTimes = (chart: TimesChartView): Markup => {
  const column = (CHART_WIDTH - LEFT) / Math.max(1, chart.columns.length);
  const findMiddle = (at: number): number => LEFT + (at + 0.5) * column;
  const most = Math.max(2, ...chart.rows.flatMap(({ values }) => values));
  const radius = scaleSqrt([1, most], [SMALLEST, Math.min(column, ROW) / 2 - 1]);
  const drawDisc = (value: number, at: number, y: number): Markup | '' =>
    value === 0
      ? ''
      : html`<circle
            class="disc"
            cx="${findMiddle(at).toFixed(1)}"
            cy="${y}"
            r="${radius(value).toFixed(1)}"
          />
          <text class="number" x="${findMiddle(at).toFixed(1)}" y="${y + 4}" text-anchor="middle"
            >${value}</text
          >`;
  return drawChart(chart, TOP + chart.rows.length * ROW, [
    ...chart.columns.map(
      (label, at) =>
        html`<text class="small" x="${findMiddle(at).toFixed(1)}" y="12" text-anchor="middle"
          >${label}</text
        >`,
    ),
    ...chart.rows.map(({ label, values }, row) => {
      const y = TOP + (row + 0.5) * ROW;
      return html`<line
          class="grid"
          x1="0"
          x2="${CHART_WIDTH}"
          y1="${y - ROW / 2}"
          y2="${y - ROW / 2}"
        />
        <text x="0" y="${y + 4}">${label}</text>
        ${values.map((value, at) => drawDisc(value, at, y))}`;
    }),
  ]);
};
