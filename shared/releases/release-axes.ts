import type { Authority } from '../directory/authority.ts';
import type { Code } from '../directory/code-list.ts';
import type { Axes } from './rules/count-table.ts';
import { firstDayOf, lastDayOf, type WeekPeriod } from '../themes/week-period.ts';
import { localityNames } from '../themes/view-labels.ts';

const wasInUse = ({ validFrom, validUntil }: Code, period: WeekPeriod): boolean =>
  (validFrom === null || validFrom <= lastDayOf(period)) &&
  (validUntil === null || validUntil >= firstDayOf(period));

/**
 * Rows and columns of a release: all localities, with those of nobody's, and all harms that were in use, whether
 * anything was told or not; then what earlier releases of the same weeks have besides, which may be gone since.
 */
export const releaseAxes = (
  authority: Authority,
  catalogue: readonly Code[],
  period: WeekPeriod,
  earlier: readonly Axes[],
): Axes => {
  const harms = catalogue.filter((code) => code.list === 'harm' && wasInUse(code, period));
  return {
    localities: [
      ...new Set([
        ...Object.keys(localityNames(authority)),
        ...earlier.flatMap(({ localities }) => localities),
      ]),
    ],
    harms: [...new Set([...harms.map(({ code }) => code), ...earlier.flatMap((one) => one.harms)])],
  };
};
