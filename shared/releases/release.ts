import type { Instant } from '../kernel/instant.ts';
import type { WeekPeriod } from '../themes/week-period.ts';
import type { Quarter } from './rules/quarter.ts';
import type { KeptTable } from './rules/grid.ts';

/** A table that left, or may leave, the authority: as it is shown, and never changed. */
export interface Release {
  readonly releaseId: string;
  /** GSS code. */
  readonly authority: string;
  readonly quarter: Quarter;
  /** The weeks of the quarter when it was made. */
  readonly period: WeekPeriod;
  readonly madeAt: Instant;
  /** Subject of whoever made it. */
  readonly madeBy: string;
  /** Fewer children than this are shown nowhere. */
  readonly threshold: number;
  /** The rows, with their names of then. */
  readonly localities: readonly { readonly id: string; readonly name: string }[];
  /** The columns, with their labels of then. */
  readonly harms: readonly { readonly code: string; readonly label: string }[];
  /** Row by row, the total last in each, the row of totals last; null is hidden, shown as `[c]`. */
  readonly shown: readonly (number | null)[];
}

/** What of a table is shown, whoever asks. */
export const shownOf = ({ counts, hidden }: KeptTable): readonly (number | null)[] =>
  counts.map((count, figure) => (hidden.has(figure) ? null : count));
