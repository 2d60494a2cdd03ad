import type { CountTable, KeptTable } from './count-table.ts';

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
