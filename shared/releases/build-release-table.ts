import type { Directory } from '../directory/directory.ts';
import type { Code } from '../directory/code.ts';
import type { Authority } from '../directory/authority.ts';
import type { CodeStore } from '../intelligence/code-store.ts';
import { readCatalogue } from '../intelligence/list-codes.ts';
import { hash } from '../kernel/hash.ts';
import { type Result, refuseBody } from '../kernel/result.ts';
import type { ThemeReader } from '../themes/theme-store.ts';
import type { WeekPeriod } from '../themes/week-period.ts';
import type { ReleaseStore } from './release-store.ts';
import type { ListedRelease } from './release.ts';
import { type SuppressedTable, widenTable } from './rules/grid.ts';
import {
  createSuppressionCosts,
  suppressTable,
  type SuppressionFailure,
} from './rules/suppress-table.ts';
import { chooseAxes, tabulateCells } from './rules/tabulate-cells.ts';
import type { Tokens } from '../kernel/system-random.ts';

export interface ReleaseTableDependencies {
  readonly releases: Pick<ReleaseStore, 'readCounts'>;
  readonly themes: Pick<ThemeReader, 'listCells'>;
  readonly codes: Pick<CodeStore, 'listCodes'>;
  readonly directory: Directory;
  readonly makeToken: Tokens;
}

const PROBLEMS: Readonly<
  Record<
    SuppressionFailure,
    readonly ['too-few-to-release' | 'too-little-changed' | 'would-reveal-earlier-release', string]
  >
> = {
  'too-few': [
    'too-few-to-release',
    'The table has too few children: any figure would reveal individual children.',
  ],
  'changed-too-little': [
    'too-little-changed',
    'Too little has changed since the last release of these weeks: the difference would reveal individual children.',
  ],
  'reveals-earlier': [
    'would-reveal-earlier-release',
    'Together with an earlier release of these weeks, this one would reveal suppressed figures.',
  ],
};

const makeSeed = (token: string): number =>
  Number.parseInt(hash('release-seed', token).slice(0, 8), 16);

/** Counts the cells of a period as they are now and suppresses them, given the earlier releases of the period. */
export const buildReleaseTable = async (
  { releases, themes, codes, directory, makeToken }: ReleaseTableDependencies,
  authority: Authority,
  period: WeekPeriod,
  earlier: readonly ListedRelease[],
): Promise<Result<{ readonly table: SuppressedTable; readonly catalogue: readonly Code[] }>> => {
  const [cells, catalogue, released] = await Promise.all([
    themes.listCells({ authority: authority.code, ...period }),
    readCatalogue({ codes, directory }, authority.code),
    releases.readCounts(earlier.map(({ releaseId }) => releaseId)),
  ]);
  const counted = tabulateCells(chooseAxes(authority, catalogue, period, released), cells);
  const table = suppressTable(
    released.map((one) => widenTable(one, counted)),
    counted,
    Math.max(authority.settings.smallestShown, ...released.map(({ threshold }) => threshold)),
    createSuppressionCosts(counted, makeSeed(makeToken())),
  );
  return typeof table === 'string'
    ? refuseBody(PROBLEMS[table][0], '/quarter', PROBLEMS[table][1])
    : { value: { table, catalogue } };
};
