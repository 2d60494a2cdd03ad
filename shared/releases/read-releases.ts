import { isSamePeriod } from './rules/quarter.ts';
import { type Result, NOT_FOUND } from '../kernel/result.ts';
import { authoritiesAskedFor } from '../directory/caller-scope.ts';
import { type Caller, belongsTo } from '../access/caller.ts';
import type { ListedRelease, ReleaseList, ReleaseReader } from './release-store.ts';
import type { Directory } from '../directory/authority.ts';
import {
  type ListReleasesQuery,
  type ReleaseListView,
  type ReleaseView,
  viewRelease,
} from './release-api.ts';
import { COUNTS_CANNOT_TELL } from '../themes/statistics-fields.ts';
import { viewPeriod } from '../themes/parse-statistics-query.ts';

/** Whether no later one of the list is of the same weeks. */
const isLatest = ({ releases }: ReleaseList, { period, releaseId }: ListedRelease): boolean =>
  releases.findLast((other) => isSamePeriod(other.period, period))?.releaseId === releaseId;

const viewList = (list: ReleaseList): ReleaseListView['items'] =>
  list.releases.map((one) => ({
    releaseId: one.releaseId,
    authority: list.authority,
    quarter: one.quarter,
    period: viewPeriod(one.period),
    madeAt: one.madeAt,
    latest: isLatest(list, one),
  }));

/** The releases of the caller's authorities, the last one made first. */
export const listReleases = async (
  { releases, directory }: ReleaseReadPorts,
  { authority }: ListReleasesQuery,
  caller: Caller,
): Promise<Result<ReleaseListView>> => {
  const scope = authoritiesAskedFor(caller, authority, directory);
  if ('refusal' in scope) return scope;
  const lists = await Promise.all(scope.value.map((code) => releases.list(code)));
  const items = lists
    .flatMap((list) => viewList(list).reverse())
    .sort((a, b) => (a.madeAt < b.madeAt ? 1 : Number(a.madeAt === b.madeAt) - 1));
  return { value: { items, limits: COUNTS_CANNOT_TELL } };
};

/** A release of one of the caller's authorities. */
export const readRelease = async (
  { releases }: ReleaseReadPorts,
  releaseId: string,
  caller: Caller,
): Promise<Result<ReleaseView>> => {
  const [release] = await releases.read([releaseId]);
  if (release === undefined || !belongsTo(caller, release.authority)) return NOT_FOUND;
  return { value: viewRelease(release) };
};

/**
 * The latest release of each of the last quarters for which an authority made any, the last quarter first: all that may
 * be told of its counts to anybody outside.
 */
export const latestReleases = async (
  { releases }: { readonly releases: ReleaseReader },
  authority: string,
  quarters: number,
): Promise<readonly ReleaseView[]> => {
  const list = await releases.list(authority);
  const latest = list.releases
    .filter((one) => isLatest(list, one))
    .sort((a, b) => (a.period.from < b.period.from ? 1 : -1))
    .slice(0, quarters);
  const read = await releases.read(latest.map(({ releaseId }) => releaseId));
  return read.map(viewRelease);
};

/** And to read one. */
export interface ReleaseReadPorts {
  readonly releases: ReleaseReader;
  readonly directory: Directory;
}
