import type { Authority } from '../directory/authority.ts';
import { hash } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import { isOver, isSamePeriod, overlapInPart, weeksOfQuarter } from './rules/quarter.ts';
import {
  type Result,
  NOT_YOUR_AUTHORITY,
  refuseBody,
  KEY_REUSED,
  NOT_YOUR_ROLE,
} from '../kernel/result.ts';
import { checkedTable, type ReleasePorts } from './checked-table.ts';
import { type Caller, belongsTo } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import { retryOnConflict } from '../kernel/write-result.ts';
import type { ReleaseList } from './release-store.ts';
import { type Code, findCode } from '../directory/code-list.ts';
import type { KeptTable } from './rules/grid.ts';
import { type Release, shownOf } from './release.ts';
import { type ReleaseBody, type ReleaseView, viewRelease } from './release-api.ts';
import { localityNames } from '../themes/labels.ts';

const releaseIdOf = ({ authority, key }: ReleaseBody): string =>
  `rel-${hash('release', authority, key)}`;

const readKnown = async (
  { releases }: ReleasePorts,
  { releaseId, quarter }: ReleaseList['releases'][number],
  body: ReleaseBody,
): Promise<Result<ReleaseView>> => {
  if (quarter !== body.quarter) return KEY_REUSED;
  const [known] = await releases.read([releaseId]);
  if (known === undefined) throw new Error('A release is listed and is not there.');
  return { value: viewRelease(known) };
};

/** Counts of weeks that are in two tables could be subtracted from each other. */
const refuseOverlap = ({ releases }: ReleaseList, { quarter }: ReleaseBody) => {
  const period = weeksOfQuarter(quarter);
  const other = releases.find((one) => overlapInPart(one.period, period));
  return other === undefined
    ? null
    : refuseBody(
        'overlaps-earlier-release',
        '/quarter',
        `Release ${other.releaseId} is of some of its weeks: the difference would tell what neither shows.`,
      );
};

const makeOnce = async (
  ports: ReleasePorts,
  authority: Authority,
  body: ReleaseBody,
  made: { readonly by: string; readonly at: Instant },
): Promise<Result<ReleaseView> | 'conflict'> => {
  const list = await ports.releases.list(authority.code);
  const releaseId = releaseIdOf(body);
  const known = list.releases.find((one) => one.releaseId === releaseId);
  if (known !== undefined) return readKnown(ports, known, body);
  const overlap = refuseOverlap(list, body);
  if (overlap !== null) return overlap;
  const period = weeksOfQuarter(body.quarter);
  const earlier = list.releases.filter((one) => isSamePeriod(one.period, period));
  const checked = await checkedTable(ports, authority, period, earlier);
  if ('refusal' in checked) return checked;
  const { table, catalogue } = checked.value;
  const release = composeRelease(authority, catalogue, table, {
    releaseId,
    quarter: body.quarter,
    period,
    madeAt: made.at,
    madeBy: made.by,
  });
  const kept = await ports.releases.keep(list, release, table);
  return kept === 'conflict' ? 'conflict' : { value: viewRelease(release) };
};

/**
 * Makes the table of a quarter that may leave the authority: counted now, suppressed, checked against every release
 * before it, and kept. The same request under the same key is one release. When another is kept meanwhile it is counted
 * and checked anew, a bounded number of times. Throws when it lost every time.
 */
export const makeRelease = async (
  ports: ReleasePorts,
  body: ReleaseBody,
  caller: Caller,
  now: Instant,
): Promise<Result<ReleaseView>> => {
  if (!hasPermission(caller, 'makeReleases')) return NOT_YOUR_ROLE;
  const authority = ports.directory.authorities.find(({ code }) => code === body.authority);
  if (authority === undefined || !belongsTo(caller, authority.code)) return NOT_YOUR_AUTHORITY;
  if (!isOver(weeksOfQuarter(body.quarter), now)) {
    return refuseBody('period-not-over', '/quarter', 'The last of its weeks is not over.');
  }
  return retryOnConflict(ports.backOff, () =>
    makeOnce(ports, authority, body, { by: caller.subject, at: now }),
  );
};

/** A release of what is shown of a table, with the words of today for its rows and columns. */
export const composeRelease = (
  authority: Authority,
  catalogue: readonly Code[],
  table: KeptTable,
  about: Pick<Release, 'releaseId' | 'quarter' | 'period' | 'madeAt' | 'madeBy'>,
): Release => {
  const names = localityNames(authority);
  return {
    ...about,
    authority: authority.code,
    threshold: table.threshold,
    localities: table.localities.map((id) => ({ id, name: names[id] ?? id })),
    harms: table.harms.map((code) => ({
      code,
      label: findCode(catalogue, 'harm', code)?.label ?? code,
    })),
    shown: shownOf(table),
  };
};
