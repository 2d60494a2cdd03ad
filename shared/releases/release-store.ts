import * as z from 'zod';
import { type ItemKey, type Table, type TableWrite, LAST } from '../database/table.ts';
import type { WriteResult } from '../kernel/write-result.ts';
import { type ListedRelease, listedReleaseSchema, type Release, releaseSchema } from './release.ts';
import { type SuppressedTable, suppressedTableSchema } from './rules/grid.ts';

/** The releases of an authority in the order in which they were made, read consistently. */
export interface ReleaseList {
  readonly authority: string;
  readonly releases: readonly ListedRelease[];
  readonly version: number;
}

export interface ReleaseReader {
  list(authority: string): Promise<ReleaseList>;
  read(releaseIds: readonly string[]): Promise<readonly Release[]>;
}

/** Releases are never changed or deleted: they have been published. */
export interface ReleaseStore extends ReleaseReader {
  /**
   * The unsuppressed counts behind releases, in the order of the ids, to check the next release against. No view shows
   * them. Throws when one is missing.
   */
  readCounts(releaseIds: readonly string[]): Promise<readonly SuppressedTable[]>;
  /** Writes a release that was checked against this list. `conflict`: another was written since, so check again. */
  write(list: ReleaseList, release: Release, counts: SuppressedTable): Promise<WriteResult>;
}

const listPartition = (authority: string): string => `releases#${authority}`;
const HEAD = 'head';

/** `number` counts the releases of an authority, from 1. */
const listingKey = (authority: string, number: number): ItemKey => ({
  pk: listPartition(authority),
  sk: `release#${String(number).padStart(6, '0')}`,
});

const releaseKey = (releaseId: string): ItemKey => ({ pk: `release#${releaseId}`, sk: 'release' });

const countsKey = (releaseId: string): ItemKey => ({
  pk: `release-counts#${releaseId}`,
  sk: 'counts',
});

const headSchema = z.object({ version: z.number() });

const readList = async (table: Table, authority: string): Promise<ReleaseList> => {
  const [head, ...listed] = await table.readPartition(listPartition(authority), HEAD, LAST);
  return {
    authority,
    releases: listed.map((item) => listedReleaseSchema.parse(item)),
    version: head === undefined ? 0 : headSchema.parse(head).version,
  };
};

const buildWrites = (
  { authority, version }: ReleaseList,
  release: Release,
  counts: SuppressedTable,
): readonly TableWrite[] => {
  const { releaseId, quarter, period, madeAt } = release;
  const head = { pk: listPartition(authority), sk: HEAD, entity: 'releases', version: version + 1 };
  const key = listingKey(authority, version + 1);
  const listing = { ...key, entity: 'release-listing', releaseId, quarter, period, madeAt };
  const shown = { ...releaseKey(releaseId), entity: 'release', ...release };
  const counted = {
    ...countsKey(releaseId),
    entity: 'release-counts',
    ...counts,
    suppressed: [...counts.suppressed],
  };
  return [
    { put: head, onlyIf: version === 0 ? 'absent' : { version } },
    { put: listing, onlyIf: 'absent' },
    { put: shown, onlyIf: 'absent' },
    { put: counted, onlyIf: 'absent' },
  ];
};

export const createReleaseStore = (table: Table): ReleaseStore => ({
  list: (authority) => readList(table, authority),
  read: async (releaseIds) => {
    const items = await table.getMany(releaseIds.map(releaseKey));
    return items.map((item) => releaseSchema.parse(item));
  },
  readCounts: async (releaseIds) => {
    const items = await table.getMany(releaseIds.map(countsKey));
    if (items.length < releaseIds.length) throw new Error('The counts of a release are missing.');
    return items.map((item) => suppressedTableSchema.parse(item));
  },
  write: async (list, release, counts) => {
    const { outcome } = await table.transact(buildWrites(list, release, counts));
    return outcome === 'written' ? 'written' : 'conflict';
  },
});
