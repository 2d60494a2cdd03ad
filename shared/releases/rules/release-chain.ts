import { gridOf, type KeptTable } from './count-table.ts';
import { figuresOf, type Grid } from './grid.ts';
import { leewayFrom } from './leeway.ts';
import { type Leeway, raiseFigure } from './raise-figure.ts';
import { type Secret, secretsOf } from './secrets.ts';

/**
 * The releases of one period, oldest first, on the same rows and columns. What one hides, those after it hide too: then
 * what may be thought of each, and of each change, can be told apart from the others.
 */
export interface ReleaseChain {
  readonly grid: Grid;
  readonly releases: readonly [...KeptTable[], KeptTable];
  /** Of all releases from each one on. */
  readonly leeways: readonly Leeway[];
}

export const chainOf = (earlier: readonly KeptTable[], latest: KeptTable): ReleaseChain => {
  const grid = gridOf(latest);
  const releases = [...earlier, latest] as const;
  return {
    grid,
    releases,
    leeways: releases.map((_, since) => leewayFrom(grid, releases, since)),
  };
};

/** The same, with more hidden in the latest. */
export const hideInLatest = (chain: ReleaseChain, figures: readonly number[]): ReleaseChain => {
  const earlier = chain.releases.slice(0, -1);
  const latest = latestOf(chain);
  const hidden = new Set([...latest.hidden, ...figures]);
  return { ...chain, releases: [...earlier, { ...latest, hidden }] };
};

export const latestOf = ({ releases }: ReleaseChain): KeptTable => {
  const latest = releases.at(-1);
  if (latest === undefined) throw new Error('A chain has a release.');
  return latest;
};

/** What must not be found out of one release of the chain. */
export const secretsIn = ({ grid, releases }: ReleaseChain, at: number): readonly Secret[] => {
  const release = releases[at];
  if (release === undefined) return [];
  const earlier = releases.slice(0, at);
  return figuresOf(grid).flatMap((figure) => secretsOf(earlier, release, figure));
};

/** By how much a figure must possibly be higher than it is. */
export const needOf = ({ releases }: ReleaseChain, at: number, { figure, reach }: Secret): number =>
  reach - (releases[at]?.counts[figure] ?? 0);

/** Whether what is hidden keeps a secret of a release: hidden figures can move against each other far enough. */
export const isKept = (chain: ReleaseChain, at: number, secret: Secret): boolean => {
  const need = needOf(chain, at, secret);
  return chain.leeways.slice(0, at + 1).some((leeway, layer) => {
    const hidden = chain.releases[layer]?.hidden;
    if (layer < secret.since || hidden?.has(secret.figure) !== true) return false;
    const price = (figure: number): number => (hidden.has(figure) ? 0 : Infinity);
    return raiseFigure(leeway, secret.figure, need, price).by >= need;
  });
};
