import { listRequestedAuthorities } from '../directory/caller-scope.ts';
import type { Directory } from '../directory/directory.ts';
import { isSamePeriod } from './rules/quarter.ts';
import { type Result, NOT_FOUND } from '../kernel/result.ts';
import { type Caller, belongsTo } from '../access/caller.ts';
import type { ReleaseList, ReleaseReader } from './release-store.ts';
import type { ListedRelease } from './release.ts';
import {
  type ListReleasesQuery,
  type ReleaseListView,
  type ReleaseView,
  viewRelease,
} from './release-api.ts';
import { COUNTS_LIMITATIONS } from '../themes/statistics-fields.ts';
import { viewPeriod } from '../themes/parse-statistics-query.ts';

export interface ReadReleaseDependencies {
  readonly releases: ReleaseReader;
  readonly directory: Directory;
}

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

export const listReleases = async (
  { releases, directory }: ReadReleaseDependencies,
  { authority }: ListReleasesQuery,
  caller: Caller,
): Promise<Result<ReleaseListView>> => {
  const scope = listRequestedAuthorities(caller, authority, directory);
  if ('refusal' in scope) return scope;
  const lists = await Promise.all(scope.value.map((code) => releases.list(code)));
  const items = lists
    .flatMap((list) => viewList(list).reverse())
    .sort((a, b) => (a.madeAt < b.madeAt ? 1 : Number(a.madeAt === b.madeAt) - 1));
  return { value: { items, limits: COUNTS_LIMITATIONS } };
};

export const readRelease = async (
  { releases }: ReadReleaseDependencies,
  releaseId: string,
  caller: Caller,
): Promise<Result<ReleaseView>> => {
  const [release] = await releases.read([releaseId]);
  if (release === undefined || !belongsTo(caller, release.authority)) return NOT_FOUND;
  return { value: viewRelease(release) };
};

export const readLatestReleases = async (
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
