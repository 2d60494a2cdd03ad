import {
  findEnds,
  findFigure,
  listFigures,
  findGrandTotal,
  measureGrid,
  type SuppressedTable,
} from '../../shared/releases/rules/grid.ts';
import { type Bounds, isPossible, type Knowledge } from './linear-search.ts';

/** Something that could be found out of a figure of a release, or of its change between two. */
export interface Found {
  readonly what: 'small figure' | 'small change' | 'figure of few children' | 'shown';
  readonly release: number;
  readonly figure: number;
}

/**
 * `sums`: knows only that the totals add up, and that nothing is below 0. `no-fall`: knows also which figures did not
 * fall from one release to the next.
 */
export type Assumption = 'sums' | 'no-fall';

/** The releases of one period, oldest first, on the same axes. The attacker looks at the true counts only to aim. */
type Releases = readonly SuppressedTable[];

const countOf = (releases: Releases, release: number, figure: number): number =>
  releases[release]?.counts[figure] ?? 0;

const sizeOf = (releases: Releases): number => releases[0]?.counts.length ?? 0;

/** A figure as released, or `[c]`. */
const boundsOf = (releases: Releases): Bounds => {
  const most = Math.max(
    ...releases.map((release) => release.counts[findGrandTotal(measureGrid(release))] ?? 0),
  );
  const bound = (unknown: number) =>
    releases.flatMap(({ counts, suppressed }) =>
      counts.map((count, figure) => (suppressed.has(figure) ? unknown : count)),
    );
  return { low: bound(0), high: bound(most) };
};

const sumsOf = (releases: Releases): Knowledge['sums'] =>
  releases.flatMap((release, at) => {
    const grid = measureGrid(release);
    const first = at * sizeOf(releases);
    const rows = Array.from({ length: grid.rows }, (_, row) =>
      Array.from({ length: grid.columns }, (__, column) => findFigure(grid, row, column)),
    );
    const columns = Array.from({ length: grid.columns }, (_, column) =>
      Array.from({ length: grid.rows }, (__, row) => findFigure(grid, row, column)),
    );
    return [...rows, ...columns].map((line) =>
      line.map((figure, place) => ({
        of: first + figure,
        times: place === line.length - 1 ? (-1 as const) : (1 as const),
      })),
    );
  });

const ordersOf = (releases: Releases): Knowledge['orders'] =>
  releases.flatMap((later, at) =>
    releases.slice(0, at).flatMap((earlier, before) =>
      later.counts.flatMap((count, figure) => {
        const size = sizeOf(releases);
        const didNotFall = count >= (earlier.counts[figure] ?? 0);
        return didNotFall ? [[before * size + figure, at * size + figure] as const] : [];
      }),
    ),
  );

const knowledgeOf = (releases: Releases, assumption: Assumption): Knowledge => ({
  sums: sumsOf(releases),
  orders: assumption === 'sums' ? [] : ordersOf(releases),
});

/** Figures that are suppressed and linked to this one by others that are: what is known of them is known apart. */
const blockOf = (release: SuppressedTable, start: number): readonly number[] => {
  const grid = measureGrid(release);
  const block = new Set([start]);
  for (const figure of block) {
    const { from, to } = findEnds(grid, figure);
    for (const other of release.suppressed) {
      const ends = findEnds(grid, other);
      if ([ends.from, ends.to].some((end) => end === from || end === to)) block.add(other);
    }
  }
  return [...block];
};

/** Somebody who has all releases of a period, and works out what they can. */
const createAttacker = (releases: Releases, assumption: Assumption) => {
  const size = sizeOf(releases);
  const bounds = boundsOf(releases);
  const knowledge = knowledgeOf(releases, assumption);

  type Range = readonly [unknown: number, from: number, to: number];
  const couldBe = (...ranges: readonly Range[]): boolean => {
    const low = [...bounds.low];
    const high = [...bounds.high];
    for (const [unknown, from, to] of ranges) {
      low[unknown] = Math.max(low[unknown] ?? 0, from);
      high[unknown] = Math.min(high[unknown] ?? 0, to);
    }
    return isPossible({ low, high }, knowledge);
  };
  const unknownOf = (release: number, figure: number): number => release * size + figure;

  /** Whether the figure could be that high. */
  const couldReach = (release: number, figure: number, count: number): boolean =>
    couldBe([unknownOf(release, figure), count, Infinity]);

  /** Whether the figure could be that high, and another of its block be the small one for which it was suppressed. */
  const couldBeInnocent = (release: number, figure: number, threshold: number): boolean => {
    const table = releases[release];
    if (table === undefined) return false;
    return blockOf(table, figure).some(
      (other) =>
        other !== figure &&
        couldBe(
          [unknownOf(release, figure), threshold, Infinity],
          [unknownOf(release, other), 1, threshold - 1],
        ),
    );
  };

  /** Whether the change between two releases could be as large as that, up or down. */
  const couldChangeBy = (earlier: number, later: number, figure: number, by: number): boolean => {
    const change = bounds.low.length;
    const sum = [
      { of: change, times: 1 },
      { of: unknownOf(earlier, figure), times: 1 },
      { of: unknownOf(later, figure), times: -1 },
    ] as const;
    const most = Math.max(...bounds.high);
    return [
      [by, most],
      [-most, -by],
    ].some(([low = 0, high = 0]) =>
      isPossible(
        { low: [...bounds.low, low], high: [...bounds.high, high] },
        { ...knowledge, sums: [...knowledge.sums, sum] },
      ),
    );
  };
  const couldDiffer = (release: number, figure: number): boolean => {
    const count = countOf(releases, release, figure);
    const unknown = unknownOf(release, figure);
    return couldBe([unknown, count + 1, Infinity]) || couldBe([unknown, 0, count - 1]);
  };
  return { couldReach, couldBeInnocent, couldChangeBy, couldDiffer };
};

const isShown = (releases: Releases, release: number, figure: number): boolean =>
  releases[release]?.suppressed.has(figure) === false;

const isSmall = (count: number, threshold: number): boolean => count > 0 && count < threshold;

const figuresFound = (releases: Releases, at: number, assumption: Assumption): readonly Found[] => {
  const release = releases[at];
  if (release === undefined) return [];
  const attacker = createAttacker(releases, assumption);
  const { counts, children, threshold } = release;
  return listFigures(measureGrid(release)).flatMap((figure): readonly Found[] => {
    const [count, few] = [counts[figure] ?? 0, (children[figure] ?? 0) < threshold];
    const isHiddenZero = count === 0 && release.suppressed.has(figure);
    if (isHiddenZero && !attacker.couldReach(at, figure, 1)) return [];
    if (isSmall(count, threshold) || isHiddenZero) {
      const isKept = attacker.couldReach(at, figure, threshold);
      return isKept ? [] : [{ what: 'small figure', release: at, figure }];
    }
    if (count === 0 || !few || attacker.couldDiffer(at, figure)) return [];
    return [{ what: 'figure of few children', release: at, figure }];
  });
};

const changesFound = (
  releases: Releases,
  before: number,
  at: number,
  assumption: Assumption,
): readonly Found[] => {
  const attacker = createAttacker(releases, assumption);
  const threshold = releases[at]?.threshold ?? 0;
  return (releases[at]?.counts ?? []).flatMap((count, figure): readonly Found[] => {
    const by = Math.abs(count - countOf(releases, before, figure));
    if (!isSmall(by, threshold)) return [];
    if (isShown(releases, before, figure) && isShown(releases, at, figure)) {
      return [{ what: 'shown', release: at, figure }];
    }
    const isKept = attacker.couldChangeBy(before, at, figure, threshold);
    return isKept ? [] : [{ what: 'small change', release: at, figure }];
  });
};

/**
 * All that the attacker finds out: a suppressed figure, or a small change, that cannot be as high as the threshold, so that
 * it is known to be small; a figure of few children that can be nothing else. A zero that was suppressed for others and can
 * be nothing but zero is no find: zeros are shown, since no child is behind them (decision 0021).
 */
export const attackReleases = (releases: Releases, assumption: Assumption): readonly Found[] =>
  releases.flatMap((_, at) => [
    ...figuresFound(releases, at, assumption),
    ...releases
      .slice(0, at)
      .flatMap((__, before) => changesFound(releases, before, at, assumption)),
  ]);

/** Small figures of a release of which the attacker can work out that it was they that had to be suppressed. */
export const findReasons = (release: SuppressedTable): readonly number[] => {
  const attacker = createAttacker([release], 'sums');
  return [...release.suppressed].filter(
    (figure) =>
      isSmall(release.counts[figure] ?? 0, release.threshold) &&
      !attacker.couldBeInnocent(0, figure, release.threshold),
  );
};
