import { scaleLinear, scaleBand } from 'd3-scale';
import { html } from 'hono/html';
import { CHART_WIDTH, type Markup, drawChart } from './chart-frame.ts';
import type { WeeksView, LineChartView, WeekBarChartView } from './page-view.ts';
import { line, symbol, symbolCircle, symbolSquare } from 'd3-shape';

const LEFT = 24;
export const WEEKS_HEIGHT = 22;
const MOST_TICKS = 4;

export interface WeekScales {
  readonly x: (week: number) => number;
  readonly bandwidth: number;
  readonly y: (count: number) => number;
  readonly ticks: readonly number[];
  readonly bottom: number;
}

/** Counts are whole numbers, and so are the ticks. */
export const scaleWeeks = (
  weeks: number,
  most: number,
  { top, height }: { readonly top: number; readonly height: number },
): WeekScales => {
  const bands = scaleBand<number>()
    .domain(Array.from({ length: weeks }, (_, at) => at))
    .range([LEFT, CHART_WIDTH])
    .paddingInner(0.2);
  const bottom = top + height;
  const counts = scaleLinear([0, Math.max(1, most)], [bottom, top]).nice(MOST_TICKS);
  return {
    x: (week) => bands(week) ?? LEFT,
    bandwidth: bands.bandwidth(),
    y: (count) => counts(count),
    ticks: counts.ticks(MOST_TICKS).filter(Number.isInteger),
    bottom,
  };
};

export const drawTicks = ({ ticks, y }: WeekScales): readonly Markup[] =>
  ticks.map(
    (tick) =>
      html`<line class="grid" x1="${LEFT}" x2="${CHART_WIDTH}" y1="${y(tick)}" y2="${y(tick)}" />
        <text class="number" x="${LEFT - 6}" y="${y(tick) + 4}" text-anchor="end">${tick}</text>`,
  );

export const drawWeeks = (
  { first, quarter, last, before }: WeeksView,
  { x, bottom }: WeekScales,
  top: number,
): Markup => {
  const start = x(before) - 1;
  return html`<line class="quarter" x1="${start}" x2="${start}" y1="${top}" y2="${bottom}" />
    <text x="${LEFT}" y="${bottom + 15}">${first}</text>
    <text x="${start}" y="${bottom + 15}" text-anchor="middle">${quarter}</text>
    <text x="${CHART_WIDTH}" y="${bottom + 15}" text-anchor="end">${last}</text>`;
};

const LINES_TOP = 30;

const CHART_HEIGHT = 96;

const LEGEND_STEP = 110;

/** The lines differ by dashes and marks, not only by colour. */
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
  const findMiddle = (week: number): number => scales.x(week) + scales.bandwidth / 2;
  const path = line<number>(
    (_, week) => findMiddle(week),
    (value) => scales.y(value),
  ).digits(1);
  return html`<path class="${style.line}" d="${path(values)}" />
    ${values.map((value, week) => drawMark(style, findMiddle(week), scales.y(value)))}`;
};

export const drawLines = (chart: LineChartView): Markup => {
  const all = chart.lines.flatMap(({ values }) => values);
  const weeks = Math.max(0, ...chart.lines.map(({ values }) => values.length));
  const scales = scaleWeeks(weeks, Math.max(0, ...all), { top: LINES_TOP, height: CHART_HEIGHT });
  const styled = chart.lines.map((one, at) => ({ ...one, style: STYLES[at] ?? STYLES[1], at }));
  return drawChart(chart, LINES_TOP + CHART_HEIGHT + WEEKS_HEIGHT, [
    ...styled.map(({ label, style, at }) => drawLegend(label, style, at)),
    ...drawTicks(scales),
    drawWeeks(chart.weeks, scales, LINES_TOP),
    ...styled.map(({ values, style }) => drawLine(values, style, scales)),
  ]);
};

const BARS_TOP = 8;

export const drawWeekBars = (chart: WeekBarChartView): Markup => {
  const { values, weeks, most } = chart;
  const scales = scaleWeeks(values.length, most, { top: BARS_TOP, height: CHART_HEIGHT });
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
  return drawChart(chart, BARS_TOP + CHART_HEIGHT + WEEKS_HEIGHT, [
    ...drawTicks(scales),
    drawWeeks(weeks, scales, BARS_TOP),
    html`${bars}`,
  ]);
};
