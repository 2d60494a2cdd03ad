import { type CountTable, type KeptTable, figuresOf, type Grid, stepsOf, gridOf } from './grid.ts';
import { type Leeway, raiseFigure } from './max-flow.ts';

/** Something that nobody outside may find out from the releases of one period. */
export interface Secret {
  readonly figure: number;
  /** For all that is shown, the figure must possibly be as high as this. */
  readonly reach: number;
  /** The first release of the period (from 0) with which it may be thought higher. */
  readonly since: number;
}

/**
 * Half as much again as the threshold. The threshold itself is not enough: if a small figure could be no higher, all
 * that moves against it would be empty then, nothing would have been small, and nothing hidden; so whoever knows that a
 * `[c]` has a reason would know that this figure is it. What is above leaves room for those who know more (ADR 0021).
 */
const highEnough = (threshold: number): number => threshold + Math.ceil(threshold / 2);

/** How high a changed figure must possibly be: it changed by few, or for few children. Null when it shows neither. */
const reachOfChange = (
  earlier: CountTable,
  later: CountTable,
  figure: number,
  threshold: number,
): number | null => {
  const [before, now] = [earlier.counts[figure] ?? 0, later.counts[figure] ?? 0];
  if (before === now) return null;
  if (Math.abs(now - before) < threshold) return before + highEnough(threshold);
  const children = (later.children[figure] ?? 0) - (earlier.children[figure] ?? 0);
  return Math.abs(children) < threshold ? now + 1 : null;
};

/** What must not be found out of a figure of a release: from itself, or by comparison with those before it. */
export const secretsOf = (
  earlier: readonly CountTable[],
  release: KeptTable,
  figure: number,
): readonly Secret[] => {
  const { threshold } = release;
  const ofChanges = earlier.flatMap((one, at) => {
    const reach = reachOfChange(one, release, figure, threshold);
    return reach === null ? [] : [{ figure, reach, since: at + 1 }];
  });
  const count = release.counts[figure] ?? 0;
  const isOfFew = count > 0 && (release.children[figure] ?? 0) < threshold;
  if (!isOfFew) return ofChanges;
  return [{ figure, reach: Math.max(highEnough(threshold), count + 1), since: 0 }, ...ofChanges];
};

/** Nobody thinks that a figure fell when it did not: late debriefs add. Below 0 there is nothing. */
const lowestThinkable = (count: number, before: readonly number[]): number =>
  Math.max(0, ...before.filter((earlier) => earlier <= count));

/**
 * What may be thought of the releases of one period, when all from one of them on are higher or lower together and
 * those before it stay as they are. It allows for somebody who knows which figures rose or stayed; whoever does not know
 * that can think of more.
 */
export const leewayFrom = (
  grid: Grid,
  releases: readonly Pick<CountTable, 'counts'>[],
  since: number,
): Leeway => {
  const roomOf = (figure: number): number => {
    const counts = releases.map((release) => release.counts[figure] ?? 0);
    const before = counts.slice(0, since);
    return Math.min(...counts.slice(since).map((count) => count - lowestThinkable(count, before)));
  };
  return { grid, steps: stepsOf(grid), room: figuresOf(grid).map(roomOf) };
};

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
