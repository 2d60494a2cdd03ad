import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type CountTable, gridOf } from './count-table.ts';
import type { MovePrice } from './raise-figure.ts';

/** Totals are what is read most. */
const TOTAL_WEIGHT = 3;

/**
 * What it costs to hide each figure: its count, so that small ones go first, times chance. With a fixed choice of the
 * cheapest, whoever runs this program on every table that could be behind a release finds out most of what it hides
 * (Minami and Abe 2019, "Algorithmic matching attacks"). The seed must be one that nobody can know.
 */
export const drawPrices = (table: CountTable, seed: number): MovePrice => {
  const { rows, columns } = gridOf(table);
  const chance = xoroshiro128plus(seed);
  const prices = table.counts.map((count, figure) => {
    const isTotal = (figure + 1) % columns === 0 || figure >= (rows - 1) * columns;
    return (count + 1) * (isTotal ? TOTAL_WEIGHT : 1) * -Math.log1p(-uniformFloat64(chance));
  });
  return (figure) => prices[figure] ?? Infinity;
};
