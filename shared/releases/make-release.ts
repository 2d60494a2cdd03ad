import { type Code, findCode } from '../directory/code.ts';
import { type Caller, belongsTo } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import type { Authority } from '../directory/authority.ts';
import { hash } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import {
  type Result,
  NOT_YOUR_AUTHORITY,
  refuseBody,
  KEY_REUSED,
  NOT_YOUR_ROLE,
} from '../kernel/result.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import { listLocalityNames } from '../themes/labels.ts';
import { buildReleaseTable, type ReleaseTableDependencies } from './build-release-table.ts';
import { type ReleaseBody, type ReleaseView, viewRelease } from './release-api.ts';
import type { ReleaseList, ReleaseStore } from './release-store.ts';
import { type ListedRelease, listShownFigures, type Release } from './release.ts';
import type { SuppressedTable } from './rules/grid.ts';
import { isOver, isSamePeriod, isPartialOverlap, findQuarterWeeks } from './rules/quarter.ts';
import type { Backoff } from '../kernel/system-random.ts';

interface Dependencies extends ReleaseTableDependencies {
  readonly releases: ReleaseStore;
  readonly backOff: Backoff;
}

const makeReleaseId = ({ authority, key }: ReleaseBody): string =>
  `rel-${hash('release', authority, key)}`;

/** The same request sent again gets the same release. */
const readEarlierResult = async (
  { releases }: Dependencies,
  { releaseId, quarter }: ListedRelease,
  body: ReleaseBody,
): Promise<Result<ReleaseView>> => {
  if (quarter !== body.quarter) return KEY_REUSED;
  const [release] = await releases.read([releaseId]);
  if (release === undefined) throw new Error('A listed release does not exist.');
  return { value: viewRelease(release) };
};

/** If two releases shared some weeks, one could be subtracted from the other. */
const refuseOverlap = ({ releases }: ReleaseList, { quarter }: ReleaseBody) => {
  const period = findQuarterWeeks(quarter);
  const other = releases.find((one) => isPartialOverlap(one.period, period));
  return other === undefined
    ? null
    : refuseBody(
        'overlaps-earlier-release',
        '/quarter',
        `Release ${other.releaseId} covers some of the same weeks. The difference between the two would reveal suppressed figures.`,
      );
};

const buildRelease = (
  authority: Authority,
  catalogue: readonly Code[],
  table: SuppressedTable,
  about: Pick<Release, 'releaseId' | 'quarter' | 'period' | 'madeAt' | 'madeBy'>,
): Release => {
  const names = listLocalityNames(authority);
  return {
    ...about,
    authority: authority.code,
    threshold: table.threshold,
    localities: table.localities.map((id) => ({ id, name: names[id] ?? id })),
    harms: table.harms.map((code) => ({
      code,
      label: findCode(catalogue, 'harm', code)?.label ?? code,
    })),
    shown: listShownFigures(table),
  };
};

const tryMakeRelease = async (
  dependencies: Dependencies,
  authority: Authority,
  body: ReleaseBody,
  made: Pick<Release, 'madeAt' | 'madeBy'>,
): Promise<Result<ReleaseView> | 'conflict'> => {
  const list = await dependencies.releases.list(authority.code);
  const releaseId = makeReleaseId(body);
  const known = list.releases.find((one) => one.releaseId === releaseId);
  if (known !== undefined) return readEarlierResult(dependencies, known, body);
  const overlap = refuseOverlap(list, body);
  if (overlap !== null) return overlap;
  const { quarter } = body;
  const period = findQuarterWeeks(quarter);
  const earlier = list.releases.filter((one) => isSamePeriod(one.period, period));
  const built = await buildReleaseTable(dependencies, authority, period, earlier);
  if ('refusal' in built) return built;
  const { table, catalogue } = built.value;
  const about = { releaseId, quarter, period, ...made };
  const release = buildRelease(authority, catalogue, table, about);
  const result = await dependencies.releases.write(list, release, table);
  return result === 'conflict' ? 'conflict' : { value: viewRelease(release) };
};

/** Releases the table of a quarter that is over: counts it now and suppresses it, given all releases before. */
export const makeRelease = async (
  dependencies: Dependencies,
  body: ReleaseBody,
  caller: Caller,
  now: Instant,
): Promise<Result<ReleaseView>> => {
  if (!hasPermission(caller, 'makeReleases')) return NOT_YOUR_ROLE;
  const authority = dependencies.directory.authorities.find(({ code }) => code === body.authority);
  if (authority === undefined || !belongsTo(caller, authority.code)) return NOT_YOUR_AUTHORITY;
  if (!isOver(findQuarterWeeks(body.quarter), now)) {
    return refuseBody('period-not-over', '/quarter', 'Choose a quarter that is over.');
  }
  return retryOnConflict(dependencies.backOff, () =>
    tryMakeRelease(dependencies, authority, body, { madeBy: caller.subject, madeAt: now }),
  );
};
