import type { Authority, Directory } from '../directory/authority.ts';
import { hash } from '../kernel/hash.ts';
import type { Code } from '../directory/code-list.ts';
import { suppressTable, type Withheld, drawPrices } from './rules/suppress-table.ts';
import { tabulateCells, releaseAxes } from './rules/tabulate-cells.ts';
import type { WeekPeriod } from '../themes/week-period.ts';
import { type Result, refuseBody } from '../kernel/result.ts';
import { type KeptTable, onAxes } from './rules/grid.ts';
import type { ListedRelease, ReleaseStore } from './release-store.ts';
import type { Backoff } from '../kernel/back-off.ts';
import type { Tokens } from '../kernel/random-token.ts';
import type { CodeStore } from '../intelligence/code-store.ts';
import { readCatalogue } from '../intelligence/list-codes.ts';
import type { ThemeReader } from '../themes/theme-store.ts';

const WHY: Readonly<
  Record<
    Withheld,
    readonly ['too-few-to-release' | 'too-little-changed' | 'would-tell-earlier-release', string]
  >
> = {
  'too-few': [
    'too-few-to-release',
    'Too few children are in the table for any of it to be shown without telling of single ones.',
  ],
  'changed-too-little': [
    'too-little-changed',
    'Too little has changed since the release before of these weeks: the difference would tell of single children.',
  ],
  'would-tell-earlier': [
    'would-tell-earlier-release',
    'Beside an earlier release of these weeks it would tell what that one hides.',
  ],
};

/** A table as it may be released, and the codes that its words come from. */
interface CheckedTable {
  readonly table: KeptTable;
  readonly catalogue: readonly Code[];
}

/** A number that nobody outside can know. */
const drawSeed = (token: string): number =>
  Number.parseInt(hash('release-seed', token).slice(0, 8), 16);

/** Counts the cells of a period as they are now, and hides what has to be hidden beside earlier releases of it. */
export const checkedTable = async (
  { releases, themes, codes, directory, makeToken }: ReleasePorts,
  authority: Authority,
  period: WeekPeriod,
  earlier: readonly ListedRelease[],
): Promise<Result<CheckedTable>> => {
  const [cells, catalogue, counts] = await Promise.all([
    themes.listCells({ authority: authority.code, ...period }),
    readCatalogue({ codes, directory }, authority.code),
    releases.readCounts(earlier.map(({ releaseId }) => releaseId)),
  ]);
  const counted = tabulateCells(releaseAxes(authority, catalogue, period, counts), cells);
  const threshold = Math.max(
    authority.settings.smallestShown,
    ...counts.map((one) => one.threshold),
  );
  const table = suppressTable(
    counts.map((one) => onAxes(one, counted)),
    counted,
    threshold,
    drawPrices(counted, drawSeed(makeToken())),
  );
  return typeof table === 'string'
    ? refuseBody(WHY[table][0], '/quarter', WHY[table][1])
    : { value: { table, catalogue } };
};

/** What it takes to make a release. */
export interface ReleasePorts {
  readonly releases: ReleaseStore;
  readonly themes: Pick<ThemeReader, 'listCells'>;
  readonly codes: Pick<CodeStore, 'listCodes'>;
  readonly directory: Directory;
  /** Chance that nobody outside can know. */
  readonly makeToken: Tokens;
  readonly backOff: Backoff;
}
