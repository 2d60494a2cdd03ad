import { scaleLinear, scaleBand } from 'd3-scale';
import { html } from 'hono/html';
import { CHART_WIDTH, type Markup } from './chart-frame.ts';
import type { WeeksView } from './page-view.ts';

const LEFT = 24;
/** Below the bottom line, for the labels of weeks. */
export const WEEKS_HEIGHT = 22;
const MOST_TICKS = 4;

/** Where weeks and counts stand in a chart or panel that begins `top` units down and is `height` high. */
export interface WeekScales {
  /** Left edge of a week, counted from 0. */
  readonly x: (week: number) => number;
  readonly bandwidth: number;
  readonly y: (count: number) => number;
  readonly ticks: readonly number[];
  readonly bottom: number;
}

/** Scales of so many weeks and counts up to `most`; counts are whole numbers, and so are the ticks. */
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

/** Lines across with their counts. */
export const drawTicks = ({ ticks, y }: WeekScales): readonly Markup[] =>
  ticks.map(
    (tick) =>
      html`<line class="grid" x1="${LEFT}" x2="${CHART_WIDTH}" y1="${y(tick)}" y2="${y(tick)}" />
        <text class="number" x="${LEFT - 6}" y="${y(tick) + 4}" text-anchor="end">${tick}</text>`,
  );

/** The first week, the first of the quarter with a line up to `top`, and the last. */
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
