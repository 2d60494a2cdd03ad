import { line, symbol, symbolCircle, symbolSquare } from 'd3-shape';
import { html } from 'hono/html';
import { drawChart, type Markup } from './chart-frame.ts';
import { drawTicks, drawWeeks, scaleWeeks, WEEKS_HEIGHT, type WeekScales } from './chart-weeks.ts';
import type { LineChartView } from './page-view.ts';

const TOP = 30;
const HEIGHT = 96;
const LEGEND_STEP = 110;

/** Told apart by the line and by the mark, not by colour. */
const STYLES = [
  { line: 'line-solid', mark: symbol(symbolCircle, 26)(), filled: true },
  { line: 'line-dashed', mark: symbol(symbolSquare, 26)(), filled: false },
] as const;
type Style = (typeof STYLES)[number];

const drawMark = ({ mark, filled }: Style, x: number, y: number): Markup =>
  html`<path
    class="${filled ? 'mark-filled' : 'mark-open'}"
    d="${mark}"
    transform="translate(${x},${y})"
  />`;

const drawLegend = (label: string, style: Style, at: number): Markup => {
  const x = at * LEGEND_STEP;
  return html`<path class="${style.line}" d="M${x},9H${x + 24}" />
    ${drawMark(style, x + 12, 9)}
    <text x="${x + 30}" y="13">${label}</text>`;
};

const drawLine = (values: readonly number[], style: Style, scales: WeekScales): Markup => {
  const middle = (week: number): number => scales.x(week) + scales.bandwidth / 2;
  const path = line<number>(
    (_, week) => middle(week),
    (value) => scales.y(value),
  ).digits(1);
  return html`<path class="${style.line}" d="${path(values)}" />
    ${values.map((value, week) => drawMark(style, middle(week), scales.y(value)))}`;
};

/** Two lines over the same weeks and counts. */
export const drawLines = (chart: LineChartView): Markup => {
  const all = chart.lines.flatMap(({ values }) => values);
  const weeks = Math.max(0, ...chart.lines.map(({ values }) => values.length));
  const scales = scaleWeeks(weeks, Math.max(0, ...all), { top: TOP, height: HEIGHT });
  const styled = chart.lines.map((one, at) => ({ ...one, style: STYLES[at] ?? STYLES[1], at }));
  return drawChart(chart, TOP + HEIGHT + WEEKS_HEIGHT, [
    ...styled.map(({ label, style, at }) => drawLegend(label, style, at)),
    ...drawTicks(scales),
    drawWeeks(chart.weeks, scales, TOP),
    ...styled.map(({ values, style }) => drawLine(values, style, scales)),
  ]);
};
