import { html } from 'hono/html';
import type { ChartView } from './page-view.ts';

/** Markup whose values are escaped. */
export type Markup = ReturnType<typeof html>;

/** In units that are pixels on the smallest screen. */
export const CHART_WIDTH = 328;

export const drawChart = (
  { id, title, description }: ChartView,
  height: number,
  content: Markup | readonly Markup[],
): Markup =>
  html`<svg
    class="chart"
    role="img"
    aria-labelledby="${id}-title ${id}-description"
    viewBox="0 0 ${CHART_WIDTH} ${height}"
    xmlns="http://www.w3.org/2000/svg"
  >
    <title id="${id}-title">${title}</title>
    <desc id="${id}-description">${description}</desc>
    ${content}
  </svg>`;
