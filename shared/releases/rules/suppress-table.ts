import { grandTotalOf, type CountTable, type KeptTable, gridOf } from './grid.ts';
import { type MovePrice, raiseFigure } from './max-flow.ts';
import {
  type Secret,
  chainOf,
  hideInLatest,
  isKept,
  latestOf,
  needOf,
  type ReleaseChain,
  secretsIn,
} from './protected-cells.ts';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/**
 * Why a table stays inside: too few children to hide among; too small a change since an earlier release of its period;
 * or with it, what an earlier one hid could be found out.
 */
export type Withheld = 'too-few' | 'changed-too-little' | 'would-tell-earlier';

/** Figures to hide so that a secret of the latest release is kept; null when there are none. */
const hidingPlaces = (
  chain: ReleaseChain,
  secret: Secret,
  priceOf: MovePrice,
): readonly number[] | null => {
  const at = chain.releases.length - 1;
  const leeway = chain.leeways[at];
  if (leeway === undefined || isKept(chain, at, secret)) return [];
  const { hidden } = latestOf(chain);
  const need = needOf(chain, at, secret);
  const raised = raiseFigure(leeway, secret.figure, need, (figure) => {
    if (hidden.has(figure)) return 0;
    return figure === grandTotalOf(chain.grid) ? Infinity : priceOf(figure);
  });
  if (raised.by < need) return null;
  return [...raised.moved.keys()].filter((figure) => !hidden.has(figure));
};

/** Hides more until every one of these secrets of the latest release is kept. What is hidden for them has none itself. */
const keepSecrets = (
  start: ReleaseChain,
  secrets: readonly Secret[],
  priceOf: MovePrice,
): ReleaseChain | Withheld => {
  let chain = start;
  for (const secret of secrets) {
    const more = hidingPlaces(chain, secret, priceOf);
    if (more === null) return secret.since === 0 ? 'too-few' : 'changed-too-little';
    chain = hideInLatest(chain, more);
  }
  return chain;
};

/** What no later release can mend: the earlier ones are out. */
const tellsEarlier = (chain: ReleaseChain): boolean =>
  chain.releases
    .slice(0, -1)
    .some((_, at) => secretsIn(chain, at).some((secret) => !isKept(chain, at, secret)));

/**
 * Decides what of a table is shown, after the releases of the same period that are out already, which are oldest first
 * and on the same rows and columns. Hidden is what is small, what changed by little, what was hidden before, and more
 * until none of it can be computed; the grand total is always shown, or nothing is. `priceOf` says what it costs to hide
 * a figure: the cheapest are taken.
 */
export const suppressTable = (
  earlier: readonly KeptTable[],
  table: CountTable,
  threshold: number,
  priceOf: MovePrice,
): KeptTable | Withheld => {
  const hiddenBefore = earlier.at(-1)?.hidden ?? new Set();
  const bare = chainOf(earlier, { ...table, hidden: hiddenBefore, threshold });
  const secrets = secretsIn(bare, earlier.length);
  const ofGrandTotal = secrets.find(({ figure }) => figure === grandTotalOf(bare.grid));
  if (ofGrandTotal !== undefined)
    return ofGrandTotal.since === 0 ? 'too-few' : 'changed-too-little';
  const start = hideInLatest(
    bare,
    secrets.map(({ figure }) => figure),
  );
  const chain = keepSecrets(start, secrets, priceOf);
  if (typeof chain === 'string') return chain;
  return tellsEarlier(chain) ? 'would-tell-earlier' : latestOf(chain);
};

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
