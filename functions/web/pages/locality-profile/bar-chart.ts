import { scaleLinear } from 'd3-scale';
import { html } from 'hono/html';
import { CHART_WIDTH, drawChart, type Markup } from './chart-frame.ts';
import type { BarChartView, BarValue } from './page-view.ts';

const LEGEND = 30;
const LINE = 16;
const BAR = 13;
const GAP = 9;
const NUMBER_WIDTH = 34;

type Row = BarChartView['rows'][number];

interface PlacedRow extends Row {
  readonly lines: readonly string[];
  readonly top: number;
}

const measureRow = ({ lines, before }: Pick<PlacedRow, 'lines' | 'before'>): number =>
  lines.length * LINE + (before === null ? 1 : 2) * BAR + GAP;

const placeRows = (rows: readonly Row[]): readonly PlacedRow[] => {
  let top = LEGEND;
  return rows.map((row) => {
    const lines = wrapLabel(row.label);
    const placed = { ...row, lines, top };
    top += measureRow(placed);
    return placed;
  });
};

const drawLegend = ({ now, before }: BarChartView): Markup =>
  html`<rect class="now" x="0" y="3" width="14" height="11" />
    <text x="20" y="13">${now}</text>
    ${before === null ? '' : drawLegendBefore(before)}`;

const drawLegendBefore = (before: string): Markup =>
  html`<rect class="before" x="100.5" y="3.5" width="13" height="10" />
    <text x="120" y="13">${before}</text>`;

type BarWidth = (count: number) => number;

const drawBar = (
  name: 'now' | 'before',
  value: BarValue | null,
  y: number,
  widthOf: BarWidth,
): Markup | '' => {
  if (value === null) return '';
  const base = y + BAR - 2;
  if (typeof value === 'string') return html`<text x="0" y="${base}">${value}</text>`;
  const width = widthOf(value);
  return html`<rect class="${name}" x="0.5" y="${y + 0.5}" width="${width}" height="${BAR - 2}" />
    <text class="number" x="${width + 6}" y="${base}">${value}</text>`;
};

const drawRow = (row: PlacedRow, widthOf: BarWidth): Markup => {
  const bars = row.top + row.lines.length * LINE;
  return html`${row.lines.map(
    (line, at) => html`<text x="0" y="${row.top + at * LINE + 11}">${line}</text>`,
  )}
  ${drawBar('now', row.now, bars, widthOf)} ${drawBar('before', row.before, bars + BAR, widthOf)}`;
};

/** Bars are filled for now and open for the quarter before, so that they differ without colour. */
export const drawBars = (chart: BarChartView): Markup => {
  const rows = placeRows(chart.rows);
  const values = chart.rows.flatMap(({ now, before }) => [now, before]);
  const most = Math.max(1, ...values.filter((value) => typeof value === 'number'));
  const scale = scaleLinear([0, most], [0, CHART_WIDTH - NUMBER_WIDTH]);
  const last = rows.at(-1);
  const height = last === undefined ? LEGEND : last.top + measureRow(last);
  return drawChart(chart, height, [
    drawLegend(chart),
    ...rows.map((row) => drawRow(row, (value) => scale(value))),
  ]);
};

const LETTERS = 46;

/** SVG does not wrap text. A word that is longer than a line gets its own line. */
export const wrapLabel = (label: string, letters: number = LETTERS): readonly string[] =>
  label.split(' ').reduce<readonly string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last === undefined) return [word];
    const longer = `${last} ${word}`;
    return longer.length <= letters ? [...lines.slice(0, -1), longer] : [...lines, word];
  }, []);
